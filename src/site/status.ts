/** `loa site status`: what a site's folder says of it, whether or not it runs. Changes nothing, asks nobody. */
import { statSync } from 'node:fs';
import { pinnedKey } from '../core/evidence/next-key.ts';
import { formatVerifierKey } from '../core/evidence/verifier-key.ts';
import { NEW_PLAYER } from '../core/playback/model.ts';
import { nextSession } from '../core/playback/order.ts';
import { ok, type Result } from '../core/result.ts';
import type { Time } from '../output/model.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import { readSiteFolder, soundFolder } from './folder.ts';
import { heldManifest } from './holding.ts';
import { siteShelf } from './shelf.ts';
import { playerFrom } from './state.ts';
import { isRunning, openSiteStore } from './store.ts';

export interface SiteStatus {
  /** null: everything comes and goes by stick. */
  readonly url: string | null;
  readonly channel: string;
  readonly device: string;
  readonly vkey: string;
  readonly running: boolean;
  /** null: none was taken yet. */
  readonly manifest: { readonly version: number; readonly validUntil: string; readonly days: readonly string[] } | null;
  /** By name and length. */
  readonly sounds: { readonly needed: number; readonly held: number };
  readonly rows: {
    readonly kept: number;
    readonly waiting: number;
    readonly refused: number;
    /** The first that is not as it was written; null: all are. */
    readonly broken: number | null;
  };
  /** Ids of session and broadcast day, and the instant; null: none is known. */
  readonly next: { readonly session: string; readonly day: string; readonly start: string } | null;
  /** When it was last known to run: an instant. */
  readonly aliveAt: string | null;
}

/** Refuses with site.folder, data.*, database.damaged. */
export const siteStatus = (folder: string, time: Time): Result<SiteStatus> => {
  const site = readSiteFolder(folder);
  if (!site.ok) return site;
  const store = openSiteStore(folder, site.value.key);
  if (!store.ok) return store;
  try {
    const { reach, channel, device, centreKeys } = site.value;
    const held = heldManifest(folder, centreKeys)?.manifest ?? null;
    const shelf = siteShelf(soundFolder(folder));
    const sounds = (held?.days ?? []).flatMap(({ sessions }) =>
      sessions.flatMap(({ sound }) => (sound === null ? [] : [sound])),
    );
    const each = [...new Map(sounds.map((sound) => [sound.sha256, sound])).values()];
    const here = each.filter((sound) => statSync(shelf.pathOf(sound), { throwIfNoEntry: false })?.size === sound.bytes);
    const { rows, waiting, refused } = store.value.counts();
    const { publicKey } = site.value.key;
    const broken = store.value.broken((hash, signature) => verifyEd25519(publicKey, hash, signature));
    const next = nextSession({ ...NEW_PLAYER, manifest: held }, time.wallMs());
    const { aliveMs } = playerFrom(store.value.state(), held);
    return ok({
      ...{ url: reach?.url ?? null, channel, device, running: isRunning(folder) },
      vkey: formatVerifierKey(pinnedKey(centreKeys)),
      manifest:
        held === null
          ? null
          : { version: held.version, validUntil: held.validUntil, days: held.days.map(({ day }) => day) },
      sounds: { needed: each.length, held: here.length },
      rows: { kept: rows, waiting, refused, broken },
      next: next === null ? null : { session: next.session.id, day: next.day, start: next.session.start.instant },
      aliveAt: aliveMs === null ? null : new Date(aliveMs).toISOString(),
    });
  } finally {
    store.value.close();
  }
};
