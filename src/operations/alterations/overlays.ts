/**
 * Orders for some days (quốc tang, Tết, bầu cử…): adding one by hand, lifting one from a day on, and how each stands.
 *
 * An order written in a schedule file can be lifted by hand too, and stays lifted when the file is applied again.
 */
import { placeOfUnit, type Where } from '../../core/access/decide.ts';
import { actorOf } from '../../core/access/model.ts';
import { placesOf } from '../../core/access/schedule-places.ts';
import type { OverlayId } from '../../core/ids.ts';
import { nearest } from '../../core/near.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refusal, refuse } from '../../core/result.ts';
import { checkSchedule } from '../../core/schedule/check.ts';
import { GENRES } from '../../core/schedule/genres.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import type { Overlay } from '../../core/schedule/overlay-model.ts';
import { touchedByOverlay } from '../../core/schedule/touched.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import { type AlterationRow, addAlteration, readAlterations } from '../../store/alterations.ts';
import { loadSchedule, loadSources, saveSchedule } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { type Asking, groundOf, listing, operation, seesWith } from '../operation.ts';
import { unitOfPlaces } from '../within/alteration-reach.ts';
import { mayWrite } from '../within/edits.ts';
import { freeId } from '../within/free-id.ts';
import { loadGround, standing } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { goodReason } from '../within/people.ts';
import { replan } from '../within/replan.ts';
import { actorsIn, type ShownActor } from '../within/shown-names.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

export interface ListedOverlay extends Overlay {
  /** 'coming', 'standing', 'over' by its days; 'lifted' when it holds no more before its last day. */
  readonly state: 'coming' | 'standing' | 'over' | 'lifted';
  /** The schedule file that gives it; null: written by hand. */
  readonly file: string | null;
  readonly lifted: {
    /** Number of the alteration. */
    readonly id: number;
    readonly from: LocalDate;
    readonly by: ShownActor;
    readonly at: string;
    readonly reason: string;
  } | null;
}

/** By first day, then id; those that reach what the caller may read. */
export const listOverlays = listing(
  { name: 'overlay.list', needs: 'schedule.read' },
  (ctx: Asking): ListedOverlay[] => {
    const { rows } = ctx.store;
    const sees = seesWith(ctx, 'schedule.read');
    if (!sees('anywhere')) return [];
    const schedule = loadSchedule(rows);
    const sources = loadSources(rows);
    const actor = actorsIn(rows);
    const lifts = readAlterations(rows).filter((row) => row.kind === 'lift' && row.undoneAt === null);
    const { today } = groundOf(ctx);
    return schedule.overlays
      .filter((overlay) => reachOf(ctx, schedule, overlay).some(sees))
      .map((overlay): ListedOverlay => {
        const lift = earliest(lifts, overlay.id);
        const file = sources.get(`overlay/${overlay.id}`) ?? '';
        return {
          ...overlay,
          state: stateOf(overlay, lift?.body.from ?? null, today),
          file: file === '' ? null : file,
          lifted:
            lift === null
              ? null
              : { id: lift.id, from: lift.body.from, by: actor(lift.by), at: lift.at, reason: lift.reason },
        };
      })
      .sort((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
  },
);

type LiftRow = Extract<AlterationRow, { kind: 'lift' }>;

/** Of several the one that ends the order first. */
const earliest = (rows: readonly AlterationRow[], id: string): LiftRow | null =>
  rows
    .filter((row): row is LiftRow => row.kind === 'lift' && row.body.overlay === id)
    .sort((a, b) => (a.body.from < b.body.from ? -1 : 1))[0] ?? null;

const stateOf = ({ from, to }: Overlay, lifted: LocalDate | null, today: LocalDate): ListedOverlay['state'] => {
  if (lifted !== null && lifted <= today) return 'lifted';
  if (to < today) return 'over';
  return today < from ? 'coming' : 'standing';
};

/** Whom an order reaches, as they stood when they last were; 'anywhere': everybody. */
const reachOf = (ctx: Asking, { channels, stations, units }: Schedule, overlay: Overlay): readonly Where[] => {
  if (overlay.units.length + overlay.channels.length === 0) return ['anywhere'];
  const { today } = groundOf(ctx);
  const onUnits = overlay.units.map((id): Where => {
    const to = units.find((one) => one.id === id)?.to ?? null;
    return placeOfUnit(id, to !== null && to < today ? to : today);
  });
  const onChannels = overlay.channels.flatMap((id): Where[] => {
    const channel = channels.find((one) => one.id === id);
    const station = stations.find((one) => one.id === channel?.station);
    return channel === undefined || station === undefined ? [] : [standing(ctx, { channel, station })];
  });
  return [...onUnits, ...onChannels];
};

/** An order as it is written; without an id it gets one made from its name. */
export type NewOverlay = Omit<Overlay, 'id'> & { readonly id: OverlayId | null };

/**
 * Refuses with right.*, schedule.id-double, schedule.reference, time.range, reason.missing, data.*; with request.wrong what
 * is over already and a kind of item that nobody knows. Needs the
 * right wherever it reaches; for an order to everybody, for the whole centre.
 */
export const addOverlay = operation(
  { name: 'overlay.add', needs: 'schedule.write' },
  (ctx: Changing, { id: given, ...written }: NewOverlay): Result<{ readonly id: OverlayId }> => {
    const added = ctx.store.transact((rows) => {
      const before = loadSchedule(rows);
      const taken = new Set<string>(before.overlays.map((one) => one.id));
      const id = given ?? freeId<OverlayId>(written.name, taken);
      const overlay: Overlay = { ...written, id };
      const after = { ...before, overlays: [...before.overlays, overlay].sort((a, b) => (a.id < b.id ? -1 : 1)) };
      const places = placesOf(after, 'overlay', id, groundOf(ctx).today);
      const mine = mayWrite(ctx, places);
      if (!mine.ok) return mine;
      if (taken.has(id)) {
        const first = loadSources(rows).get(`overlay/${id}`) ?? '';
        return refuse('schedule.id-double', { kind: 'overlay', id, first }, { pointer: '/id' });
      }
      const reason = goodReason(written.reason, 'reason');
      if (!reason.ok) return reason;
      const known = okUnless(strangeGenres(before, overlay), () => undefined);
      if (!known.ok) return known;
      if (overlay.from <= overlay.to && overlay.to < groundOf(ctx).today)
        return refuse('request.wrong', { field: 'to', expected: 'not-past' }, { pointer: '/to' });
      const found = checkSchedule(after, (kind, of, field) =>
        kind === 'overlay' && of === id ? { pointer: `/${(field ?? '').replaceAll('.', '/')}` } : undefined,
      );
      const sound = okUnless(found, () => undefined);
      if (!sound.ok) return sound;
      saveSchedule(rows, after, [{ kind: 'overlay', id, what: 'added', name: overlay.name, fields: [] }], () => '');
      const { name: _name, reason: _reason, ...told } = overlay;
      note(ctx, rows, {
        operation: 'overlay.add',
        unit: unitOfPlaces(places),
        subject: `overlay/${id}`,
        before: null,
        after: told,
        words: `${overlay.name}: ${reason.value}`,
      });
      return ok(overlay);
    });
    if (!added.ok) return added;
    const ground = loadGround(ctx);
    replan(ctx, ground, touchedByOverlay(ground.prepared, added.value, added.value.from));
    return ok({ id: added.value.id });
  },
);

/** A kind that no item has and nobody knows would take nothing away, silently. */
const strangeGenres = ({ items }: Schedule, { genres }: Overlay): Refusal[] => {
  const known = new Set<string>([...GENRES, ...items.map(({ genre }) => genre)]);
  return genres.flatMap((genre, n) =>
    known.has(genre)
      ? []
      : [
          refusal(
            'request.wrong',
            { field: `genres: ${genre}`, expected: nearest(genre, known) ?? [...known].join(' | ') },
            { pointer: `/genres/${n}` },
          ),
        ],
  );
};

interface AskedLift {
  readonly overlay: string;
  /** The first day on which it holds no more: today or later. */
  readonly from: LocalDate;
  readonly reason: string;
}

/**
 * From `from` on the schedule is what it was. Answers the alteration's number: undone, the order holds again. Refuses with
 * right.*, overlay.unknown, overlay.over, reason.missing, request.wrong, data.*.
 */
export const liftOverlay = operation(
  { name: 'overlay.lift', needs: 'schedule.write' },
  (ctx: Changing, { overlay: id, from, reason: typed }: AskedLift): Result<{ readonly id: number }> => {
    const lifted = ctx.store.transact((rows) => {
      const { schedule, prepared } = loadGround(ctx);
      const overlay = schedule.overlays.find((one) => one.id === id);
      const sees = seesWith(ctx, 'schedule.read');
      if (overlay === undefined || !reachOf(ctx, schedule, overlay).some(sees))
        return refuse('overlay.unknown', { id });
      const { today } = groundOf(ctx);
      const places = placesOf(schedule, 'overlay', id, today);
      const mine = mayWrite(ctx, places);
      if (!mine.ok) return mine;
      const reason = goodReason(typed, 'reason');
      if (!reason.ok) return reason;
      if (from < today) return refuse('request.wrong', { field: 'from', expected: 'not-past' }, { pointer: '/from' });
      const standingLift = earliest(
        readAlterations(rows).filter((row) => row.undoneAt === null),
        id,
      );
      const ends = standingLift?.body.from ?? addDays(overlay.to, 1);
      if (ends <= from) return refuse('overlay.over', { name: overlay.name, on: ends });
      const number = addAlteration(rows, {
        kind: 'lift',
        body: { overlay: overlay.id, from },
        by: actorOf(ctx.caller) ?? 'nobody',
        at: ctx.clock.instant(),
        reason: reason.value,
      });
      note(ctx, rows, {
        operation: 'overlay.lift',
        unit: unitOfPlaces(places),
        subject: `overlay/${id}`,
        before: null,
        after: { alteration: number, from },
        words: reason.value,
      });
      return ok({ id: number, touched: touchedByOverlay(prepared, overlay, from) });
    });
    if (!lifted.ok) return lifted;
    replan(ctx, loadGround(ctx), lifted.value.touched);
    return ok({ id: lifted.value.id });
  },
);
