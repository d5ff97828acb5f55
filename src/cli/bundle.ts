/** `loa bundle`: entries of the air log with their proofs as one ZIP, and `loa prove`: one of them as two files. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { bundleName } from '../contract/bundle-files.ts';
import { refuse } from '../core/result.ts';
import { bundleLog } from '../operations/log/bundle-log.ts';
import { proveEntry } from '../operations/log/prove-entry.ts';
import { showSeal } from '../operations/log/show-seal.ts';
import { bundleZip } from '../reports/bundle.ts';
import { answer, type Form, notNumber, numberOption } from './answers.ts';
import { messages } from './messages.ts';
import { type Shell, spanOption } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';
import { writeWhole } from './write-whole.ts';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly channel?: string;
  readonly campaign?: string;
  readonly out?: string;
  readonly json?: true;
}

export const addBundle = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('bundle')
    .description('gói bằng chứng: mục nhật ký, bằng chứng, khóa, cách kiểm · evidence bundle')
    .requiredOption('--from <day>')
    .requiredOption('--to <day>')
    .option('--channel <id>')
    .option('--campaign <id>')
    .option('--out <file>', 'ghi ra tệp ZIP này · write this ZIP')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await bundle(shell, options)));
  program
    .command('prove')
    .description('một mục nhật ký và bằng chứng của nó thành hai tệp · one entry and its proof as two files')
    .argument('<seq>')
    .option('--out <folder>', 'thư mục · folder', '.')
    .option('--json', 'JSON')
    .action(async (seq: string, options: Form & { readonly out: string }) => done(await prove(shell, seq, options)));
  program
    .command('seal')
    .description('mốc ký mới nhất của nhật ký, và khóa kiểm tra · the log’s newest checkpoint and its key')
    .option('--json', 'JSON')
    .action(async (options: Form) => done(await seal(shell, options)));
};

const bundle = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const span = spanOption(ctx, options.from, options.to);
    if (!span.ok) return sayRefusals(terminal, span.refusals);
    const { from, to } = span.value;
    const made = bundleLog(ctx, { ...span.value, channel: options.channel, campaign: options.campaign });
    if (!made.ok) return sayRefusals(terminal, made.refusals);
    const zip = await bundleZip(made.value, span.value);
    const path = options.out ?? bundleName(from, to);
    const written = await writeWhole(zip.stream, path, terminal.signal);
    if (!written.ok) return sayRefusals(terminal, written.refusals);
    const { entries, vkey, checkpoint } = made.value;
    if (options.json) sayJson(terminal, { file: path, bytes: zip.bytes, entries: entries.length, vkey, checkpoint });
    else terminal.err(`${messages(terminal.lang).bundled(path, entries.length, vkey)}\n`);
    return EXIT.done;
  });

const prove = (shell: Shell, text: string, { out, ...form }: Form & { readonly out: string }): Exit | Promise<Exit> => {
  const seq = text === '0' ? 0 : numberOption(text);
  if (seq === null) return notNumber(shell, 'seq', text);
  return shell.withCtx((ctx) => {
    const { terminal } = shell;
    const proved = proveEntry(ctx, seq);
    if (!proved.ok) return sayRefusals(terminal, proved.refusals);
    const [entry, proof] = [join(out, `${seq}.json`), join(out, `${seq}.tlog-proof`)];
    try {
      writeFileSync(entry, proved.value.leaf);
      writeFileSync(proof, proved.value.proof);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      const reason = String(error.code);
      return sayRefusals(terminal, refuse('file.unwritable', { path: out, reason }, { file: out }).refusals);
    }
    if (form.json) sayJson(terminal, { entry, proof });
    else terminal.out(`${entry}\n${proof}\n`);
    return EXIT.done;
  });
};

const seal = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) =>
    answer(shell, form, showSeal(ctx), ({ vkey, checkpoint }) => ({
      out: [vkey, '', ...(checkpoint ?? '').trimEnd().split('\n')],
    })),
  );
