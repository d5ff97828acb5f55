/** Refusals of witnesses and time-stamp authorities, in English: what did not come back or does not hold, then the way out. */
import type { RefusalParams } from '../../core/refusal.ts';
import { formatNumber } from './format.ts';
import { quote, shown } from './phrases.ts';
import type { AnchorCode, RefusalSentences } from './refusals.ts';

const KEYS: Readonly<Record<RefusalParams['witness.key']['fault'], string>> = {
  missing: 'there is no key yet. Make one with loa witness init, or name the right folder with --folder',
  there:
    'there is a key, and Loa does not write over it: what was cosigned needs this very key. For another key choose another folder',
  unreadable:
    'it cannot be read; it may be damaged, changed, or another user’s. Get the file again from where it is kept',
};

const SILENCES: Readonly<Record<RefusalParams['witness.unreachable']['why'], string>> = {
  connection: 'cannot be reached',
  time: 'did not answer in time',
  length: 'answered too much',
  answer: 'answered with something else',
};

/** By HTTP status, as c2sp.org/tlog-witness gives them. */
const REFUSED: Readonly<Record<number, string>> = {
  400: 'it cannot read the request. Check that both sides run the same version',
  403: 'the checkpoint has no signature that it trusts. Send it the key that the log uses now',
  404: 'it does not serve this log yet. Send it the key of the log and ask for it to be added with --log',
  409: 'it signed another root for the same size. Stop, keep every file as it is, and tell whoever keeps the log',
  422: 'the log does not grow out of what it signed before. Stop, keep every file as it is, and tell whoever keeps the log',
};

/** PKIStatus, RFC 3161 §2.4.2. */
const STATUSES: Readonly<Record<number, string>> = {
  2: 'refused',
  3: 'is still waiting',
  4: 'warns of a revocation',
  5: 'tells of a revocation',
};

const FAULTS: Readonly<Record<RefusalParams['timestamp.wrong']['fault'], string>> = {
  unreadable: 'it is none by RFC 3161. Check the address of the authority',
  imprint: 'it was made for other bytes. Do not keep it; ask again',
  nonce: 'it answers another question. Do not keep it; ask again',
  signature:
    'the signature, the certificates or the stamped bytes do not fit. Check that the file and the authority’s root certificate are the right ones',
};

export const anchorEn: RefusalSentences<AnchorCode> = {
  'witness.key': ({ path, fault }) => `The witness’s key, file ${quote(path)}: ${KEYS[fault]}.`,
  'witness.unreachable': ({ url, why }) =>
    `The witness ${quote(url)} ${SILENCES[why]}. Check its address, the network and its machine; the log goes on, and can be cosigned later.`,
  'witness.behind': ({ url, size }) =>
    `The witness ${quote(url)} has cosigned ${formatNumber(size, 'en')} entries, which is not where the request began. Send the path from there.`,
  'witness.refused': ({ url, status }) =>
    `The witness ${quote(url)} does not sign: ${REFUSED[status] ?? `it answered ${status}. Ask whoever looks after that machine`}.`,
  'witness.unknown': ({ url, name }) =>
    `The answer of the witness ${quote(url)} has no good signature by the key ${quote(name)}. Check the address and the key that it is known by.`,
  'timestamp.unreachable': ({ url, why }) =>
    `The time-stamp authority ${quote(url)} ${SILENCES[why]}. Check its address and the network, and ask again.`,
  'timestamp.refused': ({ status, failures }) =>
    `The time-stamp authority ${STATUSES[status] ?? `answered with status ${status}`}${failures === '' ? '' : ` (reason ${shown(failures)} of RFC 3161)`}. Try again later, or ask whether it takes SHA-256.`,
  'timestamp.wrong': ({ fault }) => `The time stamp cannot be used: ${FAULTS[fault]}.`,
  'timestamp.unchecked': ({ tool }) =>
    `The time stamp was not checked: ${quote(tool)} cannot be run, or the root certificate cannot be read. Install the package ${shown(tool)} and check the path.`,
};
