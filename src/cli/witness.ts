/**
 * `loa witness`: cosigning another office's log. Two commands: a key of one's own, and running.
 *
 * A witness is no centre: it opens no store of ours and asks no operation. What it does is handed in by the front door.
 */
import type { Command } from 'commander';
import type { Result } from '../core/result.ts';
import { misused, numberOption } from './answers.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayRefusals } from './terminal.ts';

interface Run {
  readonly folder: string;
  readonly log: readonly string[];
  readonly host: string;
  readonly port: string;
}

export interface WitnessOffice {
  /** Where key and memory lie when no folder is named. */
  readonly folder: string;
  /** Makes a key; answers its vkey. */
  readonly init: (folder: string, name: string) => Promise<Result<string>>;
  /** Runs until the signal. */
  readonly run: (asked: {
    readonly folder: string;
    readonly logs: readonly string[];
    readonly host: string;
    readonly port: number;
  }) => Promise<Result<void>>;
}

const PORT = '8067';
const HIGHEST_PORT = 65_535;

export const addWitness = (program: Command, shell: Shell, done: (exit: Exit) => void, office: WitnessOffice): void => {
  const folder = ['--folder <folder>', 'thư mục giữ khóa và những gì đã ký · key and memory', office.folder] as const;
  const witness = program.command('witness').description('đồng ký nhật ký của nơi khác · cosign another office’s log');
  const ended = <T>(result: Result<T>, say: (value: T) => void = () => {}): Exit => {
    if (!result.ok) return sayRefusals(shell.terminal, result.refusals);
    say(result.value);
    return EXIT.done;
  };
  witness
    .command('init')
    .description('tạo khóa, in khóa kiểm tra · make a key, print its vkey')
    .requiredOption('--name <name>', 'tên của bên đồng ký, như van-hoa.example.vn/loa · the witness’s name')
    .option(...folder)
    .action(async (form: { name: string; folder: string }) =>
      done(ended(await office.init(form.folder, form.name), (vkey) => shell.terminal.out(`${vkey}\n`))),
    );
  witness
    .command('run')
    .description('nhận bản chốt và đồng ký · take checkpoints and cosign them')
    .requiredOption('--log <vkey...>', 'khóa kiểm tra của mỗi nhật ký · the vkey of each log')
    .option(...folder)
    .option('--host <h>', 'địa chỉ nghe; 0.0.0.0 là mọi địa chỉ của máy · where to listen', '127.0.0.1')
    .option('--port <n>', '0–65535', PORT)
    .action(async ({ folder, log, host, port }: Run) => {
      const number = port === '0' ? 0 : numberOption(port);
      if (number === null || number > HIGHEST_PORT) return done(misused(shell, `--port ${port}`));
      done(ended(await office.run({ folder, logs: log, host, port: number })));
    });
};
