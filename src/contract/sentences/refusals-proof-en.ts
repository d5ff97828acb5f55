/** Refusals of evidence, single, bundled or exported, in English: what does not read or does not hold, then the way out. */
import type { EvidencePart, EvidenceText, ExportFault, ProofFault } from '../../core/evidence/faults.ts';
import { formatNumber } from './format.ts';
import { dayText, quote, shown } from './phrases.ts';
import type { ProofCode, RefusalSentences } from './refusals.ts';

const TEXTS: Readonly<Record<EvidenceText, string>> = {
  note: 'signed text',
  key: 'key to check with',
  checkpoint: 'checkpoint',
  request: 'request for a cosignature',
  proof: 'proof file',
  export: 'exported log',
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
};

const EXPORT_FAULTS: Readonly<Record<ExportFault, string>> = {
  changed: 'was changed: its hash does not lead to the signed root. Do not believe it; tell whoever keeps the log',
  text: 'is no UTF-8 text. Get the original again and keep every character as it is',
  'not-canonical': 'is not canonical JSON (RFC 8785), so Loa did not write it. Get the original again',
  'not-entry': 'is no entry of an air log. Get the original again',
  missing: 'is not there: the file ends before the number of entries that was signed. Ask for the whole file again',
  extra: 'is one too many: it lies after the last entry that was signed. Get the original again',
  hashes: 'has a line of hashes that was changed. Get the original again and keep every character as it is',
};

const number = (value: number): string => formatNumber(value, 'en');
const day = (text: string): string => dayText(text, 'en');
/** What a tool said, for whoever is called to help. */
const said = (who: string, detail: string): string => (shown(detail) === '' ? '' : ` ${who}: ${quote(detail)}.`);

export const proofEn: RefusalSentences<ProofCode> = {
  'proof.unreadable': ({ what, part }) =>
    `The ${TEXTS[what]} cannot be read: ${PARTS[part]}. Get the original again and keep every character as it is.`,
  'proof.wrong': ({ fault }) => `The proof does not hold: ${FAULTS[fault]}.`,
  'log-export.wrong': ({ seq, fault }) => `Entry ${number(seq)} of the exported log ${EXPORT_FAULTS[fault]}.`,
  'bundle.empty': ({ from, to }) =>
    `The air log has no entry from ${day(from)} to ${day(to)} to bundle. Choose another span of days.`,
  'bundle.too-large': ({ limit }) =>
    `These days have more than ${number(limit)} entries, too many for one evidence bundle. Divide them into shorter spans.`,
  'bundle.missing': ({ file }) =>
    `The evidence bundle lacks ${quote(file)}. Ask for the whole bundle again where it came from.`,
  'bundle.unknown-file': ({ file }) =>
    `The evidence bundle has a strange file, ${quote(file)}, which is neither an entry nor a proof. Ask for the untouched bundle again where it came from.`,
  'bundle.not-canonical': ({ file }) =>
    `The entry ${quote(file)} is not canonical JSON (RFC 8785), so Loa did not write it. Do not use it as evidence; ask for the bundle again where it came from.`,
  'bundle.other-checkpoint': ({ file }) =>
    `The proof ${quote(file)} leads to another checkpoint than the bundle's. Ask for the bundle again where it came from.`,
  'bundle.unreadable': ({ path, detail }) =>
    `The evidence bundle ${quote(path)} cannot be read.${said('Detail', detail)} Copy the file again, or ask for it again where it came from.`,
};
