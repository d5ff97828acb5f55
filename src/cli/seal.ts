/** `loa seal`: the log's newest checkpoint and its key; `seal rotate` and `seal lost`: one key after another. */
import type { Command } from 'commander';
import type { Result } from '../core/result.ts';
import { replaceLostKey } from '../operations/log/replace-lost-key.ts';
import { rotateKey } from '../operations/log/rotate-key.ts';
import { showSeal } from '../operations/log/show-seal.ts';
import { answer, type Form, misused } from './answers.ts';
import { sealMessages } from './seal-messages.ts';
import type { Shell } from './shell.ts';
import type { Exit } from './terminal.ts';

export const addSeal = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const command = program
    .command('seal')
    .description('mốc ký mới nhất của nhật ký, và khóa kiểm tra · the log’s newest checkpoint and its key')
    .option('--json', 'JSON')
    .action(async (options: Form) => done(await seal(shell, options)));
  command
    .command('rotate')
    .description('thay khóa ký: khóa cũ ký chuyển sang khóa mới · a new key, which the old one signs for')
    .action(async (_options, sub: Command) => done(await change(shell, sub.optsWithGlobals<Form>(), rotateKey)));
  command
    .command('lost')
    .description('khóa ký đã mất: tạo khóa mới, chuỗi khóa đứt từ đây · the key is lost: a fresh one, unsigned for')
    .requiredOption('--reason <text>', 'mất thế nào · how it was lost')
    .action(async (_options, sub: Command) => {
      const { reason, ...form } = sub.optsWithGlobals<Form & { readonly reason: string }>();
      if (reason.trim() === '') return done(misused(shell, sealMessages(shell.terminal.lang).reasonWanted));
      return done(await change(shell, form, (ctx) => replaceLostKey(ctx, { reason }), true));
    });
};

const seal = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) =>
    answer(shell, form, showSeal(ctx), ({ vkey, checkpoint, keyChanges }) => {
      const lostAt = keyChanges.flatMap(({ seq, signature }) => (signature === null ? [seq] : []));
      return {
        out: [vkey, '', ...(checkpoint ?? '').trimEnd().split('\n')],
        err: lostAt.length === 0 ? [] : [sealMessages(shell.terminal.lang).lostAt(lostAt)],
      };
    }),
  );

type Ctx = Parameters<typeof rotateKey>[0];

const change = (
  shell: Shell,
  form: Form,
  ask: (ctx: Ctx) => Result<{ readonly newKey: string; readonly oldId: string; readonly seq: number }>,
  lost = false,
): Promise<Exit> =>
  shell.withCtx((ctx) =>
    answer(shell, form, ask(ctx), ({ newKey, oldId, seq }) => {
      const say = sealMessages(shell.terminal.lang);
      return { out: [newKey], err: [...(lost ? [say.lostAt([seq])] : [say.rotated(oldId, seq)]), say.printIt] };
    }),
  );
