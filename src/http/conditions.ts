/**
 * Conditional requests (RFC 9110 §13): what the client already has, compared by entity tag.
 *
 * Dates are not compared: nothing here has a trustworthy one, and a strong tag says more.
 */

interface Tag {
  readonly weak: boolean;
  readonly opaque: string;
}

const ONE_TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"$/;
const TAGS = /(?:W\/)?"[\x21\x23-\x7e\x80-\uffff]*"/g;
const LIST = /^[ \t,]*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\uffff]*"[ \t]*(?:,[ \t,]*|$))+$/;

const tagOf = (text: string): Tag | null => {
  const match = ONE_TAG.exec(text.trim());
  return match === null ? null : { weak: match[1] !== undefined, opaque: match[2] ?? '' };
};

/** The tags of a list; null for '*'; none for what is malformed. */
const tagsOf = (header: string): readonly Tag[] | null => {
  if (header.trim() === '*') return null;
  if (!LIST.test(header)) return [];
  return (header.match(TAGS) ?? []).flatMap((text) => tagOf(text) ?? []);
};

export interface Conditions {
  readonly ifMatch?: string | null | undefined;
  readonly ifNoneMatch?: string | null | undefined;
}

/** What to answer for something whose strong tag is `etag` (with its quotes), asked for with GET or HEAD (§13.2.2). */
export const judge = ({ ifMatch, ifNoneMatch }: Conditions, etag: string): 'send' | 'not-modified' | 'failed' => {
  const have = tagOf(etag)?.opaque;
  if (ifMatch !== null && ifMatch !== undefined) {
    const wanted = tagsOf(ifMatch);
    if (wanted !== null && !wanted.some((tag) => !tag.weak && tag.opaque === have)) return 'failed';
  }
  if (ifNoneMatch !== null && ifNoneMatch !== undefined) {
    const known = tagsOf(ifNoneMatch);
    if (known === null || known.some((tag) => tag.opaque === have)) return 'not-modified';
  }
  return 'send';
};

/** If-Range (§13.1.5): whether the Range holds. A weak tag or a date never does; without the header it always does. */
export const rangeHolds = (ifRange: string | null | undefined, etag: string): boolean => {
  if (ifRange === null || ifRange === undefined) return true;
  const tag = tagOf(ifRange);
  return tag !== null && !tag.weak && tag.opaque === tagOf(etag)?.opaque;
};
