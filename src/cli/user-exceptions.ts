/** `loa user exception`: units in which one person may approve their own work, each with its reason. */
import type { Command } from 'commander';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { endException, listExceptions, setException } from '../operations/accounts/exceptions.ts';
import type { Ctx } from '../operations/context.ts';
import { accountMessages } from './account-messages.ts';
import { answer, clockIn, type Form, notNumber, numberOption } from './answers.ts';
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
            err: [say.exceptionSet(id, unitOf(ctx, id))],
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
      if (id === null) return done(notNumber(shell, 'id', typed));
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, byNumber(endException(ctx, { id }), typed), () => ({ err: [say.exceptionEnded(id)] })),
        ),
      );
    });
};

const unitOf = (ctx: Ctx, id: number): string => listExceptions(ctx).find((one) => one.id === id)?.unit.name ?? '';

/** What is wrong about the one number that was typed is said of that number. */
const byNumber = <T>(result: Result<T>, typed: string): Result<T> => {
  if (result.ok) return result;
  const [first] = result.refusals;
  return first.code === 'request.wrong' ? refuse(first.code, { ...first.params, field: typed }) : result;
};
