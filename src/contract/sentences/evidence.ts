/** What is said of evidence that holds: by `loa verify` and by the page that checks in a browser. */
import { formatNumber, type Lang } from './format.ts';

interface EvidenceSentences {
  readonly holds: (entries: number, log: string, size: number) => string;
  readonly proved: (seq: number, log: string, size: number) => string;
  /** Nobody has compared the key with the one on paper. */
  readonly ownKey: string;
}

export const EVIDENCE: Readonly<Record<Lang, EvidenceSentences>> = {
  vi: {
    holds: (entries, log, size) =>
      `ĐÚNG: ${formatNumber(entries, 'vi')} mục đều nằm trong nhật ký ${log} lúc có ${formatNumber(size, 'vi')} mục.`,
    proved: (seq, log, size) =>
      `ĐÚNG: mục số ${formatNumber(seq, 'vi')} nằm trong nhật ký ${log} lúc có ${formatNumber(size, 'vi')} mục.`,
    ownKey: 'Khóa lấy từ chính gói, nên chỉ biết gói không mâu thuẫn với chính nó. Hãy kiểm lại với khóa in trên giấy',
  },
  en: {
    holds: (entries, log, size) =>
      `RIGHT: all ${formatNumber(entries, 'en')} entries lie in the log ${log} when it had ${formatNumber(size, 'en')}.`,
    proved: (seq, log, size) =>
      `RIGHT: entry ${formatNumber(seq, 'en')} lies in the log ${log} when it had ${formatNumber(size, 'en')}.`,
    ownKey:
      'The key was the bundle’s own, which shows only that the bundle fits together. Check again with the key on paper',
  },
};
