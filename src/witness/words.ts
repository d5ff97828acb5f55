/** What a witness says on its terminal. Vietnamese is the source; a message missing in English does not compile. */
import { formatNumber, type Lang } from '../contract/sentences/format.ts';
import { quote, shown } from '../contract/sentences/phrases.ts';
import type { Event } from './witness.ts';

const vi = {
  listening: (url: string) => `Bên đồng ký đang chạy tại ${url}`,
  knownBy: (vkey: string) => `Khóa kiểm tra: ${vkey}`,
  cosigned: (origin: string, size: number) => `Đã đồng ký ${quote(origin)}, ${formatNumber(size, 'vi')} dòng.`,
  inconsistent: (origin: string, size: number) =>
    `KHÔNG KÝ ${quote(origin)}, ${formatNumber(size, 'vi')} dòng: không nối tiếp từ bản đã ký. Hãy báo người phụ trách nhật ký ấy.`,
  notSigned: (origin: string) => `Không ký ${quote(origin)}: không có chữ ký của khóa đã biết.`,
  unknownLog: (origin: string) => `Không ký ${quote(origin)}: chưa nhận nhật ký này (thêm bằng --log).`,
  split: (origin: string, size: number, path: string | null) =>
    `*** HAI BẢN TRÁI NHAU *** ${quote(origin)}, ${formatNumber(size, 'vi')} dòng, đã ký một mã gốc, nay nhận mã gốc khác cũng do nhật ký ký. Nhật ký đã bị viết lại hoặc kể hai chuyện.${path === null ? '' : ` Bằng chứng: ${shown(path)}.offered và .cosigned.`}`,
  fault: (detail: string) => `Lỗi của Loa, chưa ký gì: ${detail}`,
  stopped: 'Đã dừng.',
};

const en: typeof vi = {
  listening: (url) => `The witness is running at ${url}`,
  knownBy: (vkey) => `Key to check with: ${vkey}`,
  cosigned: (origin, size) => `Cosigned ${quote(origin)}, ${formatNumber(size, 'en')} entries.`,
  inconsistent: (origin, size) =>
    `NOT SIGNED: ${quote(origin)}, ${formatNumber(size, 'en')} entries, does not grow out of what was signed. Tell whoever keeps that log.`,
  notSigned: (origin) => `Not signed: ${quote(origin)} has no signature by a known key.`,
  unknownLog: (origin) => `Not signed: ${quote(origin)} is not served here (add it with --log).`,
  split: (origin, size, path) =>
    `*** TWO STORIES *** ${quote(origin)}, ${formatNumber(size, 'en')} entries: one root was signed, and another, also signed by the log, came now. The log was rewritten, or tells two stories.${path === null ? '' : ` Proof: ${shown(path)}.offered and .cosigned.`}`,
  fault: (detail) => `A fault of Loa, nothing was signed: ${detail}`,
  stopped: 'Stopped.',
};

export const witnessWords = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);

export const eventText = (event: Event, lang: Lang): string => {
  const say = witnessWords(lang);
  switch (event.kind) {
    case 'cosigned':
      return say.cosigned(event.checkpoint.origin, event.checkpoint.size);
    case 'inconsistent':
      return say.inconsistent(event.checkpoint.origin, event.checkpoint.size);
    case 'not-signed':
      return say.notSigned(event.origin);
    case 'unknown-log':
      return say.unknownLog(event.origin);
    case 'split':
      return say.split(event.checkpoint.origin, event.checkpoint.size, event.path);
  }
};
