/**
 * A site's folder made by the centre for a player of its own: nothing has to be asked over the network, since whoever makes it holds the key
 * and gives the token itself.
 */
import { ok, type Result } from '../core/result.ts';
import { keepSite, newSiteFolder, readSiteFile, readSiteFolder } from './folder.ts';

export interface Enrolled {
  readonly channel: string;
  /** Of the centre's manifests. */
  readonly vkey: string;
  readonly token: string;
  /** The player's name in its rows. */
  readonly device: string;
}

/** A token lives two years; after one there is a new one at the next start. */
const RENEWED_MS = 365 * 86_400_000;

/**
 * Whether the folder is there, with a token that lasts; the service is then asked at `url`. Refuses with site.folder (open,
 * unreadable).
 */
export const isEnrolled = (folder: string, url: string, nowMs: number): Result<boolean> => {
  const site = readSiteFile(folder);
  if (!site.ok) return site;
  if (site.value === null) return ok(false);
  // Also whether others can read its secrets.
  const read = readSiteFolder(folder);
  if (!read.ok) return read;
  if (site.value.url !== url) keepSite(folder, { ...site.value, url }, null);
  return ok(nowMs - Date.parse(site.value.joinedAt ?? '') < RENEWED_MS);
};

/** Makes the folder, or gives it another token. Refuses with file.unwritable. */
export const enrol = (folder: string, url: string, enrolled: Enrolled, nowMs: number): Result<void> => {
  const made = newSiteFolder(folder);
  if (!made.ok && made.refusals[0].code !== 'site.folder') return made;
  const { token, ...site } = enrolled;
  const joinedAt = `${new Date(nowMs).toISOString().slice(0, 19)}Z`;
  // It is the centre's own clock.
  keepSite(folder, { format: 'loa-site/1', url, ...site, credential: 'machine', clock: 'trusted', joinedAt }, token);
  return ok(undefined);
};
