/**
 * Secrets that are only references: 256 random bits as text for whoever holds them, a hash of that text for us.
 *
 * A fast hash is enough: nobody guesses 256 bits. A stolen database therefore opens nothing (ASVS 5.0 §7.2.3).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '../ids.ts';

/** How many random bytes a token is made of. */
export const TOKEN_BYTES = 32;

/** Machines' tokens and sites' links begin so, that a secret in a wrong place is recognised as one. */
export const TOKEN_PREFIX = { machine: 'loa_m_', site: 'loa_s_' } as const;

/** A token's text: an optional prefix and 43 characters of base64url. */
export const tokenText = (bytes: Uint8Array, prefix = ''): string =>
  `${prefix}${bytes.toBase64({ alphabet: 'base64url', omitPadding: true })}`;

/** What is stored of a token: SHA-256 of its text. */
export const tokenHash = (text: string): Sha256 => bytesToHex(sha256(utf8ToBytes(text))) as Sha256;
