/**
 * Canonical JSON (RFC 8785): one value, one text, so that a hash of it means something.
 *
 * Refuses nothing: a value that JSON cannot carry (undefined, a function, NaN, a lone surrogate) is a bug and throws. Every entry of the
 * air log goes through here: most texts need no escaping, and most objects have the keys of one seen before.
 */

/** RFC 8785 §3.2: no white space, keys by UTF-16 code units, numbers and strings as ECMAScript writes them. */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) throw new Error('not a JSON number');
      return String(value);
    case 'string':
      return quoted(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value);
    default:
      throw new Error(`not JSON: ${typeof value}`);
  }
};

/** No quotation mark, backslash, control character or surrogate: such a text stands as it is. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

const quoted = (text: string): string => {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new Error('a lone surrogate is not Unicode text (RFC 8785 §3.2.2.2)');
  return JSON.stringify(text);
};

const canonicalObject = (value: object): string => {
  let written = '{';
  for (const [key, before] of orderOf(Object.keys(value)))
    written += before + canonicalJson((value as Readonly<Record<string, unknown>>)[key]);
  return `${written}}`;
};

/** A key, and all that stands between the value before it and its own. */
type Member = readonly [key: string, before: string];

interface Order {
  /** As they came. */
  readonly keys: readonly string[];
  readonly members: readonly Member[];
}

/** By the first key; bounded, since keys may come from outside. */
const known = new Map<string | undefined, Order[]>();
const MOST_KNOWN = 200;

const orderOf = (keys: readonly string[]): readonly Member[] => {
  const alike = known.get(keys[0]) ?? [];
  const before = alike.find((order) => sameKeys(order.keys, keys));
  if (before !== undefined) return before.members;
  const members = keys.toSorted().map((key, n): Member => [key, `${n === 0 ? '' : ','}${quoted(key)}:`]);
  if (known.size < MOST_KNOWN && alike.length < MOST_KNOWN) known.set(keys[0], [...alike, { keys, members }]);
  return members;
};

const sameKeys = (a: readonly string[], b: readonly string[]): boolean => {
  if (a.length !== b.length) return false;
  for (let n = 0; n < a.length; n += 1) if (a[n] !== b[n]) return false;
  return true;
};

/** Whether a text is what RFC 8785 makes of its own value. */
export const isCanonical = (text: string): boolean => {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
};
