/** The hash of a text as people wrote it: of its UTF-8 in NFC, so that one text has one hash on every system. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Sha256 } from '../ids.ts';
import { nfc } from '../text.ts';

/** SHA-256 (hex). Only the normal form is settled: another blank or line break is another text. */
export const textHash = (text: string): Sha256 => bytesToHex(sha256(utf8ToBytes(nfc(text)))) as Sha256;
