/** `loa edit`: edits like in a calendar, looked at first or made, and taken back. */
import type { Command } from 'commander';
import { EditJson, editOf } from '../contract/alterations.ts';
import { readTyped } from '../contract/typed-shape.ts';
import type { RefusalCode } from '../core/refusal.ts';
import type { Refused } from '../core/result.ts';
import { editSchedule, previewEdit } from '../operations/alterations/edit-schedule.ts';
import { undoAlteration } from '../operations/alterations/undo-alteration.ts';
import { answer, type Form, notNumber, numberOption, type Said, sayTyped } from './answers.ts';
import { editMessages } from './edit-messages.ts';
import { asTyped, commonOptions, type EditForm, type Step, spelledOut, stepOptions } from './edit-options.ts';
import { previewLines } from './edit-preview.ts';
import { dayOption, type Shell } from './shell.ts';
import { EXIT, type Exit, sayRefusals, type Terminal } from './terminal.ts';

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

/** What is wrong with a word of the command itself, not with what there is to edit. */
const WRONG_WORDS: ReadonlySet<RefusalCode> = new Set(['request.wrong', 'schedule.field-wrong']);

const make = async (shell: Shell, step: Step, form: EditForm): Promise<Exit> => {
  const spelled = spelledOut(shell, step, form);
  if (!spelled.ok) return sayRefusals(shell.terminal, spelled.refusals);
  return shell.withCtx((ctx) => {
    const day = dayOption(ctx, form.day);
    if (!day.ok) return sayTyped(shell, day.refusals);
    const read = readTyped(EditJson, { ...(spelled.value as object), day: day.value });
    const refused = ({ refusals }: Refused): Exit => {
      const exit = sayTyped(shell, asTyped(refusals, step, form));
      return refusals.every(({ code }) => WRONG_WORDS.has(code)) ? EXIT.usage : exit;
    };
    if (!read.ok) return refused(read);
    const say = editMessages(shell.terminal.lang);
    if (form.preview) {
      const looked = previewEdit(ctx, editOf(read.value));
      if (!looked.ok) return refused(looked);
      return answer(shell, form, looked, (preview) => ({
        err: [say.preview],
        out: previewLines(shell.terminal, preview),
      }));
    }
    const edited = editSchedule(ctx, editOf(read.value));
    if (!edited.ok) return refused(edited);
    return answer(shell, form, edited, (made) => ({
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
