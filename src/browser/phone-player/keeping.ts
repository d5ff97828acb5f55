/** What the player keeps on the telephone: its rows among the presses, where it stands, the manifest, the sounds. Rejects when it cannot. */
import type { Sha256 } from '../../core/ids.ts';
import type { Player } from '../../core/playback/model.ts';
import type { Urgency } from '../../core/playback/urgency.ts';
import { advance, type Press, type Queued } from '../phone/queue.ts';
import { done, PLAYER, PRESSES, SOUNDS, whole } from '../phone/store.ts';

/** What a channel's player is here. */
export interface KeptSite {
  /** 'web-3fa94c1b': this browser, as rows name it. */
  readonly device: string;
  /** The centre's key, as it was when this was first switched on. */
  readonly vkey: string | null;
  /** The newest manifest that was taken, as it was signed. */
  readonly note: string | null;
  /** The urgent key that was named first, or the newest that it led to; null: none is pinned. */
  readonly urgentKey: string | null;
  readonly isOn: boolean;
}

/** Where the player stood; its manifest is kept as its note, and what sounds it holds is looked up. */
export type KeptPlayer = Omit<Player, 'manifest' | 'sounds' | 'clockConfirmed'>;

export interface PlayerStore {
  readonly site: () => Promise<KeptSite | undefined>;
  readonly keepSite: (site: KeptSite) => Promise<void>;
  readonly player: () => Promise<KeptPlayer | undefined>;
  /** All of it or nothing. */
  readonly keep: (player: KeptPlayer, presses: readonly Press[]) => Promise<void>;
  /** It was switched off: the next time it begins without a past, but for these orders. */
  readonly forgetPlayer: (left: Urgency) => Promise<void>;
  /** The orders that were left when it was switched off. */
  readonly left: () => Promise<Urgency | undefined>;
  readonly sounds: () => Promise<readonly Sha256[]>;
  readonly sound: (sha256: Sha256) => Promise<Blob | undefined>;
  /** What was checked. */
  readonly keepSound: (sha256: Sha256, sound: Blob) => Promise<void>;
  readonly dropSounds: (names: readonly Sha256[]) => Promise<void>;
  /** Whether `holder` is the one window that plays, for some seconds from `now`. */
  readonly lease: (holder: string, now: number) => Promise<boolean>;
  /** Another window may play now. */
  readonly release: () => Promise<void>;
}

const LEASE_MS = 15_000;

interface Lease {
  readonly holder: string;
  readonly untilMs: number;
}

export const playerStore = (database: IDBDatabase, channel: string): PlayerStore => {
  const [SITE, STATE, LEASE, LEFT] = ['site', 'state', 'lease', 'left'].map((what) => `${what} ${channel}`) as [
    string,
    string,
    string,
    string,
  ];
  const read = <T>(store: string, key: string): Promise<T | undefined> =>
    done(database.transaction(store).objectStore(store).get(key) as IDBRequest<T | undefined>);
  /** 'strict': a telephone that loses its battery the moment after has it. */
  const write = async (stores: readonly string[], work: (writing: IDBTransaction) => void): Promise<void> => {
    const writing = database.transaction([...stores], 'readwrite', { durability: 'strict' });
    const written = whole(writing);
    work(writing);
    await written;
  };
  return {
    site: () => read<KeptSite>(PLAYER, SITE),
    keepSite: (site) => write([PLAYER], (writing) => writing.objectStore(PLAYER).put(site, SITE)),
    player: () => read<KeptPlayer>(PLAYER, STATE),
    keep: (player, presses) =>
      write([PLAYER, PRESSES], (writing) => {
        writing.objectStore(PLAYER).put(player, STATE);
        const rows = writing.objectStore(PRESSES);
        const queued: readonly Queued[] = presses.flatMap((press) => advance([], { kind: 'pressed', press }));
        for (const one of queued) rows.put(one);
      }),
    forgetPlayer: (left) =>
      write([PLAYER], (writing) => {
        writing.objectStore(PLAYER).put(left, LEFT);
        writing.objectStore(PLAYER).delete(STATE);
      }),
    left: () => read<Urgency>(PLAYER, LEFT),
    sounds: async () =>
      (await done(database.transaction(SOUNDS).objectStore(SOUNDS).getAllKeys())) as unknown as Sha256[],
    sound: (sha256) => read<Blob>(SOUNDS, sha256),
    keepSound: (sha256, sound) => write([SOUNDS], (writing) => writing.objectStore(SOUNDS).put(sound, sha256)),
    dropSounds: (names) =>
      write([SOUNDS], (writing) => {
        for (const name of names) writing.objectStore(SOUNDS).delete(name);
      }),
    release: () => write([PLAYER], (writing) => writing.objectStore(PLAYER).delete(LEASE)),
    lease: async (holder, now) => {
      const writing = database.transaction(PLAYER, 'readwrite');
      const written = whole(writing);
      const store = writing.objectStore(PLAYER);
      const held = await done(store.get(LEASE) as IDBRequest<Lease | undefined>);
      const isOurs = held === undefined || held.holder === holder || held.untilMs <= now;
      if (isOurs) store.put({ holder, untilMs: now + LEASE_MS } satisfies Lease, LEASE);
      await written;
      return isOurs;
    },
  };
};
