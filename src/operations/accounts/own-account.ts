/** One's own account: what one may do, and where one is signed in. */
import type { AccountRole } from '../../core/access/model.ts';
import { stillWorks } from '../../core/access/sign-in.ts';
import { unitMap } from '../../core/access/units.ts';
import type { PersonId, SignInId, UnitId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { grantsOf } from '../../store/people.ts';
import { loadUnits } from '../../store/schedule.ts';
import { signInsOf } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { ownAccount } from '../within/own.ts';

export interface OwnAccount {
  readonly id: PersonId;
  readonly login: string;
  readonly name: string;
  readonly passphraseAt: string | null;
  readonly secondFactorSince: string | null;
  /** Recovery codes that are still unused. */
  readonly recoveryLeft: number;
  readonly grants: readonly {
    readonly role: AccountRole;
    /** null: the whole centre. */
    readonly unit: { readonly id: UnitId; readonly name: string } | null;
  }[];
  /** Those that still work, newest first. */
  readonly signIns: readonly {
    readonly id: SignInId;
    readonly beganAt: string;
    readonly seenAt: string;
    readonly address: string;
    readonly agent: string;
    readonly current: boolean;
  }[];
}

/** Refuses with right.not-yours, sign-in.needed. */
export const showOwnAccount = operation(
  { name: 'account.show', needs: 'own' },
  (ctx: Pick<Ctx, 'caller' | 'clock' | 'store'>): Result<OwnAccount> => {
    const { rows } = ctx.store;
    const own = ownAccount(ctx, rows);
    if (!own.ok) return own;
    const { caller, row } = own.value;
    const { id, login, name, passphraseAt, totpSince, recovery } = row;
    const now = ctx.clock.instant();
    const units = unitMap(loadUnits(rows));
    return ok({
      id,
      login,
      name,
      passphraseAt,
      secondFactorSince: totpSince,
      recoveryLeft: recovery.length,
      grants: grantsOf(rows, id).map(({ role, unit }) => ({
        role,
        unit: unit === null ? null : { id: unit, name: units.get(unit)?.name ?? unit },
      })),
      signIns: signInsOf(rows, id)
        .filter((one) => one.stage === 'full' && stillWorks(one, now))
        .map((one) => ({
          id: one.id,
          beganAt: one.beganAt,
          seenAt: one.seenAt,
          address: one.address,
          agent: one.agent,
          current: one.id === caller.signIn,
        })),
    });
  },
);
