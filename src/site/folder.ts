/**
 * The folder of a site: what it was told when it joined, its credential, its own key, the manifest that it holds.
 *
 * Credential and key are for their owner alone; a folder that others can read is not used. A manifest takes the place of another whole, or not
 * at all: written beside it, on the disk, then renamed.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type LogKey, parseVerifierKey } from '../core/evidence/verifier-key.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { newSigningKey, type SigningKey, signingKeyIn } from '../secrets/ed25519.ts';

const SiteJson = z.strictObject({
  format: z.literal('loa-site/1'),
  /** Where the centre is: scheme, host and port. */
  url: z.url(),
  channel: z.string().min(1),
  /** The key that its manifests are signed with, pinned when the site joined. */
  vkey: z.string(),
  /** This device's name in its rows. */
  device: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  /** Of the credential: a machine's token, or a site's secret link, which may not report what was played. */
  credential: z.enum(['machine', 'site']),
  /** Whether somebody vouches that the clock of this machine is right when the centre cannot be asked. */
  clock: z.enum(['trusted', 'asked']),
  joinedAt: z.string(),
});
export type SiteFile = z.infer<typeof SiteJson>;

export interface SiteFolder {
  readonly folder: string;
  readonly site: SiteFile;
  readonly token: string;
  readonly key: SigningKey;
  /** The centre's. */
  readonly centreKey: LogKey;
}

const OWNER_ONLY = 0o600;

const at = (folder: string) => ({
  site: join(folder, 'site.json'),
  token: join(folder, 'token'),
  key: join(folder, 'key.pem'),
  manifest: join(folder, 'manifest.loa-manifest'),
});

/** Where the sounds lie. */
export const soundFolder = (folder: string): string => join(folder, 'sound');

/** On the disk under its name, whole, when it returns; throws what the system says. */
const writeWhole = (path: string, text: string): void => {
  const half = `${path}.part`;
  const file = openSync(half, 'w', OWNER_ONLY);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(half, path);
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

const readText = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** Makes the folder. Refuses with site.folder (there), file.unwritable. */
export const newSiteFolder = (folder: string): Result<void> => {
  try {
    mkdirSync(soundFolder(folder), { recursive: true, mode: 0o700 });
    return readText(at(folder).site) === null ? ok(undefined) : refuse('site.folder', { path: folder, fault: 'there' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unwritable', { path: folder, reason: String(error.code) });
  }
};

/** Keeps what a site was told; `site.json` last, since it says that the site has joined. A key that is there stays. */
export const keepSite = (folder: string, site: SiteFile, token: string): void => {
  const paths = at(folder);
  if (readText(paths.key) === null) writeWhole(paths.key, newSigningKey());
  writeWhole(paths.token, `${token}\n`);
  writeWhole(paths.site, `${JSON.stringify(site, null, 2)}\n`);
};

/** Refuses with site.folder: missing (it has not joined), open (others can read its secrets), unreadable. */
export const readSiteFolder = (folder: string): Result<SiteFolder> => {
  const paths = at(folder);
  const wrong = (fault: 'missing' | 'open' | 'unreadable') => refuse('site.folder', { path: folder, fault });
  try {
    const [text, token, pem] = [readText(paths.site), readText(paths.token), readText(paths.key)];
    if (text === null) return wrong('missing');
    if (token === null || pem === null) return wrong('unreadable');
    for (const secret of [paths.token, paths.key]) if ((statSync(secret).mode & 0o077) !== 0) return wrong('open');
    const site = SiteJson.parse(JSON.parse(text));
    const [key, centreKey] = [signingKeyIn(pem), parseVerifierKey(site.vkey)];
    if (key === null || !centreKey.ok || centreKey.value.kind !== 'note') return wrong('unreadable');
    return ok({ folder, site, token: token.trim(), key, centreKey: centreKey.value as LogKey });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError || (error instanceof Error && 'code' in error))
      return wrong('unreadable');
    throw error;
  }
};

/** The note that was taken last; null: none yet. */
export const keptManifest = (folder: string): string | null => readText(at(folder).manifest);

export const keepManifest = (folder: string, note: string): void => writeWhole(at(folder).manifest, note);
