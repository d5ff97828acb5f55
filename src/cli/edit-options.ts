/** The options of `loa edit …`, and the edit that they spell out, in the form in which programs send it. */
import type { Command } from 'commander';
import { EDIT_SCOPES } from '../contract/alterations.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { ok, refusal } from '../core/result.ts';
import type { Form } from './answers.ts';
import { wrongUsage } from './answers.ts';
import { editMessages } from './edit-messages.ts';
import type { Shell } from './shell.ts';

export interface EditForm extends Form {
  readonly session?: string;
  readonly segment?: string;
  readonly day: string;
  readonly scope: string;
  readonly reason?: string;
  readonly evenSo?: true;
  readonly preview?: true;
  readonly time?: string;
  readonly toDay?: string;
  readonly into?: string;
  readonly after?: string;
  readonly title?: string;
  readonly language?: string;
  readonly minutes?: string;
  readonly channels?: string[];
  readonly item?: string;
  readonly strand?: string;
  readonly count?: string;
  readonly repeat?: string;
  readonly relay?: string;
  readonly fallback?: string;
  readonly filler?: string;
}

export type Step = 'cancel' | 'move' | 'replace' | 'add' | 'length' | 'channels';

const CONTENTS = ['item', 'strand', 'repeat', 'relay', 'filler'] as const;

const contentOptions = (command: Command): Command =>
  command
    .option('--item <id>', 'tin bài · an item')
    .option('--strand <id>', 'tin bài kế tiếp của chuyên mục · the next of a strand')
    .option('--count <n>', 'số tin bài lấy từ chuyên mục · how many of it')
    .option('--repeat <segment>', 'phát lại tiết mục này · what this segment played')
    .option('--relay <source>', 'tiếp âm, kèm --minutes · a relay, with --minutes')
    .option('--fallback <item>', 'nhạc nằm dưới khoảng tiếp âm · beneath the relay')
    .option('--filler <item>', 'nhạc chờ · music that stretches')
    .option('--title <text>', 'tên tiết mục · title of the place');

const AFTER = ['--after <segment>', 'đặt sau tiết mục này · after this segment'] as const;

/** Each step's own options. */
export const stepOptions: Readonly<Record<Step, (command: Command) => Command>> = {
  cancel: (command) => command,
  move: (command) =>
    command
      .option('--time <clock>', '17:30')
      .option('--to-day <day>', 'sang ngày khác, chỉ một lần phát · another day, one occurrence only')
      .option('--into <session>', 'tiết mục: sang buổi khác trong ngày · a segment: into another session')
      .option(...AFTER),
  replace: (command) => contentOptions(command).option('--minutes <n>', 'thời lượng tiếp âm · of a relay'),
  add: (command) =>
    contentOptions(command)
      .option('--minutes <n>', 'thời lượng tiếp âm · of a relay')
      .option('--language <tag>', 'vi, km')
      .option(...AFTER),
  length: (command) => command.option('--minutes <n>', 'dài nhất · at most'),
  channels: (command) => command.option('--channels <id...>', 'các kênh thay thế · instead of its channels'),
};

export const commonOptions = (command: Command): Command =>
  command
    .option('--session <id>', 'buổi phát · a session')
    .option('--segment <id>', 'tiết mục · a segment')
    .requiredOption('--day <day>', 'ngày lịch hẹn phát · the day on which the schedule asks for it')
    .option('--scope <scope>', EDIT_SCOPES.join(', '), 'this')
    .option('--reason <text>', 'lý do, lưu vào lịch sử · why; kept in the history')
    .option('--even-so', 'vẫn sửa dù trùng giờ · although it makes a conflict')
    .option('--preview', 'chỉ xem, chưa ghi · look at it only')
    .option('--json', 'JSON');

/** An edit to be read by its shape. Refuses with usage.wrong what no shape could mend. */
export const spelledOut = (shell: Shell, step: Step, form: EditForm): Result<unknown> => {
  const say = editMessages(shell.terminal.lang);
  const { session, segment, day, scope, reason = '', evenSo = false } = form;
  if ((session === undefined) === (segment === undefined)) return wrongUsage(shell, say.oneTarget);
  const target = session === undefined ? { of: 'segment', segment } : { of: 'session', session };
  const rest = { scope, day, reason, evenSo };
  const targets = TARGETS[step];
  if (targets !== undefined && targets !== target.of) return wrongUsage(shell, say.onlyWith(step, `--${targets}`));
  const edit = (action: object) => ok({ ...target, action: { kind: step, ...action }, ...rest });
  switch (step) {
    case 'cancel':
      return edit({});
    case 'channels':
      return edit({ channels: form.channels ?? [] });
    case 'length': {
      const maxSeconds = minutesOf(shell, form, 1440);
      return maxSeconds.ok ? edit({ maxSeconds: maxSeconds.value }) : maxSeconds;
    }
    case 'move':
      if (session !== undefined)
        return form.time === undefined
          ? wrongUsage(shell, say.needs('--time'))
          : edit({ time: form.time, day: form.toDay ?? null });
      return form.into === undefined
        ? wrongUsage(shell, say.needs('--into'))
        : edit({ session: form.into, after: form.after ?? null });
    case 'replace':
    case 'add': {
      const content = contentOf(shell, form);
      if (!content.ok) return content;
      const { title, after = null, language = 'vi' } = form;
      if (step === 'replace') return edit({ content: content.value, title: title ?? null });
      return title === undefined
        ? wrongUsage(shell, say.needs('--title'))
        : edit({ content: content.value, title, after, language });
    }
  }
};

/** Seconds of --minutes, which may have a decimal part. Refuses with usage.wrong, in minutes as they were typed. */
const minutesOf = (shell: Shell, { minutes }: EditForm, most: number): Result<number> => {
  const say = editMessages(shell.terminal.lang);
  if (minutes === undefined) return wrongUsage(shell, say.needs('--minutes'));
  const seconds = /^\d{1,9}([.,]\d{1,9})?$/.test(minutes) ? Math.round(Number(minutes.replace(',', '.')) * 60) : 0;
  return seconds < 1 || seconds > most * 60 ? wrongUsage(shell, say.minutes(minutes, most)) : ok(seconds);
};

/** What only a session, or only a segment, can be asked. */
const TARGETS: Partial<Record<Step, 'session' | 'segment'>> = {
  ...{ length: 'session', add: 'session', channels: 'session' },
  replace: 'segment',
};

/** Refusals that name a field of the edit, naming the option instead with which that field was typed. */
export const asTyped = (refusals: readonly Refusal[], step: Step, form: EditForm): readonly Refusal[] =>
  refusals.map((refused) => {
    if (refused.code === 'request.wrong')
      return refusal(refused.code, { ...refused.params, field: optionOf(refused.params.field, step, form) });
    if (refused.code === 'schedule.field-wrong')
      return refusal(refused.code, { ...refused.params, field: `--${optionOf(refused.params.field, step, form)}` });
    return refused;
  });

/** By the option's attribute; what is called the same stays as it is. */
const optionOf = (field: string, step: Step, form: EditForm): string => {
  switch (field) {
    case 'day':
      return step === 'move' ? 'toDay' : field;
    case 'session':
      return form.segment === undefined ? field : 'into';
    case 'of':
      return 'repeat';
    case 'source':
      return 'relay';
    case 'item':
      return form.filler === undefined ? field : 'filler';
    default:
      return field;
  }
};

const contentOf = (shell: Shell, form: EditForm): Result<object> => {
  const say = editMessages(shell.terminal.lang);
  const [kind, ...more] = CONTENTS.filter((one) => form[one] !== undefined);
  const value = kind === undefined ? undefined : form[kind];
  if (kind === undefined || value === undefined || more.length > 0) return wrongUsage(shell, say.oneContent);
  switch (kind) {
    case 'item':
    case 'filler':
      return ok({ kind, item: value });
    case 'strand':
      return ok({ kind, strand: value, count: Number(form.count ?? '1') });
    case 'repeat':
      return ok({ kind, of: value });
    case 'relay': {
      const seconds = minutesOf(shell, form, 240);
      return seconds.ok
        ? ok({ kind, source: value, seconds: seconds.value, fallback: form.fallback ?? null })
        : seconds;
    }
  }
};
