/**
 * `loa site run`: asks, fetches, plays and tells, each in a loop of its own, until the signal. They meet in the folder and in the player.
 *
 * It listens on no port. Without the centre it goes on by what it holds, for as long as that is valid.
 */
import type { Lang } from '../contract/sentences/format.ts';
import { formatClock } from '../contract/sentences/format.ts';
import type { Arrived } from '../core/manifest/accept.ts';
import { keptByBattery, siteClock } from '../core/playback/clock.ts';
import type { AsRun } from '../core/playback/model.ts';
import { inOrder } from '../core/playback/order.ts';
import { ok, type Result } from '../core/result.ts';
import { timeOf } from '../core/time/local.ts';
import type { UrgentNotice } from '../core/urgent/model.ts';
import type { Output, Time } from '../output/model.ts';
import { type Bell, newBell } from './bell.ts';
import { centreAt } from './centre.ts';
import { conditionOf } from './condition.ts';
import { contactWith } from './contact.ts';
import { readSiteFolder, type SiteFolder, soundFolder } from './folder.ts';
import { heldManifest } from './holding.ts';
import { pinsOf } from './pins.ts';
import { sendingOf } from './sending.ts';
import { siteShelf } from './shelf.ts';
import { openStage } from './stage.ts';
import { playerFrom } from './state.ts';
import { lockSite, openSiteStore, type SiteStore } from './store.ts';
import { supplyOf } from './supply.ts';
import { urgentDesk } from './urgent-desk.ts';
import { type News, newsText } from './words.ts';

export interface SiteWorld {
  readonly time: Time;
  readonly output: Output;
  readonly relays: ReadonlyMap<string, string>;
  /** Free bytes of the disk that a folder lies on; null: the system does not say. */
  readonly freeBytes: (folder: string) => number | null;
  readonly random: (bytes: number) => Uint8Array;
  /** What the hardware clock shows, milliseconds since 1970; null: there is none. */
  readonly hardwareMs: () => number | null;
  /** The caller says that this machine's clock is right. */
  readonly trustClock: boolean;
  readonly lang: Lang;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
  /** Called each time that the loop which plays has come round. */
  readonly alive: () => void;
}

/** Refuses with site.folder, data.busy (another one plays for this site), data.*, database.damaged. */
export const runSite = async (folder: string, world: SiteWorld): Promise<Result<void>> => {
  const site = readSiteFolder(folder);
  if (!site.ok) return site;
  const lock = lockSite(folder);
  if (!lock.ok) return lock;
  try {
    const store = openSiteStore(folder, site.value.key);
    if (!store.ok) return store;
    try {
      await running(site.value, store.value, world);
      return ok(undefined);
    } finally {
      store.value.close();
    }
  } finally {
    lock.value.unlock();
  }
};

const running = async (site: SiteFolder, store: SiteStore, world: SiteWorld): Promise<void> => {
  const { time, signal, lang } = world;
  const { channel, device, reach } = site;
  const clock = siteClock(time);
  const centre = reach === null ? null : centreAt(reach, time, clock.exchanged);
  const shelf = siteShelf(soundFolder(site.folder));
  const chance = (): number => (world.random(1)[0] ?? 0) / 256;
  const [supplyBell, sendBell] = [newBell(time), newBell(time)];
  const [conditionBell, deskBell] = [newBell(time), newBell(time)];
  const told = (news: News): void => {
    world.say(newsText(news, lang, titleOf));
    if (news.kind === 'output-news') condition.heard(news.news);
  };
  const titleOf = ({ day, session, item, title: own }: AsRun): string => {
    if (own !== undefined) return own;
    const { manifest, playing } = stage.player();
    const all = manifest === null ? [] : inOrder(manifest);
    const here = all.find((one) => one.day === day && one.session.id === session)?.session ?? playing?.session;
    const title = here?.items.find(({ id }) => id === item)?.title ?? item;
    return here === undefined ? title : `${title} (${formatClock(timeOf(here.start.local))})`;
  };
  const held = heldManifest(site.folder, site.centreKeys);
  const pins = pinsOf(site.folder, site.centreKeys);
  const before = playerFrom(store.state(), held?.manifest ?? null);
  const isSure = world.trustClock || site.trustsClock;
  const clockConfirmed = isSure || keptByBattery(time.wallMs(), world.hardwareMs(), before.aliveMs);
  const player = { ...before, clockConfirmed, relays: new Set(world.relays.keys()) };
  const author = { device, boot: world.random(8).toHex(), channel };
  const rowsKept = (): void => {
    sendBell.ring();
    deskBell.ring();
  };
  const condition = conditionOf({
    ...{ centre, channel, nowMs: () => clock.now().wallMs, rung: conditionBell.ring },
    freeBytes: () => world.freeBytes(site.folder),
  });
  const { output, relays } = world;
  const stage = openStage({ store, clock, shelf, output, relays, author, told, rowsKept }, player);
  told({ kind: 'running', channel, url: reach?.url ?? null, version: held?.manifest.version ?? 0 });

  let isBegun = false;
  let early: Arrived | null = null;
  let earlyUrgent: readonly UrgentNotice[] = [];
  const nowMs = (): number => clock.now().wallMs;
  const supply = supplyOf({
    ...{ shelf, centre, channel, nowMs, time, told },
    manifest: () => stage.player().manifest,
    urgent: () => stage.player().urgent.orders.map(({ order }) => order.sound),
    held: (sounds) => stage.give({ kind: 'sounds', sounds }),
  });
  const now = (): string | null => {
    const { quality, wallMs } = clock.now();
    return quality === 'D' && !stage.player().clockConfirmed ? null : new Date(wallMs).toISOString();
  };
  const desk = urgentDesk({
    ...{ site, centre, now, told, pins },
    urgency: () => stage.player().urgent,
    taken: (notices) => {
      if (!isBegun) earlyUrgent = notices;
      else stage.give({ kind: 'urgent', notices });
      // A download that runs gives way: the sound of an order comes first.
      supplyBell.ring();
      deskBell.ring();
    },
  });
  const contact = contactWith({
    ...{ site, centre, held, pins, told, chance, now },
    urgent: desk.look,
    taken: (arrived) => {
      // What was played before the power went is settled first.
      if (!isBegun) early = arrived;
      else stage.give({ kind: 'manifest', manifest: arrived.manifest });
      supplyBell.ring();
    },
  });
  const sending = sendingOf({ ...{ store, centre, nowMs, told, chance } });

  // Without a clock nothing could be played, nor said of what was missed: the centre knows the time.
  const first = player.clockConfirmed ? 0 : await contact.ask();
  if (!player.clockConfirmed && clock.now().quality === 'D') told({ kind: 'clock-unknown' });
  stage.give({ kind: 'restarted' });
  const known = early ?? held;
  if (known !== null && known.manifest !== stage.player().manifest)
    stage.give({ kind: 'manifest', manifest: known.manifest });
  if (earlyUrgent.length > 0) stage.give({ kind: 'urgent', notices: earlyUrgent });
  isBegun = true;

  const loop = (first: number, bell: Bell | null, work: () => Promise<number>, patienceMs: number): Promise<void> =>
    looped({ signal, time, bell, patienceMs, told }, first, work);
  await Promise.all([
    ...(centre === null ? [] : [loop(first, null, contact.ask, PATIENCE_MS)]),
    loop(0, null, contact.notice, PATIENCE_MS),
    loop(0, supplyBell, () => supplied(signal, supplyBell, supply.look), PATIENCE_MS),
    loop(0, sendBell, sending.send, PATIENCE_MS),
    loop(0, conditionBell, condition.say, PATIENCE_MS),
    loop(0, deskBell, desk.tell, PATIENCE_MS),
    loop(
      0,
      null,
      async () => {
        stage.give({ kind: 'tick' });
        world.alive();
        return stage.restMs();
      },
      1000,
    ),
  ]);
  stage.close();
  told({ kind: 'stopped' });
};

/** After a fault of ours, before it is tried again. */
const PATIENCE_MS = 60_000;

interface Looping {
  readonly signal: AbortSignal;
  readonly time: Time;
  /** What ends a wait early; null: nothing does. */
  readonly bell: Bell | null;
  readonly patienceMs: number;
  readonly told: (news: News) => void;
}

/** Does something, waits as long as it says, and again, until the signal. A fault in one loop does not stop the others, nor itself for good. */
const looped = async (
  { signal, time, bell, patienceMs, told }: Looping,
  first: number,
  work: () => Promise<number>,
): Promise<void> => {
  const wait = (ms: number): Promise<void> => (bell === null ? time.sleep(ms, signal) : bell.wait(ms, signal));
  let said = '';
  if (first > 0) await wait(first);
  while (!signal.aborted) {
    let rest = patienceMs;
    try {
      rest = await work();
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (said !== detail) told({ kind: 'fault', detail });
      said = detail;
    }
    if (!signal.aborted && rest > 0) await wait(rest);
  }
};

/** A look at the sounds, which something more urgent ends: what is half fetched stays, and goes on after it. */
const supplied = async (
  signal: AbortSignal,
  bell: Bell,
  look: (signal: AbortSignal) => Promise<number>,
): Promise<number> => {
  const urgent = new AbortController();
  const forget = bell.onRing(() => urgent.abort());
  try {
    return await look(AbortSignal.any([signal, urgent.signal]));
  } finally {
    forget();
  }
};
