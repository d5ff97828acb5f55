/** People and what they were granted. Rows are changed, never deleted: who did something stays somebody. */

import type { PersonId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, asc, eq, isNotNull, isNull, ne } from './drizzle.ts';
import { person, personGrant } from './schema.ts';

export type PersonRow = typeof person.$inferSelect;
export type GrantRow = typeof personGrant.$inferSelect;

export const findPerson = (rows: Rows, id: PersonId): PersonRow | undefined =>
  rows.select().from(person).where(eq(person.id, id)).get();

/** By what they sign in with, as stored (lower case); nobody who was erased. */
export const findPersonByLogin = (rows: Rows, login: string): PersonRow | undefined =>
  rows
    .select()
    .from(person)
    .where(and(eq(person.login, login), ne(person.login, ''), isNull(person.erasedAt)))
    .get();

export const addPerson = (rows: Rows, row: PersonRow): void => {
  rows.insert(person).values(row).run();
};

export const changePerson = (rows: Rows, id: PersonId, patch: Partial<Omit<PersonRow, 'id'>>): void => {
  rows.update(person).set(patch).where(eq(person.id, id)).run();
};

/** Everybody, also disabled and erased, in order of login and id. */
export const allPeople = (rows: Rows): PersonRow[] =>
  rows.select().from(person).orderBy(asc(person.login), asc(person.id)).all();

/** What a person holds now. */
export const grantsOf = (rows: Rows, id: PersonId): GrantRow[] =>
  rows
    .select()
    .from(personGrant)
    .where(and(eq(personGrant.person, id), isNull(personGrant.revokedAt)))
    .orderBy(asc(personGrant.id))
    .all();

/** What everybody holds now. */
export const allGrants = (rows: Rows): GrantRow[] =>
  rows.select().from(personGrant).where(isNull(personGrant.revokedAt)).orderBy(asc(personGrant.id)).all();

/** Also one that was revoked. */
export const findGrant = (rows: Rows, id: number): GrantRow | undefined =>
  rows.select().from(personGrant).where(eq(personGrant.id, id)).get();

/** Answers its id. */
export const addGrant = (rows: Rows, row: Omit<GrantRow, 'id' | 'revokedAt'>): number =>
  rows.insert(personGrant).values(row).returning({ id: personGrant.id }).get().id;

export const revokeGrant = (rows: Rows, id: number, at: string): void => {
  rows
    .update(personGrant)
    .set({ revokedAt: at })
    .where(and(eq(personGrant.id, id), isNull(personGrant.revokedAt)))
    .run();
};

/** Who can let everybody else in: enabled, with a passphrase, administrator of the whole centre. */
export const wholeCentreAdministrators = (rows: Rows): PersonId[] =>
  rows
    .selectDistinct({ id: person.id })
    .from(person)
    .innerJoin(personGrant, eq(personGrant.person, person.id))
    .where(
      and(
        isNull(person.disabledAt),
        isNull(person.erasedAt),
        isNotNull(person.passphrase),
        eq(personGrant.role, 'administrator'),
        isNull(personGrant.unit),
        isNull(personGrant.revokedAt),
      ),
    )
    .all()
    .map(({ id }) => id);
