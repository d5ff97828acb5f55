/**
 * The folder of a site, in one form whether it joined a centre or lives by sticks: `site.json` (what it is, the pinned key), `key.pem` (its
 * own key), the links to newer keys of the centre (pins.ts), `token` (what the centre gave it; none without a centre), `manifest.loa-manifest` (the newest note that it took) and `sound/`.
 *
 * Credential and key are for their owner alone; a folder that others can read is not used. Each file takes the place of another whole, or
 * not at all (whole-file.ts).
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type SiteFile, siteFileIn, siteFileText } from '../contract/site-folder.ts';
import type { PinnedKeys } from '../core/evidence/next-key.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { newSigningKey, type SigningKey, signingKeyIn } from '../secrets/ed25519.ts';
import { pinnedIn } from './pins.ts';
import { readIfThere, writeText } from './whole-file.ts';

/** Where its centre is, and with what it asks there. */
export interface Reach {
  readonly url: string;
  readonly token: string;
  readonly credential: 'machine' | 'site';
}

export interface SiteFolder {
  readonly folder: string;
  readonly channel: string;
  /** The device's name in its rows. */
  readonly device: string;
  /** null: everything comes and goes by stick. */
  readonly reach: Reach | null;
  readonly trustsClock: boolean;
  readonly key: SigningKey;
  /** The centre's keys as they were believed one after the other. */
  readonly centreKeys: PinnedKeys;
}

const at = (folder: string) => ({
  site: join(folder, 'site.json'),
  token: join(folder, 'token'),
  key: join(folder, 'key.pem'),
});

/** Where the sounds lie. */
export const soundFolder = (folder: string): string => join(folder, 'sound');

/** Where the newest note lies that the site took. */
export const noteFile = (folder: string): string => join(folder, 'manifest.loa-manifest');

/** The names of what is there; null: the folder is no site's yet. Refuses with site.folder (unreadable). */
export const readSiteFile = (folder: string): Result<SiteFile | null> => {
  try {
    const text = readIfThere(at(folder).site);
    const site = text === null ? null : siteFileIn(text);
    return text !== null && site === null ? wrong(folder, 'unreadable') : ok(site);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return wrong(folder, 'unreadable');
    throw error;
  }
};

const wrong = (folder: string, fault: 'missing' | 'open' | 'unreadable' | 'there'): Result<never> =>
  refuse('site.folder', { path: folder, fault });

/** Makes the folder. Refuses with site.folder (there), file.unwritable. */
export const newSiteFolder = (folder: string): Result<void> => {
  try {
    mkdirSync(soundFolder(folder), { recursive: true, mode: 0o700 });
    return readIfThere(at(folder).site) === null ? ok(undefined) : wrong(folder, 'there');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unwritable', { path: folder, reason: String(error.code) });
  }
};

/** The device's own key, made the first time. Refuses with site.folder: open (others can read it), unreadable. */
export const deviceKey = (folder: string): Result<SigningKey> => {
  const path = at(folder).key;
  if (readIfThere(path) === null) writeText(path, newSigningKey());
  if ((statSync(path).mode & 0o077) !== 0) return wrong(folder, 'open');
  const key = signingKeyIn(readIfThere(path) ?? '');
  return key === null ? wrong(folder, 'unreadable') : ok(key);
};

/** What a device is called that has no other name. */
export const nameOfKey = (publicKey: Uint8Array): string => `loa-${publicKey.slice(0, 6).toHex()}`;

/** Keeps what a site was told; `site.json` last, since it says that this is a site. Throws what the system says. */
export const keepSite = (folder: string, site: SiteFile, token: string | null): void => {
  const paths = at(folder);
  if (readIfThere(paths.key) === null) writeText(paths.key, newSigningKey());
  if (token !== null) writeText(paths.token, `${token}\n`);
  writeText(paths.site, siteFileText(site));
};

/** Refuses with site.folder: missing (it is no site's yet), open (others can read its secrets), unreadable. */
export const readSiteFolder = (folder: string): Result<SiteFolder> => {
  const read = readSiteFile(folder);
  if (!read.ok) return read;
  const site = read.value;
  if (site === null) return wrong(folder, 'missing');
  try {
    const key = deviceKey(folder);
    if (!key.ok) return key;
    const reach = reachOf(folder, site);
    if (!reach.ok) return reach;
    const centreKeys = pinnedIn(folder, site.vkey);
    if (centreKeys === null) return wrong(folder, 'unreadable');
    return ok({
      ...{ folder, channel: site.channel, key: key.value, reach: reach.value, centreKeys },
      device: site.device ?? nameOfKey(key.value.publicKey),
      trustsClock: site.clock === 'trusted',
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return wrong(folder, 'unreadable');
    throw error;
  }
};

const reachOf = (folder: string, { url, credential }: SiteFile): Result<Reach | null> => {
  if (url === null || credential === null) return ok(null);
  const path = at(folder).token;
  const token = readIfThere(path);
  if (token === null) return wrong(folder, 'unreadable');
  return (statSync(path).mode & 0o077) === 0 ? ok({ url, credential, token: token.trim() }) : wrong(folder, 'open');
};

/** The note that was taken last; null: none yet. */
export const keptNote = (folder: string): string | null => readIfThere(noteFile(folder));

/** Only for a note that accept() took. Throws what the system says. */
export const keepNote = (folder: string, note: string): void => writeText(noteFile(folder), note);
