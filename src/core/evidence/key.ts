/** The content key of plain data: what names a piece of work, or a form of something, by its bytes. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '../ids.ts';
import { canonicalJson } from './canonical.ts';

/** SHA-256 (hex) of a value's canonical JSON in UTF-8. `value` must be plain data. */
export const keyOf = (value: unknown): Sha256 => bytesToHex(sha256(utf8ToBytes(canonicalJson(value)))) as Sha256;
