/** Alarms of sites, and how a site stands, as sentences: what is wrong, then who is to be called. */
import type { FleetAlarm, SiteState } from '../../core/fleet/alarms.ts';
import type { SiteClock } from '../../core/fleet/model.ts';
import { oneLine } from '../../core/text.ts';
import type { LocalDateTime } from '../../core/time/local.ts';
import { formatBytes, formatDateTime, formatDuration, formatNumber, type Lang } from './format.ts';

/** An instant in words, as the clocks of the site show it. */
export const siteTime = (instant: string, zone: string, lang: Lang): string => {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().round({
    smallestUnit: 'minute',
    roundingMode: 'floor',
  });
  return formatDateTime(local.toString({ smallestUnit: 'second' }) as LocalDateTime, lang);
};

const offset = (ms: number | null | undefined, lang: Lang): string => {
  if (ms === null || ms === undefined)
    return lang === 'vi' ? 'chưa so với trung tâm' : 'never compared with the centre';
  const seconds = formatDuration(Math.round(Math.abs(ms) / 1000), lang);
  if (Math.abs(ms) < 500) return lang === 'vi' ? 'lệch dưới nửa giây' : 'off by less than half a second';
  // What has to be added: a clock that is behind needs more.
  if (lang === 'vi') return ms > 0 ? `chậm ${seconds}` : `nhanh ${seconds}`;
  return ms > 0 ? `${seconds} slow` : `${seconds} fast`;
};

export const clockText = ({ quality, offsetMs }: Pick<SiteClock, 'quality' | 'offsetMs'>, lang: Lang): string =>
  `${quality} · ${offset(offsetMs, lang)}`;

type Texts = Readonly<Record<FleetAlarm['code'], (alarm: FleetAlarm, zone: string) => string>>;

const name = ({ params }: FleetAlarm): string => oneLine(params.session?.name ?? '');
const start = ({ params }: FleetAlarm, lang: Lang): string =>
  params.session === undefined ? '' : formatDateTime(params.session.local as LocalDateTime, lang);

const vi: Texts = {
  'not-started': (alarm) =>
    `“${name(alarm)}” (${start(alarm, 'vi')}) đã quá giờ mà chưa có tin là đã phát. Gọi ngay cho điểm loa.`,
  silent: ({ since }, zone) =>
    `Đang trong buổi phát mà không có tiếng từ ${siteTime(since, zone, 'vi')}. Nghe thử ngay, xem tệp, đầu vào và đường ra.`,
  'no-contact': ({ since }, zone) =>
    `Máy ở điểm loa im lặng từ ${siteTime(since, zone, 'vi')}. Kiểm tra điện và mạng ở đó.`,
  'files-missing': ({ params }) =>
    `Máy ở điểm loa còn thiếu ${formatNumber(params.count ?? 0, 'vi')} tệp âm thanh. Chờ máy tải xong, hoặc đưa gói USB.`,
  expiring: ({ params }, zone) =>
    params.held === undefined
      ? `Bản phát hành chỉ còn hiệu lực đến ${siteTime(params.until ?? '', zone, 'vi')}. Duyệt các ngày tới để phát hành bản mới.`
      : `Điểm loa đang giữ bản số ${formatNumber(params.held, 'vi')}, hiệu lực đến ${siteTime(params.until ?? '', zone, 'vi')}. Cần lấy bản mới trước lúc ấy.`,
  'old-version': ({ params, since }, zone) =>
    params.held === 0
      ? `Điểm loa chưa lấy bản phát hành nào; có bản từ ${siteTime(since, zone, 'vi')}. Gọi cho người phụ trách.`
      : `Điểm loa vẫn giữ bản số ${formatNumber(params.held ?? 0, 'vi')}; bản mới có từ ${siteTime(since, zone, 'vi')}, nay là số ${formatNumber(params.newest ?? 0, 'vi')}. Gọi cho người phụ trách.`,
  clock: ({ params }) =>
    `Đồng hồ ở điểm loa không đáng tin (hạng ${params.quality ?? ''}, ${offset(params.offsetMs, 'vi')}). Chỉnh lại giờ của máy ở đó.`,
  disk: ({ params }) => `Ổ đĩa ở điểm loa chỉ còn ${formatBytes(params.bytes ?? 0, 'vi')}. Dọn bớt tệp trên máy ở đó.`,
};

const en: Texts = {
  'not-started': (alarm) =>
    `The session “${name(alarm)}” (${start(alarm, 'en')}) should have begun, and nobody has said that it did. Call the site now.`,
  silent: ({ since }, zone) =>
    `A session is on and nothing sounds since ${siteTime(since, zone, 'en')}. Listen now, and look at file, input and output.`,
  'no-contact': ({ since }, zone) =>
    `The site’s machine is silent since ${siteTime(since, zone, 'en')}. Look at power and network there.`,
  'files-missing': ({ params }) =>
    `The site’s machine lacks ${formatNumber(params.count ?? 0, 'en')} sound files. Let it finish downloading, or bring a USB package.`,
  expiring: ({ params }, zone) =>
    params.held === undefined
      ? `What is published is valid only until ${siteTime(params.until ?? '', zone, 'en')}. Approve coming days so that a new version goes out.`
      : `The site holds version ${formatNumber(params.held, 'en')}, valid until ${siteTime(params.until ?? '', zone, 'en')}. It has to fetch a newer one before that.`,
  'old-version': ({ params, since }, zone) =>
    params.held === 0
      ? `The site has fetched no version; there is one since ${siteTime(since, zone, 'en')}. Call whoever is in charge there.`
      : `The site still holds version ${formatNumber(params.held ?? 0, 'en')}; a newer one is there since ${siteTime(since, zone, 'en')}, now version ${formatNumber(params.newest ?? 0, 'en')}. Call whoever is in charge there.`,
  clock: ({ params }) =>
    `The site’s clock cannot be trusted (quality ${params.quality ?? ''}, ${offset(params.offsetMs, 'en')}). Set the clock of the machine there.`,
  disk: ({ params }) =>
    `The site’s disk has only ${formatBytes(params.bytes ?? 0, 'en')} free. Clear files on the machine there.`,
};

/** `zone`: the site's. */
export const alarmText = (alarm: FleetAlarm, zone: string, lang: Lang): string =>
  (lang === 'vi' ? vi : en)[alarm.code](alarm, zone);

const STATES: Readonly<Record<Lang, Readonly<Record<SiteState, string>>>> = {
  vi: { alarm: 'Cần xem ngay', 'by-hand': 'Do người báo', good: 'Tốt' },
  en: { alarm: 'Needs somebody', 'by-hand': 'People report', good: 'Good' },
};

export const siteStateText = (state: SiteState, lang: Lang): string => STATES[lang][state];
