/**
 * Login and passphrase → a sign-in, with a new token each time.
 *
 * An unknown login, a disabled person and a wrong passphrase cost the same time and get the same words. While somebody
 * has to wait, nothing is verified at all; guesses sent side by side are judged one after the other.
 */
import { loginKey } from '../../core/access/names.ts';
import { TOKEN_BYTES, tokenHash, tokenText } from '../../core/access/token.ts';
import type { SignInId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { oneLine } from '../../core/text.ts';
import type { Rows } from '../../store/database.ts';
import { findPerson, findPersonByLogin, type PersonRow } from '../../store/people.ts';
import { addSignIn } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { countFailure, forgive, mayTry, passphraseCounters } from '../within/attempts.ts';
import { note } from '../within/note.ts';
import { settled } from '../within/settled.ts';

type SigningIn = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'secrets'>;

export interface SignInAttempt {
  readonly login: string;
  readonly passphrase: string;
  /** Where it comes from, as the border knows it. */
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string;
}

export interface SignedIn {
  readonly token: string;
  /** 'code': nobody yet, until proveSecondFactor(). */
  readonly stage: 'full' | 'code';
}

/** How much is kept of what a browser calls itself, and of an address. */
const KEPT = { agent: 200, address: 64 } as const;

/** Refuses with sign-in.wrong, sign-in.wait, sign-in.busy, data.*. */
export const signIn = operation(
  { name: 'sign-in.begin', needs: 'public' },
  async (ctx: SigningIn, attempt: SignInAttempt): Promise<Result<SignedIn>> => {
    const login = loginKey(attempt.login);
    const known = findPersonByLogin(ctx.store.rows, login);
    // Never what was typed: a login that nobody has may be a passphrase in the wrong field.
    const counters = passphraseCounters(known?.id ?? tokenHash(login), attempt.address);
    const free = mayTry(ctx, ctx.store.rows, counters);
    if (!free.ok) return free;
    const right = await ctx.secrets.checkPassphrase(attempt.passphrase, known?.passphrase ?? null);
    if (!right.ok) return right;
    return settled(ctx.store, (rows): Result<SignedIn> => {
      // Others may have failed, and the person may have changed, while this one was being hashed.
      const still = mayTry(ctx, rows, counters);
      if (!still.ok) return still;
      const person = known === undefined || !right.value ? undefined : unchanged(rows, known);
      if (person === undefined) {
        const after = { refused: 'sign-in.wrong', ...countFailure(ctx, rows, counters) };
        const subject = known === undefined ? 'sign-in' : `person/${known.id}`;
        note(ctx, rows, { operation: 'sign-in.begin', unit: null, subject, before: null, after });
        return refuse('sign-in.wrong', {});
      }
      forgive(rows, counters);
      return ok(begin(ctx, rows, person, attempt));
    });
  },
);

/** The person as they are now, when they may still come in with the passphrase that was checked. */
const unchanged = (rows: Rows, checked: PersonRow): PersonRow | undefined => {
  const person = findPerson(rows, checked.id);
  return person?.disabledAt === null && person.erasedAt === null && person.passphrase === checked.passphrase
    ? person
    : undefined;
};

const begin = (ctx: SigningIn, rows: Rows, person: PersonRow, { address, agent }: SignInAttempt): SignedIn => {
  const now = ctx.clock.instant();
  const token = tokenText(ctx.random.bytes(TOKEN_BYTES));
  const id = `s-${ctx.random.bytes(8).toHex()}` as SignInId;
  const stage = person.totpSecret === null ? 'full' : 'code';
  addSignIn(rows, {
    id,
    token: tokenHash(token),
    person: person.id,
    stage,
    beganAt: now,
    seenAt: now,
    secondFactorAt: null,
    address: address.slice(0, KEPT.address),
    agent: oneLine(agent).slice(0, KEPT.agent),
    endedAt: null,
  });
  note(ctx, rows, {
    operation: 'sign-in.begin',
    unit: null,
    subject: `person/${person.id}`,
    before: null,
    after: { signIn: id, stage },
    as: person.id,
  });
  return { token, stage };
};
