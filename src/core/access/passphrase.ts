/**
 * Which passphrases are good enough: long, and not one that somebody would try (ASVS 5.0 §6.2). No rules about kinds
 * of characters, no forced change. The lists of common ones come in as an argument.
 */
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { nfc, searchKey } from '../text.ts';

/** In Unicode code points, after NFC. */
export const PASSPHRASE_LENGTH = { least: 12, most: 256 } as const;

/** What a person here would be tried with first: the trade, the offices, the keyboard (accent-blind). Places come with each centre's schedule. */
export const LOCAL_WORDS: readonly string[] = [
  'loa',
  'radio',
  'dai',
  'phat',
  'thanh',
  'truyen',
  'truyenthanh',
  'phatthanh',
  'loaphuong',
  'loaxa',
  'tram',
  'banbientap',
  'xa',
  'phuong',
  'huyen',
  'tinh',
  'thitran',
  'thanhpho',
  'ap',
  'khom',
  'uybannhandan',
  'ubnd',
  'hdnd',
  'dang',
  'danguy',
  'huyenuy',
  'chibo',
  'matkhau',
  'password',
  'passphrase',
  'admin',
  'administrator',
  'quantri',
  'vanhoa',
  'thongtin',
  'vhtt',
  'trungtam',
  'vietnam',
  'saigon',
  'hanoi',
  'hochiminh',
  'bacho',
  'nghiquyet',
  'nghiquyet57',
  'chuyendoiso',
  'khoahoc',
  'congnghe',
  'xinchao',
  'anhyeuem',
  'emyeuanh',
  'iloveyou',
  'qwerty',
  'qwertyuiop',
  'asdfgh',
  'zxcvbn',
  'abc',
  'abcd',
  'abcdef',
  'welcome',
  'letmein',
  'ban',
  'tuyengiao',
  'danvan',
  'tuyentruyen',
  'mattran',
  'toquoc',
  'thethao',
  'kehoach',
  'thanhnien',
  'phunu',
  'nongdan',
  'cuuchienbinh',
  'congan',
  'quansu',
  'truonghoc',
  'giaoduc',
  'vanphong',
  'phongvanhoa',
  'chinhtri',
  'dangbo',
  'thanhcong',
  'hoinghi',
  'bantin',
  'chuyenmuc',
  'doanthe',
  'hoidongnhandan',
  'ubmttq',
  'truyenhinh',
  'phatlai',
  'loaap',
  'mot',
  'hai',
  'bon',
  'nam',
  'sau',
  'bay',
  'tam',
  'chin',
  'muoi',
];

/** Letters and digits only, accent-blind, with the usual digits-for-letters turned back. */
const bare = (text: string): string =>
  searchKey(text)
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/[^\p{L}\p{N}]/gu, '');

const unleet = (text: string): string =>
  text
    .replaceAll('0', 'o')
    .replaceAll('1', 'i')
    .replaceAll('3', 'e')
    .replaceAll('4', 'a')
    .replaceAll('5', 's')
    .replaceAll('7', 't');

/** What is left of `text` when every word of `words` (longest first), every digit and every repetition is taken out. */
const remainder = (text: string, words: readonly string[]): string => {
  let left = text;
  for (const word of words) if (word.length >= 3) left = left.replaceAll(word, ' ');
  return left
    .replace(/\p{N}/gu, ' ')
    .replace(/(\p{L})\1+/gu, '$1')
    .replace(/\s+/g, '');
};

/** Each word of a name, and the name without what it begins with: 'Huyện Mỹ Tú' is also 'mytu'. */
const partsOf = (name: string): string[] => {
  const words = name.split(/\s+/).map(bare);
  return [...words, ...words.map((_, n) => words.slice(n).join(''))];
};

const LEFT_AT_LEAST = 6;

export interface PassphraseChecks {
  /** Lower-case passphrases that are known to be used often. */
  readonly common: ReadonlySet<string>;
  /** Words that are no secret here: the person's name and account, the centre's units and stations. */
  readonly own: readonly string[];
}

/**
 * Answers the passphrase in NFC, to be hashed. Refuses with passphrase.short, passphrase.long, passphrase.common
 * (known lists, local words, the person's own names, one thing repeated).
 */
export const goodPassphrase = (typed: string, { common, own }: PassphraseChecks): Result<string> => {
  const text = nfc(typed);
  const length = [...text].length;
  if (length < PASSPHRASE_LENGTH.least) return refuse('passphrase.short', { least: PASSPHRASE_LENGTH.least });
  if (length > PASSPHRASE_LENGTH.most) return refuse('passphrase.long', { most: PASSPHRASE_LENGTH.most });
  const plain = bare(text);
  if (common.has(text.toLowerCase()) || common.has(plain)) return refuse('passphrase.common', {});
  const words = [...LOCAL_WORDS, ...own.flatMap(partsOf)].sort((a, b) => b.length - a.length);
  // A known one with a few characters around it is still that one.
  const core = plain.replace(/^\p{N}+|\p{N}+$/gu, '');
  const few = new Set(plain).size < 5 || new Set(text).size < 5;
  const thin = [plain, unleet(plain)].some((one) => remainder(one, words).length < LEFT_AT_LEAST);
  return few || thin || (core.length < LEFT_AT_LEAST * 2 && common.has(core))
    ? refuse('passphrase.common', {})
    : ok(text);
};
