/** `loa hold`: legal holds; placing one, lifting one, and all that there were. */
import type { Command } from 'commander';
import { liftHold, listHolds, placeHold, type ShownHold } from '../operations/retention/holds.ts';
import { answer, clockIn, type Form, sayTyped } from './answers.ts';
import { retentionMessages } from './retention-messages.ts';
import { type Shell, spanOption } from './shell.ts';
import type { Exit } from './terminal.ts';

interface PlaceForm extends Form {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly channel?: string;
  readonly reason: string;
}
interface LiftForm extends Form {
  readonly reason: string;
}

export const addHold = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const hold = program.command('hold').description('lệnh giữ nguyên dữ liệu khi thanh tra, khiếu nại · legal holds');
  hold
    .command('list', { isDefault: true })
    .description('các lệnh giữ nguyên dữ liệu · holds, also lifted ones')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await list(shell, form)));
  hold
    .command('place')
    .description('từ giờ không bỏ gì trong những ngày này · nothing of these days may go from now on')
    .requiredOption('--name <text>', 'Thanh tra tháng 12')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>', 'kể cả ngày này · included')
    .option('--channel <id>', 'bỏ trống: mọi kênh · every channel when left out')
    .requiredOption('--reason <text>', 'ai yêu cầu, văn bản nào · who asked, by which document')
    .option('--json', 'JSON')
    .action(async (form: PlaceForm) => done(await place(shell, form)));
  hold
    .command('lift')
    .description('dỡ lệnh · lift it')
    .argument('<id>', 'h-…')
    .requiredOption('--reason <text>')
    .option('--json', 'JSON')
    .action(async (id: string, form: LiftForm) => done(await lift(shell, id, form)));
};

const list = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const say = retentionMessages(shell.terminal.lang);
    const clock = clockIn(ctx, shell.terminal.lang);
    const linesOf = ({ id, name, from, to, channel, reason, placedBy, placedAt, lifted }: ShownHold): string[] => [
      `${name} (${id}): ${say.span(from, to)}, ${channel ?? say.allChannels} · ${lifted === null ? say.inForce : say.lifted(clock(lifted.at), lifted.by)}`,
      `  ${say.set(placedBy, clock(placedAt), reason)}`,
    ];
    return answer(shell, form, listHolds(ctx), (holds) => ({
      out: holds.flatMap(linesOf),
      err: holds.length === 0 ? [say.noHolds] : [],
    }));
  });

const place = (shell: Shell, form: PlaceForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const say = retentionMessages(shell.terminal.lang);
    const span = spanOption(ctx, form.from, form.to);
    if (!span.ok) return sayTyped(shell, span.refusals);
    const { name, reason, channel = null } = form;
    return answer(shell, form, placeHold(ctx, { name, reason, channel, ...span.value }), ({ id, entry }) => ({
      out: [say.placed(id, entry)],
    }));
  });

const lift = (shell: Shell, id: string, form: LiftForm): Promise<Exit> =>
  shell.withCtx((ctx) =>
    answer(shell, form, liftHold(ctx, { id, reason: form.reason }), ({ entry }) => ({
      out: [retentionMessages(shell.terminal.lang).wasLifted(id, entry)],
    })),
  );
