/** `loa anchor`: the log's newest checkpoint cosigned by another office and time-stamped, as files to be kept elsewhere. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { anchorLog } from '../operations/log/anchor-log.ts';
import { type Form, misused } from './answers.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';
import { writeWhole } from './write-whole.ts';

interface Anchor extends Form {
  readonly witness?: string;
  readonly witnessKey?: string;
  readonly authority?: string;
  readonly ca?: string;
  readonly out: string;
}

export const addAnchor = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('anchor')
    .description(
      'đưa mốc ký ra ngoài: cơ quan khác đồng ký, dấu thời gian · have the checkpoint cosigned and time-stamped',
    )
    .option('--witness <url>', 'bên đồng ký · the witness')
    .option('--witness-key <vkey>', 'khóa của bên đồng ký · its key')
    .option('--authority <url>', 'nơi cấp dấu thời gian RFC 3161 · time-stamp authority')
    .option('--ca <file>', 'chứng thư gốc được tin, PEM · certificates that are believed')
    .option('--out <folder>', 'thư mục · folder', '.')
    .option('--json', 'JSON')
    .action(async (form: Anchor) => done(await anchor(shell, form)));
};

const anchor = (shell: Shell, { witness, witnessKey, authority, ca, out, ...form }: Anchor): Exit | Promise<Exit> => {
  const { terminal } = shell;
  const say = messages(terminal.lang);
  if ((witness === undefined) !== (witnessKey === undefined))
    return misused(shell, say.bothEnds('--witness', '--witness-key'));
  if (witness === undefined && authority === undefined) return misused(shell, say.anchorWanted);
  return shell.withCtx(async (ctx) => {
    const anchored = await anchorLog(ctx, {
      witness: witness === undefined || witnessKey === undefined ? null : { url: witness, vkey: witnessKey },
      authority: authority === undefined ? null : { url: authority, caFile: ca ?? null },
    });
    if (!anchored.ok) return sayRefusals(terminal, anchored.refusals);
    if (anchored.value === null) {
      terminal.err(`${say.logEmpty}\n`);
      return EXIT.done;
    }
    const { size, checkpoint, stamp } = anchored.value;
    const files = [
      [join(out, `checkpoint-${size}`), checkpoint],
      ...(stamp === null ? [] : ([[join(out, `checkpoint-${size}.tst`), stamp.token]] as const)),
    ] as const;
    for (const [path, content] of files) {
      const written = await writeWhole(new Blob([content as never]).stream(), path, terminal.signal);
      if (!written.ok) return sayRefusals(terminal, written.refusals);
    }
    const paths = files.map(([path]) => path);
    if (form.json) sayJson(terminal, { size, files: paths, time: stamp?.time ?? null });
    else terminal.out(`${paths.join('\n')}\n`);
    return EXIT.done;
  });
};
