/** Bytes put together from parts: what every container here is made of. Reads nothing and knows no format. */

/** All parts, one after the other. */
export const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** ASCII text as it is, or cut and filled with NUL to `length` bytes. */
export const ascii = (text: string, length = text.length): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(length);
  for (let n = 0; n < Math.min(length, text.length); n += 1) bytes[n] = text.charCodeAt(n) & 0x7f;
  return bytes;
};

export type Order = 'little' | 'big';

/** An unsigned number of 1–8 bytes. Throws when it does not fit: a wrong length in a header is worse than none. */
export const unsigned = (value: number, size: number, order: Order): Uint8Array<ArrayBuffer> => {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 2 ** (8 * size))
    throw new Error(`${value} is no unsigned number of ${size} bytes`);
  const bytes = new Uint8Array(size);
  let rest = value;
  for (let n = 0; n < size; n += 1) {
    bytes[order === 'little' ? n : size - 1 - n] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
};

/** A two's complement number of 2 or 4 bytes. */
export const signed = (value: number, size: 2 | 4, order: Order): Uint8Array<ArrayBuffer> =>
  unsigned(value < 0 ? value + 2 ** (8 * size) : value, size, order);

/** Well-formed text as UTF-8 (RFC 3629): the core has no TextEncoder. */
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes: number[] = [];
  const follow = (code: number, shift: number): number => 0x80 | ((code >>> shift) & 0x3f);
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >>> 6), follow(code, 0));
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >>> 12), follow(code, 6), follow(code, 0));
    else bytes.push(0xf0 | (code >>> 18), follow(code, 12), follow(code, 6), follow(code, 0));
  }
  return new Uint8Array(bytes);
};
