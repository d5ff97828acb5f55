/**
 * `loa site`: the player at a site. Joining a centre, running, and what its folder says.
 *
 * A site is no centre: it opens no store of ours and asks no operation. What it does is handed in by the front door.
 */
import type { Command } from 'commander';
import { ok, type Result } from '../core/result.ts';
import { answer, misused, numberOption } from './answers.ts';
import type { Shell } from './shell.ts';
import { siteMessages } from './site-messages.ts';
import { EXIT, type Exit, sayRefusals } from './terminal.ts';

interface Status {
  readonly running: boolean;
  readonly manifest: { readonly version: number; readonly validUntil: string } | null;
  readonly sounds: { readonly needed: number; readonly held: number };
  readonly rows: {
    readonly kept: number;
    readonly waiting: number;
    readonly refused: number;
    readonly broken: number | null;
  };
  readonly next: { readonly session: string; readonly start: string } | null;
}

/** A player that the centre makes for itself. */
export interface Enrolled {
  readonly channel: string;
  readonly vkey: string;
  readonly token: string;
  readonly device: string;
}

export interface SiteOffice {
  /** Whether a folder has a credential that lasts; the service is then asked at `url`. */
  readonly isEnrolled: (folder: string, url: string) => Promise<Result<boolean>>;
  readonly enrol: (folder: string, url: string, enrolled: Enrolled) => Promise<Result<void>>;
  /** Makes a site's folder. */
  readonly join: (asked: {
    readonly folder: string;
    readonly address: string;
    readonly token: string | null;
    /** A code of `loa site invite`, in place of a token. */
    readonly code: string | null;
    readonly channel: string | null;
    readonly name: string | null;
    readonly vkey: string | null;
    readonly trustClock: boolean;
  }) => Promise<
    Result<{
      readonly site: { readonly channel: string; readonly device: string; readonly vkey: string; readonly url: string };
      readonly reports: boolean;
    }>
  >;
  /** Plays until the signal, a line of news at a time on stdout. */
  readonly run: (asked: {
    readonly folder: string;
    readonly output: string;
    /** With the password of the server that the output names; null: it needs none. */
    readonly secretFile: string | null;
    /** SOURCE=INPUT each. */
    readonly relays: readonly string[];
    readonly trustClock: boolean;
    /** Seconds after which systemd takes it for hung; null: nobody watches. */
    readonly watchdog: number | null;
  }) => Promise<Result<void>>;
  readonly status: (folder: string) => Promise<Result<Status>>;
  /** Writes the rows without a receipt to a file. */
  readonly carry: (asked: {
    readonly folder: string;
    readonly to: string;
  }) => Promise<Result<{ readonly file: string | null; readonly rows: number; readonly device: string }>>;
}

interface Join {
  readonly folder: string;
  readonly token?: string;
  readonly code?: string;
  readonly channel?: string;
  readonly name?: string;
  readonly key?: string;
  readonly trustClock?: true;
  readonly json?: true;
}

interface Run extends Playing {
  readonly folder: string;
  readonly trustClock?: true;
}

/** What a player is told about its machine. */
export interface Playing {
  readonly output: string;
  readonly outputSecretFile?: string;
  readonly relay?: readonly string[];
  readonly watchdog?: string;
}

const FOLDER = ['--folder <folder>', 'thư mục của điểm loa · the site’s folder'] as const;
const TRUST = ['--trust-clock', 'chắc đồng hồ máy này đúng · this machine’s clock is right'] as const;

const OUTPUT: [string, string, string] = [
  '--output <output>',
  'alsa[:DEVICE] | pulse | pipe:PATH | icecast:HOST:PORT/MOUNT | command:PROGRAM | file:PATH',
  'alsa',
];
export const PLAYING = {
  output: OUTPUT,
  secret: ['--output-secret-file <file>', 'tệp mật khẩu nguồn Icecast · file with the Icecast source password'],
  relay: ['--relay <source=input...>', 'http(s)://… | alsa:DEVICE | pulse[:SOURCE]: nguồn tiếp âm · what is relayed'],
  watchdog: ['--watchdog <seconds>', 'WatchdogSec của systemd · of the systemd unit'],
} as const;

export const addSite =
  (office: SiteOffice) =>
  (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
    const site = groupIn(program);
    site
      .command('join')
      .description('nối máy này với trung tâm · join a centre')
      .argument('<address>', 'https://loa.example.vn, hoặc liên kết …/tram/… · the centre, or a site’s link')
      .requiredOption(...FOLDER)
      .option('--code <code>', 'mã nối dùng một lần (loa site invite) · the code by which it joins')
      .option('--token <token>', 'khóa của máy (loa token add) · a machine’s token')
      .option('--channel <id>')
      .option('--name <name>', 'tên của máy này trong nhật ký · this device’s name in the log')
      .option('--key <vkey>', 'khóa bản phát hành trên giấy · the manifests’ key on paper')
      .option(...TRUST)
      .option('--json', 'JSON')
      .action(async (address: string, form: Join) => done(await join(office, shell, address, form)));
    site
      .command('run')
      .description('phát theo bản phát hành, đến khi có lệnh dừng · play until told to stop')
      .requiredOption(...FOLDER)
      .option(...PLAYING.output)
      .option(...PLAYING.secret)
      .option(...PLAYING.relay)
      .option(...TRUST)
      .option(...PLAYING.watchdog)
      .action(async ({ folder, trustClock, ...form }: Run) =>
        done(await play(office, shell, folder, form, trustClock === true)),
      );
    site
      .command('return')
      .description('ghi các dòng đã phát ra tệp mang về trung tâm · write what was played to a file for the centre')
      .requiredOption(...FOLDER)
      .requiredOption('--to <path>', 'USB hoặc tệp · a stick’s folder, or a file')
      .option('--json', 'JSON')
      .action(async ({ folder, to, json }: { folder: string; to: string; json?: true }) => {
        const say = siteMessages(shell.terminal.lang);
        done(
          answer(shell, json ? { json } : {}, await office.carry({ folder, to }), ({ file, rows }) => ({
            out: [file === null ? say.nothingToCarry : say.carried(file, rows)],
          })),
        );
      });
    site
      .command('status')
      .description('đang giữ gì, còn chờ gửi gì · what is held and what waits')
      .requiredOption(...FOLDER)
      .option('--json', 'JSON')
      .action(async ({ folder, json }: { folder: string; json?: true }) =>
        done(
          answer(shell, json ? { json } : {}, await office.status(folder), (status) => ({
            out: statusLines(shell, status),
          })),
        ),
      );
  };

/** Plays until the signal. */
export const play = async (
  office: SiteOffice,
  shell: Shell,
  folder: string,
  form: Playing,
  trustClock: boolean,
): Promise<Exit> => {
  const { output, outputSecretFile: secretFile = null, relay: relays = [], watchdog } = form;
  const seconds = watchdog === undefined ? null : numberOption(watchdog);
  if (watchdog !== undefined && seconds === null) return misused(shell, `--watchdog ${watchdog}`);
  const ran = await office.run({ folder, output, secretFile, relays, trustClock, watchdog: seconds });
  return ran.ok ? EXIT.done : sayRefusals(shell.terminal, ran.refusals);
};

/** Other files may add commands to the same group. */
const groupIn = (program: Command): Command =>
  program.commands.find((one) => one.name() === 'site') ??
  program
    .command('site')
    .description('điểm loa: máy phát, gói USB, tệp mang về · a site: its player, package and return file');

const join = async (office: SiteOffice, shell: Shell, address: string, form: Join): Promise<Exit> => {
  const { folder, token = null, code = null, channel = null, name = null, key = null, trustClock = false, json } = form;
  const joined = await office.join({ folder, address, token, code, channel, name, vkey: key, trustClock });
  const told = joined.ok ? ok({ ...joined.value.site, reports: joined.value.reports }) : joined;
  const say = siteMessages(shell.terminal.lang);
  return answer(shell, json ? { json } : {}, told, ({ reports, ...site }) => ({
    out: [say.joined(site.channel, site.device), say.key(site.vkey)],
    err: reports ? [] : [say.noReports],
  }));
};

const statusLines = (shell: Shell, { running, manifest, sounds, rows, next }: Status): readonly string[] => {
  const say = siteMessages(shell.terminal.lang);
  return [
    say.running(running),
    manifest === null ? say.noManifest : say.manifest(manifest.version, manifest.validUntil),
    say.sounds(sounds.held, sounds.needed),
    say.rows(rows.kept, rows.waiting, rows.refused),
    ...(rows.broken === null ? [] : [say.broken(rows.broken)]),
    ...(next === null ? [] : [say.next(next.session, next.start)]),
  ];
};
