/** `loa edit`: edits like in a calendar, looked at first or made, and taken back. */
import type { Command } from 'commander';
import { EditJson, editOf } from '../contract/alterations.ts';
import { conflictText } from '../contract/sentences/conflicts.ts';
import { findingText } from '../contract/sentences/findings.ts';
import { formatDate } from '../contract/sentences/format.ts';
import { reasonText } from '../contract/sentences/index.ts';
import { readTyped } from '../contract/typed-shape.ts';
import { timeOf } from '../core/time/local.ts';
import { type EditPreview, editSchedule, previewEdit } from '../operations/alterations/edit-schedule.ts';
import { undoAlteration } from '../operations/alterations/undo-alteration.ts';
import { answer, type Form, notNumber, numberOption, type Said, sayTyped } from './answers.ts';
import { editMessages } from './edit-messages.ts';
import { commonOptions, type EditForm, type Step, spelledOut, stepOptions } from './edit-options.ts';
import { dayOption, type Shell } from './shell.ts';
import { type Exit, sayRefusals, type Terminal } from './terminal.ts';

const STEPS: Readonly<Record<Step, string>> = {
  cancel: 'bỏ, kèm lý do · cancel, with a reason',
  move: 'chuyển sang giờ, ngày hoặc buổi khác · to another time, day or session',
  replace: 'thay nội dung một tiết mục · other content in a segment’s place',
  add: 'thêm một tiết mục vào buổi phát · one more place in a session',
  length: 'đổi thời lượng tối đa của buổi phát · how long a session lasts at most',
  channels: 'đổi kênh của buổi phát · on other channels',
};

export const addEdit = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const edit = program
    .command('edit')
    .description('sửa từng lần phát như trên lịch · edit single occurrences, as in a calendar');
  for (const [step, about] of Object.entries(STEPS) as [Step, string][]) {
    const command = commonOptions(stepOptions[step](edit.command(step).description(about)));
    command.action(async (form: EditForm) => done(await make(shell, step, form)));
  }
  edit
    .command('undo')
    .description('hoàn tác một lần sửa · take a change back')
    .argument('<number>', 'số của lần sửa · see `loa history`')
    .option('--reason <text>', 'lý do · why')
    .option('--json', 'JSON')
    .action(async (number: string, form: Form & { reason?: string }) => done(await undo(shell, number, form)));
};

const make = async (shell: Shell, step: Step, form: EditForm): Promise<Exit> => {
  const spelled = spelledOut(shell, step, form);
  if (!spelled.ok) return sayRefusals(shell.terminal, spelled.refusals);
  return shell.withCtx((ctx) => {
    const day = dayOption(ctx, form.day);
    if (!day.ok) return sayTyped(shell, day.refusals);
    const read = readTyped(EditJson, { ...(spelled.value as object), day: day.value });
    if (!read.ok) return sayTyped(shell, read.refusals);
    const say = editMessages(shell.terminal.lang);
    if (form.preview)
      return answer(shell, form, previewEdit(ctx, editOf(read.value)), (preview) => ({
        err: [say.preview],
        out: previewLines(shell.terminal, preview),
      }));
    return answer(shell, form, editSchedule(ctx, editOf(read.value)), (made) => ({
      err: [say.made(made.id), ...againLines(shell.terminal, made.replanned)],
      out: previewLines(shell.terminal, made),
    }));
  });
};

const undo = (shell: Shell, number: string, form: Form & { reason?: string }): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const id = numberOption(number);
    if (id === null) return notNumber(shell, 'number', number);
    return answer(
      shell,
      form,
      undoAlteration(ctx, { id, reason: form.reason ?? '' }),
      (undone): Said => ({
        err: [editMessages(shell.terminal.lang).undone(id), ...againLines(shell.terminal, undone.replanned)],
        out: previewLines(shell.terminal, undone),
      }),
    );
  });

const againLines = (
  { lang }: Terminal,
  again: { readonly planned: number; readonly all: number; readonly left: number } | null,
): string[] => {
  if (again === null) return [];
  const say = editMessages(lang);
  return [say.replanned(again.planned, again.all), ...(again.left === 0 ? [] : [say.later(again.left)])];
};

/** '24/11/2026 · Đài Mỹ Tú · Buổi chiều: 17:00 (30 phút) → 14:00 (30 phút)', and beneath it what is heard no more. */
const previewLines = ({ lang }: Terminal, { changes, conflicts, findings, looked }: EditPreview): string[] => {
  const say = editMessages(lang);
  const shown = (one: { readonly start: string; readonly seconds: number } | null): string =>
    one === null || one.seconds === 0
      ? say.silent
      : `${say.clock(timeOf(one.start as never))} (${say.length(one.seconds)})`;
  const lines = changes.flatMap(({ channel, day, sessions }) =>
    sessions.flatMap(({ name, before, after, added, left }) => [
      `${formatDate(day, lang)} · ${channel.name} · ${name}: ${shown(before)} → ${shown(after)}`,
      ...added.map((title) => `    + ${say.adds} ${title}`),
      ...left.map(
        ({ title, reason }) => `    − ${say.leaves} ${title}${reason === null ? '' : `: ${reasonText(reason, lang)}`}`,
      ),
    ]),
  );
  const on = (one: {
    readonly channel: { readonly name: string };
    readonly day: EditPreview['changes'][number]['day'];
  }) => `${formatDate(one.day, lang)} · ${one.channel.name}`;
  return [
    ...(lines.length === 0 ? [say.noChange] : lines),
    ...conflicts.map((one) => `! ${on(one)} · ${conflictText(one, lang)}`),
    ...findings.map((one) => `! ${on(one)} · ${findingText(one, lang)}`),
    ...(looked.whole || looked.to === null ? [] : [say.beyond(looked.to)]),
  ];
};
