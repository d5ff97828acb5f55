/** Reading the audit: pages of rows, newest first; who did what between two instants; and erasing words beside it. */

import type { PersonId, TokenId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import type { SQLiteColumn } from './drizzle.ts';
import { and, desc, eq, gte, inArray, like, lt, lte, or, type SQL, sql } from './drizzle.ts';
import { accessToken, audit, auditText } from './schema-access.ts';

export interface AuditFilter {
  /** Instants: `since` included, `until` not. */
  readonly since: string | null;
  readonly until: string | null;
  /** Any of these actors as written, or whose part before the colon is `actorKind`. */
  readonly actors: readonly string[] | null;
  readonly actorKind: string | null;
  /** Whole, or as far as a full stop. */
  readonly operation: string | null;
  /** Whole, or as far as a slash. */
  readonly subject: string | null;
  /** Only smaller numbers. */
  readonly before: number | null;
}

export interface AuditRow extends Omit<typeof audit.$inferSelect, 'words'> {
  /** null: there are none, or they were erased. */
  readonly words: string | null;
  readonly hadWords: boolean;
}

const begins = (column: SQLiteColumn, text: string): SQL => sql`substr(${column}, 1, ${text.length}) = ${text}`;

const wholeOrUpTo = (column: SQLiteColumn, text: string | null, mark: string): SQL | undefined =>
  text === null ? undefined : or(eq(column, text), begins(column, `${text}${mark}`));

/** At most `limit` rows, newest first. */
export const readAudit = (rows: Rows, filter: AuditFilter, limit: number): AuditRow[] => {
  const { since, until, actors, actorKind, operation, subject, before } = filter;
  return rows
    .select({ row: audit, text: auditText.text })
    .from(audit)
    .leftJoin(auditText, eq(auditText.hash, audit.words))
    .where(
      and(
        before === null ? undefined : lt(audit.id, before),
        since === null ? undefined : gte(audit.at, since),
        until === null ? undefined : lt(audit.at, until),
        actors === null
          ? undefined
          : or(
              inArray(audit.actor, [...actors]),
              actorKind === null ? undefined : begins(audit.actor, `${actorKind}:`),
            ),
        wholeOrUpTo(audit.operation, operation, '.'),
        wholeOrUpTo(audit.subject, subject, '/'),
      ),
    )
    .orderBy(desc(audit.id))
    .limit(limit)
    .all()
    .map(({ row, text }) => ({ ...row, words: text, hadWords: row.words !== null }));
};

/**
 * The people who did any of `operations`, themselves or by a token that they made, both instants included: 'person:…'
 * without what comes before the colon.
 */
export const peopleWho = (
  rows: Rows,
  { operations, from, to }: { readonly operations: readonly string[]; readonly from: string; readonly to: string },
): string[] =>
  rows
    .selectDistinct({ actor: audit.actor })
    .from(audit)
    .where(
      and(
        gte(audit.at, from),
        lte(audit.at, to),
        inArray(audit.operation, [...operations]),
        or(like(audit.actor, 'person:%'), like(audit.actor, 'machine:%')),
      ),
    )
    .all()
    .map(({ actor }) => (actor.startsWith('machine:') ? makerOf(rows, actor.slice('machine:'.length)) : actor))
    .filter((actor, n, all) => actor.startsWith('person:') && all.indexOf(actor) === n)
    .map((actor) => actor.slice('person:'.length))
    .sort();

/** The person behind an actor, themselves or by a token that they made; null: nobody's own work. */
export const personBehind = (rows: Rows, actor: string): PersonId | null => {
  const person = actor.startsWith('machine:') ? makerOf(rows, actor.slice('machine:'.length)) : actor;
  return person.startsWith('person:') ? (person.slice('person:'.length) as PersonId) : null;
};

/** Who made a token; '' when there is none of that id. */
const makerOf = (rows: Rows, id: string): string =>
  rows
    .select({ by: accessToken.createdBy })
    .from(accessToken)
    .where(eq(accessToken.id, id as TokenId))
    .get()?.by ?? '';

/** When something was last done; null: never. */
export const lastDone = (rows: Rows, operation: string): string | null =>
  rows.select({ at: audit.at }).from(audit).where(eq(audit.operation, operation)).orderBy(desc(audit.id)).limit(1).get()
    ?.at ?? null;

/** Erases the words of every row about `subject`, and any others in which `name` stands. Answers how many there were. */
export const eraseWords = (rows: Rows, subject: string, name: string): number => {
  const about = rows.select({ hash: audit.words }).from(audit).where(eq(audit.subject, subject));
  return rows
    .delete(auditText)
    .where(or(inArray(auditText.hash, about), sql`instr(${auditText.text}, ${name}) > 0`))
    .run().changes;
};
