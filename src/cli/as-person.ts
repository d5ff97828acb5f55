/**
 * Something that only a person may do, done from a shell: they sign in here, with passphrase and code, for this one command.
 *
 * Secrets come from the terminal or a pipe, never from the words of the command. The sign-in is ended whatever comes of it.
 */
import type { Result } from '../core/result.ts';
import { proveSecondFactor } from '../operations/accounts/prove-second-factor.ts';
import { signIn } from '../operations/accounts/sign-in.ts';
import { signOut } from '../operations/accounts/sign-out.ts';
import { whoAsks } from '../operations/accounts/who-asks.ts';
import type { Ctx } from '../operations/context.ts';
import { accountMessages } from './account-messages.ts';
import { askLine } from './ask.ts';
import type { Shell } from './shell.ts';

/** What `work` answers, done as the person; null when they stopped it. Refuses with sign-in.*, data.* and what `work` does. */
export const asPerson = async <T>(
  { terminal }: Shell,
  ctx: Ctx,
  login: string,
  work: (as: Ctx) => Result<T>,
): Promise<Result<T> | null> => {
  const say = accountMessages(terminal.lang);
  const passphrase = await askLine(terminal, say.askPassphrase, true);
  if (passphrase === null) return null;
  const begun = await signIn(ctx, { login, passphrase, address: 'cli', agent: 'loa' });
  if (!begun.ok) return begun;
  let { token } = begun.value;
  if (begun.value.stage === 'code') {
    const code = await askLine(terminal, say.askCode, false);
    if (code === null) return null;
    const proved = proveSecondFactor(ctx, { token, code: code.trim() });
    if (!proved.ok) return proved;
    token = proved.value.token;
  }
  const caller = whoAsks(ctx, { kind: 'sign-in', token });
  if (!caller.ok) return caller;
  const as: Ctx = { ...ctx, caller: caller.value };
  const done = work(as);
  const ended = signOut(as);
  return ended.ok ? done : ended;
};
