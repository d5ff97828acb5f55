/**
 * Recovery codes: what lets somebody in, once each, when the authenticator is lost. 120 random bits, typed by hand:
 * a fast hash is enough from 112 on (ASVS 5.0 §6.5.2).
 */
import type { Sha256 } from '../ids.ts';
import { base32 } from './base32.ts';
import { tokenHash } from './token.ts';

/** How many are handed out together, and of how many random bytes each is made. */
export const RECOVERY_CODES = 10;
export const RECOVERY_BYTES = 15;

/** 'abcd-efgh-ijkl-mnop-qrst-uvwx'. */
export const recoveryText = (bytes: Uint8Array): string =>
  base32(bytes)
    .toLowerCase()
    .replace(/(.{4})(?=.)/g, '$1-');

/** What is stored of one; hyphens, spaces and capitals in what was typed do not matter. */
export const recoveryHash = (typed: string): Sha256 => tokenHash(typed.toLowerCase().replace(/[\s-]/g, ''));
