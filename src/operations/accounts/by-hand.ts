/**
 * What whoever has a shell on the machine does for somebody else: a passphrase, a second factor. They hold the files
 * anyway; done here, it is recorded.
 */

import { RECOVERY_CODES } from '../../core/access/recovery.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { voidLinks } from '../../store/links.ts';
import { changePerson, type PersonRow } from '../../store/people.ts';
import { endSignIns, forgetSecondFactors } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { forgivePassphrase } from '../within/attempts.ts';
import { drawCodes, drawSecret, type NewSecondFactor, readSecret } from '../within/authenticator.ts';
import { chosenPassphrase } from '../within/chosen-passphrase.ts';
import { note } from '../within/note.ts';
import { livingPerson } from '../within/people.ts';

type ByHand = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'secrets'>;

/** Ends their sign-ins and links. Refuses with right.not-yours, person.*, passphrase.*, sign-in.busy, data.*. */
export const setPassphrase = operation(
  { name: 'person.set-passphrase', needs: 'system' },
  async (
    ctx: ByHand,
    asked: { readonly person: string; readonly passphrase: string },
  ): Promise<Result<{ readonly endedSignIns: number }>> => {
    const whose = livingPerson(ctx.store.rows, asked.person);
    if (!whose.ok) return whose;
    const chosen = await chosenPassphrase(ctx, asked.passphrase, whose.value);
    if (!chosen.ok) return chosen;
    const phc = await ctx.secrets.hashPassphrase(chosen.value);
    if (!phc.ok) return phc;
    return ctx.store.transact((rows) => {
      // Hashing took a while: they may have been erased.
      const person = livingPerson(rows, asked.person);
      if (!person.ok) return person;
      const { id, passphraseAt } = person.value;
      const at = ctx.clock.instant();
      changePerson(rows, id, { passphrase: phc.value, passphraseAt: at });
      const endedSignIns = endSignIns(rows, id, at);
      voidLinks(rows, id, at);
      forgivePassphrase(rows, id);
      noteOf(ctx, rows, person.value, 'person.set-passphrase', {
        before: { passphraseAt },
        after: { passphraseAt: at, endedSignIns },
      });
      return ok({ endedSignIns });
    });
  },
);

/** Stores nothing: the secret comes back with the first code. Refuses with right.not-yours, person.*, second-factor.already. */
export const drawSecondFactor = operation(
  { name: 'person.draw-second-factor', needs: 'system' },
  (ctx: ByHand, asked: { readonly person: string }): Result<NewSecondFactor> => {
    const person = without(ctx.store.rows, asked.person);
    return person.ok ? ok(drawSecret(ctx, person.value.login)) : person;
  },
);

/** Answers the recovery codes, shown once. Refuses as drawSecondFactor, and with sign-in.code-wrong, request.wrong, data.*. */
export const setSecondFactor = operation(
  { name: 'person.set-second-factor', needs: 'system' },
  (
    ctx: ByHand,
    asked: { readonly person: string; readonly secret: string; readonly code: string },
  ): Result<{ readonly recovery: string[] }> =>
    ctx.store.transact((rows): Result<{ readonly recovery: string[] }> => {
      const person = without(rows, asked.person);
      if (!person.ok) return person;
      const secret = readSecret(asked.secret);
      if (!secret.ok) return secret;
      const totpSecret = secret.value;
      const at = ctx.clock.instant();
      const totpStep = ctx.secrets.totpStep(totpSecret, asked.code, at, null);
      if (totpStep === null) return refuse('sign-in.code-wrong', {});
      const { recovery, hashes } = drawCodes(ctx);
      const { id } = person.value;
      changePerson(rows, id, { totpSecret, totpSince: at, totpStep, recovery: hashes });
      forgetSecondFactors(rows, id);
      noteOf(ctx, rows, person.value, 'person.set-second-factor', {
        before: { secondFactorSince: null },
        after: { secondFactorSince: at, recoveryLeft: RECOVERY_CODES },
      });
      return ok({ recovery });
    }),
);

const without = (rows: Rows, id: string): Result<PersonRow> => {
  const person = livingPerson(rows, id);
  return person.ok && person.value.totpSecret !== null ? refuse('second-factor.already', {}) : person;
};

const noteOf = (
  ctx: ByHand,
  rows: Rows,
  { id }: PersonRow,
  operationName: string,
  told: { readonly before: unknown; readonly after: unknown },
): void =>
  note(ctx, rows, {
    operation: operationName,
    unit: null,
    subject: `person/${id}`,
    ...told,
  });
