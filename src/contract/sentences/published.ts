/** What a newer manifest changes, and why a day does not go out yet, as sentences for whoever reads a schedule or answers for it. */
import type { ManifestChange } from '../../core/manifest/difference.ts';
import type { HeldBack } from '../../core/manifest/held-back.ts';
import { type Held, RECEIPT_KINDS, type ReceiptKind } from '../../core/manifest/receipt.ts';
import { type LocalDateTime, timeOf } from '../../core/time/local.ts';
import { formatClock, formatDate, formatDuration, formatNumber, type Lang } from './format.ts';
import { quote } from './phrases.ts';

type Change<K extends ManifestChange['kind']> = Extract<ManifestChange, { kind: K }>;
type Changes = { readonly [K in ManifestChange['kind']]: (change: Change<K>) => string };

const clock = (local: string): string => formatClock(timeOf(local as LocalDateTime));
const long = (ms: number, lang: Lang): string => formatDuration(Math.round(ms / 1000), lang);

const VI: Changes = {
  'session-added': ({ name, start }) => `thêm ${quote(name)} lúc ${clock(start)}`,
  'session-removed': ({ name, start }) => `bỏ ${quote(name)} lúc ${clock(start)}`,
  'session-moved': ({ name, from, to }) => `${quote(name)} chuyển từ ${clock(from)} sang ${clock(to)}`,
  length: ({ name, fromMs, toMs }) => `${quote(name)} nay dài ${long(toMs, 'vi')}, trước là ${long(fromMs, 'vi')}`,
  volume: ({ name, to }) =>
    to === null
      ? `${quote(name)}: âm lượng để như đang đặt ở loa`
      : `${quote(name)}: âm lượng nay là ${formatNumber(to, 'vi')} %`,
  'item-added': ({ name, title }) => `${quote(name)} thêm ${quote(title)}`,
  'item-removed': ({ name, title }) => `${quote(name)} bỏ ${quote(title)}`,
  sound: ({ name }) => `${quote(name)} có tệp âm thanh mới, nội dung như cũ`,
};

const EN: Changes = {
  'session-added': ({ name, start }) => `${quote(name)} is added at ${clock(start)}`,
  'session-removed': ({ name, start }) => `${quote(name)} at ${clock(start)} is taken out`,
  'session-moved': ({ name, from, to }) => `${quote(name)} moves from ${clock(from)} to ${clock(to)}`,
  length: ({ name, fromMs, toMs }) => `${quote(name)} is ${long(toMs, 'en')} long, before ${long(fromMs, 'en')}`,
  volume: ({ name, to }) =>
    to === null
      ? `${quote(name)}: the volume stays as it is set at the site`
      : `${quote(name)}: the volume is ${formatNumber(to, 'en')} %`,
  'item-added': ({ name, title }) => `${quote(name)} has ${quote(title)} as well`,
  'item-removed': ({ name, title }) => `${quote(name)} has ${quote(title)} no more`,
  sound: ({ name }) => `${quote(name)} has a new sound file with the same items`,
};

/** 'Ngày 30/11/2026: “Buổi sáng” chuyển từ 05:00 sang 05:30.' */
export const changeText = (change: ManifestChange, lang: Lang): string => {
  const say = (lang === 'vi' ? VI : EN)[change.kind] as (change: ManifestChange) => string;
  const day = formatDate(change.day, lang);
  return `${lang === 'vi' ? `Ngày ${day}` : day}: ${say(change)}.`.normalize('NFC');
};

const WHY: Readonly<Record<Lang, Readonly<Record<HeldBack['why'], (session: string) => string>>>> = {
  vi: {
    'not-approved': () => 'chưa được người thứ hai duyệt',
    'not-rendered': (session) => `${quote(session)} chưa dựng xong`,
    'file-gone': (session) => `tệp âm thanh của ${quote(session)} không còn trong kho`,
    silence: (session) => `${quote(session)} có đoạn im lặng ngoài kế hoạch`,
    hours: (session) => `${quote(session)} nằm ngoài giờ được phát`,
  },
  en: {
    'not-approved': () => 'no second person has approved it',
    'not-rendered': (session) => `${quote(session)} is not rendered yet`,
    'file-gone': (session) => `the sound of ${quote(session)} is gone from the shelf`,
    silence: (session) => `${quote(session)} has a silence that nobody planned`,
    hours: (session) => `${quote(session)} lies outside the allowed hours`,
  },
};

/** Completes 'the day …': why it does not go out. */
export const whyHeldBack = ({ why, session }: Pick<HeldBack, 'why' | 'session'>, lang: Lang): string =>
  WHY[lang][why](session).normalize('NFC');

/** 'Ngày 30/11/2026, phiên bản 3: chưa được người thứ hai duyệt; điểm loa vẫn theo phiên bản 2.' */
export const heldBackText = (held: HeldBack, lang: Lang): string => {
  const { day, version, standing } = held;
  const why = whyHeldBack(held, lang);
  const date = formatDate(day, lang);
  if (lang === 'vi')
    return `Ngày ${date}, phiên bản ${formatNumber(version, 'vi')}: ${why}${standing === null ? '' : `; điểm loa vẫn theo phiên bản ${formatNumber(standing, 'vi')}`}.`;
  return `${date}, version ${formatNumber(version, 'en')}: ${why}${standing === null ? '' : `; the site keeps version ${formatNumber(standing, 'en')}`}.`;
};

const KINDS: Readonly<Record<Lang, Readonly<Record<ReceiptKind, string>>>> = {
  vi: { fetched: 'đã tải', opened: 'đã mở xem', verified: 'đã kiểm chữ ký và tệp', confirmed: 'đã xác nhận' },
  en: { fetched: 'fetched', opened: 'opened', verified: 'verified', confirmed: 'confirmed' },
};

/** What a holder has said, from fetched to confirmed, each as the word for it with its version and instant. */
export const receiptsSaid = (
  { newest }: Held,
  lang: Lang,
): { readonly word: string; readonly version: number; readonly at: string }[] =>
  RECEIPT_KINDS.flatMap((kind) => {
    const said = newest[kind];
    return said === undefined ? [] : [{ word: KINDS[lang][kind], ...said }];
  });
