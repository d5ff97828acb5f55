/** Rows of machines' tokens and sites' secret links. The secret itself is never here, only its hash. */

import type { Sha256, TokenId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { asc, eq, sql } from './drizzle.ts';
import { prepared } from './prepared.ts';
import { accessToken } from './schema-access.ts';

export type TokenRow = typeof accessToken.$inferSelect;

export const addTokenRow = (rows: Rows, row: TokenRow): void => {
  rows.insert(accessToken).values(row).run();
};

export const findToken = (rows: Rows, id: string): TokenRow | undefined =>
  rows
    .select()
    .from(accessToken)
    .where(eq(accessToken.id, id as TokenId))
    .get();

/** The token that somebody holds, whatever it is worth today. */
export const findTokenByHash = (rows: Rows, hash: Sha256): TokenRow | undefined => byHash(rows).get({ hash });

const byHash = prepared((rows) =>
  rows
    .select()
    .from(accessToken)
    .where(eq(accessToken.token, sql.placeholder('hash')))
    .prepare(),
);

/** In the order in which they were made, also within a second; those that were revoked are kept. */
export const loadTokens = (rows: Rows): TokenRow[] =>
  rows.select().from(accessToken).orderBy(asc(accessToken.createdAt), sql`${accessToken}.rowid`).all();

export const saveTokenRevoked = (rows: Rows, id: TokenId, at: string): void => {
  rows.update(accessToken).set({ revokedAt: at }).where(eq(accessToken.id, id)).run();
};
