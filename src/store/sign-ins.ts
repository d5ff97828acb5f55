/** Who is signed in, on which browser. Ended ones stay as rows; what they may still do, core/access/sign-in.ts says. */

import type { PersonId, Sha256, SignInId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, desc, eq, isNull, max, ne } from './drizzle.ts';
import { signIn } from './schema.ts';

export type SignInRow = typeof signIn.$inferSelect;

export const addSignIn = (rows: Rows, row: SignInRow): void => {
  rows.insert(signIn).values(row).run();
};

/** By the hash of its token; also one that has ended. */
export const findSignInByToken = (rows: Rows, token: Sha256): SignInRow | undefined =>
  rows.select().from(signIn).where(eq(signIn.token, token)).get();

export const findSignIn = (rows: Rows, id: SignInId): SignInRow | undefined =>
  rows.select().from(signIn).where(eq(signIn.id, id)).get();

/** Those of a person that nobody ended, newest first; they may have run out. */
export const signInsOf = (rows: Rows, person: PersonId): SignInRow[] =>
  rows
    .select()
    .from(signIn)
    .where(and(eq(signIn.person, person), isNull(signIn.endedAt)))
    .orderBy(desc(signIn.seenAt), desc(signIn.id))
    .all();

export const changeSignIn = (
  rows: Rows,
  id: SignInId,
  patch: Partial<Pick<SignInRow, 'token' | 'stage' | 'seenAt' | 'secondFactorAt' | 'endedAt'>>,
): void => {
  rows.update(signIn).set(patch).where(eq(signIn.id, id)).run();
};

/** Ends a person's sign-ins, except one; answers how many. */
export const endSignIns = (rows: Rows, person: PersonId, at: string, exceptId?: SignInId): number =>
  rows
    .update(signIn)
    .set({ endedAt: at })
    .where(
      and(
        eq(signIn.person, person),
        isNull(signIn.endedAt),
        exceptId === undefined ? undefined : ne(signIn.id, exceptId),
      ),
    )
    .run().changes;

/** A second factor that was taken away proves nothing any more, in none of the person's sign-ins. */
export const forgetSecondFactors = (rows: Rows, person: PersonId): void => {
  rows.update(signIn).set({ secondFactorAt: null }).where(eq(signIn.person, person)).run();
};

/** When each person was last seen, also in sign-ins that have ended. */
export const lastSeen = (rows: Rows): ReadonlyMap<PersonId, string> =>
  new Map(
    rows
      .select({ person: signIn.person, seenAt: max(signIn.seenAt) })
      .from(signIn)
      .groupBy(signIn.person)
      .all()
      .map(({ person, seenAt }) => [person, seenAt ?? '']),
  );

/** Takes out where a person signed in from, and with what. */
export const emptySignIns = (rows: Rows, person: PersonId): void => {
  rows.update(signIn).set({ address: '', agent: '' }).where(eq(signIn.person, person)).run();
};
