/**
 * One waking of the player, from being switched on (or woken) to being switched off (or falling asleep): it asks, fetches, plays and
 * keeps, as `loa site run` does. A page that slept begins anew, as a machine does after a power cut.
 */
import type { Sha256 } from '../../core/ids.ts';
import type { Arrived } from '../../core/manifest/accept.ts';
import type { Manifest } from '../../core/manifest/model.ts';
import { siteClock } from '../../core/playback/clock.ts';
import { type AsRun, NEW_PLAYER, type Player } from '../../core/playback/model.ts';
import { leftOver, NOTHING_URGENT } from '../../core/playback/urgency.ts';
import type { UrgentNotice } from '../../core/urgent/model.ts';
import { nowMs, randomId, steadyMs } from '../clock.ts';
import type { Alone } from './alone.ts';
import { centreOf } from './centre.ts';
import { contactWith } from './contact.ts';
import type { KeptSite, PlayerStore } from './keeping.ts';
import type { Contacted, Shown, Supplied } from './shown.ts';
import { type Look, sleptMs } from './sleep.ts';
import type { Speaker } from './speaker.ts';
import { openStage, type Stage } from './stage.ts';
import { supplyOf } from './supply.ts';
import { urgentDesk } from './urgent.ts';
import { pause, pausesUntilOnline } from './waiting.ts';

export interface RunParts {
  readonly channel: string;
  readonly store: PlayerStore;
  readonly speaker: Speaker;
  readonly site: KeptSite;
  readonly alone: Alone;
  /** Switched off. */
  readonly signal: AbortSignal;
  readonly titleOf: (rows: readonly AsRun[], manifest: Manifest | null) => string;
  readonly told: (rows: readonly AsRun[], manifest: Manifest | null) => void;
  readonly shown: (shown: Shown) => void;
  /** Urgent notices came. */
  readonly ordered: () => void;
}

export type Ended =
  | { readonly why: 'off' | 'elsewhere'; readonly site: KeptSite }
  | { readonly why: 'slept'; readonly site: KeptSite; readonly fromMs: number; readonly untilMs: number };

const ASK_MS = 30_000;
const SUPPLY_MS = 60_000;
/** After the centre was not reached with what is to be told of orders. */
const AGAIN_MS = 5000;
/** A centre that takes longer to say what time it is: the telephone's clock has to do. */
const PATIENCE_MS = 5000;
/** A sound this far behind has stood still. */
const STOOD_MS = 5000;
/** A wall clock that is this much before the player's last sign of life has gone wrong. */
const BACK_MS = 1000;

const look = (): Look => ({ wallMs: nowMs(), steadyMs: steadyMs() });

export const runOnce = async (parts: RunParts): Promise<Ended> => {
  const { channel, store, speaker } = parts;
  let { site } = parts;
  let last = look();
  const ending = new AbortController();
  const { signal } = ending;
  const stop = (): void => ending.abort();
  parts.signal.addEventListener('abort', stop);
  if (parts.signal.aborted) stop();

  const clock = siteClock({ wallMs: nowMs, monotonicMs: steadyMs });
  const author = { device: site.device, boot: randomId().slice(0, 16), channel };
  const kept = await store.player();
  // A telephone has a battery: its clock is believed until the centre says better, unless it went back.
  const clockConfirmed = nowMs() >= (kept?.aliveMs ?? 0) - BACK_MS;
  let contacted: Contacted | null = null;
  let supplied: Supplied | null = null;
  let canWrite = true;
  let early: Arrived | null = null;
  let earlyUrgent: readonly UrgentNotice[] = [];
  /** What is being fetched; something more urgent ends it. */
  let fetching = new AbortController();
  signal.addEventListener('abort', () => fetching.abort());
  let isBegun = false;
  const isSure = (): boolean => clockConfirmed || clock.now().quality !== 'D';
  const keepSite = async (more: Partial<KeptSite>): Promise<void> => {
    await store.keepSite({ ...site, ...more });
    site = { ...site, ...more };
  };
  const centre = centreOf(clock);
  const now = (): string | null => (isSure() ? `${new Date(clock.now().wallMs).toISOString().slice(0, 19)}Z` : null);
  const desk = urgentDesk({
    ...{ centre, channel, now, vkey: site.urgentKey, centreKey: () => site.vkey },
    urgency: () => stage.player().urgent,
    pin: (urgentKey) => keepSite({ urgentKey }),
    taken: async (notices) => {
      parts.ordered();
      if (isBegun) await stage.give({ kind: 'urgent', notices });
      else earlyUrgent = notices;
      fetching.abort();
    },
  });
  const contact = contactWith({
    ...{ centre, channel, now, vkey: site.vkey, note: site.note, urgent: desk.look },
    pin: (vkey) => keepSite({ vkey }),
    taken: async (arrived, vkey) => {
      await keepSite({ note: arrived.note, vkey });
      if (isBegun) await stage.give({ kind: 'manifest', manifest: arrived.manifest });
      else early = arrived;
    },
  });
  const held = contact.held?.manifest ?? null;
  const before: Player = {
    ...NEW_PLAYER,
    ...(kept === undefined ? {} : { ...kept, manifest: held }),
    urgent: kept?.urgent ?? (await store.left()) ?? NOTHING_URGENT,
    ...{ sounds: new Set<Sha256>(await store.sounds()), clockConfirmed },
  };
  const stage: Stage = openStage(
    {
      ...{ store, clock, speaker, author },
      titleOf: (rows) => parts.titleOf(rows, stage.player().manifest ?? held),
      told: (rows) => parts.told(rows, stage.player().manifest),
      writes: (can) => {
        canWrite = can;
      },
    },
    before,
  );
  const show = (): void => {
    const { wallMs, quality } = clock.now();
    const [player, hasTime] = [stage.player(), quality !== 'D'];
    const urgent = { urgentVkey: desk.vkey(), urgentFaults: desk.faults() };
    parts.shown({ player, nowMs: wallMs, contacted, supplied, canWrite, hasTime, vkey: site.vkey, ...urgent });
  };
  const ask = async (): Promise<void> => {
    contacted = await contact.ask().catch(() => 'away' as const);
    show();
  };
  const urgentSounds = () => stage.player().urgent.orders.map(({ order }) => order.sound);
  const supply = supplyOf({
    store,
    manifest: () => stage.player().manifest,
    urgent: urgentSounds,
    nowMs: () => clock.now().wallMs,
    held: (sounds) => stage.give({ kind: 'sounds', sounds }),
  });

  const rest = pausesUntilOnline(signal);
  show();
  await Promise.race([ask(), pause(PATIENCE_MS, signal)]);
  await stage.give({ kind: 'restarted' });
  const known = (early as Arrived | null)?.manifest ?? held;
  if (known !== null && known !== stage.player().manifest) await stage.give({ kind: 'manifest', manifest: known });
  if (earlyUrgent.length > 0) await stage.give({ kind: 'urgent', notices: earlyUrgent });
  isBegun = true;

  const asking = async (): Promise<void> => {
    for (;;) {
      await rest(ASK_MS);
      if (signal.aborted) return;
      await ask();
    }
  };
  const telling = async (): Promise<void> => {
    const rest = pausesUntilOnline(signal);
    while (!signal.aborted) await rest((await desk.tell()) ? 1000 : AGAIN_MS);
  };
  const supplying = async (): Promise<void> => {
    let verified = 0;
    while (!signal.aborted) {
      const { manifest, playing } = stage.player();
      fetching = new AbortController();
      const came = await supply(playing?.session.sound?.sha256 ?? null, fetching.signal).catch(() => supplied);
      if (!fetching.signal.aborted) supplied = came;
      show();
      const isWhole = supplied?.fault === null && supplied.held === supplied.wanted && manifest !== null;
      if (isWhole && manifest.version > verified) {
        const body = JSON.stringify({ version: manifest.version, kind: 'verified' });
        const path = `/api/v1/channels/${encodeURIComponent(channel)}/manifest/receipts`;
        const headers = { 'content-type': 'application/json' };
        if ((await centre.ask(path, { method: 'POST', body, headers })) !== null) verified = manifest.version;
      }
      // A newer manifest is looked at within a second, and nobody waits longer for the sound of an emergency.
      for (let waited = 0; waited < SUPPLY_MS && !signal.aborted; waited += 1000) {
        await pause(1000, signal);
        const isAway = supplied?.fault !== 'wrong' && supplied?.fault !== 'full';
        const lacks = urgentSounds().some(({ sha256 }) => !stage.player().sounds.has(sha256));
        if (stage.player().manifest !== manifest || fetching.signal.aborted || (isAway && lacks)) break;
      }
    }
  };
  const playing = async (): Promise<Ended> => {
    while (!signal.aborted) {
      if (!(await parts.alone.holds())) return { why: 'elsewhere', site };
      const now = look();
      const lag = stage.lagMs();
      const slept = sleptMs(last, now, stage.player().playing !== null && lag < STOOD_MS);
      if (slept > 0 || lag > STOOD_MS)
        return { why: 'slept', site, fromMs: now.wallMs - Math.max(slept, lag), untilMs: now.wallMs };
      last = now;
      await stage.give({ kind: 'tick' });
      show();
      await pause(stage.restMs(), signal);
    }
    return { why: 'off', site };
  };
  const others = Promise.all([asking(), supplying(), telling()]);
  const ended = await playing();
  stop();
  parts.signal.removeEventListener('abort', stop);
  if (ended.why === 'off') {
    const { playing: sounding } = stage.player();
    if (sounding !== null) await stage.give({ kind: 'failed', key: sounding.key, reason: 'ordered-off', heard: true });
  }
  await stage.close();
  if (ended.why === 'off') await store.forgetPlayer(leftOver(stage.player().urgent));
  void others.catch(() => undefined);
  return { ...ended, site };
};
