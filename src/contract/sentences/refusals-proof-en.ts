/** Refusals of evidence, in English: what does not read or does not hold, then the way out. */
import type { EvidencePart, EvidenceText, ProofFault } from '../../core/evidence/faults.ts';
import type { ProofCode, RefusalSentences } from './refusals.ts';

const TEXTS: Readonly<Record<EvidenceText, string>> = {
  note: 'signed text',
  key: 'key to check with',
  checkpoint: 'checkpoint',
  request: 'request for a cosignature',
  proof: 'proof file',
};

const PARTS: Readonly<Record<EvidencePart, string>> = {
  text: 'it is no plain UTF-8 text, its last line is not ended, or it is too long',
  layout: 'its first line or the mark between its parts is missing',
  signatures: 'a signature line has the wrong form, there is none, or there are too many',
  name: 'the name of the key is empty, or has a space or a plus in it',
  id: 'the id of the key does not fit the key; it may have been copied wrongly',
  'public-key': 'it holds no usable Ed25519 key',
  origin: 'the line with the name of the log is empty',
  size: 'the number of entries is no plain whole number',
  root: 'the line with the root is no SHA-256 hash',
  extension: 'there is an empty line among the added lines',
  extra: 'what was added is no base64',
  index: 'the number of the entry is missing',
  hashes: 'a line is no SHA-256 hash, or there are too many hashes',
};

const FAULTS: Readonly<Record<ProofFault, string>> = {
  signature:
    'a signature was not made by the key under its name, so the text or the signature was changed. Do not believe this file; get the original from whoever issued it',
  unsigned: 'there is no signature by a known key of this log. Check that the right key was chosen',
  origin: 'the checkpoint belongs to another log. Choose the file and the key of the log to be checked',
  witnesses: 'too few witnesses have signed. Get the checkpoint with the signatures of more witnesses',
  index: 'the entry’s number lies outside the log at that checkpoint. Get a proof by a newer checkpoint',
  sizes: 'the older checkpoint has no entries, or more than the newer one. Put the two in their order of time',
  path: 'these are not the hashes that such a number and size ask for, so the file is incomplete or was changed. Get the original again',
  root: 'the hashes do not lead to the signed root, so the entry or the proof was changed. Do not believe it; tell whoever keeps the log',
  sound:
    'the sound has another hash than the one it is named by, so it was changed. Get the bundle again from where it was issued',
};

export const proofEn: RefusalSentences<ProofCode> = {
  'proof.unreadable': ({ what, part }) =>
    `The ${TEXTS[what]} cannot be read: ${PARTS[part]}. Get the original again and keep every character as it is.`,
  'proof.wrong': ({ fault }) => `The proof does not hold: ${FAULTS[fault]}.`,
};
