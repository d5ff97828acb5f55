/**
 * Document codes as they are said: 'Nghị quyết số 57-NQ/TW' → 'Nghị quyết số năm mươi bảy của Trung ương'.
 *
 * A code is only read as a code when its type (NQ, CTr, KH …) or, for laws, its year and issuer are in the
 * dictionary; anything else is left to the later steps. The issuer is not said twice when the sentence
 * itself names it. Nothing here knows which body really issued a document.
 */
import type { ReadingDictionary } from './dictionary.ts';
import { spellInteger } from './numbers.ts';

const CODE_PART = '\\p{Lu}\\p{L}*';
const DATE = '(?:ban hành\\s+)?ngày\\s+\\d[\\d/.-]*(?:\\s+tháng\\s+\\d+)?(?:\\s+năm\\s+\\d+)?\\s*,?\\s*';
/** What follows a code when the sentence goes on to name who issued it. */
const NAMED_AFTER = new RegExp(`^\\s*,?\\s*(?:${DATE})?(?:của|do)(?!\\p{L})`, 'iu');
/** '… đã ban hành Nghị quyết số': whoever issued it has just been named. */
const NAMED_BEFORE = /(?:ban hành|ký|thông qua)\s+$/iu;
/** How far around a code its sentence is looked at, characters. */
const AROUND = 160;
/** 'NQ 57', 'NQ57': kinds that mean nothing else before a number. */
const SHORT_KIND = /(?<![\p{L}\p{N}/.-])(NQ|QĐ|NĐ|CTr|TTr)(?: ?số:?)? ?(?=\d{1,4}(?![\p{L}\p{N}]))/gu;

const codes = (dictionary: ReadingDictionary): RegExp => {
  const names = [...new Set([...Object.values(dictionary.documentTypes), 'Luật', 'Văn bản'])].join('|');
  return new RegExp(
    `(?<![\\p{L}\\p{N}])((?:${names})\\s+)?(số:?\\s*)?(?<![\\p{N}/.,-])(\\d{1,5})(?:/(\\d{4}))?[-/](${CODE_PART}\\d*)(?:[-/](${CODE_PART})(\\d*))?(?![\\p{L}\\p{N}])`,
    'giu',
  );
};

const own = (record: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Every document code in `text` that the dictionary knows, as words. */
export const expandDocuments = (text: string, dictionary: ReadingDictionary): string => {
  const say = (digits: string): string => spellInteger(digits, dictionary.numbers);
  const issuedBy = (code: string, term: string): string =>
    `${own(dictionary.issuers, code) ?? code}${term === '' ? '' : ` khóa ${say(term)}`}`;

  const coded = text.replace(codes(dictionary), (whole: string, ...groups) => {
    const [name, so, number, year, first, second, term = ''] = groups as (string | undefined)[];
    const at = groups.find((group): group is number => typeof group === 'number') ?? 0;
    if (number === undefined || first === undefined) return whole;

    const before = text.slice(Math.max(0, at - AROUND), at);
    const after = text.slice(at + whole.length, at + whole.length + AROUND);
    const law = /^(\p{L}+)(\d+)$/u.exec(first);
    const type = own(dictionary.documentTypes, first);
    let issuer: string;
    if (type !== undefined && second !== undefined) issuer = issuedBy(second, term);
    else if (type === undefined && second !== undefined && own(dictionary.issuers, first) !== undefined)
      // '345/UBND-VX': a letter of an office, with the department that wrote it, which nobody says.
      issuer = issuedBy(first, '');
    else if (second === undefined && law?.[1] !== undefined && own(dictionary.issuers, law[1]) !== undefined)
      issuer = issuedBy(law[1], law[2] ?? '');
    else return whole;

    const named = NAMED_AFTER.test(after) || NAMED_BEFORE.test(before);
    const said = type === undefined || before.toLocaleLowerCase('vi').includes(type.toLocaleLowerCase('vi'));
    const kind = name ?? (type !== undefined && (so === undefined || !said) ? `${type} ` : '');
    const numbered = `${kind}${kind === '' && so?.startsWith('S') === true ? 'Số' : 'số'} ${say(number)}`;
    return `${numbered}${year === undefined ? '' : ` năm ${say(year)}`}${named ? '' : ` của ${issuer}`}`;
  });
  return coded.replace(SHORT_KIND, (_, kind: string) => `${own(dictionary.documentTypes, kind) ?? kind} số `);
};
