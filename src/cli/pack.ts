/** `loa pack`: some days of a channel as one ZIP for a USB stick, written whole or not at all. */
import type { Command } from 'commander';
import { daySheets } from '../contract/day-sheet.ts';
import { packFiles, packName } from '../contract/pack-files.ts';
import { MOST_PACKED_DAYS, packDays } from '../operations/pack-days.ts';
import { daySheet } from '../reports/day-sheet.ts';
import { packZip } from '../reports/pack.ts';
import { notNumber, numberOption } from './answers.ts';
import { messages } from './messages.ts';
import { dayOption, type Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';
import { writeWhole } from './write-whole.ts';

interface Options {
  readonly channel: string;
  readonly day: string;
  readonly days: string;
  readonly out?: string;
  readonly json?: true;
}

export const addPack = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('pack')
    .description('gói các buổi phát để chép ra USB: âm thanh, danh sách, bản in · days as a ZIP for a USB stick')
    .requiredOption('--channel <id>')
    .requiredOption('--day <day>')
    .option('--days <n>', 'số ngày, kể cả ngày này · how many days, this one included', '1')
    .option('--out <file>', 'ghi ra tệp ZIP này · write this ZIP')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await pack(shell, options)));
};

const pack = (shell: Shell, options: Options): Exit | Promise<Exit> => {
  const { terminal } = shell;
  const days = numberOption(options.days);
  if (days === null || days > MOST_PACKED_DAYS) return notNumber(shell, 'days', options.days);
  return shell.withCtx(async (ctx) => {
    const day = dayOption(ctx, options.day);
    if (!day.ok) return sayRefusals(terminal, day.refusals);
    const packed = await packDays(ctx, { channel: options.channel, day: day.value, days });
    if (!packed.ok) return sayRefusals(terminal, packed.refusals);
    const { sounds, texts } = packFiles(packed.value);
    const pdf = await daySheet(daySheets(packed.value, terminal.lang), day.value);
    const zip = await packZip(day.value, sounds, [
      ...texts.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) })),
      { name: 'danh-sach.pdf', bytes: pdf },
    ]);
    const path = options.out ?? `${packName(packed.value)}.zip`;
    const written = await writeWhole(zip.stream, path, terminal.signal);
    if (!written.ok) return sayRefusals(terminal, written.refusals);
    if (options.json)
      sayJson(terminal, {
        file: path,
        bytes: zip.bytes,
        days: packed.value.map((one) => one.day),
        sounds: sounds.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
        missing: packed.value.flatMap(({ day: of, sessions }) =>
          sessions.flatMap(({ playlist, sound }) => (sound === null ? [{ day: of, session: playlist.session }] : [])),
        ),
      });
    else terminal.err(`${messages(terminal.lang).copied(path)}\n`);
    return EXIT.done;
  });
};
