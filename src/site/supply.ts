/** Getting the sounds that the manifest names, those needed first before the others; and telling the centre when all are there. */
import type { Sha256 } from '../core/ids.ts';
import type { Manifest, ManifestSound } from '../core/manifest/model.ts';
import { inOrder, soundsToCome } from '../core/playback/order.ts';
import type { Time } from '../output/model.ts';
import type { Centre } from './centre.ts';
import type { SiteShelf } from './shelf.ts';
import type { News } from './words.ts';

export interface SupplyParts {
  readonly shelf: SiteShelf;
  /** null: everything comes by stick. */
  readonly centre: Centre | null;
  readonly channel: string;
  readonly manifest: () => Manifest | null;
  /** Sounds that go before all others. */
  readonly urgent: () => readonly ManifestSound[];
  readonly nowMs: () => number;
  readonly time: Time;
  /** Another sound is there. */
  readonly held: (sounds: ReadonlySet<Sha256>) => void;
  readonly told: (news: News) => void;
}

export interface Supply {
  /** Looks once at everything; answers how long to wait before the next time, milliseconds. `signal`: there is something more urgent. */
  readonly look: (signal: AbortSignal) => Promise<number>;
}

const HOUR_MS = 3_600_000;
const KEEP_MS = 14 * 24 * HOUR_MS;
const REST_MS = 600_000;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60_000;

export const supplyOf = ({
  shelf,
  centre,
  channel,
  manifest,
  urgent,
  nowMs,
  time,
  held,
  told,
}: SupplyParts): Supply => {
  const there = new Set<Sha256>();
  let verified = 0;
  let cuts = 0;
  const have = ({ sha256 }: ManifestSound): void => {
    there.add(sha256);
    held(new Set(there));
  };
  /** null: it is there. */
  const get = async (sound: ManifestSound, signal: AbortSignal): Promise<'cut' | 'later' | null> => {
    if (there.has(sound.sha256)) return null;
    if (await shelf.isWhole(sound)) {
      have(sound);
      return null;
    }
    if (centre === null) return 'later';
    const fetched = await shelf.fetch(sound, { centre, signal, time });
    if (fetched === 'whole') {
      cuts = 0;
      told({ kind: 'sound', sound });
      have(sound);
      return null;
    }
    if (fetched === 'cut') return 'cut';
    told({ kind: 'not-sound', sound, fault: fetched });
    return 'later';
  };
  return {
    look: async (signal) => {
      const now = manifest();
      const first = urgent();
      const all = [...first, ...(now === null ? [] : soundsToCome(now, nowMs()))];
      let isWhole = true;
      for (const sound of all) {
        const missing = await get(sound, signal);
        if (signal.aborted) return 0;
        // Nobody waits longer than a second for the sound of an emergency.
        if (missing === 'cut' && first.includes(sound)) return FIRST_WAIT_MS;
        if (missing === 'cut') {
          cuts += 1;
          return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(6, cuts - 1));
        }
        if (missing === 'later') isWhole = false;
      }
      if (!isWhole) return LONGEST_WAIT_MS;
      if (now === null) return REST_MS;
      const needed = new Set([
        ...first.map(({ sha256 }) => sha256),
        ...inOrder(now).flatMap(({ session }) => (session.sound === null ? [] : [session.sound.sha256])),
      ]);
      await shelf.clear(needed, time.wallMs() - KEEP_MS);
      if (now.version > verified) {
        const said = await centre?.verified(channel, now.version);
        if (said?.kind === 'away') return LONGEST_WAIT_MS;
        verified = now.version;
        told({ kind: 'complete', version: now.version, sounds: all.length });
      }
      return REST_MS;
    },
  };
};
