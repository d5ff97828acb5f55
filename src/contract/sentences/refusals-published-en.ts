/** Refusals of publishing and of what was published, in English: what is wrong, then the way out. */
import type { ManifestFault } from '../../core/manifest/faults.ts';
import { formatNumber } from './format.ts';
import { keyChainText } from './key-chain.ts';
import { dayText, quote } from './phrases.ts';
import type { PublishedCode, RefusalSentences } from './refusals.ts';

const number = (value: number): string => formatNumber(value, 'en');

const FAULTS: Readonly<Record<ManifestFault, string>> = {
  unreadable: 'it does not read: it was cut off, or is no manifest',
  signature: 'the centre did not sign it',
  'old-key': 'an old key signed it, which another one has replaced',
  origin: 'another centre signed it',
  site: 'it is meant for another site',
  older: 'it is older than the one that is held',
  'other-content': 'it has the number of the one that is held, and says something else',
  expired: 'it is not valid any more',
  empty: 'it names no day',
};

export const publishedEn: RefusalSentences<PublishedCode> = {
  'manifest.refused': ({ fault, version, held }) =>
    `The manifest${version === 0 ? '' : ` of version ${number(version)}`} is not taken: ${FAULTS[fault]}. ${held === 0 ? 'Fetch it from the centre again.' : `Version ${number(held)} is kept; fetch it from the centre again.`}`,
  'manifest.nothing': ({ channel, day, why }) =>
    day === null || why === null
      ? `No day of the channel ${quote(channel)} has been approved, so there is nothing to publish. Plan, approve a day, and publish then.`
      : `No day of the channel ${quote(channel)} can be published: ${dayText(day, 'en')} ${why === 'not-approved' ? 'waits for a second person’s approval' : 'is approved, but its sound or its hours are not as they must be'}. Open that day, do what is missing, and publish then.`,
  'manifest.none': ({ channel }) =>
    `Nothing has been published for the channel ${quote(channel)} yet. A site keeps what it has and asks again after the centre has approved a day.`,
  'manifest.unknown': ({ version, newest }) =>
    newest === 0
      ? `Nothing has been published for this channel, so there is no version ${number(version)}. Fetch the newest one when the centre publishes it.`
      : `There never was a version ${number(version)} of this channel’s manifest; the newest is ${number(newest)}. Fetch the newest one.`,
  'schedule-key.chain': (wrong) => keyChainText(wrong, 'keys of the manifests', 'en'),
  'schedule-key.missing': ({ path }) =>
    `The key that signs manifests is not at ${quote(path)}, though some were published. Put the key file back from where it is kept: sites take nothing that another key signed. If it is gone for good, run “loa publish rotate-key --lost” and join every machine again.`,
  'schedule-key.open': ({ path, mode }) =>
    `The key file of the manifests, ${quote(path)}, can be read by others (mode ${mode}). Run “chmod 600” on it and try again.`,
  'schedule-key.damaged': ({ path }) =>
    `The key file of the manifests, ${quote(path)}, cannot be read. Put the kept copy of that same key in its place.`,
  'schedule-key.other': ({ path, found, wanted }) =>
    `The key at ${quote(path)} is ${quote(found)}, while what was published is signed by ${quote(wanted)}. Put that key’s file in its place.`,
};
