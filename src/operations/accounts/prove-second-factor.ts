/**
 * A code of the second factor, or a recovery code: finishes a sign-in, or freshens one for what is guarded.
 *
 * Each code is good once, and the token changes with it: one that somebody had seen before proves nothing afterwards.
 */
import { recoveryHash } from '../../core/access/recovery.ts';
import { stillWorks } from '../../core/access/sign-in.ts';
import { TOKEN_BYTES, tokenHash, tokenText } from '../../core/access/token.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { changePerson, findPerson, type PersonRow } from '../../store/people.ts';
import { changeSignIn, findSignInByToken, type SignInRow } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { codeCounters, countFailure, forgive, mayTry } from '../within/attempts.ts';
import { note } from '../within/note.ts';
import { settled } from '../within/settled.ts';

type Proving = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'secrets'>;

/**
 * `token` is that of a sign-in, finished or not; the one answered replaces it. Refuses with sign-in.needed,
 * sign-in.code-wrong, sign-in.wait, second-factor.missing, data.*.
 */
export const proveSecondFactor = operation(
  { name: 'sign-in.prove', needs: 'public' },
  (ctx: Proving, proof: { readonly token: string; readonly code: string }): Result<{ readonly token: string }> =>
    settled(ctx.store, (rows) => {
      const now = ctx.clock.instant();
      const found = findSignInByToken(rows, tokenHash(proof.token));
      if (found === undefined || !stillWorks(found, now)) return refuse('sign-in.needed', {});
      const person = findPerson(rows, found.person);
      if (person?.disabledAt !== null || person.erasedAt !== null) return refuse('sign-in.needed', {});
      const { totpSecret } = person;
      // Taken away between passphrase and code: they begin again, and are let in without one.
      if (totpSecret === null) return refuse(found.stage === 'code' ? 'sign-in.needed' : 'second-factor.missing', {});
      const counters = codeCounters(person.id, found.address);
      const free = mayTry(ctx, rows, counters);
      if (!free.ok) return free;
      const used = useCode(ctx, { ...person, totpSecret }, proof.code, now);
      if (used === null) {
        const after = { refused: 'sign-in.code-wrong', signIn: found.id, ...countFailure(ctx, rows, counters) };
        const subject = `person/${person.id}`;
        note(ctx, rows, { operation: 'sign-in.prove', unit: null, subject, before: null, after });
        return refuse('sign-in.code-wrong', {});
      }
      forgive(rows, counters);
      changePerson(rows, person.id, used);
      return ok({ token: proven(ctx, rows, { found, person, used }) });
    }),
);

type Used = Partial<Pick<PersonRow, 'totpStep' | 'recovery'>>;

/** What changes of the person when `code` is right; null when it is wrong. */
const useCode = (
  { secrets }: Proving,
  { totpSecret, totpStep, recovery }: PersonRow & { readonly totpSecret: Uint8Array },
  code: string,
  now: string,
): Used | null => {
  const step = secrets.totpStep(totpSecret, code, now, totpStep);
  if (step !== null) return { totpStep: step };
  const hash = recoveryHash(code);
  return recovery.includes(hash) ? { recovery: recovery.filter((one) => one !== hash) } : null;
};

const proven = (
  ctx: Proving,
  rows: Rows,
  { found, person, used }: { readonly found: SignInRow; readonly person: PersonRow; readonly used: Used },
): string => {
  const now = ctx.clock.instant();
  const token = tokenText(ctx.random.bytes(TOKEN_BYTES));
  changeSignIn(rows, found.id, { token: tokenHash(token), stage: 'full', seenAt: now, secondFactorAt: now });
  note(ctx, rows, {
    operation: 'sign-in.prove',
    unit: null,
    subject: `person/${person.id}`,
    before: { stage: found.stage, secondFactorAt: found.secondFactorAt },
    after: {
      signIn: found.id,
      stage: 'full',
      secondFactorAt: now,
      ...(used.recovery === undefined ? {} : { recoveryLeft: used.recovery.length }),
    },
    as: person.id,
  });
  return token;
};
