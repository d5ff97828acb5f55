/** Links that work once, by the hash of their token. */

import type { PersonId, Sha256 } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { and, eq, gt, isNull, ne } from './drizzle.ts';
import { oneTimeLink } from './schema.ts';

export type LinkRow = typeof oneTimeLink.$inferSelect;

export const findLink = (rows: Rows, token: Sha256): LinkRow | undefined =>
  rows.select().from(oneTimeLink).where(eq(oneTimeLink.token, token)).get();

export const addLink = (rows: Rows, row: LinkRow): void => {
  rows.insert(oneTimeLink).values(row).run();
};

export const saveLinkUsed = (rows: Rows, token: Sha256, at: string): void => {
  rows.update(oneTimeLink).set({ usedAt: at }).where(eq(oneTimeLink.token, token)).run();
};

/** Unused links of a person (null: of the first run) are over from `at` on. */
export const voidLinks = (rows: Rows, person: PersonId | null, at: string): void => {
  rows
    .update(oneTimeLink)
    .set({ expiresAt: at })
    .where(
      and(
        person === null ? isNull(oneTimeLink.person) : eq(oneTimeLink.person, person),
        isNull(oneTimeLink.usedAt),
        gt(oneTimeLink.expiresAt, at),
      ),
    )
    .run();
};

/** Unused links of a person that somebody else than `maker` made are over from `at` on. */
export const voidLinksOfOthers = (rows: Rows, person: PersonId, maker: string, at: string): void => {
  rows
    .update(oneTimeLink)
    .set({ expiresAt: at })
    .where(
      and(
        eq(oneTimeLink.person, person),
        ne(oneTimeLink.createdBy, maker),
        isNull(oneTimeLink.usedAt),
        gt(oneTimeLink.expiresAt, at),
      ),
    )
    .run();
};
