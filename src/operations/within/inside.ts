/**
 * Somebody who is signed in types their passphrase again, because a browser that was left open is not enough for what
 * they want. Checked before the transaction (hashing takes a while), judged and counted within it.
 */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import type { PersonRow } from '../../store/people.ts';
import { findSignIn } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { countFailure, forgive, insideCounters, mayTry } from './attempts.ts';
import { note } from './note.ts';
import type { Own } from './own.ts';

export interface Tried {
  readonly right: boolean;
  /** What it was checked against. */
  readonly phc: string | null;
}

/** Refuses with sign-in.wait, sign-in.busy; whether it was right, judged() says. */
export const tryPassphrase = async (
  ctx: Pick<Ctx, 'clock' | 'store' | 'secrets'>,
  { id, passphrase }: PersonRow,
  typed: string,
): Promise<Result<Tried>> => {
  const free = mayTry(ctx, ctx.store.rows, insideCounters(id));
  if (!free.ok) return free;
  const right = await ctx.secrets.checkPassphrase(typed, passphrase);
  return right.ok ? ok({ right: right.value, phc: passphrase }) : right;
};

/**
 * Within a transaction that keeps what a refusal writes (settled.ts). Refuses with sign-in.wait, sign-in.wrong, and with
 * sign-in.needed when the sign-in was ended meanwhile. `operation` names the audit row of a failure.
 */
export const judged = (
  ctx: Pick<Ctx, 'caller' | 'clock' | 'random'>,
  rows: Rows,
  { caller, row }: Own,
  tried: Tried,
  operation: string,
): Result<void> => {
  const counters = insideCounters(row.id);
  const still = mayTry(ctx, rows, counters);
  if (!still.ok) return still;
  // Ended while the hash was made: what is changed now would outlive whoever was thrown out.
  if ((findSignIn(rows, caller.signIn)?.endedAt ?? null) !== null) return refuse('sign-in.needed', {});
  if (tried.right && row.passphrase === tried.phc) {
    forgive(rows, counters);
    return ok(undefined);
  }
  const after = { refused: 'sign-in.wrong', ...countFailure(ctx, rows, counters) };
  note(ctx, rows, { operation, unit: null, subject: `person/${row.id}`, before: null, after });
  return refuse('sign-in.wrong', {});
};
