/**
 * Canonical JSON (RFC 8785): one value, one text, so that a hash of it means something.
 *
 * Refuses nothing: a value that JSON cannot carry (undefined, a function, NaN, a lone surrogate) is a bug and throws.
 */

/** RFC 8785 §3.2: no white space, keys by UTF-16 code units, numbers and strings as ECMAScript writes them. */
export const canonicalJson = (value: unknown): string => {
  switch (typeof value) {
    case 'boolean':
      return String(value);
    case 'number':
      if (!Number.isFinite(value)) throw new Error('not a JSON number');
      return JSON.stringify(value);
    case 'string':
      if (!value.isWellFormed()) throw new Error('a lone surrogate is not Unicode text (RFC 8785 §3.2.2.2)');
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${value.map(canonicalJson).join(',')}]` : canonicalObject(value);
    default:
      throw new Error(`not JSON: ${typeof value}`);
  }
};

const canonicalObject = (value: object): string => {
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${canonicalJson(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
};

/** Whether a text is what RFC 8785 makes of its own value. */
export const isCanonical = (text: string): boolean => {
  try {
    return canonicalJson(JSON.parse(text)) === text;
  } catch {
    return false;
  }
};
