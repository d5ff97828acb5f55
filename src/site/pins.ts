/**
 * The keys of the centre that a site believes: one that was pinned when it joined, and the signed links that led on from there. A link is kept
 * before what the newer key signed, and what was held by an older key stays good.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { followKeyLinks, type PinnedKeys, type SiteKeyUse } from '../core/evidence/next-key.ts';
import { formatVerifierKey, noteKeyIn } from '../core/evidence/verifier-key.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import { readIfThere, writeText } from './whole-file.ts';

const linksFile = (folder: string, use: SiteKeyUse): string => join(folder, `${use}-keys.json`);

const LinksJson = z.array(z.string());

/** The notes of a chain as they lie in a file; null: it does not read. */
export const linksIn = (text: string): readonly string[] | null => {
  try {
    return LinksJson.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

/** What was followed from `vkey` on; what does not read leads nowhere, and is fetched again. null: `vkey` is no key. */
export const pinnedIn = (folder: string, vkey: string, use: SiteKeyUse = 'schedule'): PinnedKeys | null => {
  const first = noteKeyIn(vkey);
  if (first === null) return null;
  const pinned: PinnedKeys = { keys: [first], links: [] };
  const kept = linksIn(readIfThere(linksFile(folder, use)) ?? '[]');
  const followed = followKeyLinks(use, pinned, kept ?? [], verifyEd25519);
  return followed.ok ? followed.value : pinned;
};

/** Throws what the system says. */
export const keepLinks = (folder: string, { links }: Pick<PinnedKeys, 'links'>, use: SiteKeyUse = 'schedule'): void =>
  writeText(linksFile(folder, use), `${JSON.stringify(links, null, 2)}\n`);

/** The keys of the manifests while a player runs. */
export interface Pins {
  readonly keys: () => PinnedKeys;
  /** Before what the newest of them signed is kept. Throws what the system says. */
  readonly keep: (keys: PinnedKeys) => void;
  /** A stick may have brought newer ones. */
  readonly reread: () => void;
}

export const pinsOf = (folder: string, before: PinnedKeys): Pins => {
  let keys = before;
  const [first] = before.keys;
  return {
    keys: () => keys,
    keep: (next) => {
      keepLinks(folder, next);
      keys = next;
    },
    reread: () => {
      const kept = pinnedIn(folder, formatVerifierKey(first));
      if (kept !== null && kept.keys.length > keys.keys.length) keys = kept;
    },
  };
};
