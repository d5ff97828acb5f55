/**
 * `loa user passphrase` and `loa user second-factor`: set by whoever holds the machine, for somebody who cannot.
 *
 * Secrets come from the terminal or a pipe, never from the words of the command: those stand in the list of processes.
 */
import type { Command } from 'commander';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { drawSecondFactor, setPassphrase, setSecondFactor } from '../operations/accounts/by-hand.ts';
import type { ListedPerson } from '../operations/accounts/list-people.ts';
import { resetSecondFactor } from '../operations/accounts/person-standing.ts';
import type { Ctx } from '../operations/context.ts';
import { qrLines } from '../reports/qr.ts';
import { accountMessages } from './account-messages.ts';
import { answer, type Form, misused, personNamed, sayTyped } from './answers.ts';
import { askLine, isAsked } from './ask.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit } from './terminal.ts';

interface FactorForm extends Form {
  readonly off?: true;
  readonly why?: string;
}

export const addUserSecrets = (user: Command, shell: Shell, done: (exit: Exit) => void): void => {
  user
    .command('passphrase')
    .description('đặt mật khẩu, đọc từ bàn phím hoặc stdin · set a passphrase, read from the terminal or stdin')
    .argument('<login>')
    .option('--json', 'JSON')
    .action(async (login: string, form: Form) =>
      done(await withPerson(shell, login, (ctx, person) => passphrase(shell, form, ctx, person))),
    );
  user
    .command('second-factor')
    .description('bật xác thực hai lớp, hoặc gỡ bằng --off · set up a second factor, or take it away')
    .argument('<login>')
    .option('--off', 'gỡ · take it away')
    .option('--why <text>', 'lý do, đi cùng --off · reason, with --off')
    .option('--json', 'JSON')
    .action(async (login: string, form: FactorForm) => {
      if ((form.off === true) !== (form.why !== undefined))
        return done(misused(shell, accountMessages(shell.terminal.lang).offNeedsWhy));
      done(
        await withPerson(shell, login, (ctx, person) =>
          form.why === undefined
            ? factorOn(shell, form, ctx, person)
            : factorOff(shell, { ...form, why: form.why }, ctx, person),
        ),
      );
    });
};

const withPerson = (
  shell: Shell,
  login: string,
  work: (ctx: Ctx, person: ListedPerson) => Exit | Promise<Exit>,
): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const person = personNamed(ctx, login);
    return person.ok ? work(ctx, person.value) : sayTyped(shell, person.refusals);
  });

const passphrase = async (shell: Shell, form: Form, ctx: Ctx, { id, login }: ListedPerson): Promise<Exit> => {
  const { terminal } = shell;
  const say = accountMessages(terminal.lang);
  const typed = await askLine(terminal, say.askPassphrase, true);
  if (typed === null) return stopped(shell);
  if (isAsked()) {
    const again = await askLine(terminal, say.askAgain, true);
    if (again === null) return stopped(shell);
    if (again !== typed) {
      terminal.err(`${say.differ}\n`);
      return EXIT.refused;
    }
  }
  const set = await setPassphrase(ctx, { person: id, passphrase: typed });
  return answer(shell, form, set, () => ({ err: [say.passphraseSet(login)] }));
};

/** The secret goes to stderr with the question, so that stdout has the recovery codes and nothing else. */
const factorOn = async (shell: Shell, form: Form, ctx: Ctx, { id, login }: ListedPerson): Promise<Exit> => {
  const { terminal } = shell;
  const say = accountMessages(terminal.lang);
  const drawn = drawSecondFactor(ctx, { person: id });
  if (!drawn.ok) return sayTyped(shell, drawn.refusals);
  const { secret, uri } = drawn.value;
  terminal.err([say.scan, ...qrLines(uri), say.secret(secret), uri, ''].join('\n'));
  const code = await askLine(terminal, say.askCode, false);
  if (code === null) return stopped(shell);
  const set: Result<{ readonly recovery: string[] }> = setSecondFactor(ctx, { person: id, secret, code: code.trim() });
  return answer(shell, form, set, ({ recovery }) => ({ err: [say.factorSet(login)], out: recovery }));
};

const factorOff = (
  shell: Shell,
  form: Form & { readonly why: string },
  ctx: Ctx,
  { id, login }: ListedPerson,
): Exit => {
  const reset = resetSecondFactor(ctx, { person: id, why: form.why });
  const say = accountMessages(shell.terminal.lang);
  return answer(shell, form, reset.ok ? ok(null) : reset, () => ({ err: [say.factorOff(login)] }));
};

const stopped = ({ terminal }: Shell): Exit => {
  terminal.err(`${accountMessages(terminal.lang).stopped}\n`);
  return EXIT.refused;
};
