/** `loa verify`: whether a bundle, an entry with its proof, an exported log or a manifest holds. Offline; needs no database. */
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import type { CheckedBundle } from '../core/evidence/bundle.ts';
import type { Hash } from '../core/evidence/merkle.ts';
import type { Verify } from '../core/evidence/signed.ts';
import { ok, type Refused, type Result, refuse } from '../core/result.ts';
import { verifyBundle, verifyExport, verifyProof } from '../operations/log/verify-evidence.ts';
import { type StampAsked, verifyStamp } from '../operations/log/verify-stamp.ts';
import { Unreadable, unpack } from '../reports/unpack.ts';
import { misused, notNumber, numberOption } from './answers.ts';
import { evidenceMessages } from './evidence-messages.ts';
import { messages } from './messages.ts';
import { writeOut } from './out.ts';
import { sealMessages } from './seal-messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';
import { checkManifest } from './verify-manifest.ts';

interface Options {
  readonly key?: string;
  readonly witnessKey: readonly string[];
  readonly quorum?: string;
  readonly ca?: string;
  readonly entry?: string;
  readonly page?: string;
  readonly held?: string;
  readonly json?: true;
}

type WithQuorum = Omit<Options, 'quorum'> & { readonly quorum: number };

/** What node:crypto does faster than the core by itself. */
interface Tools {
  readonly verify: Verify;
  readonly hash: Hash;
  readonly anchors: StampAsked['anchors'];
}

const several = (one: string, before: readonly string[]): readonly string[] => [...before, one];

export const addVerify =
  (tools: Tools) =>
  (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
    program
      .command('verify')
      .description(
        'kiểm gói bằng chứng, một mục với bằng chứng, bản xuất nhật ký, bản phát hành · check a bundle, a proof, an exported log or a manifest',
      )
      .argument('[path]', 'gói .zip, thư mục đã giải nén, tệp .tlog-proof, .loa-log hoặc .loa-manifest')
      .option('--key <vkey>', 'khóa kiểm tra in trên giấy · the verifier key on paper')
      .option(
        '--witness-key <vkey>',
        'khóa của bên đồng ký, ghi nhiều lần được · a witness’s key, may be repeated',
        several,
        [],
      )
      .option('--quorum <n>', 'cần bao nhiêu bên trong số ấy, mặc định tất cả · how many of them, all when not given')
      .option('--ca <file>', 'chứng thư của bên cấp dấu thời gian, PEM · certificates of the time-stamp authority')
      .option('--entry <file>', 'mục nhật ký của bằng chứng · the entry that the proof is for')
      .option(
        '--page <file>',
        'ghi trang kiểm tra cho trình duyệt ra tệp này · write the page that checks in a browser',
      )
      .option('--held <file>', 'bản phát hành điểm loa đang giữ · the manifest that the site holds')
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

const check = async (shell: Shell, path: string, options: Options, tools: Tools): Promise<Exit> => {
  const { verify, hash } = tools;
  const quorum = options.quorum === undefined ? options.witnessKey.length : wholeNumber(options.quorum);
  if (quorum === null || quorum > options.witnessKey.length) return notNumber(shell, 'quorum', options.quorum ?? '');
  if (path.endsWith('.tlog-proof')) return checkProof(shell, path, { ...options, quorum }, verify);
  if (path.endsWith('.loa-manifest')) return checkManifest(shell, path, options, verify);
  if (path.endsWith('.loa-log')) return checkExport(shell, path, { ...options, quorum }, { verify, hash });
  const files = await filesOf(path);
  if (!files.ok) return sayRefusals(shell.terminal, files.refusals);
  const checked = verifyBundle({
    files: files.value,
    vkey: options.key ?? null,
    witnesses: options.witnessKey,
    quorum,
    verify,
    hash,
  });
  if (!checked.ok) return sayRefusals(shell.terminal, checked.refusals);
  return sayVouched(shell, checked.value, options, tools);
};

const wholeNumber = (text: string): number | null => (text === '0' ? 0 : numberOption(text));

/** A witness's time, seconds since 1970, as RFC 3339. */
const instantOf = (time: number): string => Temporal.Instant.fromEpochMilliseconds(time * 1000).toString();

/** The bundle, and who vouches for it besides the log's key. */
const sayVouched = async (shell: Shell, bundle: CheckedBundle, options: Options, { anchors }: Tools): Promise<Exit> => {
  const { terminal } = shell;
  const words = evidenceMessages(terminal.lang);
  const { entries, checkpoint, ownKey, witnesses, stamp, grewFrom, sounds } = bundle;
  const { origin, size, root } = checkpoint;
  const believed = stamp === null ? null : await verifyStamp({ ...stamp, caFile: options.ca ?? null, anchors });
  if (believed?.ok === false) return sayRefusals(terminal, believed.refusals);
  const stamped = stamp === null ? null : { time: stamp.time, by: believed?.value ?? null };
  if (options.json) {
    sayJson(terminal, {
      ...{ entries, origin, size, root: root.toBase64(), ownKey, stamp: stamped, grewFrom, sounds },
      witnesses: witnesses.map((one) => ({ ...one, time: instantOf(one.time) })),
    });
    return EXIT.done;
  }
  const exit = sayChecked(shell, bundle, options);
  sayWitnesses(shell, witnesses);
  if (stamped !== null) terminal.out(`${words.stamped(stamped.time, stamped.by)}\n`);
  if (witnesses.length === 0 && stamped === null) terminal.out(`${words.logAlone}\n`);
  if (grewFrom !== null) terminal.out(`${words.grew(grewFrom)}\n`);
  if (sounds > 0) terminal.out(`${words.sounds(sounds)}\n`);
  return exit;
};

const sayWitnesses = ({ terminal }: Shell, witnesses: CheckedBundle['witnesses']): void => {
  const { witnessed } = evidenceMessages(terminal.lang);
  for (const { name, time, ownKey } of witnesses) terminal.out(`${witnessed(name, instantOf(time), ownKey)}\n`);
};

const sayChecked = (
  { terminal }: Shell,
  {
    entries,
    checkpoint,
    key,
    ownKey,
    keysFollowed = 0,
    keysLostAt = [],
  }: Pick<CheckedBundle, 'entries' | 'checkpoint' | 'key' | 'ownKey'> &
    Partial<Pick<CheckedBundle, 'keysFollowed' | 'keysLostAt'>>,
  { json }: Pick<Options, 'json'>,
): Exit => {
  const say = messages(terminal.lang);
  const { origin, size, root } = checkpoint;
  if (json) sayJson(terminal, { entries, origin, size, root: root.toBase64(), ownKey, keysFollowed, keysLostAt });
  else {
    const keys = sealMessages(terminal.lang);
    if (keysFollowed > 0) terminal.err(`${keys.followed(keysFollowed)}\n`);
    if (keysLostAt.length > 0) terminal.err(`${keys.lostAt(keysLostAt)}\n`);
    terminal.out(`${say.verified(entries, key.name, size)}\n`);
    if (ownKey) terminal.err(`${say.ownKey}\n`);
  }
  return EXIT.done;
};

const checkExport = async (
  shell: Shell,
  path: string,
  { quorum, ...options }: WithQuorum,
  tools: Omit<Tools, 'anchors'>,
): Promise<Exit> => {
  try {
    const pieces = createReadStream(path, { highWaterMark: 1024 * 1024 });
    const asked = { file: path, vkey: options.key ?? null, witnesses: options.witnessKey, quorum };
    const checked = await verifyExport({ ...asked, pieces, ...tools });
    if (!checked.ok) return sayRefusals(shell.terminal, checked.refusals);
    const exit = sayChecked(shell, checked.value, options);
    if (!options.json) sayWitnesses(shell, checked.value.witnesses);
    return exit;
  } catch (error) {
    return sayRefusals(shell.terminal, unread(path, error).refusals);
  }
};

const checkProof = (
  shell: Shell,
  path: string,
  { key, witnessKey: witnesses, quorum, entry, json }: WithQuorum,
  verify: Verify,
): Exit => {
  const { terminal } = shell;
  const say = messages(terminal.lang);
  if (key === undefined) return misused(shell, say.keyWanted);
  const read = reading(path, () => readFileSync(path, 'utf8'));
  const leaf = reading(path, () => readFileSync(entry ?? path.replace(/\.tlog-proof$/, '.json')));
  if (!read.ok) return sayRefusals(terminal, read.refusals);
  if (!leaf.ok) return sayRefusals(terminal, leaf.refusals);
  const checked = verifyProof({ entry: leaf.value, proof: read.value, vkey: key, witnesses, quorum, verify });
  if (!checked.ok) return sayRefusals(terminal, checked.refusals);
  const { index, checkpoint, witnesses: vouching } = checked.value;
  if (json) sayJson(terminal, { index, size: checkpoint.size, root: checkpoint.root.toBase64() });
  else {
    terminal.out(`${say.proved(index, checkpoint.origin, checkpoint.size)}\n`);
    sayWitnesses(shell, vouching);
  }
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
