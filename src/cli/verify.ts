/** `loa verify`: whether a bundle, or an entry with its proof, holds. Offline; needs no database. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import type { Verify } from '../core/evidence/signed.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { verifyBundle, verifyProof } from '../operations/log/verify-evidence.ts';
import { Unreadable, unpack } from '../reports/unpack.ts';
import { misused } from './answers.ts';
import { messages } from './messages.ts';
import { sealMessages } from './seal-messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options {
  readonly key?: string;
  readonly entry?: string;
  readonly json?: true;
}

export const addVerify =
  (verify: Verify) =>
  (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
    program
      .command('verify')
      .description('kiểm gói bằng chứng, hoặc một mục với bằng chứng · check a bundle, or an entry with its proof')
      .argument('<path>', 'gói .zip, thư mục đã giải nén, hoặc tệp .tlog-proof')
      .option('--key <vkey>', 'khóa kiểm tra in trên giấy · the verifier key on paper')
      .option('--entry <file>', 'mục nhật ký của bằng chứng · the entry that the proof is for')
      .option('--json', 'JSON')
      .action(async (path: string, options: Options) => done(await check(shell, path, options, verify)));
  };

const check = async (shell: Shell, path: string, options: Options, verify: Verify): Promise<Exit> => {
  const { terminal } = shell;
  const say = messages(terminal.lang);
  if (path.endsWith('.tlog-proof')) return checkProof(shell, path, options, verify);
  const files = await filesOf(path);
  if (!files.ok) return sayRefusals(terminal, files.refusals);
  const checked = verifyBundle({ files: files.value, vkey: options.key ?? null, verify });
  if (!checked.ok) return sayRefusals(terminal, checked.refusals);
  const { entries, checkpoint, key, ownKey, keysFollowed, keysLostAt } = checked.value;
  const { origin, size, root } = checkpoint;
  if (options.json)
    sayJson(terminal, { entries, origin, size, root: root.toBase64(), ownKey, keysFollowed, keysLostAt });
  else {
    const keys = sealMessages(terminal.lang);
    if (keysFollowed > 0) terminal.err(`${keys.followed(keysFollowed)}\n`);
    if (keysLostAt.length > 0) terminal.err(`${keys.lostAt(keysLostAt)}\n`);
    terminal.out(`${say.verified(entries, key.name, size)}\n`);
    if (ownKey) terminal.err(`${say.ownKey}\n`);
  }
  return EXIT.done;
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
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unreadable', { path, reason: String(error.code) }, { file: path });
  }
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
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unreadable', { path, reason: String(error.code) }, { file: path });
  }
};
