/** What a site says on its terminal, a line each. Vietnamese is the source; a message missing in English does not compile. */
import { formatBytes, formatDate, formatNumber, type Lang } from '../contract/sentences/format.ts';
import { sentenceOf } from '../contract/sentences/index.ts';
import { quote, shown } from '../contract/sentences/phrases.ts';
import type { NotAiredReason } from '../core/evidence/entry.ts';
import type { ManifestSound } from '../core/manifest/model.ts';
import type { AsRun } from '../core/playback/model.ts';
import type { Refusal } from '../core/refusal.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { OutputNews } from '../output/model.ts';

export type News =
  | { readonly kind: 'running'; readonly channel: string; readonly url: string | null; readonly version: number }
  | { readonly kind: 'clock-unknown' | 'away' | 'back' | 'stopped' }
  | { readonly kind: 'manifest'; readonly version: number; readonly days: readonly LocalDate[] }
  | { readonly kind: 'key'; readonly vkey: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'denied' | 'rows-denied'; readonly status: number; readonly code: string }
  | { readonly kind: 'sound'; readonly sound: ManifestSound }
  | { readonly kind: 'not-sound'; readonly sound: ManifestSound; readonly fault: 'wrong' | 'gone' }
  | { readonly kind: 'complete'; readonly version: number; readonly sounds: number }
  | { readonly kind: 'row'; readonly row: AsRun }
  | { readonly kind: 'sent'; readonly rows: number; readonly seq: number }
  | { readonly kind: 'disk' | 'output' | 'fault'; readonly detail: string }
  | { readonly kind: 'output-news'; readonly news: Told };

/** What is lost of a session is told by its rows. */
type Told = Exclude<OutputNews, { readonly kind: 'unheard' }>;

const REASONS_VI: Readonly<Record<NotAiredReason, string>> = {
  'power-cut': 'mất điện hoặc máy tắt',
  'device-fault': 'máy hoặc đường ra loa hỏng',
  'line-fault': 'mất đường truyền về trung tâm',
  weather: 'thời tiết',
  'sound-missing': 'chưa có tệp âm thanh',
  'ordered-off': 'có lệnh dừng, hoặc ngoài giờ được phát',
  emergency: 'nhường thông báo khẩn cấp',
  other: 'đến giờ buổi sau',
};

const REASONS_EN: typeof REASONS_VI = {
  'power-cut': 'the power was off, or the machine',
  'device-fault': 'the machine or its output failed',
  'line-fault': 'no line to the centre',
  weather: 'the weather',
  'sound-missing': 'the sound is not here',
  'ordered-off': 'it was told to stop, or the hours do not allow it',
  emergency: 'an emergency took its place',
  other: 'the next session began',
};

const vi = {
  running: (channel: string, url: string | null, version: number) =>
    `Máy phát của kênh ${quote(channel)} đang chạy, ${url === null ? 'nhận lịch bằng USB' : `trung tâm ${shown(url)}`}, ${version === 0 ? 'chưa có bản phát hành nào' : `đang giữ bản phát hành số ${formatNumber(version, 'vi')}`}.`,
  clockUnknown:
    'CHƯA CHẮC ĐỒNG HỒ: máy không có pin giữ giờ và chưa hỏi được trung tâm, nên chưa phát gì theo giờ. Nối được trung tâm là phát; nếu chắc giờ máy đúng thì chạy lại với --trust-clock.',
  away: 'Không tới được trung tâm. Vẫn phát theo bản đang giữ.',
  back: 'Đã nối lại với trung tâm.',
  stopped: 'Đã dừng.',
  manifest: (version: number, from: string, to: string) =>
    `Nhận bản phát hành số ${formatNumber(version, 'vi')}, từ ${from} đến ${to}.`,
  key: (vkey: string) => `Từ nay theo khóa mới của trung tâm: ${vkey}. Khóa cũ đã ký chuyển.`,
  denied: (status: number, code: string) =>
    `Trung tâm không đưa bản phát hành (${status}, ${code}). Vẫn giữ bản đang có.`,
  rowsDenied: (status: number, code: string) =>
    `Trung tâm chưa nhận dòng đã phát (${status}, ${code}). Các dòng vẫn được giữ ở máy này.`,
  sound: (name: string, size: string) => `Đã tải âm thanh ${name}, ${size}, đúng mã.`,
  wrongSound: (name: string) => `Âm thanh ${name} tải về không đúng mã, đã bỏ và sẽ tải lại.`,
  goneSound: (name: string) => `Trung tâm không còn âm thanh ${name}. Hãy báo trung tâm.`,
  complete: (version: number, sounds: number) =>
    `Bản phát hành số ${formatNumber(version, 'vi')}: đủ ${formatNumber(sounds, 'vi')} tệp âm thanh, đã kiểm.`,
  started: (item: string) => `Phát ${item}.`,
  whole: (item: string) => `Đã phát hết ${item}.`,
  partly: (item: string, seconds: string, why: string) => `Phát ${item} được ${seconds} giây${why}.`,
  missed: (item: string, why: string) => `KHÔNG PHÁT ${item}${why}.`,
  why: (reason: NotAiredReason | null) => (reason === null ? '' : `: ${REASONS_VI[reason]}`),
  sent: (rows: number, seq: number) =>
    `Trung tâm đã ghi ${formatNumber(rows, 'vi')} dòng, số cuối trong nhật ký là ${formatNumber(seq, 'vi')}.`,
  disk: (detail: string) =>
    `KHÔNG GHI ĐƯỢC (${detail}): chưa phát, vì phải ghi trước khi phát. Hãy xem ổ đĩa còn chỗ không.`,
  output: (detail: string) => `Đường ra loa báo lỗi: ${shown(detail)}`,
  lost: (detail: string) => `KHÔNG AI NHẬN TIẾNG (${shown(detail)}). Vẫn chạy theo giờ, nối lại được thì phát tiếp.`,
  found: 'Đường ra đã nhận tiếng trở lại.',
  silent: 'IM LẶNG: buổi đang phát mà không có tiếng. Hãy nghe thử và xem tệp, đầu vào, đường ra.',
  notSilent: 'Hết im lặng.',
  relayLost: (source: string, why: 'gone' | 'silent') =>
    `Mất tiếp âm ${quote(source)}${why === 'gone' ? ', không có tín hiệu' : ', đầu vào im lặng'}: phát phần lót của tệp đến khi có lại.`,
  relayBack: (source: string) => `Tiếp âm ${quote(source)} đã có lại.`,
  fault: (detail: string) => `Lỗi của Loa: ${detail}`,
};

const en: typeof vi = {
  running: (channel, url, version) =>
    `The player of channel ${quote(channel)} is running, ${url === null ? 'fed by stick' : `centre ${shown(url)}`}, ${version === 0 ? 'with no manifest yet' : `holding manifest ${formatNumber(version, 'en')}`}.`,
  clockUnknown:
    'THE CLOCK IS NOT SURE: this machine has no battery clock and the centre could not be asked, so nothing is played by time. It plays once the centre answers; if the clock is surely right, run again with --trust-clock.',
  away: 'The centre cannot be reached. Playing goes on by what is held.',
  back: 'The centre answers again.',
  stopped: 'Stopped.',
  manifest: (version, from, to) => `Took manifest ${formatNumber(version, 'en')}, from ${from} to ${to}.`,
  key: (vkey) => `The centre’s new key is believed from now on: ${vkey}. The old one signed for it.`,
  denied: (status, code) => `The centre gives no manifest (${status}, ${code}). What is held stays.`,
  rowsDenied: (status, code) => `The centre does not take the rows (${status}, ${code}). They are kept here.`,
  sound: (name, size) => `Fetched sound ${name}, ${size}, with the right hash.`,
  wrongSound: (name) => `Sound ${name} came with another hash; it was thrown away and is fetched again.`,
  goneSound: (name) => `The centre has sound ${name} no more. Tell the centre.`,
  complete: (version, sounds) =>
    `Manifest ${formatNumber(version, 'en')}: all ${formatNumber(sounds, 'en')} sounds are here and checked.`,
  started: (item) => `Playing ${item}.`,
  whole: (item) => `Played ${item} to its end.`,
  partly: (item, seconds, why) => `Played ${seconds} seconds of ${item}${why}.`,
  missed: (item, why) => `NOT PLAYED: ${item}${why}.`,
  why: (reason) => (reason === null ? '' : `: ${REASONS_EN[reason]}`),
  sent: (rows, seq) =>
    `The centre recorded ${formatNumber(rows, 'en')} rows, the last as number ${formatNumber(seq, 'en')} of its log.`,
  disk: (detail) =>
    `CANNOT WRITE (${detail}): nothing is played, because it is written down first. Look whether the disk is full.`,
  output: (detail) => `The output says: ${shown(detail)}`,
  lost: (detail) => `NOBODY TAKES THE SOUND (${shown(detail)}). Time goes on, and so does the sound once it is taken.`,
  found: 'The output takes sound again.',
  silent: 'SILENCE: a session is on and nothing sounds. Listen, and look at the file, the input and the output.',
  notSilent: 'The silence is over.',
  relayLost: (source, why) =>
    `Relay ${quote(source)} is lost, ${why === 'gone' ? 'no signal' : 'its input is silent'}: what the file has beneath it sounds until it is back.`,
  relayBack: (source) => `Relay ${quote(source)} is back.`,
  fault: (detail) => `A fault of Loa: ${detail}`,
};

/** `titleOf`: what an item is called, with its session. */
export const newsText = (news: News, lang: Lang, titleOf: (row: AsRun) => string): string => {
  const say = lang === 'vi' ? vi : en;
  switch (news.kind) {
    case 'running':
      return say.running(news.channel, news.url, news.version);
    case 'clock-unknown':
      return say.clockUnknown;
    case 'away':
      return say.away;
    case 'back':
      return say.back;
    case 'stopped':
      return say.stopped;
    case 'manifest': {
      const [first, last] = [news.days[0], news.days.at(-1)];
      const date = (day: LocalDate | undefined): string => (day === undefined ? '' : formatDate(day, lang));
      return say.manifest(news.version, date(first), date(last));
    }
    case 'key':
      return say.key(news.vkey);
    case 'refused':
      return sentenceOf(news.refusal, lang);
    case 'denied':
      return say.denied(news.status, news.code);
    case 'rows-denied':
      return say.rowsDenied(news.status, news.code);
    case 'sound':
      return say.sound(nameOf(news.sound), formatBytes(news.sound.bytes, lang));
    case 'not-sound':
      return news.fault === 'wrong' ? say.wrongSound(nameOf(news.sound)) : say.goneSound(nameOf(news.sound));
    case 'complete':
      return say.complete(news.version, news.sounds);
    case 'row':
      return rowLine(say, news.row, quote(titleOf(news.row)), lang);
    case 'sent':
      return say.sent(news.rows, news.seq);
    case 'disk':
      return say.disk(news.detail);
    case 'output':
      return say.output(news.detail);
    case 'fault':
      return say.fault(news.detail);
    case 'output-news':
      return outputLine(say, news.news);
  }
};

const outputLine = (say: typeof vi, news: Told): string => {
  switch (news.kind) {
    case 'lost':
      return say.lost(news.detail);
    case 'back':
      return say.found;
    case 'silence':
      return news.on ? say.silent : say.notSilent;
    case 'relay-lost':
      return say.relayLost(news.source, news.why);
    case 'relay-back':
      return say.relayBack(news.source);
  }
};

const nameOf = ({ sha256 }: ManifestSound): string => sha256.slice(0, 12);

const rowLine = (say: typeof vi, { kind, reason, heardMs, whole }: AsRun, item: string, lang: Lang): string => {
  if (kind === 'started') return say.started(item);
  if (kind === 'missed' || heardMs === 0) return say.missed(item, say.why(reason));
  return whole ? say.whole(item) : say.partly(item, formatNumber(heardMs / 1000, lang, 1), say.why(reason));
};
