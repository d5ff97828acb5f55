/**
 * Whether the service can do its work now: data safe to write, ffmpeg there, today planned and rendered, room left.
 *
 * It looks and changes nothing (the write probe is an empty transaction). Every check is told, also those that hold.
 */
import { dirname } from 'node:path';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { roomLevel } from '../core/room.ts';
import { lastDone } from '../store/audit-reading.ts';
import { roomOf, synchronousOf } from '../store/condition.ts';
import { reservedBytes } from '../store/reserve.ts';
import type { Ctx } from './context.ts';
import { listChannels } from './list-channels.ts';
import { listing, seesWith } from './operation.ts';
import { loadGround } from './within/ground.ts';
import { hasSound } from './within/planned-day.ts';
import { dayShown } from './within/shown-day.ts';

export interface Check {
  readonly name: 'database' | 'air-log' | 'sound-tool' | 'planned' | 'rendered' | 'disk' | 'backup';
  readonly ok: boolean;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: readonly Check[];
}

/** A day's sound of a large centre is some hundred megabytes while it is being made. */
const ROOM_BYTES = 512 * 1024 ** 2;
const FULL = 2;

/** Anybody may ask whether it works; only who may read the service's facts is told them. */
export const checkReadiness = listing(
  { name: 'service.check', needs: 'public' },
  async (ctx: Pick<Ctx, 'caller' | 'clock' | 'store' | 'airlog' | 'audio'>): Promise<Readiness> => {
    const checks = [database(ctx), airLog(ctx), await soundTool(ctx), ...days(ctx), disk(ctx), backup(ctx)];
    const ready = checks.every((check) => check.ok);
    if (seesWith(ctx, 'service.read')('anywhere')) return { ready, checks };
    return { ready, checks: checks.map(({ name, ok }) => ({ name, ok, facts: {} })) };
  },
);

/** The code of a refusal is fact enough; anything thrown is a bug and stays thrown. */
const told = <T>(name: Check['name'], result: Result<T>, facts: (value: T) => Check['facts']): Check =>
  result.ok
    ? { name, ok: true, facts: facts(result.value) }
    : { name, ok: false, facts: { refused: result.refusals[0].code } };

const database = ({ store }: Pick<Ctx, 'store'>): Check => {
  const written = store.transact((rows) => ok(synchronousOf(rows)));
  const check = told('database', written, (synchronous) => ({ synchronous }));
  return written.ok && written.value !== FULL ? { ...check, ok: false } : check;
};

const airLog = ({ airlog }: Pick<Ctx, 'airlog'>): Check => ({
  name: 'air-log',
  ok: true,
  facts: { entries: airlog.size() },
});

const soundTool = async ({ audio }: Pick<Ctx, 'audio'>): Promise<Check> =>
  told('sound-tool', await audio.versions(), ({ ffmpeg, locks }) => ({ ffmpeg, locks: locks.join(' ') }));

/** Today on each channel that is on air in these days; with no channel nothing is missing. */
const days = (ctx: Pick<Ctx, 'clock' | 'store'>): Check[] => {
  const ground = loadGround(ctx);
  // The whole centre is looked at, whoever asks; numbers only come out.
  const shown = listChannels({ ...ctx, caller: { kind: 'system', name: 'service' } })
    .filter(({ current }) => current)
    .flatMap(({ channel }) => {
      const day = dayShown(ctx, channel.id, 'today', ground);
      return day.ok ? [day.value] : [];
    });
  const planned = shown.filter(({ version }) => version !== null).length;
  const audible = shown.flatMap(({ sessions }) => sessions.filter(({ playlist }) => hasSound(playlist)));
  const rendered = audible.filter(({ rendering }) => rendering !== null).length;
  return [
    { name: 'planned', ok: planned === shown.length, facts: { channels: shown.length, planned } },
    { name: 'rendered', ok: rendered === audible.length, facts: { sessions: audible.length, rendered } },
  ];
};

const disk = ({ store }: Pick<Ctx, 'store'>): Check => {
  const room = roomOf(store);
  const level = roomLevel(room);
  return {
    name: 'disk',
    ok: room.freeBytes >= ROOM_BYTES && level !== 'last',
    facts: { ...room, neededBytes: ROOM_BYTES, level, reservedBytes: reservedBytes(dirname(store.path)) },
  };
};

/** How old the newest backup is that this folder knows of; its age is told and hinders nothing. */
const backup = ({ clock, store }: Pick<Ctx, 'clock' | 'store'>): Check => {
  const madeAt = lastDone(store.rows, 'backup.make');
  if (madeAt === null) return { name: 'backup', ok: true, facts: { madeAt: 'never' } };
  const ageHours = Temporal.Instant.from(madeAt).until(clock.instant()).total('hours');
  return { name: 'backup', ok: true, facts: { madeAt, ageHours: Math.round(ageHours) } };
};
