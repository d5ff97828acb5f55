/**
 * `loa site import`: an offline package → the site's folder, all of it or nothing.
 *
 * Everything is checked before anything is written: the copy against its list of hashes, the manifest against the pinned key and
 * against what the site holds. Then sound is copied, each file whole; the manifest comes last, so that a stick pulled out leaves
 * the site with what it played before. Sound that is there already is not copied again.
 */
import { join } from 'node:path';
import { byStick } from '../contract/site-folder.ts';
import { followKeyLinks, pinnedKey } from '../core/evidence/next-key.ts';
import { formatVerifierKey } from '../core/evidence/verifier-key.ts';
import { accept } from '../core/manifest/accept.ts';
import type { Manifest, ManifestSound } from '../core/manifest/model.ts';
import {
  badFiles,
  type ImportedPackage,
  type ListedFile,
  listedIn,
  PACKAGE,
  type PackageToImport,
  takingPlan,
} from '../core/manifest/package.ts';
import { signerOf } from '../core/manifest/pinned.ts';
import { ownManifest } from '../core/manifest/signed-manifest.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import { keepNote, keepSite, newSiteFolder, noteFile, readSiteFile, soundFolder } from './folder.ts';
import { heldManifest, openedNote } from './holding.ts';
import { openPackage, type PackageFile, Unreadable } from './package-file.ts';
import { keepLinks, linksIn, pinnedIn } from './pins.ts';
import { type SiteShelf, siteShelf } from './shelf.ts';
import { openedReceipts, takeReceipts } from './stick-receipts.ts';
import { written } from './whole-file.ts';

/**
 * Refuses with package.unreadable, package.torn (with every bad file), package.key, package.folder, proof.unreadable (key),
 * manifest.refused, schedule-key.chain, file.unreadable; the folder is then as it was. With file.unwritable sound may be there that was not; the manifest
 * is the one from before. With site.folder, data.*, database.damaged all is taken but the receipts for its rows.
 */
export const importPackage = async (asked: PackageToImport): Promise<Result<ImportedPackage>> => {
  const { path } = asked;
  let file: PackageFile | null = null;
  try {
    file = await openPackage(path);
    return await imported(asked, file);
  } catch (error) {
    if (error instanceof Unreadable)
      return refuse('package.unreadable', { path, detail: error.message }, { file: path });
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unreadable', { path, reason: String(error.code) }, { file: path });
  } finally {
    await file?.close();
  }
};

const imported = async (asked: PackageToImport, file: PackageFile): Promise<Result<ImportedPackage>> => {
  const { path, folder, now } = asked;
  const [sums, note] = [await file.text(PACKAGE.sums), await file.text(PACKAGE.manifest)];
  const listed = sums === null ? null : listedIn(sums);
  if (file.whole && listed === null) throw new Unreadable(`no ${PACKAGE.sums}`);
  const torn = await tornIn(file, path, listed, note);
  if (!torn.ok) return torn;
  if (listed === null || note === null || !listed.some(({ name }) => name === PACKAGE.manifest))
    throw new Unreadable(`no ${PACKAGE.manifest}`);

  const site = readSiteFile(folder);
  if (!site.ok) {
    const unread = join(folder, 'site.json');
    return refuse('package.folder', { path: unread }, { file: unread });
  }
  const vkey = site.value?.vkey ?? asked.key;
  if (vkey === null) return refuse('package.key', { folder, why: 'none' });
  const keys = pinnedIn(folder, vkey);
  if (keys === null) return refuse('proof.unreadable', { what: 'key', part: 'public-key' });
  const links = listed.some(({ name }) => name === PACKAGE.chain) ? await file.text(PACKAGE.chain) : null;
  const chain = links === null ? null : linksIn(links);
  if (links !== null && chain === null) throw new Unreadable(`${PACKAGE.chain}: no list of notes`);
  const arrived = openedNote(note, keys, chain);
  const believed = arrived.ok ? arrived.value.pinned : keys;
  if (asked.key !== null && !believed.keys.some((one) => formatVerifierKey(one) === asked.key))
    return refuse('package.key', { folder, why: 'other' });
  if (!arrived.ok) return arrived;
  const held = heldManifest(folder, keys);
  const { manifest } = arrived.value;
  const channel = site.value?.channel ?? manifest.site.id;
  const taken = accept({ id: channel, origin: pinnedKey(believed).name }, held, arrived.value, now);
  if (!taken.ok) return taken;
  const brought = listed.some(({ name }) => name === PACKAGE.receipts) ? await file.text(PACKAGE.receipts) : null;
  // The key may have changed again since the manifest was signed.
  const newest = followKeyLinks('schedule', believed, chain ?? [], verifyEd25519);
  const signers = (newest.ok ? newest.value : believed).keys.slice(believed.keys.length - 1);
  const receipts = brought === null ? null : openedReceipts(brought, signerOf(brought, signers) ?? pinnedKey(believed));
  if (brought !== null && receipts === null) throw new Unreadable(`${PACKAGE.receipts}: not by this key`);

  const made = site.value === null ? newSiteFolder(folder) : ok(undefined);
  if (!made.ok) return made;
  const shelf = siteShelf(soundFolder(folder));
  const plan = takingPlan(manifest, listed, await heldSounds(shelf, manifest), now ?? manifest.issuedAt);
  for (const { name, sound } of plan.copy) {
    const put = await shelf.put(sound, file.pieces(name));
    if (!put.ok) return put;
    // It was whole a moment ago: the stick is failing.
    if (!put.value) return refuse('package.torn', { path, bad: [{ name, fault: 'changed' }] }, { file: path });
  }
  const isFirst = site.value === null;
  const kept = written(isFirst ? folder : noteFile(folder), () => {
    if (isFirst) keepSite(folder, byStick(channel, vkey), null);
    if (believed.links.length > keys.links.length) keepLinks(folder, believed);
    if (taken.value === 'new') keepNote(folder, note);
  });
  if (!kept.ok) return kept;
  const atMs = Temporal.Instant.from(now ?? manifest.issuedAt).epochMilliseconds;
  const received = receipts === null ? ok(0) : takeReceipts(folder, receipts, atMs);
  if (!received.ok) return received;
  return ok({
    site: manifest.site,
    version: manifest.version,
    validUntil: manifest.validUntil,
    standing: taken.value,
    days: manifest.days.map(({ day }) => day),
    copied: plan.copy.length,
    there: plan.there,
    without: plan.without,
    received: received.value,
  });
};

/** Refuses with package.torn. Of a copy that broke off the list itself may be missing. */
const tornIn = async (
  file: PackageFile,
  path: string,
  listed: readonly ListedFile[] | null,
  note: string | null,
): Promise<Result<void>> => {
  if (listed === null)
    return refuse('package.torn', { path, bad: [{ name: PACKAGE.sums, fault: 'cut' }] }, { file: path });
  const bad = badFiles(listed, await file.hashes(sizesIn(listed, note)));
  if (bad.length > 0) return refuse('package.torn', { path, bad }, { file: path });
  // Every file is there and only the directory at the end is not.
  if (!file.whole) return refuse('package.torn', { path, bad: [{ name: '(ZIP)', fault: 'cut' }] }, { file: path });
  return ok(undefined);
};

/** Lengths by name, as the manifest says them; nobody has checked it yet, and nothing but the list of faults is made of it. */
const sizesIn = (listed: readonly ListedFile[], note: string | null): ((name: string) => number | null) => {
  const sounds = new Map<string, number>();
  try {
    for (const { sha256, bytes } of soundsIn(note === null ? null : ownManifest(note))) sounds.set(sha256, bytes);
  } catch {
    // It does not read: the list then ends where lengths are no more known.
  }
  const hashOf = new Map(listed.map(({ name, sha256 }) => [name, sha256]));
  return (name) => {
    const bytes = sounds.get(hashOf.get(name) ?? '');
    return Number.isSafeInteger(bytes) ? (bytes ?? null) : null;
  };
};

const soundsIn = (manifest: Manifest | null): ManifestSound[] =>
  (manifest?.days ?? []).flatMap(({ sessions }) => sessions.flatMap(({ sound }) => (sound === null ? [] : [sound])));

const heldSounds = async (shelf: SiteShelf, manifest: Manifest): Promise<Set<string>> => {
  const held = new Set<string>();
  for (const sound of soundsIn(manifest))
    if (!held.has(sound.sha256) && (await shelf.isWhole(sound))) held.add(sound.sha256);
  return held;
};
