/** What `loa bundle`, `prove` and `verify` say of who vouches. Vietnamese is the source; a message missing in English does not compile. */
import { EVIDENCE } from '../contract/sentences/evidence.ts';
import { formatNumber, type Lang } from '../contract/sentences/format.ts';

type Clock = 'log' | 'witness' | 'authority';

const CLOCKS_VI: Readonly<Record<Clock, string>> = {
  log: 'giờ của chính đài, chưa có bên ngoài xác nhận',
  witness: 'giờ của bên đồng ký',
  authority: 'giờ của bên cấp dấu thời gian',
};
const CLOCKS_EN: Readonly<Record<Clock, string>> = {
  log: 'by the station’s own clock, confirmed by nobody outside',
  witness: 'by a witness’s clock',
  authority: 'by the time-stamp authority’s clock',
};

const vi = {
  before: (time: string, by: Clock) => `Đã được ghi trước ${time} (${CLOCKS_VI[by]}).`,
  gone: (count: number) => `${formatNumber(count, 'vi')} bản thu không còn ở đài; trong gói chỉ có mã băm.`,
  witnessed: (name: string, time: string, own: boolean) =>
    `Bên đồng ký: ${name}, lúc ${time}${own ? '. Khóa lấy từ chính gói; hãy kiểm lại với khóa do bên ấy đưa: --witness-key' : ''}.`,
  stamped: (time: string, by: 'reader' | 'bundle' | null) =>
    `Dấu thời gian: ${time}${{ reader: '', bundle: '. Chứng thư lấy từ chính gói; hãy kiểm lại với chứng thư của bên cấp dấu: --ca', null: '. Chưa kiểm chữ ký vì không có chứng thư: --ca' }[`${by}`]}.`,
  logAlone: EVIDENCE.vi.logAlone,
  grew: EVIDENCE.vi.grew,
  sounds: EVIDENCE.vi.sounds,
};

const en: typeof vi = {
  before: (time, by) => `Recorded before ${time} (${CLOCKS_EN[by]}).`,
  gone: (count) => `${formatNumber(count, 'en')} sounds are no longer in the house; the bundle has their hashes only.`,
  witnessed: (name, time, own) =>
    `Witness: ${name}, at ${time}${own ? '. The key was the bundle’s own; check again with the key that the witness gave you: --witness-key' : ''}.`,
  stamped: (time, by) =>
    `Time stamp: ${time}${{ reader: '', bundle: '. The certificates were the bundle’s own; check again with the authority’s: --ca', null: '. Its signature was not checked for want of certificates: --ca' }[`${by}`]}.`,
  logAlone: EVIDENCE.en.logAlone,
  grew: EVIDENCE.en.grew,
  sounds: EVIDENCE.en.sounds,
};

export const evidenceMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
