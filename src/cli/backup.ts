/** `loa backup [FOLDER]`: a checked copy of the data folder, made while the service runs. */
import { join, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { type MadeBackup, makeBackup } from '../operations/care/make-backup.ts';
import { sayTyped, wrongUsage } from './answers.ts';
import { careMessages } from './care-messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, progressLine, sayJson } from './terminal.ts';

interface Options {
  readonly withSound?: true;
  readonly withKeys?: true;
  readonly keepAll?: true;
  readonly daily: string;
  readonly weekly: string;
  readonly monthly: string;
  readonly json?: true;
}

export const addBackup = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('backup')
    .description('sao lưu hai cơ sở dữ liệu, đã kiểm tra · back up, checked, while the service runs')
    .argument('[folder]', 'mặc định · default: <LOA_DATA>/backups')
    .option('--with-sound', 'chép cả âm thanh · sound too')
    .option('--with-keys', 'chép cả khóa ký nhật ký · the signing keys too')
    .option('--keep-all', 'không bỏ bản cũ · remove no older backup')
    .option('--daily <n>', 'giữ theo ngày · days', '7')
    .option('--weekly <n>', 'giữ theo tuần · weeks', '4')
    .option('--monthly <n>', 'giữ theo tháng · months', '12')
    .option('--json', 'JSON')
    .action(async (folder: string | undefined, options: Options) => done(await backup(shell, folder, options)));
};

const backup = async (shell: Shell, folder: string | undefined, options: Options): Promise<Exit> => {
  const { terminal } = shell;
  const say = careMessages(terminal.lang);
  const counts = keepAsked(shell, options);
  if (!counts.ok) return sayTyped(shell, counts.refusals);
  const premises = shell.premises();
  const into = resolve(folder ?? join(premises.dataDir, 'backups'));
  const line = progressLine(terminal);
  const made = await makeBackup(premises, {
    folder: into,
    withSound: options.withSound === true,
    withKeys: options.withKeys === true,
    keep: options.keepAll ? null : counts.value,
    signal: terminal.signal,
    onStep: (step, done, of) => line.say(of > 2 ? `${say.steps[step]} ${done}/${of}` : say.steps[step]),
  });
  if (!made.ok) return sayTyped(shell, made.refusals);
  const { path, record, bytes } = made.value;
  line.end(say.made(path, bytes, record.airLog.size));
  for (const told of asides(made.value, say)) terminal.err(`${told}\n`);
  if (`${into}${sep}`.startsWith(`${premises.dataDir}${sep}`)) terminal.err(`${say.sameDisk}\n`);
  if (options.json) sayJson(terminal, made.value);
  return EXIT.done;
};

const asides = ({ record, carried, removed, broken }: MadeBackup, say: ReturnType<typeof careMessages>): string[] => [
  record.sounds.kept ? say.soundKept(carried, record.sounds.listed) : say.soundLeft,
  ...(record.sounds.missing === 0 ? [] : [say.soundMissing(record.sounds.missing)]),
  ...(removed.length === 0 ? [] : [say.removed(removed.join(', '))]),
  ...broken.map(say.broken),
];

const keepAsked = (shell: Shell, options: Options): Result<{ daily: number; weekly: number; monthly: number }> => {
  const words = ['daily', 'weekly', 'monthly'] as const;
  const wrong = words.find((word) => !/^\d{1,4}$/.test(options[word]));
  if (wrong !== undefined)
    return wrongUsage(shell, careMessages(shell.terminal.lang).notCount(`--${wrong}`, options[wrong]));
  const [daily = 0, weekly = 0, monthly = 0] = words.map((word) => Number(options[word]));
  return ok({ daily, weekly, monthly });
};
