/**
 * Vietnamese text as data: one normal form on the way in, one key for searching.
 *
 * Nothing here rewrites what a person typed beyond Unicode normal form C: "ủy" and "uỷ" both stay as
 * written; only the search key joins them.
 */

/** Unicode NFC: "Mỹ Tú" from a Mac (NFD, 7 code points) equals "Mỹ Tú" from Windows (NFC, 5). */
export const nfc = (text: string): string => text.normalize('NFC');

/** Whether text is already in NFC. */
export const isNfc = (text: string): boolean => text === text.normalize('NFC');

/**
 * The accent-blind search key: NFC → lower case → Latin marks stripped → đ→d, spaces folded. Khmer vowels are
 * marks to Unicode but letters to a reader, and stay.
 * "Nghị quyết 57" and "nghi quyet 57" have the same key; so have "ủy" and "uỷ".
 */
export const searchKey = (text: string): string =>
  nfc(text)
    .toLocaleLowerCase('vi')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .replaceAll('đ', 'd')
    .replace(/\s+/gu, ' ')
    .trim();

/** An ASCII slug for file names: "Buổi sáng" → "buoi-sang"; never empty, at most `limit` characters. */
export const asciiSlug = (text: string, limit = 60): string => {
  const slug = searchKey(text)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, limit)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'khong-ten' : slug;
};

/** Text on one line: control characters and line breaks become a space (for lists that cannot quote). */
export const oneLine = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
