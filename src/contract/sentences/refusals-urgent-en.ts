/** Refusals of urgent orders, in English. */
import type { UrgentFault } from '../../core/urgent/refusals.ts';
import { formatNumber } from './format.ts';
import { keyChainText } from './key-chain.ts';
import { quote, shown } from './phrases.ts';
import type { RefusalSentences, UrgentCode } from './refusals.ts';

const FAULTS: Readonly<Record<UrgentFault, string>> = {
  unreadable: 'it cannot be read',
  signature: 'the centre’s urgent key did not sign it',
  origin: 'another centre signed it',
  site: 'it is for another site',
  expired: 'it is over',
  older: 'the cancel is older than the order that it names',
  key: 'the site has not pinned this urgent key',
};

export const urgentRefusalsEn: RefusalSentences<UrgentCode> = {
  'urgent.refused': ({ fault, id }) =>
    `The urgent order${id === '' ? '' : ` ${quote(id)}`} is not taken: ${FAULTS[fault]}. Nothing sounds because of it; tell the centre.`,
  'urgent.unknown': ({ id }) => `There is no urgent order ${quote(id)}. Look up its id in the list of orders.`,
  'urgent.over': ({ id, how }) =>
    `The urgent order ${quote(id)} ${how === 'cancelled' ? 'has been cancelled' : 'has expired'}; there is nothing left to cancel.`,
  'urgent.long': ({ seconds, limit }) =>
    `The notice takes ${formatNumber(seconds, 'en')} seconds, more than ${formatNumber(limit, 'en')}. Make it shorter; what is long belongs in the schedule.`,
  'urgent-key.in-force': ({ until }) =>
    `The urgent key cannot be changed yet: an order that it signed is in force until ${shown(until)}. Wait until that is over.`,
  'urgent-key.chain': (wrong) => keyChainText(wrong, 'urgent keys', 'en'),
  'urgent-key.missing': ({ path }) =>
    `The urgent key is not at ${quote(path)}, though sites have pinned it. Put the key file back from where it is kept: sites take no order that another key signed. If it is gone for good, run “loa urgent rotate-key --lost” and join every machine again.`,
  'urgent-key.open': ({ path, mode }) =>
    `The urgent key file ${quote(path)} can be read by others (mode ${mode}). Run “chmod 600” on it and try again.`,
  'urgent-key.damaged': ({ path }) =>
    `The urgent key file ${quote(path)} cannot be read. Put the kept copy of that same key in its place.`,
  'urgent-key.other': ({ path, found, wanted }) =>
    `The key at ${quote(path)} is ${quote(found)}, while the sites have pinned ${quote(wanted)}. Put that key’s file in its place.`,
};
