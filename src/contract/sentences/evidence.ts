/** What is said of evidence that holds: by `loa verify` and by the page that checks in a browser. */
import { formatNumber, type Lang } from './format.ts';

interface EvidenceSentences {
  readonly holds: (entries: number, log: string, size: number) => string;
  readonly proved: (seq: number, log: string, size: number) => string;
  /** Nobody has compared the key with the one on paper. */
  readonly ownKey: string;
  /** Nobody else vouches. */
  readonly logAlone: string;
  readonly grew: (size: number) => string;
  readonly sounds: (count: number) => string;
  /** Changes of keys between the one on paper and the one that signed. */
  readonly followed: (count: number) => string;
  /** The entries at which a key was lost. */
  readonly lostAt: (seqs: readonly number[]) => string;
}

const listed = (seqs: readonly number[], lang: Lang): string => seqs.map((seq) => formatNumber(seq, lang)).join(', ');

export const EVIDENCE: Readonly<Record<Lang, EvidenceSentences>> = {
  vi: {
    holds: (entries, log, size) =>
      `ĐÚNG: ${formatNumber(entries, 'vi')} mục đều nằm trong nhật ký ${log} lúc có ${formatNumber(size, 'vi')} mục.`,
    proved: (seq, log, size) =>
      `ĐÚNG: mục số ${formatNumber(seq, 'vi')} nằm trong nhật ký ${log} lúc có ${formatNumber(size, 'vi')} mục.`,
    ownKey: 'Khóa lấy từ chính gói, nên chỉ biết gói không mâu thuẫn với chính nó. Hãy kiểm lại với khóa in trên giấy',
    logAlone: 'Chỉ có khóa của nhật ký làm chứng: chưa có bên đồng ký, chưa có dấu thời gian.',
    grew: (size) => `Nhật ký chỉ dài thêm từ mốc có ${formatNumber(size, 'vi')} mục.`,
    sounds: (count) => `Âm thanh trong gói: ${formatNumber(count, 'vi')} tệp, đúng mã băm.`,
    followed: (count) =>
      `Đi từ khóa trên giấy qua ${formatNumber(count, 'vi')} lần đổi khóa tới khóa đã ký; mỗi lần đều do khóa trước ký.`,
    lostAt: (seqs) =>
      `CHÚ Ý: CHUỖI KHÓA BỊ ĐỨT ở mục ${listed(seqs, 'vi')}: khóa cũ đã mất, không ai ký chuyển sang khóa mới. Từ đó chỉ tin khóa in trên giấy có dấu của đơn vị.`,
  },
  en: {
    holds: (entries, log, size) =>
      `RIGHT: all ${formatNumber(entries, 'en')} entries lie in the log ${log} when it had ${formatNumber(size, 'en')}.`,
    proved: (seq, log, size) =>
      `RIGHT: entry ${formatNumber(seq, 'en')} lies in the log ${log} when it had ${formatNumber(size, 'en')}.`,
    ownKey:
      'The key was the bundle’s own, which shows only that the bundle fits together. Check again with the key on paper',
    logAlone: 'The log’s key alone vouches: no witness, no time stamp.',
    grew: (size) => `The log only grew since the checkpoint of ${formatNumber(size, 'en')} entries.`,
    sounds: (count) => `Sound in the bundle: ${formatNumber(count, 'en')} files with the right hashes.`,
    followed: (count) =>
      `Followed from the key on paper through ${formatNumber(count, 'en')} changes to the one that signed, each signed by the key before.`,
    lostAt: (seqs) =>
      `NOTE: THE CHAIN OF KEYS IS BROKEN at entry ${listed(seqs, 'en')}: the old key was lost and nobody signed for the new one. From there believe only the key on stamped paper.`,
  },
};
