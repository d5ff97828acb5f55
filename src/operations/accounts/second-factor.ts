/** One's own second factor: an authenticator app, and recovery codes for the day when it is lost. */
import { secondFactor } from '../../core/access/decide.ts';
import { RECOVERY_CODES } from '../../core/access/recovery.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { changePerson } from '../../store/people.ts';
import { changeSignIn, findSignIn, forgetSecondFactors } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { codeCounters, countFailure, forgive, mayTry } from '../within/attempts.ts';
import { drawCodes, drawSecret, type NewSecondFactor, readSecret } from '../within/authenticator.ts';
import { judged, tryPassphrase } from '../within/inside.ts';
import { note } from '../within/note.ts';
import { type Own, ownAccount } from '../within/own.ts';
import { settled } from '../within/settled.ts';

type Guarding = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'secrets'>;

export interface RecoveryCodes {
  /** 'abcd-efgh-ijkl-mnop-qrst-uvwx', shown once. */
  readonly recovery: string[];
}

export interface TypedSecondFactor {
  /** Base32, as beginSecondFactor() gave it. */
  readonly secret: string;
  readonly code: string;
  readonly passphrase: string;
}

/** Stores nothing: the secret comes back with the first code. Refuses with second-factor.already, right.not-yours. */
export const beginSecondFactor = operation(
  { name: 'second-factor.begin', needs: 'own' },
  (ctx: Guarding): Result<NewSecondFactor> => {
    const own = ownWithout(ctx, ctx.store.rows);
    return own.ok ? ok(drawSecret(ctx, own.value.row.login)) : own;
  },
);

/**
 * The second factor is on from now, and this sign-in has proved it. Whoever turns it on types their passphrase again (ASVS
 * 5.0 §7.5.1): otherwise a browser left open would be enough to lock its owner out. Refuses with sign-in.code-wrong,
 * sign-in.wrong, sign-in.wait, sign-in.busy, second-factor.already, request.wrong (no secret of ours), right.not-yours, data.*.
 */
export const confirmSecondFactor = operation(
  { name: 'second-factor.confirm', needs: 'own' },
  async (ctx: Guarding, typed: TypedSecondFactor): Promise<Result<RecoveryCodes>> => {
    const asked = ownWithout(ctx, ctx.store.rows);
    if (!asked.ok) return asked;
    const secret = readSecret(typed.secret);
    if (!secret.ok) return secret;
    const totpSecret = secret.value;
    const tried = await tryPassphrase(ctx, asked.value.row, typed.passphrase);
    if (!tried.ok) return tried;
    return settled(ctx.store, (rows): Result<RecoveryCodes> => {
      const own = ownWithout(ctx, rows);
      if (!own.ok) return own;
      const known = judged(ctx, rows, own.value, tried.value, 'second-factor.confirm');
      if (!known.ok) return known;
      const { id, signIn } = own.value.caller;
      const now = ctx.clock.instant();
      const totpStep = ctx.secrets.totpStep(totpSecret, typed.code, now, null);
      const counters = codeCounters(id, findSignIn(rows, signIn)?.address ?? '');
      const free = mayTry(ctx, rows, counters);
      if (!free.ok) return free;
      if (totpStep === null) {
        const after = { refused: 'sign-in.code-wrong', ...countFailure(ctx, rows, counters) };
        noteOwn(ctx, rows, 'second-factor.confirm', { before: null, after });
        return refuse('sign-in.code-wrong', {});
      }
      forgive(rows, counters);
      changePerson(rows, id, { totpSecret, totpSince: now, totpStep });
      forgetSecondFactors(rows, id);
      changeSignIn(rows, signIn, { secondFactorAt: now });
      const after = { secondFactorSince: now, recoveryLeft: RECOVERY_CODES };
      noteOwn(ctx, rows, 'second-factor.confirm', { before: { secondFactorSince: null }, after });
      return ok(newCodes(ctx, rows, own.value));
    });
  },
);

/** The old ones work no more. Refuses with second-factor.missing, second-factor.stale, right.not-yours, data.*. */
export const renewRecoveryCodes = operation(
  { name: 'second-factor.renew-recovery', needs: 'own' },
  (ctx: Guarding): Result<RecoveryCodes> =>
    ctx.store.transact((rows): Result<RecoveryCodes> => {
      const own = ownWith(ctx, rows);
      if (!own.ok) return own;
      const before = { recoveryLeft: own.value.row.recovery.length };
      noteOwn(ctx, rows, 'second-factor.renew-recovery', { before, after: { recoveryLeft: RECOVERY_CODES } });
      return ok(newCodes(ctx, rows, own.value));
    }),
);

/** Off again. Refuses with second-factor.missing, second-factor.stale, right.not-yours, data.*. */
export const dropSecondFactor = operation(
  { name: 'second-factor.drop', needs: 'own' },
  (ctx: Guarding): Result<void> =>
    ctx.store.transact((rows): Result<void> => {
      const own = ownWith(ctx, rows);
      if (!own.ok) return own;
      const { id, totpSince } = own.value.row;
      changePerson(rows, id, { totpSecret: null, totpSince: null, totpStep: null, recovery: [] });
      forgetSecondFactors(rows, id);
      const before = { secondFactorSince: totpSince };
      noteOwn(ctx, rows, 'second-factor.drop', { before, after: { secondFactorSince: null } });
      return ok(undefined);
    }),
);

/** One's own account while it has no second factor yet. */
const ownWithout = (ctx: Guarding, rows: Rows): Result<Own> => {
  const own = ownAccount(ctx, rows);
  return own.ok && own.value.row.totpSecret !== null ? refuse('second-factor.already', {}) : own;
};

/** One's own account with a second factor that has just been proved. */
const ownWith = (ctx: Guarding, rows: Rows): Result<Own> => {
  const own = ownAccount(ctx, rows);
  if (!own.ok) return own;
  if (own.value.row.totpSecret === null) return refuse('second-factor.missing', {});
  const fresh = secondFactor(own.value.caller, ctx.clock.instant());
  return fresh.ok ? own : fresh;
};

const newCodes = (ctx: Guarding, rows: Rows, { row }: Own): RecoveryCodes => {
  const { recovery, hashes } = drawCodes(ctx);
  changePerson(rows, row.id, { recovery: hashes });
  return { recovery };
};

const noteOwn = (
  ctx: Guarding,
  rows: Rows,
  operation: string,
  changed: { readonly before: unknown; readonly after: unknown },
): void => {
  const id = ctx.caller.kind === 'person' ? ctx.caller.id : '';
  note(ctx, rows, { operation, unit: null, subject: `person/${id}`, ...changed });
};
