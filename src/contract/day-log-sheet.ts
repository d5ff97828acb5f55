/**
 * A day of the air log as the words of the paper "Sổ nhật ký phát sóng", which is a Vietnamese form and speaks Vietnamese alone.
 * Laid out in reports/day-log-sheet.ts. Decides nothing: verdicts and reasons come as they are.
 */
import type { EventEntry } from '../core/evidence/entry.ts';
import type { LocalDate, LocalDateTime } from '../core/time/local.ts';
import { dateOf, timeOf } from '../core/time/local.ts';
import type { Moment } from '../core/time/moment.ts';
import { localAt } from '../core/time/zone.ts';
import type { JudgedAiring } from '../core/verdict/list.ts';
import type { VerdictCounts } from '../core/verdict/totals.ts';
import { verdictRowJson } from './api-verdicts.ts';
import { eventText } from './day-log-events.ts';
import { formatDate, formatDateLong, formatNumber } from './sentences/format.ts';
import { genreWord, languageWord, words } from './sentences/words.ts';

interface Airing {
  readonly judged: JudgedAiring;
  readonly started: Moment | null;
}

/** What the operation answers, as far as the paper shows it. */
export interface DayLogFacts {
  readonly day: LocalDate;
  readonly zone: string;
  readonly stations: readonly string[];
  readonly units: readonly { readonly name: string; readonly kind: string }[];
  readonly channel: { readonly name: string } | null;
  readonly airings: readonly Airing[];
  readonly unplanned: readonly Airing[];
  readonly totals: { readonly total: VerdictCounts };
  readonly unseen: number;
  readonly events: readonly { readonly seq: number; readonly entry: EventEntry }[];
  readonly seal: {
    readonly closes: boolean;
    readonly size: number;
    readonly root: string;
    readonly log: string;
    readonly key: string;
    readonly madeAt: string;
    readonly note: string;
  } | null;
}

const say = words('vi');
const two = (count: number): string => String(count).padStart(2, '0');
const count = (value: number): string => formatNumber(value, 'vi', 0);

/** '1:02:03', '02:03': to the second. */
const lengthText = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

/** '05:00:00', with '(24/11)' behind it on another date than the paper's. */
const clockOn = (local: LocalDateTime, day: LocalDate): string => {
  const date = dateOf(local);
  return date === day ? timeOf(local) : `${timeOf(local)} (${date.slice(8, 10)}/${date.slice(5, 7)})`;
};

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** '*' behind the number of an entry that came after the day was closed. */
const entryNumbers = (entries: readonly number[], closedAt: number | null): string =>
  entries.map((seq) => `${seq}${closedAt !== null && seq >= closedAt ? '*' : ''}`).join(', ');

const rowsOf = (airings: readonly Airing[], day: LocalDate, closedAt: number | null, inPlan: boolean) =>
  airings.map(({ judged, started }, n) => {
    const { planned, plannedMs, verdict, heardMs, evidence, entries, disagree } = judged;
    const reason = verdictRowJson(judged, 'vi', inPlan).reason?.text ?? null;
    const heard = verdict === 'partly' || verdict === 'interrupted' ? ` ${lengthText(heardMs)}` : '';
    return {
      number: String(n + 1),
      planned: clockOn(planned.start.local, day),
      started: started === null ? '' : clockOn(started.local, day),
      title: planned.title,
      about: [
        planned.kind === 'relay' ? 'tiếp âm' : planned.genre === null ? null : genreWord(planned.genre, 'vi'),
        planned.language === null ? null : languageWord(planned.language, 'vi'),
        planned.run === 'repeat' ? say.runs.repeat : null,
        planned.contentGroup?.name ?? planned.campaign?.name ?? null,
      ]
        .filter((one) => one !== null)
        .join(' · '),
      length: plannedMs === null ? '' : lengthText(plannedMs),
      verdict: `${capital(say.verdicts[verdict])}${heard}`,
      reason,
      evidence: `${capital(say.evidence[evidence])}${disagree ? '; các lời ghi khác nhau' : ''}`,
      entries: entryNumbers(entries, closedAt),
      session: planned.session.name,
    };
  });

const byChannel = (airings: readonly Airing[]) =>
  [...Map.groupBy(airings, ({ judged }) => judged.planned.channel.id).values()].map((some) => ({
    channel: some[0]?.judged.planned.channel.name ?? '',
    some,
  }));

const totalText = ({ planned, aired, partly, interrupted, notAired, unknown, toCome, ...ms }: VerdictCounts): string =>
  [
    `theo lịch ${count(planned)} lượt (${lengthText(ms.plannedMs)})`,
    `đã phát ${count(aired)}`,
    `phát một phần ${count(partly)}`,
    `bị ngắt giữa chừng ${count(interrupted)}`,
    `không phát ${count(notAired)}`,
    `chưa rõ ${count(unknown)}${toCome > 0 ? ` (trong đó chưa đến giờ ${count(toCome)})` : ''}`,
    `thời lượng đã phát ${lengthText(ms.heardMs)}`,
  ].join('; ');

const whoAnswers = ({ units, stations }: DayLogFacts) => ({
  superior: units.length === 1 ? `${units[0]?.kind} ${units[0]?.name}` : '',
  station: stations.length === 1 ? (stations[0] ?? '') : 'Nhật ký chung các đài',
});

const sealOf = ({ seal, zone }: DayLogFacts) => {
  if (seal === null) return null;
  const local = localAt(seal.madeAt, zone);
  const at = `${timeOf(local)} ngày ${formatDate(dateOf(local), 'vi')}`;
  return {
    heading: seal.closes ? 'Mốc chốt ngày' : 'Chưa chốt ngày; mốc mới nhất',
    short: seal.root.slice(0, 12),
    lines: [
      ['Mã gốc', seal.root],
      ['Nhật ký', `${seal.log}, ${count(seal.size)} mục, ký lúc ${at}`],
      ['Khóa kiểm tra', seal.key],
    ] as const,
    hint: 'Mã QR là nguyên văn mốc ký. Ai giữ tờ này, hoặc chụp mã, sẽ biết ngay nếu nhật ký bị viết lại về sau.',
    note: seal.note,
  };
};

/** The paper in words. */
export const dayLogSheet = (facts: DayLogFacts) => {
  const { day, channel, airings, unplanned, totals, unseen, events, seal, zone } = facts;
  const closedAt = seal?.closes === true ? seal.size : null;
  const seqs = [...airings, ...unplanned].flatMap(({ judged }) => judged.entries);
  const late = closedAt !== null && seqs.some((seq) => seq >= closedAt);
  const tables = (some: readonly Airing[], inPlan: boolean) =>
    byChannel(some).map((one) => ({ channel: one.channel, rows: rowsOf(one.some, day, closedAt, inPlan) }));
  return {
    day,
    ...whoAnswers(facts),
    country: 'Cộng hòa xã hội chủ nghĩa Việt Nam',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    title: 'Sổ nhật ký phát sóng',
    date: formatDateLong(day, 'vi'),
    about: channel === null ? 'Tất cả các kênh' : `Kênh: ${channel.name}`,
    open: seal?.closes === true ? null : 'Chưa chốt ngày: những gì ghi sau tờ này không có trong đây.',
    head: {
      number: 'STT',
      planned: 'Giờ theo lịch',
      started: 'Giờ phát thực tế',
      title: 'Nội dung',
      length: 'Thời lượng',
      verdict: 'Kết quả',
      evidence: 'Căn cứ',
      entries: 'Mục số',
    },
    none: airings.length === 0 ? 'Không có lượt phát nào trong lịch ngày này.' : null,
    planned: tables(airings, true),
    unplannedHeading: 'Phát ngoài lịch',
    unplanned: tables(unplanned, false),
    total: `Tổng cộng: ${totalText(totals.total)}.`,
    notes: [
      ...(late ? ['* Ghi vào nhật ký sau khi đã chốt ngày.'] : []),
      ...(unseen > 0 ? [`Còn ${count(unseen)} kênh trong ngày mà người lập tờ này không được xem.`] : []),
    ],
    eventsHeading: 'Sự kiện trong ngày',
    events: events.map(({ seq, entry }) => ({
      time: clockOn(localAt(entry.recordedAt, zone), day),
      text: eventText(entry, zone),
      entry: `mục ${seq}`,
    })),
    noEvents: 'Không có.',
    place: '…………………, ngày …… tháng …… năm ………',
    signers: [
      ['Người trực kỹ thuật', '(Ký, ghi rõ họ tên)'],
      ['Phụ trách đài', '(Ký, ghi rõ họ tên, đóng dấu)'],
    ] as const,
    seal: sealOf(facts),
    noSeal: 'Nhật ký chưa có mốc ký nào.',
    foot: `Sổ nhật ký phát sóng · ${formatDate(day, 'vi')} · ${channel?.name ?? 'tất cả các kênh'}${seal === null ? '' : ` · ${seal.root.slice(0, 12)}`}`,
    page: (page: number, pages: number): string => `Trang ${page}/${pages}`,
  };
};

/** 'nhat-ky-2026-11-23-dai-my-tu'. */
export const dayLogName = (day: string, channel: string | undefined): string =>
  `nhat-ky-${day}${channel === undefined ? '' : `-${channel}`}`;
