/**
 * Where a person stands for rights, and what every change of one asks first.
 *
 * Seen wherever one of their grants is; changed only where all of them are: nobody takes over an account that may do
 * more than their own. A person without any grant is the whole centre's.
 */
import { type Ground, mayAt, placeOfUnit, type Where } from '../../core/access/decide.ts';
import type { Caller } from '../../core/access/model.ts';
import type { PersonId, UnitId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { nfc, oneLine } from '../../core/text.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Rows } from '../../store/database.ts';
import { findPerson, type GrantRow, grantsOf, type PersonRow, wholeCentreAdministrators } from '../../store/people.ts';
import { type Asking, groundOf } from '../operation.ts';

type Held = readonly Pick<GrantRow, 'unit'>[];

/** What belongs to a unit; null: to the whole centre. */
export const placeOf = (unit: UnitId | null, today: LocalDate): Where =>
  unit === null ? 'centre' : placeOfUnit(unit, today);

/** As something that reaches all the units of the person's grants. */
export const placeOfPerson = (grants: Held, today: LocalDate): Where => {
  const served = grants.flatMap(({ unit }) => unit ?? []);
  return served.length === 0 || served.length < grants.length
    ? 'centre'
    : { day: today, channel: null, served, responsible: [] };
};

/** Whether the caller may see somebody who holds these. */
export const seesPerson = (caller: Caller, grants: Held, ground: Ground): boolean =>
  grants.length === 0
    ? mayAt(caller, 'person.read', 'centre', ground)
    : grants.some(({ unit }) => mayAt(caller, 'person.read', placeOf(unit, ground.today), ground));

/** The place of a person; person.unknown also for those whom the caller may not see. */
export const onPerson = (ctx: Asking, id: string): Result<Where> => {
  const ground = groundOf(ctx);
  const person = findPerson(ctx.store.rows, id as PersonId);
  const grants = person === undefined ? [] : grantsOf(ctx.store.rows, person.id);
  return person === undefined || !seesPerson(ctx.caller, grants, ground)
    ? refuse('person.unknown', { id })
    : ok(placeOfPerson(grants, ground.today));
};

/** The place of something new for a unit (null: for the whole centre). Refuses with unit.unknown. */
export const onUnit = (ctx: Asking, id: string | null): Result<Where> => {
  const { units, today } = groundOf(ctx);
  if (id === null) return ok('centre');
  const unit = units.get(id as UnitId);
  return unit === undefined ? refuse('unit.unknown', { id }) : ok(placeOfUnit(unit.id, today));
};

/** A unit (null: the whole centre) that still takes something new. Refuses with unit.unknown, unit.ended. */
export const lastingUnit = (ctx: Asking, id: string | null): Result<UnitId | null> => {
  const { units, today } = groundOf(ctx);
  if (id === null) return ok(null);
  const unit = units.get(id as UnitId);
  if (unit === undefined) return refuse('unit.unknown', { id });
  return unit.to !== null && unit.to < today ? refuse('unit.ended', { unit: unit.name, on: unit.to }) : ok(unit.id);
};

/** Somebody who can still be changed. Refuses with person.unknown, person.erased. */
export const livingPerson = (rows: Rows, id: string): Result<PersonRow> => {
  const person = findPerson(rows, id as PersonId);
  if (person === undefined) return refuse('person.unknown', { id });
  return person.erasedAt === null ? ok(person) : refuse('person.erased', {});
};

/** Whether nobody could let anybody in any more without this person. */
export const isLastAdministrator = (rows: Rows, id: PersonId): boolean => {
  const all = wholeCentreAdministrators(rows);
  return all.length === 1 && all[0] === id;
};

/** How a person is named in audit words: erasing them looks for it. */
export const namedInWords = ({ name, login }: Pick<PersonRow, 'name' | 'login'>): string => `${name} (${login})`;

/** In code points. */
const LONGEST_REASON = 500;

/** What terminals obey, and what turns the reading direction round. */
const UNSEEMLY = /[\u0080-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A reason as it is kept: NFC, on one line, trimmed. Refuses with reason.missing, and with request.wrong one that is too long. */
export const goodReason = (typed: string, field = 'why'): Result<string> => {
  const reason = oneLine(nfc(typed.toWellFormed()).replace(UNSEEMLY, ' '));
  if (reason === '') return refuse('reason.missing', {}, { pointer: `/${field}` });
  return [...reason].length > LONGEST_REASON
    ? refuse('request.wrong', { field, expected: `≤ ${LONGEST_REASON}` }, { pointer: `/${field}` })
    : ok(reason);
};
