/** `loa festival list` and `confirm`: the announced days of festivals, and a person who stands for them. */
import type { Command } from 'commander';
import { confirmFestival } from '../operations/festivals/confirm-festival.ts';
import { type ListedFestival, listFestivals } from '../operations/festivals/list-festivals.ts';
import { answer, clockIn, type Form } from './answers.ts';
import { festivalMessages } from './festival-messages.ts';
import { type Shell, spanOption } from './shell.ts';
import { type Exit, sayRefusals } from './terminal.ts';

interface ListForm extends Form {
  readonly waiting?: true;
}

interface ConfirmForm extends Form {
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

export const addFestival = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const festival = program.command('festival').description('ngày lễ do người xác nhận · festivals confirmed by people');
  festival
    .command('list')
    .description('các lễ, ngày từng năm và nguồn · festivals with their days and sources')
    .option('--waiting', 'chỉ những ngày chờ xác nhận · only those that wait')
    .option('--json', 'JSON')
    .action(async (form: ListForm) => done(await list(shell, form)));
  festival
    .command('confirm')
    .description('xác nhận ngày của một lễ · stand for the days of a festival')
    .argument('<id>', 'chol-chnam-thmay')
    .requiredOption('--from <day>', '2026-04-14')
    .requiredOption('--to <day>', '2026-04-16')
    .requiredOption('--by <name>', 'họ tên người xác nhận · full name of who stands for it')
    .option('--json', 'JSON')
    .action(async (id: string, form: ConfirmForm) => done(await confirm(shell, id, form)));
};

const list = (shell: Shell, form: ListForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const say = festivalMessages(shell.terminal.lang);
    const clock = clockIn(ctx, shell.terminal.lang);
    const all = listFestivals(ctx);
    if (!all.ok) return sayRefusals(shell.terminal, all.refusals);
    const kept = all.value
      .map((one) => ({ ...one, days: one.days.filter(({ confirmed }) => !form.waiting || confirmed === null) }))
      .filter(({ days }) => days.length > 0);
    const linesOf = ({ id, name, days }: ListedFestival): string[] => [
      `${name} (${id})`,
      ...days.map(({ from, to, source, confirmed }) => {
        const state = confirmed === null ? say.waiting : say.confirmedBy(confirmed.by, clock(confirmed.at));
        return `  ${say.span(from, to)} · ${state} · ${say.source(source)}`;
      }),
    ];
    return answer(shell, form, { ok: true, value: kept }, (festivals) => ({
      out: festivals.flatMap(linesOf),
      err: festivals.length > 0 ? [] : [form.waiting ? say.noneWaiting : say.none],
    }));
  });

const confirm = (shell: Shell, festival: string, form: ConfirmForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const say = festivalMessages(shell.terminal.lang);
    const span = spanOption(ctx, form.from, form.to);
    if (!span.ok) return sayRefusals(shell.terminal, span.refusals);
    const { from, to } = span.value;
    return answer(shell, form, confirmFestival(ctx, { festival, from, to, by: form.by }), () => ({
      out: [say.confirmed(festival, say.span(from, to))],
    }));
  });
