/**
 * What the core asks of a browser and browsers of 2022 do not have yet (Chrome 109 is the last on Windows 7). Imported first; fills in
 * only what is missing, and only as far as the core uses it.
 */

const fill = (target: object, name: string, value: unknown): void => {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
};

const binary = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

// atob() passes over white space, as fromBase64() does; whoever needs one form compares.
fill(Uint8Array, 'fromBase64', (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
fill(Uint8Array.prototype, 'toBase64', function (this: Uint8Array) {
  return btoa(binary(this));
});
// Only of hex that stands in the code.
fill(Uint8Array, 'fromHex', (text: string) =>
  Uint8Array.from({ length: text.length / 2 }, (_, n) => Number.parseInt(text.slice(2 * n, 2 * n + 2), 16)),
);
fill(Uint8Array.prototype, 'toHex', function (this: Uint8Array) {
  return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('');
});
fill(Uint8Array.prototype, 'toReversed', function (this: Uint8Array) {
  return this.slice().reverse();
});
/** A surrogate without its other half. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
fill(String.prototype, 'isWellFormed', function (this: string) {
  return !LONE.test(this);
});
fill(String.prototype, 'toWellFormed', function (this: string) {
  return this.replace(new RegExp(LONE, 'g'), '\ufffd');
});
fill(Set.prototype, 'difference', function (this: Set<unknown>, other: Set<unknown>) {
  return new Set([...this].filter((one) => !other.has(one)));
});
fill(ReadableStream.prototype, Symbol.asyncIterator as unknown as string, async function* (this: ReadableStream) {
  const reader = this.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
});
