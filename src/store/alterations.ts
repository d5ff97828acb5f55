/**
 * Rows of what people altered: edits, decisions, confirmations, lifted orders.
 *
 * A row is added and may later be marked undone; what it says is never changed, so the table is its own history.
 */

import type { Alterations, Confirmation, Decision, EditScope, EditTarget, Lift } from '../core/schedule/alterations.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
import { and, asc, desc, eq, isNull } from './drizzle.ts';
import { alteration } from './schema-orders.ts';

export type AlterationKind = 'edit' | 'decision' | 'confirmation' | 'lift';

/** What each kind says, without its number. */
export interface Bodies {
  readonly edit: EditTarget & { readonly scope: EditScope; readonly day: LocalDate };
  readonly decision: Omit<Decision, 'id'>;
  readonly confirmation: Omit<Confirmation, 'id'>;
  readonly lift: Omit<Lift, 'id'>;
}

interface Kept {
  readonly id: number;
  /** As actorOf() writes it. */
  readonly by: string;
  /** RFC 3339 instant. */
  readonly at: string;
  readonly reason: string;
  readonly undoneAt: string | null;
  readonly undoneBy: string | null;
  readonly undoneReason: string | null;
}

/** A row as it was written, with what became of it. */
export type AlterationRow = {
  readonly [K in AlterationKind]: Kept & { readonly kind: K; readonly body: Bodies[K] };
}[AlterationKind];

/** All that count: whatever is not undone, each list in order of number. */
export const loadAlterations = (rows: Rows): Alterations => {
  const standing = rows.select().from(alteration).where(isNull(alteration.undoneAt)).orderBy(asc(alteration.id)).all();
  const of = <K extends AlterationKind>(kind: K): (Bodies[K] & { readonly id: number })[] =>
    standing.filter((row) => row.kind === kind).map(({ id, body }) => ({ ...(body as Bodies[K]), id }));
  return {
    edits: of('edit'),
    decisions: of('decision'),
    confirmations: of('confirmation'),
    lifts: of('lift'),
  };
};

/** Answers its number. */
export const addAlteration = (
  rows: Rows,
  row: Pick<AlterationRow, 'kind' | 'body'> & Pick<Kept, 'by' | 'at' | 'reason'>,
): number => rows.insert(alteration).values(row).returning({ id: alteration.id }).get().id;

/** The highest number that one has, those undone too; 0: there is none. */
export const lastAlteration = (rows: Rows): number =>
  rows.select({ id: alteration.id }).from(alteration).orderBy(desc(alteration.id)).limit(1).get()?.id ?? 0;

/** Every row, those undone too; the newest first. */
export const readAlterations = (rows: Rows): AlterationRow[] =>
  rows.select().from(alteration).orderBy(desc(alteration.id)).all() as AlterationRow[];

export const findAlteration = (rows: Rows, id: number): AlterationRow | undefined =>
  rows.select().from(alteration).where(eq(alteration.id, id)).get() as AlterationRow | undefined;

/** From now on it counts for nothing. One that is undone already stays as it was. */
export const saveUndone = (rows: Rows, id: number, { at, by, reason }: Pick<Kept, 'at' | 'by' | 'reason'>): void => {
  rows
    .update(alteration)
    .set({ undoneAt: at, undoneBy: by, undoneReason: reason })
    .where(and(eq(alteration.id, id), isNull(alteration.undoneAt)))
    .run();
};
