/** What the page that checks evidence says in English. */
import type { PageWords } from './words-vi.ts';

export const en: PageWords = {
  title: 'Check evidence of what aired',
  lead: 'Checks an evidence bundle of an air log in this browser. No file is sent anywhere; no network is needed.',
  keyLabel: 'The verifier key on paper',
  keyHint:
    'Copy the whole line from the decision that put the system to use: loa-…/nhat-ky+…. Left empty, the key in the bundle is used, which shows only that the bundle fits together.',
  others: 'Check witnesses and time stamp too',
  witnessesLabel: 'Keys of the witnesses',
  witnessesHint:
    'One key a line, as each witness gave it to you. Left empty, their signatures are checked with the keys in the bundle.',
  quorumLabel: 'How many of them must have signed',
  quorumHint: 'Left empty: all of them.',
  caLabel: 'Certificates of the time-stamp authority',
  caHint:
    'Paste the PEM text (-----BEGIN CERTIFICATE-----…) or choose a file. Left empty, the certificates in the bundle are used.',
  caFile: 'Choose a certificate file (.pem, .crt)',
  drop: 'Drop a file here',
  choose: 'or press to choose one',
  kinds: 'A .zip bundle · a .loa-log export · a .tlog-proof with its .json',
  keep: 'Save this page, to use it without a network',
  language: 'Tiếng Việt',
  checking: 'Checking…',
  read: (count) => `${count} entries read…`,
  passed: 'HOLDS',
  failed: 'DOES NOT HOLD',
  undecided: 'NOT CHECKED YET',
  broken: 'The browser cannot read the file. Try again, or use a newer browser.',
  wanted: {
    kind: 'This kind of file is not known here. The page takes a .zip bundle, a .loa-log export, or a .tlog-proof with its .json.',
    entry: 'Choose two files at once: the .tlog-proof and the .json entry that it is for.',
    key: 'A single proof brings no key with it. Type the key on paper into the field above.',
    one: 'One bundle at a time: one .zip, one .loa-log, or one .tlog-proof with its .json.',
    quorum:
      'How many must have signed is a number no greater than that of the keys typed. Change it, or leave it empty.',
    ca: 'There is no certificate in the field for certificates. Paste the whole block from BEGIN CERTIFICATE to END CERTIFICATE.',
  },
  facts: {
    file: 'File',
    wrong: 'First wrong place',
    log: 'Log',
    checkpoint: 'Checkpoint',
    root: 'Root of the tree',
    recorded: 'Recorded',
    key: 'Key used',
    code: 'Code',
  },
  atSize: (count) => `when the log had ${count} entries`,
  between: (first, last) => (first === last ? first : `from ${first} to ${last}`),
  keyFromPaper: 'the key typed above',
  keyFromFile: 'from this very file, not compared with paper',
  vouching: {
    title: 'Who vouches',
    witness: (name, time) => `Witness ${name}, signed at ${time}`,
    witnessTyped: 'the signature is good, by the key typed above',
    witnessOwn: 'the signature is good, but by the key in the bundle: type the key that the witness gave you',
    quorum: (needed, typed, signed) => `${needed} of the ${typed} witnesses typed are needed: enough, ${signed} signed`,
    noQuorum: (typed, signed) => `${typed} witnesses typed, none of them needed: ${signed} signed`,
    stamp: (time, authority) =>
      authority === null ? `Time stamp of ${time}` : `Time stamp of ${time}, by ${authority}`,
    stampBy: {
      reader: 'the signature is good, by the certificates typed above',
      bundle: 'the signature is good, but by the certificates in the bundle: type those that the authority gave you',
      none: 'the signature was not checked: the bundle has no certificates, type those of the authority',
      unknown:
        'the signature could not be checked: the browser does not know signatures of this kind, use loa verify or openssl ts -verify',
    },
  },
  entries: 'What was checked',
  firstOf: (shown, all) => `The first ${shown} of ${all} entries.`,
  columns: {
    seq: 'No.',
    planned: 'Planned for',
    channel: 'Channel',
    title: 'Item',
    outcome: 'Outcome',
    recordedAt: 'Recorded at',
  },
  corrects: (seq) => `corrects entry ${seq}`,
};
