/** `loa verify`: whether a bundle, an entry with its proof, or an exported log holds. Offline; needs no database. */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import type { CheckedBundle } from '../core/evidence/bundle.ts';
import type { Hash } from '../core/evidence/merkle.ts';
import type { Verify } from '../core/evidence/signed.ts';
import { ok, type Refused, type Result, refuse } from '../core/result.ts';
import { verifyBundle, verifyExport, verifyProof } from '../operations/log/verify-evidence.ts';
import { Unreadable, unpack } from '../reports/unpack.ts';
import { misused } from './answers.ts';
import { messages } from './messages.ts';
import { writeOut } from './out.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options {
  readonly key?: string;
  readonly entry?: string;
  readonly page?: string;
  readonly json?: true;
}

/** What node:crypto does faster than the core by itself. */
interface Tools {
  readonly verify: Verify;
  readonly hash: Hash;
}

export const addVerify =
  (tools: Tools) =>
  (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
    program
      .command('verify')
      .description(
        'kiểm gói bằng chứng, một mục với bằng chứng, hoặc bản xuất nhật ký · check a bundle, a proof or an exported log',
      )
      .argument('[path]', 'gói .zip, thư mục đã giải nén, tệp .tlog-proof, hoặc tệp .loa-log')
      .option('--key <vkey>', 'khóa kiểm tra in trên giấy · the verifier key on paper')
      .option('--entry <file>', 'mục nhật ký của bằng chứng · the entry that the proof is for')
      .option(
        '--page <file>',
        'ghi trang kiểm tra cho trình duyệt ra tệp này · write the page that checks in a browser',
      )
      .option('--json', 'JSON')
      .action(async (path: string | undefined, options: Options) => done(await asked(shell, path, options, tools)));
  };

const asked = async (shell: Shell, path: string | undefined, options: Options, tools: Tools): Promise<Exit> => {
  const { terminal } = shell;
  const say = messages(terminal.lang);
  if (path !== undefined) return check(shell, path, options, tools);
  if (options.page === undefined) return misused(shell, say.pathWanted);
  const { verifyPage } = await import('../reports/verify-page.ts');
  const written = writeOut(options.page, (await verifyPage()).html);
  if (!written.ok) return sayRefusals(terminal, written.refusals);
  terminal.err(`${say.pageWritten(options.page)}\n`);
  return EXIT.done;
};

const check = async (shell: Shell, path: string, options: Options, { verify, hash }: Tools): Promise<Exit> => {
  if (path.endsWith('.tlog-proof')) return checkProof(shell, path, options, verify);
  if (path.endsWith('.loa-log')) return checkExport(shell, path, options, { verify, hash });
  const files = await filesOf(path);
  if (!files.ok) return sayRefusals(shell.terminal, files.refusals);
  const checked = verifyBundle({ files: files.value, vkey: options.key ?? null, verify });
  if (!checked.ok) return sayRefusals(shell.terminal, checked.refusals);
  return sayChecked(shell, checked.value, options);
};

const sayChecked = (
  { terminal }: Shell,
  { entries, checkpoint, key, ownKey }: CheckedBundle,
  { json }: Options,
): Exit => {
  const say = messages(terminal.lang);
  const { origin, size, root } = checkpoint;
  if (json) sayJson(terminal, { entries, origin, size, root: root.toBase64(), ownKey });
  else {
    terminal.out(`${say.verified(entries, key.name, size)}\n`);
    if (ownKey) terminal.err(`${say.ownKey}\n`);
  }
  return EXIT.done;
};

const checkExport = async (shell: Shell, path: string, options: Options, tools: Tools): Promise<Exit> => {
  try {
    const pieces = createReadStream(path, { highWaterMark: 1024 * 1024 });
    const checked = await verifyExport({ file: path, pieces, vkey: options.key ?? null, ...tools });
    return checked.ok ? sayChecked(shell, checked.value, options) : sayRefusals(shell.terminal, checked.refusals);
  } catch (error) {
    return sayRefusals(shell.terminal, unread(path, error).refusals);
  }
};

const checkProof = (shell: Shell, path: string, { key, entry, json }: Options, verify: Verify): Exit => {
  const { terminal } = shell;
  const say = messages(terminal.lang);
  if (key === undefined) return misused(shell, say.keyWanted);
  const read = reading(path, () => readFileSync(path, 'utf8'));
  const leaf = reading(path, () => readFileSync(entry ?? path.replace(/\.tlog-proof$/, '.json')));
  if (!read.ok) return sayRefusals(terminal, read.refusals);
  if (!leaf.ok) return sayRefusals(terminal, leaf.refusals);
  const checked = verifyProof({ entry: leaf.value, proof: read.value, vkey: key, verify });
  if (!checked.ok) return sayRefusals(terminal, checked.refusals);
  const { index, checkpoint } = checked.value;
  if (json) sayJson(terminal, { index, size: checkpoint.size, root: checkpoint.root.toBase64() });
  else terminal.out(`${say.proved(index, checkpoint.origin, checkpoint.size)}\n`);
  return EXIT.done;
};

const reading = <T>(path: string, read: () => T): Result<T> => {
  try {
    return ok(read());
  } catch (error) {
    return unread(path, error);
  }
};

/** What the file system says has a code. */
const unread = (path: string, error: unknown): Refused => {
  if (!(error instanceof Error && 'code' in error)) throw error;
  return refuse('file.unreadable', { path, reason: String(error.code) }, { file: path });
};

/** Of a ZIP, or of the folder that it was unpacked into. */
const filesOf = async (path: string): Promise<Result<ReadonlyMap<string, Uint8Array>>> => {
  try {
    if (!statSync(path).isDirectory()) return ok(await unpack(path));
    const found = readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const paths = found.map((one) => join(one.parentPath, one.name));
    return ok(new Map(paths.map((one) => [relative(path, one), new Uint8Array(readFileSync(one))])));
  } catch (error) {
    if (error instanceof Unreadable)
      return refuse('bundle.unreadable', { path, detail: error.message }, { file: path });
    return unread(path, error);
  }
};
