/**
 * The rows of a device as a chain (docs/adr/0034): each is signed over the hash of the one before and of itself, so that none can be
 * taken out, changed or slipped in later without the device's key.
 *
 * A signature over the last row of a run vouches for the whole run: the others are only asked when something is wrong, and which.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '../ids.ts';

/** What stands before the first row. */
export const CHAIN_START = '0'.repeat(64) as Sha256;

export interface RowLink {
  /** Place in the device's chain, from 1. */
  readonly n: number;
  /** Hash of the row before it. */
  readonly previous: Sha256;
  /** Ed25519, 64 bytes, over linkMessage(). */
  readonly signature: Uint8Array;
}

export interface LinkedRow extends RowLink {
  /** The row as canonical JSON (RFC 8785), which is what was signed. */
  readonly body: string;
}

/** Of a whole text, such as a return file up to its last line. */
export const textHash = (text: string): Sha256 => bytesToHex(sha256(utf8ToBytes(text))) as Sha256;

/** The hash of a row in the chain. */
export const rowLinkHash = (previous: Sha256, body: string): Sha256 => textHash(`loa-site-row/1\n${previous}\n${body}`);

/** What the device signs: its hash in hex, as bytes. */
export const linkMessage = (hash: Sha256): Uint8Array => utf8ToBytes(hash);

/** It does not follow the one before it, is not what was signed, or rows before it are missing. */
export type RowLinkFault = 'link' | 'signature' | 'gap';

/** Or it came without a signature, its device may send no more, or it plays for another channel. */
export type RowSignatureFault = RowLinkFault | 'missing' | 'revoked' | 'channel';

/**
 * The first row that is not as the device wrote it, by its place in `rows`; null: all are. Rows whose numbers follow each other have to
 * be linked; where a number is missing a new run begins, or, with 'whole', there is the fault. `verify`: with the device's key.
 */
export const firstWrongRow = (
  rows: readonly LinkedRow[],
  verify: (message: Uint8Array, signature: Uint8Array) => boolean,
  part: 'whole' | 'any',
): { readonly at: number; readonly fault: RowLinkFault } | null => {
  const hashes = rows.map(({ previous, body }) => rowLinkHash(previous, body));
  const holds = (at: number): boolean => {
    const [row, hash] = [rows[at], hashes[at]];
    return row !== undefined && hash !== undefined && verify(linkMessage(hash), row.signature);
  };
  for (let from = 0; from < rows.length; ) {
    let last = from;
    while (rows[last + 1]?.n === (rows[last]?.n ?? 0) + 1 && rows[last + 1]?.previous === hashes[last]) last += 1;
    if (!holds(last)) {
      for (let at = from; at <= last; at += 1) if (!holds(at)) return { at, fault: 'signature' };
    }
    const next = rows[last + 1];
    // The one after it follows by its number and not by its hash: of the two, this one is still as it was signed.
    if (next !== undefined && next.n === (rows[last]?.n ?? 0) + 1) return { at: last + 1, fault: 'link' };
    if (next !== undefined && part === 'whole') return { at: last + 1, fault: 'gap' };
    from = last + 1;
  }
  return null;
};

/** What a machine signs that joins with a code: the key that it sends is its own. */
export const joinMessage = (code: string, device: string): Uint8Array =>
  utf8ToBytes(`loa-site-join/1\n${code}\n${device}\n`);
