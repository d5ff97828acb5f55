/** Making a link that works once, and judging one that comes back. */

import { actorOf } from '../../core/access/model.ts';
import { TOKEN_BYTES, tokenHash, tokenText } from '../../core/access/token.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Rows } from '../../store/database.ts';
import { addLink, findLink, type LinkRow, voidLinks } from '../../store/links.ts';
import { findPerson, type PersonRow, wholeCentreAdministrators } from '../../store/people.ts';
import type { Ctx } from '../context.ts';

/** How long an invitation works, and the very first link. */
export const INVITATION_HOURS = 72;
export const FIRST_RUN_HOURS = 24;

/**
 * A new link for a person (null: the first administrator); earlier unused ones are void from now on. Answers the
 * token, which is stored nowhere. Writes no audit row: whoever makes one says why.
 */
export const makeLink = (
  ctx: Pick<Ctx, 'caller' | 'clock' | 'random'>,
  rows: Rows,
  person: PersonId | null,
  hours: number,
): string => {
  const now = ctx.clock.instant();
  voidLinks(rows, person, now);
  const token = tokenText(ctx.random.bytes(TOKEN_BYTES));
  addLink(rows, {
    token: tokenHash(token),
    person,
    createdAt: now,
    createdBy: actorOf(ctx.caller) ?? 'nobody',
    expiresAt: Temporal.Instant.from(now).add({ hours }).toString(),
    usedAt: null,
  });
  return token;
};

/** A link that still works, and whose it is; null: the first administrator's, who is not a person yet. */
export interface LinkOwner {
  readonly link: LinkRow;
  readonly person: PersonRow | null;
}

/**
 * undefined for a link that is unknown, used, void or expired, whose person was disabled or erased, or that would
 * make a first administrator when there is one.
 */
export const linkOwner = (ctx: Pick<Ctx, 'clock'>, rows: Rows, token: string): LinkOwner | undefined => {
  const link = findLink(rows, tokenHash(token));
  if (link === undefined || link.usedAt !== null || ctx.clock.instant() >= link.expiresAt) return undefined;
  if (link.person === null) return wholeCentreAdministrators(rows).length > 0 ? undefined : { link, person: null };
  const person = findPerson(rows, link.person);
  return person?.disabledAt === null && person.erasedAt === null ? { link, person } : undefined;
};
