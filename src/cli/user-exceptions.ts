/** `loa user exception`: units in which one person may approve their own work, each with its reason. */
import type { Command } from 'commander';
import { ok } from '../core/result.ts';
import { endException, listExceptions, setException } from '../operations/accounts/exceptions.ts';
import { accountMessages } from './account-messages.ts';
import { answer, clockIn, type Form, misused, numberOption } from './answers.ts';
import type { Shell } from './shell.ts';
import type { Exit } from './terminal.ts';

export const addUserExceptions = (user: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const { lang } = shell.terminal;
  const say = accountMessages(lang);
  const exception = user
    .command('exception')
    .description('đơn vị được một người tự duyệt · units in which one person may approve their own work');
  exception
    .command('list')
    .description('ngoại lệ đang có hiệu lực · those that stand')
    .option('--json', 'JSON')
    .action(async (form: Form) =>
      done(
        await shell.withCtx((ctx) => {
          const clock = clockIn(ctx, lang);
          return answer(shell, form, ok(listExceptions(ctx)), (all) =>
            all.length === 0
              ? { err: [say.noExceptions] }
              : { out: all.map(({ id, unit, reason, setAt }) => `${id}  ${unit.name} · ${clock(setAt)} · ${reason}`) },
          );
        }),
      ),
    );
  exception
    .command('set')
    .description('đặt ngoại lệ cho một đơn vị · set one for a unit')
    .argument('<unit>')
    .requiredOption('--why <text>', 'lý do · reason')
    .option('--json', 'JSON')
    .action(async (unit: string, form: Form & { why: string }) =>
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, setException(ctx, { unit, reason: form.why }), ({ id }) => ({
            err: [say.exceptionSet(id)],
          })),
        ),
      ),
    );
  exception
    .command('end')
    .description('bỏ ngoại lệ theo số · end one by its number')
    .argument('<id>')
    .option('--json', 'JSON')
    .action(async (typed: string, form: Form) => {
      const id = numberOption(typed);
      if (id === null) return done(misused(shell, `invalid number '${typed}'`));
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, endException(ctx, { id }), () => ({ err: [say.exceptionEnded] })),
        ),
      );
    });
};
