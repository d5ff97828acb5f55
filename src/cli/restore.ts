/** `loa restore BACKUP`: a backup back into a data folder; what was there is kept, what is lost is told. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { type Restored, restoreBackup } from '../operations/care/restore-backup.ts';
import { misused, sayTyped } from './answers.ts';
import { careMessages } from './care-messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, progressLine, sayJson } from './terminal.ts';

interface Options {
  readonly into?: string;
  readonly force?: true;
  readonly knownSize?: string;
  readonly knownCheckpoint?: string;
  readonly acceptLoss?: true;
  readonly json?: true;
}

export const addRestore = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('restore')
    .description('khôi phục từ một bản sao lưu · restore a backup')
    .argument('<backup>', 'thư mục loa-…Z · its folder')
    .option('--into <folder>', 'mặc định · default: LOA_DATA')
    .option('--force', 'thư mục đã có dữ liệu: chuyển sang một bên, không xóa · move aside what is there')
    .option('--known-size <n>', 'nhật ký từng có ít nhất n dòng · entries that the log is known to have had')
    .option('--known-checkpoint <file>', 'bản chốt nhật ký từ bên ngoài · a checkpoint kept elsewhere')
    .option('--accept-loss', 'chấp nhận mất dòng nhật ký · go on although entries are lost')
    .option('--json', 'JSON')
    .action(async (path: string, options: Options) => done(await restore(shell, path, options)));
};

const restore = async (shell: Shell, path: string, options: Options): Promise<Exit> => {
  const { terminal } = shell;
  const say = careMessages(terminal.lang);
  const { knownSize } = options;
  if (knownSize !== undefined && !/^\d{1,15}$/.test(knownSize))
    return misused(shell, say.notCount('--known-size', knownSize));
  const checkpoint = textAsked(options.knownCheckpoint);
  if (!checkpoint.ok) return sayTyped(shell, checkpoint.refusals);
  const line = progressLine(terminal);
  const restored = await restoreBackup(shell.premises(options.into), {
    backup: resolve(path),
    force: options.force === true,
    knownSize: knownSize === undefined ? null : Number(knownSize),
    knownCheckpoint: checkpoint.value,
    acceptLoss: options.acceptLoss === true,
    signal: terminal.signal,
    onStep: (done, of) => line.say(`${say.steps.sounds} ${done}/${of}`),
  });
  if (!restored.ok) return sayTyped(shell, restored.refusals);
  const { record } = restored.value;
  line.end(say.restored(record.madeAt, record.airLog.size));
  for (const told of outcome(restored.value, say)) terminal.err(`${told}\n`);
  if (options.json) sayJson(terminal, restored.value);
  return EXIT.done;
};

const outcome = ({ record, lost, aside, sounds, keys }: Restored, say: ReturnType<typeof careMessages>): string[] => {
  const { madeAt } = record;
  return [
    lossText(madeAt, lost, say),
    say.soundsBack(sounds.carried, sounds.missing),
    ...(keys ? [] : [say.noKeys]),
    ...(aside === null ? [] : [say.aside(aside)]),
  ];
};

const lossText = (madeAt: string, lost: Restored['lost'], say: ReturnType<typeof careMessages>): string => {
  if (lost === null) return say.lostUnknown(madeAt);
  return lost.lost === 0 ? say.lostNone : say.lost(lost.lost, lost.first, madeAt);
};

/** Refuses with file.unreadable. */
const textAsked = (path: string | undefined): Result<string | null> => {
  if (path === undefined) return ok(null);
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refuse('file.unreadable', { path, reason }, { file: path });
  }
};
