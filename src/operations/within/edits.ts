/**
 * An edit as somebody asks for it → the edit as it may be kept: what it names is there, it is theirs to change, and it has
 * not happened yet.
 *
 * Whether it collides with anything is looked at in previewed.ts.
 */
import { type Place, placeOfChannel, type Where } from '../../core/access/decide.ts';
import type { ChannelId, SessionId } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refusal, refuse } from '../../core/result.ts';
import type { EditScope, EditTarget } from '../../core/schedule/alterations.ts';
import type { Segment, Session, Station } from '../../core/schedule/model.ts';
import { editHolds, sessionAt } from '../../core/schedule/occurrences.ts';
import { segmentFalls } from '../../core/schedule/places.ts';
import type { Prepared } from '../../core/schedule/prepare.ts';
import { addDays, at, type LocalDate } from '../../core/time/local.ts';
import { place } from '../../core/time/zone.ts';
import { type Ctx, todayAt } from '../context.ts';
import { type Asking, seesWith } from '../operation.ts';
import { unknownThings, wrongFields } from './edit-fields.ts';
import { findChannel, standing } from './ground.ts';

export type EditAsked = EditTarget & {
  readonly scope: EditScope;
  /** The calendar date on which the rules ask for the (first) occurrence. */
  readonly day: LocalDate;
  readonly reason: string;
  /** Make it although it makes a conflict. */
  readonly evenSo: boolean;
};

type Target = EditTarget & { readonly scope: EditScope; readonly day: LocalDate };

interface Named {
  readonly session: Session;
  /** null: the session as a whole. */
  readonly segment: Segment | null;
  /** The session that it is moved into, or its own. */
  readonly sessions: readonly Session[];
  readonly title: string;
}

/** What an edit names. Refuses with session.unknown, segment.unknown. */
const namedBy = ({ schedule }: Prepared, edit: Target): Result<Named> => {
  const sessionOf = (id: SessionId): Result<Session> => {
    const found = schedule.sessions.find((one) => one.id === id);
    return found === undefined ? refuse('session.unknown', { id }) : ok(found);
  };
  if (edit.of === 'session') {
    const session = sessionOf(edit.session);
    if (!session.ok) return session;
    return ok({ session: session.value, segment: null, sessions: [session.value], title: session.value.name });
  }
  const segment = schedule.segments.find(({ id }) => id === edit.segment);
  if (segment === undefined) return refuse('segment.unknown', { id: edit.segment });
  const own = sessionOf(segment.session);
  if (!own.ok) return own;
  const into = edit.action.kind === 'move' ? sessionOf(edit.action.session) : own;
  if (!into.ok) return into;
  const sessions = [...new Set([own.value, into.value])];
  return ok({ session: own.value, segment, sessions, title: segment.title });
};

/** The channels of the occurrences that an edit speaks of, now and with it, those that have ended left out. */
const channelsOf = (prepared: Prepared, { sessions }: Named, edit: Target, today: LocalDate): ChannelId[] => {
  const before = sessions.flatMap((session) => [
    ...session.channels,
    ...prepared.sessionEdits(session.id).flatMap(({ scope, day, action }) => {
      const both = scope === 'this' && edit.scope === 'this' ? day === edit.day : true;
      return both && action.kind === 'channels' ? action.channels : [];
    }),
  ]);
  const own = edit.of === 'session' && edit.action.kind === 'channels' ? edit.action.channels : [];
  const since = edit.scope === 'this' ? edit.day : today;
  const lasting = [...new Set([...before, ...own])].filter((id) => {
    const { to } = prepared.channel(id).channel;
    return to === null || since <= to;
  });
  return lasting.length > 0 ? lasting : [...new Set(before)];
};

/** Where an edit is made: one place for each channel. Refuses with session.unknown, segment.unknown, channel.unknown. */
export const placesOfEdit = (ctx: Asking, prepared: Prepared, edit: Target): Result<Place[]> => {
  const named = namedBy(prepared, edit);
  if (!named.ok) return named;
  const asked = edit.of === 'session' && edit.action.kind === 'channels' ? edit.action.channels : [];
  const sees = seesWith(ctx, 'schedule.read');
  for (const id of asked) {
    // Whoever may not know of a channel learns no other's id either.
    const found = findChannel(prepared.schedule, id, (one) => sees(standing(ctx, one)));
    if (!found.ok) return found;
  }
  const today = todayOf(ctx, prepared, named.value.session);
  return ok(
    channelsOf(prepared, named.value, edit, today).map((id) => {
      const { channel, station } = prepared.channel(id);
      const day = edit.scope === 'this' || edit.day > today ? edit.day : today;
      return placeOfChannel(channel, station, channel.from !== null && day < channel.from ? channel.from : day);
    }),
  );
};

const stationOf = (prepared: Prepared, { channels: [first] }: Session): Station | null =>
  first === undefined ? null : prepared.channel(first).station;

const todayOf = (ctx: Pick<Ctx, 'clock'>, prepared: Prepared, session: Session): LocalDate => {
  const station = stationOf(prepared, session);
  return station === null ? (ctx.clock.instant().slice(0, 10) as LocalDate) : todayAt(ctx, station);
};

/** Whether all of these are the caller's to write. Refuses with right.elsewhere. */
export const mayWrite = (ctx: Asking, places: readonly Where[]): Result<void> =>
  places.every(seesWith(ctx, 'schedule.write'))
    ? ok(undefined)
    : refuse('right.elsewhere', { right: 'schedule.write' });

/**
 * The edit, ready to be looked at. Refuses with right.elsewhere, session.unknown, segment.unknown, channel.unknown,
 * unit.ended, schedule.reference, schedule.circle, request.wrong, edit.nothing, edit.begun, edit.past.
 */
export const checkedEdit = (ctx: Asking, prepared: Prepared, asked: EditAsked): Result<Target> => {
  const { reason: _reason, evenSo: _evenSo, ...edit } = asked;
  const places = placesOfEdit(ctx, prepared, edit);
  if (!places.ok) return places;
  const mine = mayWrite(ctx, places.value);
  if (!mine.ok) return mine;
  const named = namedBy(prepared, edit);
  if (!named.ok) return named;
  const wrong = [
    ...wrongFields(edit),
    ...unknownThings(prepared, edit, named.value.sessions),
    ...endedChannels(ctx, prepared, named.value, edit),
  ];
  const sound = okUnless(wrong, () => undefined);
  if (!sound.ok) return sound;
  const there = occurrenceOf(prepared, named.value, edit);
  if (!there.ok) return there;
  const cancelledBy = cancelledAt(prepared, named.value, there.value, edit);
  if (cancelledBy !== null)
    return refuse('edit.nothing', { what: named.value.title, day: edit.day, near: '', cancelledBy });
  const time = notYet(ctx, named.value, there.value, edit);
  return time.ok ? ok(edit) : time;
};

/** A channel that has ended takes nothing new; an edit of which no channel is left changes nothing. */
const endedChannels = (ctx: Pick<Ctx, 'clock'>, prepared: Prepared, named: Named, edit: Target): Refusal[] => {
  const since = edit.scope === 'this' ? edit.day : todayOf(ctx, prepared, named.session);
  const fresh = edit.of === 'session' && edit.action.kind === 'channels' ? edit.action.channels : [];
  const all = channelsOf(prepared, named, edit, since);
  const ended = (ids: readonly ChannelId[]) =>
    ids.flatMap((id) => {
      const { name, to } = prepared.channel(id).channel;
      return to !== null && to < since ? [{ unit: name, on: to }] : [];
    });
  const gone = ended(all);
  const told = gone.length === all.length ? gone.slice(0, 1) : ended(fresh);
  return told.map((one) => refusal('unit.ended', one));
};

interface There {
  readonly on: NonNullable<ReturnType<typeof sessionAt>>;
  readonly station: Station;
}

/** How many days away an occurrence is still named as the nearest. */
const NEAR_DAYS = 92;

/** Refuses with edit.nothing, naming up to two days before and two after on which there is one. */
const occurrenceOf = (prepared: Prepared, named: Named, { day }: Target): Result<There> => {
  const station = stationOf(prepared, named.session);
  const on = station === null ? null : occurs(prepared, named, station, day);
  if (station !== null && on !== null) return ok({ on, station });
  const toward = (step: 1 | -1): LocalDate[] => {
    const found: LocalDate[] = [];
    for (let n = 1; n <= NEAR_DAYS && found.length < 2 && station !== null; n += 1) {
      const other = addDays(day, n * step);
      if (occurs(prepared, named, station, other) !== null) found.push(other);
    }
    return found;
  };
  const near = [...toward(-1).reverse(), ...toward(1)].join(' ');
  return refuse('edit.nothing', { what: named.title, day, near });
};

const occurs = (prepared: Prepared, { session, segment }: Named, station: Station, day: LocalDate) => {
  const on = sessionAt(prepared, session, day, station);
  return on !== null && (segment === null || segmentFalls(prepared, segment, on.occurrence)) ? on : null;
};

/** The alteration that cancels the one occurrence of an edit, which then does nothing; null: none does. */
const cancelledAt = (prepared: Prepared, { segment }: Named, { on }: There, edit: Target): number | null => {
  if (edit.scope !== 'this') return null;
  if (on.cancelled?.code === 'cancelled') return on.cancelled.alteration;
  if (segment === null) return null;
  const own = prepared
    .segmentEdits(segment.id)
    .findLast(({ action, ...one }) => action.kind !== 'replace' && editHolds(one, on.occurrence.date));
  return own?.action.kind === 'cancel' ? own.id : null;
};

/** Refuses with edit.begun, edit.past. An edit of all of them leaves what has begun as it was. */
const notYet = (
  ctx: Pick<Ctx, 'clock'>,
  { title }: Named,
  { on: { occurrence }, station }: There,
  edit: Target,
): Result<void> => {
  const now = ctx.clock.instant();
  if (edit.scope === 'all') return ok(undefined);
  if (occurrence.start.instant <= now) return refuse('edit.begun', { what: title, at: occurrence.start.local });
  if (edit.of !== 'session' || edit.action.kind !== 'move') return ok(undefined);
  const wanted = at(edit.action.day ?? edit.day, edit.action.time);
  const { moment } = place(wanted, station.zone, station.clockChange);
  return moment.instant <= now ? refuse('edit.past', { what: title, at: wanted }) : ok(undefined);
};

/** Whether an edit of one occurrence can still be undone. Refuses with edit.begun. */
export const stillOpen = (ctx: Pick<Ctx, 'clock'>, prepared: Prepared, edit: Target): Result<void> => {
  const named = namedBy(prepared, edit);
  // What the schedule has no more can be undone without effect.
  if (!named.ok || edit.scope !== 'this') return ok(undefined);
  const there = occurrenceOf(prepared, named.value, edit);
  if (!there.ok) return ok(undefined);
  const { occurrence } = there.value.on;
  return occurrence.start.instant <= ctx.clock.instant()
    ? refuse('edit.begun', { what: named.value.title, at: occurrence.start.local })
    : ok(undefined);
};
