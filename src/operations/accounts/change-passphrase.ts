/** One's own passphrase, by whoever knows the old one; a browser that was left open is not enough. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { voidLinks } from '../../store/links.ts';
import { changePerson } from '../../store/people.ts';
import { endSignIns } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { chosenPassphrase } from '../within/chosen-passphrase.ts';
import { judged, tryPassphrase } from '../within/inside.ts';
import { note } from '../within/note.ts';
import { ownAccount } from '../within/own.ts';
import { settled } from '../within/settled.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'secrets'>;

/**
 * Ends one's other sign-ins, and voids links that were still to be used. Refuses with sign-in.wrong (the current one
 * is not right), sign-in.wait, sign-in.busy, sign-in.needed, passphrase.*, right.not-yours, data.*.
 */
export const changePassphrase = operation(
  { name: 'account.change-passphrase', needs: 'own' },
  async (ctx: Changing, typed: { readonly current: string; readonly next: string }): Promise<Result<void>> => {
    const asked = ownAccount(ctx, ctx.store.rows);
    if (!asked.ok) return asked;
    const checked = asked.value.row;
    const next = await chosenPassphrase(ctx, typed.next, checked);
    if (!next.ok) return next;
    const tried = await tryPassphrase(ctx, checked, typed.current);
    if (!tried.ok) return tried;
    const phc = tried.value.right ? await ctx.secrets.hashPassphrase(next.value) : ok(null);
    if (!phc.ok) return phc;
    return settled(ctx.store, (rows): Result<void> => {
      const own = ownAccount(ctx, rows);
      if (!own.ok) return own;
      const known = judged(ctx, rows, own.value, tried.value, 'account.change-passphrase');
      if (!known.ok) return known;
      const { caller, row } = own.value;
      const at = ctx.clock.instant();
      changePerson(rows, row.id, { passphrase: phc.value, passphraseAt: at });
      voidLinks(rows, row.id, at);
      const signInsEnded = endSignIns(rows, row.id, at, caller.signIn);
      const before = { passphraseAt: row.passphraseAt };
      const after = { passphraseAt: at, signInsEnded };
      note(ctx, rows, {
        operation: 'account.change-passphrase',
        unit: null,
        subject: `person/${row.id}`,
        before,
        after,
      });
      return ok(undefined);
    });
  },
);
