/** Gets the sounds of the manifest, those needed first before the others, each checked by its SHA-256 before it is kept. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Sha256 } from '../../core/ids.ts';
import type { Manifest, ManifestSound } from '../../core/manifest/model.ts';
import { inOrder, soundsToCome } from '../../core/playback/order.ts';
import type { PlayerStore } from './keeping.ts';
import type { Supplied } from './shown.ts';

export interface SupplyParts {
  readonly store: PlayerStore;
  readonly manifest: () => Manifest | null;
  readonly nowMs: () => number;
  /** Another sound is there, or some went. */
  readonly held: (sounds: ReadonlySet<Sha256>) => Promise<void>;
  readonly signal: AbortSignal;
}

/** What came of one sound before the line broke off: the next time goes on from there. */
interface Begun {
  readonly sha256: Sha256;
  readonly pieces: Uint8Array<ArrayBuffer>[];
  bytes: number;
}

const hashOf = async (sound: Blob): Promise<string> => {
  const bytes = new Uint8Array(await sound.arrayBuffer());
  // A page from a plain http address has no WebCrypto.
  return bytesToHex('subtle' in crypto ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : sha256(bytes));
};

export const supplyOf = ({ store, manifest, nowMs, held, signal }: SupplyParts) => {
  let begun: Begun | null = null;
  /** false: the line broke off. */
  const load = async ({ sha256: name, bytes }: ManifestSound): Promise<Blob | null> => {
    const now: Begun = begun?.sha256 === name ? begun : { sha256: name, pieces: [], bytes: 0 };
    begun = now;
    const ranged = now.bytes > 0 ? { range: `bytes=${now.bytes}-`, 'if-range': `"${name}"` } : {};
    try {
      const answer = await fetch(`/media/sha256/${name}`, { headers: ranged, cache: 'no-store', signal });
      if (answer.body === null || (answer.status !== 200 && answer.status !== 206)) return null;
      if (answer.status === 200) {
        now.pieces.length = 0;
        now.bytes = 0;
      }
      const reader = answer.body.getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        now.pieces.push(read.value as Uint8Array<ArrayBuffer>);
        now.bytes += read.value.length;
        if (now.bytes > bytes) break;
      }
    } catch {
      return null;
    }
    begun = null;
    return new Blob(now.pieces, { type: 'audio/mpeg' });
  };
  const get = async (sound: ManifestSound): Promise<Supplied['fault']> => {
    const came = await load(sound);
    if (came === null) return 'away';
    if (came.size !== sound.bytes || (await hashOf(came)) !== sound.sha256) return 'wrong';
    try {
      await store.keepSound(sound.sha256, came);
      return null;
    } catch {
      return 'full';
    }
  };
  /** Looks once at everything. `playing`: what may not go. */
  return async (playing: Sha256 | null): Promise<Supplied> => {
    const now = manifest();
    if (now === null) return { held: 0, wanted: 0, fault: null };
    const there = new Set(await store.sounds());
    const named = new Set(
      inOrder(now).flatMap(({ session }) => (session.sound === null ? [] : [session.sound.sha256])),
    );
    const over = [...there].filter((name) => !named.has(name) && name !== playing);
    if (over.length > 0) {
      await store.dropSounds(over);
      for (const name of over) there.delete(name);
    }
    await held(new Set(there));
    const wanted = soundsToCome(now, nowMs());
    const missing = wanted.filter((sound) => !there.has(sound.sha256));
    let fault: Supplied['fault'] = null;
    for (const sound of missing) {
      if (signal.aborted) break;
      const lost = await get(sound);
      fault ??= lost;
      if (lost === 'away' || lost === 'full') break;
      if (lost !== null) continue;
      there.add(sound.sha256);
      await held(new Set(there));
    }
    return { held: wanted.filter((sound) => there.has(sound.sha256)).length, wanted: wanted.length, fault };
  };
};
