/**
 * What makes a function an operation: it declares the right it needs and where, and is not run without it.
 *
 * Every function that a border may call is made here (test/architecture asks each for its declaration), so nothing is
 * open because somebody forgot. What an operation does within is in within/, where no border reaches.
 */
import { decide, type Ground, mayAt, placeOfChannel, secondFactor, type Where } from '../core/access/decide.ts';
import type { Right } from '../core/access/model.ts';
import { unitMap } from '../core/access/units.ts';
import type { Refused, Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Channel, Station } from '../core/schedule/model.ts';
import type { LocalDate } from '../core/time/local.ts';
import { loadStations, loadUnits } from '../store/schedule.ts';
import { type Ctx, type Premises, todayAt } from './context.ts';

/**
 * 'public': anybody, also nobody; 'own': a person who has signed in, about their own account; 'system': only what runs
 * by itself and a shell on the machine.
 */
export type Needs = Right | 'public' | 'own' | 'system';

/** What deciding takes of a Ctx. */
export type Asking = Pick<Ctx, 'caller' | 'clock' | 'store'>;

interface Declaration<Name extends string, C, A extends readonly unknown[]> {
  /** 'day.show': noun and verb; also the name in audit rows. */
  readonly name: Name;
  readonly needs: Needs;
  /** Where the right has to hold; 'anywhere' when not given. Refuses what the caller may not even know of. */
  readonly where?: (ctx: NoInfer<C>, ...args: NoInfer<A>) => Result<Where>;
}

/** What can be asked of any operation. */
export interface Declared {
  readonly declared: { readonly name: string; readonly needs: Needs; readonly placed: boolean };
}

/** What decisions look at, as it stands now. `today` is that of the first station; without one, UTC's. */
export const groundOf = ({ clock, store }: Omit<Asking, 'caller'>): Ground => {
  const now = clock.instant();
  const units = once(() => unitMap(loadUnits(store.rows)));
  const today = once((): LocalDate => {
    const [station] = loadStations(store.rows);
    return station === undefined ? (now.slice(0, 10) as LocalDate) : todayAt({ clock }, station);
  });
  return {
    now,
    get units() {
      return units();
    },
    get today() {
      return today();
    },
  };
};

/** Worked out when it is first asked for: whoever has a right for the whole centre needs no tree of units. */
const once = <T>(work: () => T): (() => T) => {
  let done: { readonly value: T } | undefined;
  return () => {
    done ??= { value: work() };
    return done.value;
  };
};

/** Refuses with sign-in.needed, right.*, second-factor.*. */
const requireRight = (ctx: Asking, needs: Needs, where: Where): Result<void> => {
  const { caller } = ctx;
  if (needs === 'public') return ok(undefined);
  if (caller.kind === 'nobody') return refuse('sign-in.needed', {});
  if (needs === 'own') return caller.kind === 'person' ? ok(undefined) : refuse('right.not-yours', {});
  if (caller.kind === 'system') return ok(undefined);
  if (needs === 'system') return refuse('right.not-yours', {});
  return decide(caller, needs, where, groundOf(ctx));
};

/** Whether the caller may have the row at a place; reads the units once for many rows. */
export const seesWith = (ctx: Asking, right: Right): ((where: Where) => boolean) => {
  const ground = groundOf(ctx);
  return (where) => mayAt(ctx.caller, right, where, ground);
};

/** Whether the caller may use a right on a channel's day: for offering what would not be refused. */
export const mayOnChannel = (
  ctx: Asking,
  right: Right,
  { channel, station, day }: { readonly channel: Channel; readonly station: Station; readonly day: LocalDate },
): boolean => seesWith(ctx, right)(placeOfChannel(channel, station, day));

/** Whether what needs a second factor can be done now, after typing a code, or not at all yet. */
export const secondFactorState = ({
  caller,
  clock,
}: Pick<Asking, 'caller' | 'clock'>): 'fresh' | 'stale' | 'missing' => {
  const proved = secondFactor(caller, clock.instant());
  if (proved.ok) return 'fresh';
  return proved.refusals[0].code === 'second-factor.stale' ? 'stale' : 'missing';
};

/**
 * `run` behind its right. A refusal is answered at once, also by an operation that would answer later: await both.
 * Rows of several places are told apart within `run`, by seesWith().
 */
export const operation = <Name extends string, C extends Asking, A extends readonly unknown[], R>(
  declaration: Declaration<Name, C, A>,
  run: (ctx: C, ...args: A) => R,
): ((ctx: C, ...args: A) => R | Refused) & Declared => {
  const { name, needs, where } = declaration;
  const asked = (ctx: C, ...args: A): R | Refused => {
    // Who has no such right at all learns nothing about places.
    const right = requireRight(ctx, needs, 'anywhere');
    if (!right.ok) return right;
    if (where === undefined) return run(ctx, ...args);
    const place = where(ctx, ...args);
    if (!place.ok) return place;
    const allowed = requireRight(ctx, needs, place.value);
    return allowed.ok ? run(ctx, ...args) : allowed;
  };
  return Object.assign(asked, { declared: { name, needs, placed: where !== undefined } });
};

/** An operation that answers rows and no refusal: it shows what may be seen, and to nobody nothing. */
export const listing = <Name extends string, C extends Asking, A extends readonly unknown[], R>(
  declaration: Omit<Declaration<Name, C, A>, 'where'>,
  run: (ctx: C, ...args: A) => R,
): ((ctx: C, ...args: A) => R) & Declared =>
  Object.assign((ctx: C, ...args: A): R => run(ctx, ...args), {
    declared: { name: declaration.name, needs: declaration.needs, placed: false },
  });

/**
 * Work on the data folder itself, which is not open: there are no units to look at, so it is for whoever holds the machine
 * and for nobody else. Refuses with sign-in.needed, right.not-yours.
 */
export const caretaking = <Name extends string, A extends readonly unknown[], R>(
  name: Name,
  run: (ctx: Premises, ...args: A) => R,
): ((ctx: Premises, ...args: A) => R | Refused) & Declared =>
  Object.assign(
    (ctx: Premises, ...args: A): R | Refused => {
      if (ctx.caller.kind === 'nobody') return refuse('sign-in.needed', {});
      return ctx.caller.kind === 'system' ? run(ctx, ...args) : refuse('right.not-yours', {});
    },
    { declared: { name, needs: 'system' as const, placed: false } },
  );

/** A function that looks at nothing of ours and is therefore anybody's. */
export const openly = <A extends readonly unknown[], R>(
  name: string,
  run: (...args: A) => R,
): ((...args: A) => R) & Declared =>
  Object.assign((...args: A): R => run(...args), { declared: { name, needs: 'public' as const, placed: false } });
