/** Gets the sounds of urgent orders and then of the manifest, those needed first before the others, each checked by its SHA-256 before it is kept. */
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
  /** Sounds that go before all others. */
  readonly urgent: () => readonly ManifestSound[];
  readonly nowMs: () => number;
  /** Another sound is there, or some went. */
  readonly held: (sounds: ReadonlySet<Sha256>) => Promise<void>;
}

/** What came of a sound before the line broke off, or something more urgent came: the next time goes on from there. */
interface Begun {
  readonly pieces: Uint8Array<ArrayBuffer>[];
  bytes: number;
}

const hashOf = async (sound: Blob): Promise<string> => {
  const bytes = new Uint8Array(await sound.arrayBuffer());
  // A page from a plain http address has no WebCrypto.
  return bytesToHex('subtle' in crypto ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)) : sha256(bytes));
};

export const supplyOf = ({ store, manifest, urgent, nowMs, held }: SupplyParts) => {
  const begun = new Map<Sha256, Begun>();
  /** null: the line broke off. */
  const load = async ({ sha256: name, bytes }: ManifestSound, signal: AbortSignal): Promise<Blob | null> => {
    const now: Begun = begun.get(name) ?? { pieces: [], bytes: 0 };
    begun.set(name, now);
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
    begun.delete(name);
    return new Blob(now.pieces, { type: 'audio/mpeg' });
  };
  const get = async (sound: ManifestSound, signal: AbortSignal): Promise<Supplied['fault']> => {
    const came = await load(sound, signal);
    if (came === null) return 'away';
    if (came.size !== sound.bytes || (await hashOf(came)) !== sound.sha256) return 'wrong';
    try {
      await store.keepSound(sound.sha256, came);
      return null;
    } catch {
      return 'full';
    }
  };
  const drop = async (there: Set<Sha256>, isKept: (name: Sha256) => boolean): Promise<void> => {
    const over = [...there].filter((name) => !isKept(name));
    if (over.length > 0) await store.dropSounds(over);
    for (const name of over) there.delete(name);
    await held(new Set(there));
  };
  /** Looks once at everything. `playing`: what may not go. `signal`: it is over, or there is something more urgent. */
  return async (playing: Sha256 | null, signal: AbortSignal): Promise<Supplied> => {
    const [now, first] = [manifest(), urgent()];
    const there = new Set(await store.sounds());
    const ahead = new Set(first.map(({ sha256: name }) => name));
    const named = new Set(
      (now === null ? [] : inOrder(now)).flatMap(({ session }) =>
        session.sound === null ? [] : [session.sound.sha256],
      ),
    );
    // While no manifest is known, nobody knows what one will name.
    const isNamed = (name: Sha256): boolean => now === null || named.has(name) || ahead.has(name);
    for (const name of begun.keys()) if (!isNamed(name)) begun.delete(name);
    await drop(there, (name) => isNamed(name) || name === playing);
    const wanted = now === null ? [] : soundsToCome(now, nowMs());
    let fault: Supplied['fault'] = null;
    for (const sound of [...first, ...wanted]) {
      if (there.has(sound.sha256)) continue;
      let lost = await get(sound, signal);
      if (signal.aborted) break;
      if (lost === 'full' && first.includes(sound)) {
        // An emergency needs the room: what is for later is fetched again.
        await drop(there, (name) => ahead.has(name) || name === playing);
        lost = await get(sound, signal);
        if (signal.aborted) break;
      }
      fault ??= lost;
      if (lost === 'away' || lost === 'full') break;
      if (lost !== null) continue;
      there.add(sound.sha256);
      await held(new Set(there));
    }
    return { held: wanted.filter((sound) => there.has(sound.sha256)).length, wanted: wanted.length, fault };
  };
};
