/**
 * The code by which one machine joins: twelve letters and digits in three groups, told over a telephone or read from paper.
 *
 * No letter is taken for a digit or another letter: neither 0 nor O, neither 1, I nor L, no U beside V. 30^12 is 58 bits, and a wrong code
 * makes the next one wait (back-off.ts).
 */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;
const LENGTH = 12;

/** How many random bytes a code is made of: more than are used, so that none has to be asked for again. */
export const CODE_BYTES = 48;

/** 'ABCD-EFGH-JKMN'. Throws when `bytes` are too few or far from random. */
export const joinCode = (bytes: Uint8Array): string => {
  // Bytes that would favour some letters are passed over.
  const fair = [...bytes].filter((byte) => byte < 256 - (256 % LETTERS.length));
  if (fair.length < LENGTH) throw new Error('too few random bytes');
  return grouped(
    fair
      .slice(0, LENGTH)
      .map((byte) => LETTERS[byte % LETTERS.length] ?? '')
      .join(''),
  );
};

const grouped = (text: string): string => (text.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');

/** As somebody typed it, in its one form; null: it is no code. */
export const typedCode = (typed: string): string | null => {
  const letters = typed.toUpperCase().replace(/[\s\-–.]/g, '');
  return letters.length === LENGTH && [...letters].every((letter) => LETTERS.includes(letter))
    ? grouped(letters)
    : null;
};
