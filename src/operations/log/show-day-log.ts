/**
 * One broadcast day as the printed daily log has it: every planned airing with its verdict, what aired besides, what happened to the
 * machine, and the checkpoint that closes the day.
 *
 * It changes nothing but that a day which is not over may have a checkpoint signed over what is there now.
 */

import { parseCheckpoint } from '../../core/evidence/checkpoint.ts';
import { type EventEntry, type EventKind, isOfAiring } from '../../core/evidence/entry.ts';
import { shortKey } from '../../core/evidence/key-chain.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { must, ok } from '../../core/result.ts';
import type { Station, Unit } from '../../core/schedule/model.ts';
import { broadcastDayWindow } from '../../core/time/broadcast-day.ts';
import { holdsOn, type LocalDate } from '../../core/time/local.ts';
import type { Moment } from '../../core/time/moment.ts';
import { place } from '../../core/time/zone.ts';
import type { JudgedAiring } from '../../core/verdict/list.ts';
import type { VerdictTotals } from '../../core/verdict/totals.ts';
import type { StoredCheckpoint } from '../../store/airlog-anchors.ts';
import { loadChannels, loadStations, loadUnits } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation, seesWith } from '../operation.ts';
import { closingCheckpoint } from '../within/closing.ts';
import { onChannel } from '../within/ground.ts';
import { noteOf, type Sealing, sealedNow } from '../within/sealed.ts';
import { listVerdicts } from './list-verdicts.ts';

export interface AskedDayLog {
  readonly day: LocalDate;
  /** Not given: all that the caller may read. */
  readonly channel?: string | undefined;
}

export interface LoggedAiring {
  readonly judged: JudgedAiring;
  /** When it began, by the entry that decided; null: nobody said. */
  readonly started: Moment | null;
}

/** The checkpoint on the paper. */
export interface PrintedSeal {
  /** Whether it closes the day; otherwise it is the newest one, and the day goes on. */
  readonly closes: boolean;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly log: string;
  /** 'name+id' of the key that signed. */
  readonly key: string;
  readonly madeAt: string;
  /** The signed note, whole. */
  readonly note: string;
}

export interface DayLog {
  readonly day: LocalDate;
  /** IANA; of the first station. */
  readonly zone: string;
  /** The stations whose channels are on it, and the units that answered for them on that day. */
  readonly stations: readonly string[];
  readonly units: readonly { readonly name: string; readonly kind: string }[];
  /** null: all that the caller may read. */
  readonly channel: { readonly id: string; readonly name: string } | null;
  /** In order of channel and start. */
  readonly airings: readonly LoggedAiring[];
  readonly unplanned: readonly LoggedAiring[];
  readonly totals: VerdictTotals;
  readonly unseen: number;
  readonly events: readonly { readonly seq: number; readonly entry: EventEntry }[];
  /** null: the log is empty. */
  readonly seal: PrintedSeal | null;
}

/** What a technician has to answer for; what was handed out or put aside is not the day's. */
const TOLD: readonly EventKind[] = ['restart', 'clock', 'disk-full', 'key-change', 'equivocation'];

/** Refuses with right.*, channel.unknown, what listVerdicts() refuses with, database.damaged, data.*. */
export const showDayLog = operation(
  {
    name: 'air-log.show-day',
    needs: 'air-log.read',
    // An empty paper of somebody else's channel would read as a day on which nothing aired.
    where: (ctx: Asking & Sealing, { day, channel }: AskedDayLog) =>
      channel === undefined ? ok('anywhere' as const) : onChannel(ctx, channel, day),
  },
  (ctx: Asking & Sealing, { day, channel }: AskedDayLog): Result<DayLog> => {
    const found = listVerdicts(ctx, { from: day, to: day, channel });
    if (!found.ok) return found;
    const { verdicts, unplanned, totals, unseen } = found.value;
    const { rows } = ctx.store;
    const channels = new Map(loadChannels(rows).map((one) => [one.id as string, one]));
    const all = loadStations(rows);
    const shown = new Set<string>([...verdicts, ...unplanned].map(({ planned }) => planned.channel.id));
    if (channel !== undefined) shown.add(channel);
    const of = new Set([...shown].map((id) => channels.get(id as ChannelId)?.station));
    const stations = all.filter(({ id }) => of.has(id));
    const [first = all[0]] = stations;
    const seal = sealFor(ctx, day);
    if (!seal.ok) return seal;
    const started = startedIn(ctx);
    const asked = channel === undefined ? undefined : channels.get(channel);
    return ok({
      day,
      zone: first?.zone ?? 'UTC',
      stations: stations.map(({ name }) => name),
      units: unitsOf(loadUnits(rows), stations, day),
      channel: channel === undefined ? null : { id: channel, name: asked?.name ?? channel },
      airings: verdicts.map(started),
      unplanned: unplanned.map(started),
      totals,
      unseen,
      events: first === undefined ? [] : eventsOn(ctx, first, day),
      seal: seal.value,
    });
  },
);

const unitsOf = (units: readonly Unit[], stations: readonly Station[], day: LocalDate): DayLog['units'] => {
  const ids = stations.flatMap(({ responsible }) => responsible.filter((link) => holdsOn(link, day)));
  const answering = new Set<string>(ids.map(({ unit }) => unit));
  return units.filter(({ id }) => answering.has(id)).map(({ name, kind }) => ({ name, kind }));
};

const startedIn =
  ({ airlog }: Pick<Ctx, 'airlog'>) =>
  (judged: JudgedAiring): LoggedAiring => {
    const entry = judged.decidedBy === null ? undefined : airlog.find(judged.decidedBy);
    const says = entry !== undefined && isOfAiring(entry) && 'started' in entry && judged.verdict !== 'not-aired';
    return { judged, started: says ? entry.started : null };
  };

/** Events of the log itself are for whoever reads the whole centre's log. */
const eventsOn = (ctx: Asking & Pick<Ctx, 'airlog'>, { zone, dayStart }: Station, day: LocalDate): DayLog['events'] => {
  if (!seesWith(ctx, 'air-log.read')('centre')) return [];
  const { start, end } = broadcastDayWindow(day, dayStart);
  const between = { from: place(start, zone).moment.instant, to: place(end, zone).moment.instant };
  return ctx.airlog.events({ kinds: TOLD, between });
};

/** The closing one, else the newest; a paper is printed also while nobody can sign. */
const sealFor = (ctx: Sealing, day: LocalDate): Result<PrintedSeal | null> => {
  const closing = closingCheckpoint(ctx, day);
  if (closing !== null) return ok(printed(closing, true));
  const sealed = sealedNow(ctx);
  if (sealed.ok) return ok(sealed.value === null ? null : printed(sealed.value, false));
  if (!sealed.refusals[0].code.startsWith('log-key.')) return sealed;
  const newest = ctx.airlog.newestCheckpoint();
  return ok(newest === undefined ? null : printed(newest, false));
};

const printed = (checkpoint: StoredCheckpoint, closes: boolean): PrintedSeal => {
  const { text, signatures } = noteOf(checkpoint);
  const { origin, size, root } = must(parseCheckpoint(text));
  const signature = signatures.find(({ name }) => name === origin);
  if (signature === undefined) throw new Error('a checkpoint is signed by its log');
  const key = shortKey({ name: signature.name, id: signature.keyId });
  return { closes, size, root: root.toBase64(), log: origin, key, madeAt: checkpoint.madeAt, note: checkpoint.note };
};
