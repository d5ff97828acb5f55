/**
 * A site's machine in a run of chaos: its folder, and starts of its program, each with the real parts of `loa site run`. Only time, the
 * network, the loudspeaker and the fetching of sounds are not real.
 */
import { rmSync } from 'node:fs';
import type { Sha256 } from '../../../src/core/ids.ts';
import { keptByBattery, siteClock } from '../../../src/core/playback/clock.ts';
import type { PlayerEvent } from '../../../src/core/playback/model.ts';
import { nextSession } from '../../../src/core/playback/order.ts';
import { must } from '../../../src/core/result.ts';
import type { Ended, Output, Time } from '../../../src/output/model.ts';
import { centreAt } from '../../../src/site/centre.ts';
import { contactWith } from '../../../src/site/contact.ts';
import { type SiteFolder, soundFolder } from '../../../src/site/folder.ts';
import { heldManifest } from '../../../src/site/holding.ts';
import { pinsOf } from '../../../src/site/pins.ts';
import { sendingOf } from '../../../src/site/sending.ts';
import { siteShelf } from '../../../src/site/shelf.ts';
import { openStage } from '../../../src/site/stage.ts';
import { playerFrom } from '../../../src/site/state.ts';
import { openSiteStore } from '../../../src/site/store.ts';
import type { News } from '../../../src/site/words.ts';
import type { Chance } from './chance.ts';
import type { Line } from './line.ts';
import type { ChaosTime } from './time.ts';

/** What left the loudspeaker. */
export interface Sounded {
  readonly sha256: string;
  readonly fromMs: number;
  readonly lengthMs: number;
  /** True time, and the error that the machine itself allowed for. */
  readonly startMs: number;
  readonly errorMs: number | null;
  /** The kinds of the newest rows on the disk when it began. */
  readonly rowsBefore: readonly string[];
  endMs: number;
}

export interface Machine {
  readonly site: SiteFolder;
  readonly played: Sounded[];
  /** When it took which version, true time. */
  readonly took: { readonly version: number; readonly ms: number }[];
  readonly isOn: () => boolean;
  readonly on: () => void;
  /** The power goes: nothing is said, nothing is closed properly. */
  readonly cut: () => void;
  /** The program is told to end. */
  readonly stop: () => void;
  /** Somebody sets the clock on the wall, and with it the one that a battery keeps. */
  readonly setClock: (byMs: number) => void;
  readonly sendAll: () => Promise<void>;
  readonly remove: () => void;
}

export interface MachineParts {
  readonly site: SiteFolder;
  readonly time: ChaosTime;
  readonly chance: Chance;
  readonly line: Line;
  readonly isAway: () => boolean;
  readonly hasBattery: boolean;
  /** How often in one a sound fails on its way. */
  readonly fails: () => number;
}

const HOUR_MS = 3_600_000;
const TICK_MS = 5000;
/** Seldom, since thirty of them ask for days. */
const ASKING_MS = 50 * 60_000;
const SENDING_MS = 60 * 60_000;

export const machineOf = (parts: MachineParts): Machine => {
  const { site, time, chance, line, isAway, hasBattery, fails } = parts;
  const played: Sounded[] = [];
  const took: Machine['took'] = [];
  /** Sounds that lie in its folder. */
  const sounds = new Set<Sha256>();
  let [wrongMs, batteryMs] = [0, 0];
  let running: { readonly end: (tidily: boolean) => void; readonly send: () => Promise<number> } | null = null;
  let wallAtEnd = time.nowMs();

  const start = (): NonNullable<typeof running> => {
    let isAlive = true;
    const alive = (): boolean => isAlive;
    const booted = time.nowMs();
    // A battery keeps the time; without one a machine wakes up where it fell asleep, or in 1970.
    if (hasBattery) wrongMs = batteryMs;
    else wrongMs = (chance.is(0.5) ? wallAtEnd : 0) - booted;
    const machine: Time = {
      wallMs: () => time.nowMs() + wrongMs,
      monotonicMs: () => time.nowMs() - booted,
      sleep: (ms) => time.sleep(ms),
    };
    const later = (ms: number, work: () => void): void =>
      time.at(time.nowMs() + ms, () => {
        if (isAlive) work();
      });
    const clock = siteClock(machine);
    const ask = line.fetch(alive);
    const reach = site.reach ?? { url: '', token: '', credential: 'machine' };
    const real = centreAt(reach, machine, clock.exchanged);
    // centreAt asks by the global fetch, looked up when it asks.
    const through = <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) => {
      return (...args: A): Promise<R> => {
        const before = globalThis.fetch;
        globalThis.fetch = ask;
        try {
          return work(...args);
        } finally {
          globalThis.fetch = before;
        }
      };
    };
    const centre = { ...real, manifest: through(real.manifest), report: through(real.report) };
    const store = must(openSiteStore(site.folder, site.key));
    const chanceOf = (): number => chance.part();
    const told = (news: News): void => {
      if (news.kind === 'manifest') took.push({ version: news.version, ms: time.nowMs() });
    };

    /** The error that it allowed for when it last looked. */
    let allowed: number | null = null;
    const output: Output = {
      play: ({ path, fromMs, lengthMs }) => {
        const sha256 = (path ?? '').split('/').at(-1)?.split('.')[0] ?? '';
        const startMs = time.nowMs();
        const rowsBefore = store
          .waiting(10_000)
          .slice(-8)
          .map(({ body }) => (JSON.parse(body) as { kind: string }).kind);
        const { errorMs: own } = clock.reading();
        // An answer of the centre may have put the clock right a moment before: it waited by the one that was.
        const errorMs = own === null || allowed === null ? (own ?? allowed) : Math.max(own, allowed);
        const one: Sounded = {
          sha256,
          fromMs,
          lengthMs,
          startMs,
          errorMs,
          rowsBefore,
          endMs: Number.POSITIVE_INFINITY,
        };
        played.push(one);
        const silent = (): void => {
          one.endMs = Math.min(one.endMs, time.nowMs());
        };
        silence = silent;
        const ended = new Promise<Ended>((resolve) => {
          const over = (after: number, how: Ended): void =>
            later(after, () => {
              if (one.endMs < Number.POSITIVE_INFINITY) return;
              silent();
              resolve(how);
            });
          if (chance.is(fails()))
            over(chance.between(0, lengthMs - fromMs), { kind: 'failed', heard: true, detail: 'x' });
          else over(lengthMs - fromMs, { kind: 'ended' });
        });
        return { ended, stop: silent };
      },
    };
    let silence = (): void => {};

    const held = heldManifest(site.folder, site.centreKeys);
    const before = playerFrom(store.state(), held?.manifest ?? null);
    const hardwareMs = hasBattery ? time.nowMs() + batteryMs : null;
    const clockConfirmed = site.trustsClock || keptByBattery(machine.wallMs(), hardwareMs, before.aliveMs);
    const author = { device: site.device, boot: chance.bytes(8).toHex(), channel: site.channel };
    const sending = sendingOf({ store, centre, nowMs: () => clock.now().wallMs, told, chance: chanceOf });
    let isSending = false;
    let isDue = false;
    const send = async (): Promise<number> => {
      if (isSending) return 0;
      isSending = true;
      const wait = await sending.send();
      isSending = false;
      return wait;
    };
    const sendAfter = (ms: number): void => {
      if (isDue) return;
      isDue = true;
      later(ms, () => {
        isDue = false;
        void send().then((wait) => {
          if (store.counts().waiting > 0) sendAfter(Math.max(wait, SENDING_MS));
        });
      });
    };
    const stage = openStage(
      {
        ...{ store, clock, output, author, told, relays: new Map() },
        shelf: siteShelf(soundFolder(site.folder)),
        rowsKept: () => sendAfter(1000),
      },
      { ...before, clockConfirmed },
    );
    let ticks = 0;
    const give = (event: PlayerEvent): void => {
      stage.give(event);
      allowed = clock.reading().errorMs;
      ticks += 1;
      const own = ticks;
      const now = clock.now().wallMs;
      const next = nextSession(stage.player(), now);
      const wait = next === null ? HOUR_MS : Math.max(1, Date.parse(next.session.start.instant) - now);
      later(Math.min(wait, stage.player().playing === null ? HOUR_MS : TICK_MS), () => {
        if (own === ticks) give({ kind: 'tick' });
      });
    };
    const supply = (): void => {
      const days = stage.player().manifest?.days ?? [];
      for (const { sessions } of days) for (const { sound } of sessions) if (sound !== null) sounds.add(sound.sha256);
      give({ kind: 'sounds', sounds: new Set(sounds) });
    };
    const supplyAfter = (ms: number): void =>
      later(ms, () => {
        if (isAway()) supplyAfter(HOUR_MS);
        else supply();
      });
    let isBegun = false;
    const contact = contactWith({
      ...{ site, centre, held, told, chance: chanceOf },
      pins: pinsOf(site.folder, site.centreKeys),
      urgent: async () => {},
      now: () => {
        const { quality, wallMs } = clock.now();
        return quality === 'D' && !stage.player().clockConfirmed ? null : new Date(wallMs).toISOString();
      },
      taken: ({ manifest }) => {
        if (isBegun) give({ kind: 'manifest', manifest });
        supplyAfter(chance.between(1000, 20 * 60_000));
      },
    });
    const asking = async (): Promise<void> => {
      const wait = await contact.ask();
      later(Math.max(wait, ASKING_MS), () => void asking());
    };
    void (async () => {
      const first = clockConfirmed ? 0 : await contact.ask();
      if (!isAlive) return;
      give({ kind: 'restarted' });
      const known = heldManifest(site.folder, site.centreKeys);
      if (known !== null && known.note !== held?.note) give({ kind: 'manifest', manifest: known.manifest });
      give({ kind: 'sounds', sounds: new Set(sounds) });
      isBegun = true;
      if (store.counts().waiting > 0) sendAfter(1000);
      later(first === 0 ? 0 : ASKING_MS, () => void asking());
    })();

    return {
      send,
      end: (tidily) => {
        if (tidily) stage.close();
        silence();
        isAlive = false;
        wallAtEnd = machine.wallMs();
        store.close();
      },
    };
  };

  return {
    ...{ site, played, took },
    isOn: () => running !== null,
    on: () => {
      running ??= start();
    },
    cut: () => {
      running?.end(false);
      running = null;
    },
    stop: () => {
      running?.end(true);
      running = null;
    },
    setClock: (byMs) => {
      wrongMs += byMs;
      batteryMs += byMs;
    },
    sendAll: async () => {
      await running?.send();
    },
    remove: () => rmSync(site.folder, { recursive: true, force: true }),
  };
};
