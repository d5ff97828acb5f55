/** `loa retention`: for how long records are kept, what is due, setting a rule, removing what is due now. */
import type { Command } from 'commander';
import { recordText } from '../contract/sentences/retention.ts';
import { type ShownRule, setRetention, showRetention } from '../operations/retention/rules.ts';
import { type RanRetention, runRetention } from '../operations/retention/run-retention.ts';
import { answer, clockIn, type Form, misused, numberOption } from './answers.ts';
import { retentionMessages } from './retention-messages.ts';
import type { Shell } from './shell.ts';
import type { Exit } from './terminal.ts';

interface SetForm extends Form {
  readonly reason: string;
}
interface RunForm extends Form {
  readonly dryRun?: true;
}

export const addRetention = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const retention = program
    .command('retention')
    .description('thời hạn lưu giữ từng loại dữ liệu · for how long records are kept');
  retention
    .command('show', { isDefault: true })
    .description('thời hạn đang áp dụng và những gì đến hạn · the rules and what is due')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await show(shell, form)));
  retention
    .command('set')
    .description('đặt thời hạn cho một loại · set how long one kind is kept')
    .argument('<kind>', 'sound, rendering, work…')
    .argument('<days>', 'số ngày, hoặc forever · days, or forever')
    .requiredOption('--reason <text>', 'lý do, văn bản làm căn cứ · why, by which document')
    .option('--json', 'JSON')
    .action(async (kind: string, days: string, form: SetForm) => done(await set(shell, kind, days, form)));
  retention
    .command('run')
    .description('bỏ những gì đến hạn, mỗi loại một dòng nhật ký · remove what is due, told in the air log')
    .option('--dry-run', 'chỉ xem · look only')
    .option('--json', 'JSON')
    .action(async (form: RunForm) => done(await run(shell, form)));
};

const show = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { lang } = shell.terminal;
    const say = retentionMessages(lang);
    const clock = clockIn(ctx, lang);
    const linesOf = ({ record, keepDays, offeredDays, set, due, held, needed }: ShownRule): string[] => {
      const kept = set === null ? say.unset(offeredDays) : keepDays === null ? say.forever : say.days(keepDays);
      return [
        `${recordText(record, lang)} [${record}]: ${kept}`,
        ...(set === null ? [] : [`  ${say.set(set.by, clock(set.at), set.reason)}`]),
        ...(keepDays === null ? [] : [`  ${say.due(due, held, needed)}`]),
      ];
    };
    return answer(shell, form, await showRetention(ctx), ({ rules }) => ({ out: rules.flatMap(linesOf) }));
  });

const set = (shell: Shell, record: string, typed: string, form: SetForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const say = retentionMessages(shell.terminal.lang);
    const keepDays = typed === 'forever' ? null : numberOption(typed);
    if (keepDays === null && typed !== 'forever') return misused(shell, say.notDays(typed));
    return answer(shell, form, setRetention(ctx, { record, keepDays, reason: form.reason }), ({ rule }) => ({
      out: [say.wasSet(rule)],
    }));
  });

const run = (shell: Shell, form: RunForm): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { lang, signal } = shell.terminal;
    const say = retentionMessages(lang);
    const dryRun = form.dryRun === true;
    const lines = ({ due, removed }: RanRetention): string[] =>
      dryRun
        ? due.map(({ record, count }) => say.would(recordText(record, lang), count))
        : removed.map(({ record, removed: count, entry }) => say.removed(recordText(record, lang), count, entry));
    return answer(shell, form, await runRetention(ctx, { dryRun, byItself: false, signal }), (ran) => {
      const out = lines(ran);
      return { out: out.length === 0 ? [say.nothing] : out };
    });
  });
