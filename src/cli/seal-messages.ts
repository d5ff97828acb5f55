/** What is said of the log's keys on the command line. Vietnamese is the source; a message missing in English does not compile. */
import { EVIDENCE } from '../contract/sentences/evidence.ts';
import { formatNumber } from '../contract/sentences/format.ts';
import { type Lang, sentenceOf } from '../contract/sentences/index.ts';
import type { Signing } from '../operations/care/check-data.ts';

const vi = {
  rotated: (oldId: string, seq: number) =>
    `Đã thay khóa: mục số ${formatNumber(seq, 'vi')} do khóa cũ ký. Khóa cũ được giữ ở keys/retired/${oldId}.pem.`,
  printIt: 'Hãy in khóa trên ra giấy, ký, đóng dấu, lưu cùng giấy khóa cũ, và chép tệp khóa mới vào nơi cất giữ.',
  signs: (key: string) => `Khóa ký nhật ký: ${key}, ký được.`,
  unfinished: 'Việc thay khóa bị ngắt giữa chừng: chạy lại “loa seal rotate” để làm nốt.',
  unsigned: 'Nhật ký chưa từng được ký.',
  reasonWanted: '--reason cần ghi khóa đã mất thế nào',
  followed: EVIDENCE.vi.followed,
  lostAt: EVIDENCE.vi.lostAt,
};

const en: typeof vi = {
  rotated: (oldId, seq) =>
    `The key was changed: the old one signed entry ${formatNumber(seq, 'en')}. It is kept in keys/retired/${oldId}.pem.`,
  printIt:
    'Print the key above, sign and stamp the sheet, keep it with the old one, and put a copy of the new key file away.',
  signs: (key) => `The log’s key: ${key}, it can sign.`,
  unfinished: 'A change of keys was broken off: type “loa seal rotate” again to finish it.',
  unsigned: 'The log was never signed.',
  reasonWanted: '--reason has to say how the key was lost',
  followed: EVIDENCE.en.followed,
  lostAt: EVIDENCE.en.lostAt,
};

export const sealMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);

/** Of a data folder that was looked over: who signs, or what is missing. */
export const signingLines = ({ key, unfinished, refusals, lostAt }: Signing, lang: Lang): string[] => {
  const say = sealMessages(lang);
  const missing = refusals.map((refusal) => `${sentenceOf(refusal, lang)} [${refusal.code}]`);
  return [
    ...(missing.length > 0 ? missing : [key === null ? say.unsigned : say.signs(key)]),
    ...(unfinished ? [say.unfinished] : []),
    ...(lostAt.length > 0 ? [say.lostAt(lostAt)] : []),
  ];
};
