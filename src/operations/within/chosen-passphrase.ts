/** A passphrase that a person has chosen, judged by the core with the lists that are known. */
import { goodPassphrase } from '../../core/access/passphrase.ts';
import type { Result } from '../../core/result.ts';
import type { Ctx } from '../context.ts';

/** Answers it in NFC. Refuses with passphrase.*. */
export const chosenPassphrase = async (
  ctx: Pick<Ctx, 'secrets'>,
  typed: string,
  { login, name }: { readonly login: string; readonly name: string },
): Promise<Result<string>> =>
  goodPassphrase(typed, {
    common: await ctx.secrets.commonPassphrases(),
    own: [login, ...login.split(/[._-]/), name],
  });
