/** Refusals of offline packages, in English: what is wrong, then the way out. */
import type { BadFile, FileFault } from '../../core/manifest/faults.ts';
import { formatBytes, formatNumber } from './format.ts';
import { quote, shown } from './phrases.ts';
import type { PackageCode, RefusalSentences } from './refusals.ts';

const FAULTS: Readonly<Record<FileFault, string>> = { missing: 'missing', cut: 'cut off', changed: 'changed' };

/** In a sentence so many; the JSON has them all. */
const TOLD = 8;

const files = (bad: readonly BadFile[]): string => {
  const told = bad.slice(0, TOLD).map(({ name, fault }) => `${shown(name)} (${FAULTS[fault]})`);
  const more = bad.length - told.length;
  return `${told.join(', ')}${more > 0 ? ` and ${formatNumber(more, 'en')} more` : ''}`;
};

export const packageEn: RefusalSentences<PackageCode> = {
  'package.sound-gone': ({ channel, sessions }) =>
    `No package can be made for the channel ${quote(channel)}: the sound of ${sessions.slice(0, TOLD).map(shown).join(', ')} is no longer whole on the shelf. Render those sessions again, then make the package.`,
  'package.too-large': ({ bytes, most, days }) =>
    `A package of ${formatNumber(days, 'en')} days has ${formatBytes(bytes, 'en')}, more than ${formatBytes(most, 'en')}. Choose fewer days.`,
  'package.unreadable': ({ path, detail }) =>
    `The file ${quote(path)} is no package of the centre, or not safe to open (${shown(detail)}). Copy the ZIP that the centre handed out once more.`,
  'package.torn': ({ path, bad }) =>
    `The package ${quote(path)} was not copied whole; ${formatNumber(bad.length, 'en')} files are damaged or missing: ${files(bad)}. What the site holds is unchanged; copy the whole package again and import it again.`,
  'package.key': ({ folder, why }) =>
    why === 'none'
      ? `The folder ${quote(folder)} does not know the centre’s key, so no package can be believed. Run it again with --key "key", typed from the centre’s paper.`
      : `The folder ${quote(folder)} has pinned another key than the one given. Compare it with the centre’s paper; a site that changes centres takes a new folder.`,
  'package.folder': ({ path }) =>
    `The site’s file ${quote(path)} cannot be read. Put its copy back, or import into a new folder with --key.`,
  'package.rows': ({ path, line, detail }) =>
    `The return file ${quote(path)} is not taken${line === 0 ? '' : `, line ${formatNumber(line, 'en')}`} (${shown(detail)}). No row of that batch was written; copy the file from the site again and take it in again.`,
};
