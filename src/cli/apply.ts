/** `loa apply FILE…`: schedule files → rows, with the difference in words. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { type FileBytes, readSchedules } from '../contract/schedule-file/index.ts';
import { words } from '../contract/sentences/index.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { okUnless, refusal } from '../core/result.ts';
import type { Change } from '../core/schedule/diff.ts';
import { nfc } from '../core/text.ts';
import { applySchedule } from '../operations/apply-schedule.ts';
import { type Messages, messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayNotices, sayRefusals } from './terminal.ts';

export const addApply = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('apply')
    .description('áp dụng tệp lịch · apply schedule files, all or nothing')
    .argument('<file...>')
    .option('--dry-run', 'chỉ xem khác biệt · only show the difference')
    .option('--json', 'JSON')
    .action(async (paths: string[], options: { dryRun?: true; json?: true }) =>
      done(await apply(shell, paths, options)),
    );
};

const apply = async (shell: Shell, paths: string[], options: { dryRun?: true; json?: true }): Promise<Exit> => {
  const { terminal } = shell;
  const files = readFiles(paths);
  const written = files.ok ? readSchedules(files.value) : files;
  if (!written.ok) return sayRefusals(terminal, written.refusals);
  sayNotices(terminal, written.value.notices);
  for (const { title, priority, authorised } of written.value.schedule.segments)
    if (priority === 'emergency' && authorised === null)
      terminal.err(`${messages(terminal.lang).unauthorised(title)}\n`);
  return shell.withCtx((ctx) => {
    const applied = applySchedule(ctx, written.value, { dryRun: options.dryRun === true });
    if (!applied.ok) return sayRefusals(terminal, applied.refusals);
    const { changes, dryRun } = applied.value;
    if (options.json) sayJson(terminal, { dryRun, changes });
    else terminal.out(describe(changes, dryRun, messages(terminal.lang), words(terminal.lang).kinds));
    return EXIT.done;
  });
};

/** Files by their paths, called by their base names in NFC. Every unreadable one is told. */
export const readFiles = (paths: readonly string[]): Result<FileBytes[]> => {
  const refusals: Refusal[] = [];
  const files = paths.flatMap((path): FileBytes[] => {
    try {
      return [{ name: nfc(basename(path)), bytes: readFileSync(path) }];
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      refusals.push(refusal('file.unreadable', { path, reason }, { file: path }));
      return [];
    }
  });
  return okUnless(refusals, () => files);
};

const MARKS = { added: '+', changed: '~', removed: '-' } as const;

/** A difference in words. */
export const describe = (
  changes: readonly Change[],
  dryRun: boolean,
  say: Messages,
  kinds: Readonly<Record<string, string>>,
): string => {
  if (changes.length === 0) return `${say.nothingChanged}\n`;
  const lines = changes.flatMap(({ what, kind, id, name, fields }) => [
    `${MARKS[what]} ${say[what]} ${kinds[kind] ?? kind} ${id}: ${name}`,
    ...fields.map(({ field, before, after }) => `    ${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`),
  ]);
  return `${lines.join('\n')}\n${dryRun ? say.dryRun(changes.length) : say.applied(changes.length)}\n`;
};
