/**
 * What importing a calendar or a week grid starts from: the channels asked for, what may be played, and which ids are
 * taken. It changes nothing; what was imported is applied by applySchedule, as any schedule file.
 */
import { placesOf } from '../core/access/schedule-places.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { ok, okUnless, refusal, refuse } from '../core/result.ts';
import type { Channel, Schedule, Station } from '../core/schedule/model.ts';
import type { LocalDate } from '../core/time/local.ts';
import { loadSchedule, loadSources } from '../store/schedule.ts';
import { todayAt } from './context.ts';
import { type Asking, operation, seesWith } from './operation.ts';
import { findChannel, onChannel } from './within/ground.ts';

export interface ImportAsked {
  readonly channels: readonly string[];
  /** The file name under which the import will be applied: what that gave before may be given again. */
  readonly source: string;
}

export interface PreparedImport {
  readonly channels: readonly Channel[];
  readonly station: Station;
  /** The broadcast day it is there now. */
  readonly today: LocalDate;
  /** Items and strands that the caller may know of, segments of the channels. */
  readonly playable: Pick<Schedule, 'items' | 'strands' | 'segments'>;
  /** 'session/id' and 'segment/id' that another file gave. */
  readonly taken: ReadonlySet<string>;
}

/** Refuses with right.*, channel.unknown for each that is none, import.channels for those of several stations. */
export const prepareImport = operation(
  { name: 'schedule.prepare-import', needs: 'schedule.write' },
  (ctx: Asking, { channels, source }: ImportAsked): Result<PreparedImport> => {
    if (channels.length === 0) return refuse('request.wrong', { field: 'channels', expected: 'id' });
    const sees = seesWith(ctx, 'schedule.write');
    const refusals: Refusal[] = [];
    for (const id of new Set(channels)) {
      const place = onChannel(ctx, id, null);
      if (!place.ok) refusals.push(...place.refusals);
      else if (!sees(place.value)) refusals.push(refusal('right.elsewhere', { right: 'schedule.write' }));
    }
    const known = okUnless(refusals, () => [...new Set(channels)]);
    if (!known.ok) return known;
    const { rows } = ctx.store;
    const schedule = loadSchedule(rows);
    const found = known.value.map((id) => findChannel(schedule, id));
    const mine = found.flatMap((one) => (one.ok ? [one.value] : []));
    const [first, ...others] = mine;
    if (first === undefined) return refuse('request.wrong', { field: 'channels', expected: 'id' });
    if (others.some(({ station }) => station.id !== first.station.id))
      return refuse('import.channels', { channels: known.value.join(', ') });
    const ids = new Set<string>(known.value);
    const own = new Set(schedule.sessions.filter((one) => one.channels.some((id) => ids.has(id))).map(({ id }) => id));
    const sources = loadSources(rows);
    const today = todayAt(ctx, first.station);
    const reads = seesWith(ctx, 'schedule.read');
    const everything = reads('centre');
    /** What nothing uses yet is anybody's; other people's things are not even named. */
    const may = (kind: 'item' | 'strand', id: string): boolean => {
      const places = everything ? [] : placesOf(schedule, kind, id, today);
      return places.length === 0 || places.some(reads);
    };
    const all = [
      ...schedule.sessions.map(({ id }) => `session/${id}`),
      ...schedule.segments.map(({ id }) => `segment/${id}`),
    ];
    return ok({
      channels: mine.map(({ channel }) => channel),
      station: first.station,
      today,
      playable: {
        items: schedule.items.filter(({ id }) => may('item', id)),
        strands: schedule.strands.filter(({ id }) => may('strand', id)),
        segments: schedule.segments.filter(({ session }) => own.has(session)),
      },
      taken: new Set(all.filter((key) => sources.get(key) !== source)),
    });
  },
);
