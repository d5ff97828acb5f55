/** `loa check`: whether the data is sound; every fault is named, and the exit code is 1 when there is one. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { dataFaultText } from '../contract/sentences/data-faults.ts';
import type { Verify } from '../core/evidence/signed.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import { checkData } from '../operations/care/check-data.ts';
import { misused, sayTyped } from './answers.ts';
import { careMessages } from './care-messages.ts';
import { signingLines } from './seal-messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, progressLine, sayJson } from './terminal.ts';

interface Options {
  readonly deep?: true;
  readonly backups?: string;
  readonly knownCheckpoint?: string;
  readonly key?: string;
  readonly json?: true;
}

export const addCheck =
  (verify: Verify) =>
  (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
    program
      .command('check')
      .description('kiểm tra dữ liệu, không sửa gì · check the data, changing nothing')
      .option('--deep', 'đọc lại từng trang và từng tệp âm thanh · read every page and every sound')
      .option('--backups <folder>', 'so nhật ký với các bản sao lưu ở đây · hold the log against these backups')
      .option('--known-checkpoint <file>', 'bản chốt do bên khác giữ · a checkpoint that others keep')
      .option('--key <vkey>', 'khóa kiểm tra của bản chốt ấy · the verifier key it is believed by')
      .option('--json', 'JSON')
      .action(async (options: Options) => done(await check(shell, options, verify)));
  };

const check = async (shell: Shell, options: Options, verify: Verify): Promise<Exit> => {
  const { terminal } = shell;
  const { lang } = terminal;
  const say = careMessages(lang);
  const premises = shell.premises();
  const { knownCheckpoint: file, key } = options;
  if ((file === undefined) !== (key === undefined)) return misused(shell, say.keyAndFile);
  const kept = file === undefined ? ok(null) : textFrom(file);
  if (!kept.ok) return sayTyped(shell, kept.refusals);
  const line = progressLine(terminal);
  const deep = options.deep === true;
  const checked = await checkData(premises, {
    deep,
    backups: resolve(options.backups ?? join(premises.dataDir, 'backups')),
    knownCheckpoint: kept.value === null ? undefined : { note: kept.value, vkey: key ?? '', verify },
    signal: terminal.signal,
    onSound: (done, of) => line.say(say.reading(done, of)),
  });
  if (!checked.ok) return sayTyped(shell, checked.refusals);
  const { faults, airLog, room, against, sounds, signing, outside, leftovers } = checked.value;
  if (options.json) sayJson(terminal, checked.value);
  else {
    terminal.out(`${say.checked(airLog.size, airLog.root)}\n`);
    terminal.out(`${against.length === 0 ? say.againstNone : say.against(against.join(', '))}\n`);
    terminal.out(`${say.sounds(sounds.listed, deep)}\n`);
    for (const line of signingLines(signing, lang)) terminal.out(`${line}\n`);
    const { newest, former } = outside;
    terminal.out(`${newest === null ? say.outsideNone : say.outside(newest.size, newest.madeAt, newest.ageSeconds)}\n`);
    for (const { url, size, madeAt } of former) terminal.out(`${say.formerDispute(url, size, madeAt)}\n`);
    for (const fault of faults) terminal.out(`${dataFaultText(fault, lang)} [${fault.what}]\n`);
    if (room.level === 'low') terminal.err(`${say.roomLow(room.freeBytes, room.totalBytes)}\n`);
    for (const path of leftovers) terminal.err(`${say.leftover(path)}\n`);
  }
  line.end(faults.length === 0 ? say.sound : say.faults(faults.length));
  return faults.length === 0 ? EXIT.done : EXIT.refused;
};

const textFrom = (path: string): Result<string> => {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unreadable', { path, reason: String(error.code) }, { file: path });
  }
};
