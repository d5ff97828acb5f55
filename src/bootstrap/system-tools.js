// @ts-check
/**
 * The programs Loa starts but does not carry: ffmpeg, and for the tests Chromium, players and witnesses.
 *
 * A tool is there when it runs, not when a package manager believes so. With root (or sudo without a password)
 * they are installed by apt-get; without, one sentence gives the exact command. No other package manager is tried.
 */
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { run } from './run.js';
import { CannotPrepare, saying } from './say.js';

/**
 * @typedef {object} Tool
 * @property {string} name what a person calls it
 * @property {string} aptPackage Debian's and Ubuntu's name; several are separated by spaces
 * @property {readonly string[]} either programs of which one must answer
 * @property {string} ask the argument that makes it answer with exit code 0
 * @property {string} [beside] what else of the packages need only be there: a program on PATH, or a file by its whole path
 */

/** @type {Tool} */
const FFMPEG = { name: 'ffmpeg', aptPackage: 'ffmpeg', either: ['ffmpeg'], ask: '-version', beside: 'ffprobe' };
/** @type {Tool} */
const CHROMIUM = {
  name: 'Chromium',
  aptPackage: 'chromium',
  either: ['chromium', 'chromium-browser', 'google-chrome'],
  ask: '--version',
};
/** @type {Tool} */
const XMLLINT = { name: 'xmllint', aptPackage: 'libxml2-utils', either: ['xmllint'], ask: '--version' };

/** Speaks the sounds that the tests take in. @type {Tool} */
const ESPEAK = { name: 'espeak-ng', aptPackage: 'espeak-ng', either: ['espeak-ng'], ask: '--version' };

/**
 * A witness for recurrence rules. Debian's Python has Debian's packages; another one on PATH need not.
 * @type {Tool}
 */
const DATEUTIL = {
  name: 'python3-dateutil',
  aptPackage: 'python3-dateutil',
  either: ['/usr/bin/python3'],
  ask: '-cimport dateutil.rrule',
};

/** A witness for tags. @type {Tool} */
const MUTAGEN = {
  name: 'python3-mutagen',
  aptPackage: 'python3-mutagen',
  either: ['/usr/bin/python3'],
  ask: '-cimport mutagen.id3',
};
/** A witness for what stands in sound files. @type {Tool} */
const MEDIAINFO = { name: 'mediainfo', aptPackage: 'mediainfo', either: ['mediainfo'], ask: '--Version' };
/** Draws and reads the pages of a PDF. @type {Tool} */
const POPPLER = { name: 'poppler', aptPackage: 'poppler-utils', either: ['pdftotext'], ask: '-v', beside: 'pdftoppm' };
/** A player that lists have to open in. @type {Tool} */
const MPV = { name: 'mpv', aptPackage: 'mpv', either: ['mpv'], ask: '--version' };
/**
 * Another: its program, and what it reads with, without its windows. It will not be run by root, so that it is there must do.
 * @type {Tool}
 */
const VLC = { name: 'VLC', aptPackage: 'vlc-bin vlc-plugin-base', either: ['true'], ask: '', beside: 'cvlc' };

/** Checks signatures that ours have to agree with. @type {Tool} */
const OPENSSL = { name: 'openssl', aptPackage: 'openssl', either: ['openssl'], ask: 'version' };
/** Tells what a program writes and when it is on the disk, so that a power cut can be played. @type {Tool} */
const STRACE = { name: 'strace', aptPackage: 'strace', either: ['strace'], ask: '-V' };
/** A server that transmitters follow. It answers no question without a complaint, so that it is there must do. @type {Tool} */
const ICECAST = { name: 'Icecast', aptPackage: 'icecast2', either: ['true'], ask: '', beside: 'icecast2' };
/** The sound server, what records from it, and ALSA's way into it. @type {Tool} */
const PULSE = {
  name: 'PulseAudio',
  aptPackage: 'pulseaudio pulseaudio-utils libasound2-plugins',
  either: ['pulseaudio'],
  ask: '--version',
  beside: 'parec',
};
/** What units are checked with, and how programs tell systemd that they live. @type {Tool} */
const SYSTEMD = {
  name: 'systemd',
  aptPackage: 'systemd',
  either: ['systemd-notify'],
  ask: '--version',
  beside: 'systemd-analyze',
};
/** Makes a program believe in another time. @type {Tool} */
const FAKETIME = { name: 'faketime', aptPackage: 'faketime', either: ['faketime'], ask: '--version' };
/**
 * A witness for signed notes and trees: Go’s own sumdb, which Debian ships as source, and the compiler for it.
 * @type {Tool}
 */
const GO = {
  name: 'Go',
  aptPackage: 'golang-go golang-golang-x-mod-dev',
  either: ['go'],
  ask: 'version',
  beside: '/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go',
};

/** @type {Readonly<Record<'start' | 'test', readonly Tool[]>>} */
export const TOOLS = {
  start: [FFMPEG],
  test: [
    FFMPEG,
    CHROMIUM,
    XMLLINT,
    ESPEAK,
    DATEUTIL,
    MUTAGEN,
    MEDIAINFO,
    POPPLER,
    MPV,
    VLC,
    OPENSSL,
    STRACE,
    ICECAST,
    PULSE,
    SYSTEMD,
    FAKETIME,
    GO,
  ],
};

/** @param {string} program @returns {boolean} whether it lies on PATH, or there where its path says */
const isThere = (program) =>
  (isAbsolute(program) && existsSync(program)) ||
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

/** @param {Tool} tool @returns {Promise<boolean>} */
const works = async ({ either, ask, beside }) => {
  if (beside !== undefined && !isThere(beside)) return false;
  for (const program of either) if ((await run(program, [ask])).code === 0) return true;
  return false;
};

/**
 * Which of these tools do not run here.
 * @param {readonly Tool[]} tools
 * @returns {Promise<Tool[]>}
 */
export const missingTools = async (tools) => {
  const working = await Promise.all(tools.map(works));
  return tools.filter((_, index) => working[index] === false);
};

/** @param {readonly Tool[]} tools @param {string} again @param {string} why @returns {CannotPrepare} */
const byHand = (tools, again, why) => {
  const names = tools.map((tool) => tool.name).join(', ');
  const sudo = process.getuid?.() === 0 ? '' : 'sudo ';
  const command = `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${tools.map((tool) => tool.aptPackage).join(' ')}`;
  const [vi, en] = why === '' ? ['', ''] : [` (apt-get báo «${why}»)`, ` (apt-get says "${why}")`];
  return new CannotPrepare(
    `Máy chưa có ${names}${vi}: hãy chạy «${command}» rồi gõ lại «${again}».\nThis machine has no ${names}${en}: run "${command}", then type "${again}" again.`,
  );
};

/** How this user may call apt-get, or undefined. @returns {Promise<string[] | undefined>} */
const aptGet = async () => {
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-o', 'DPkg::Lock::Timeout=120'];
  if ((await run('apt-get', ['--version'])).code !== 0) return undefined;
  if (process.getuid?.() === 0) return quiet;
  return (await run('sudo', ['-n', 'true'])).code === 0 ? ['sudo', '-n', ...quiet] : undefined;
};

/** What apt complains of: the first E: line. @param {string} said @returns {string} */
const complaint = (said) => /^E: (.+)$/m.exec(said)?.[1]?.trim() ?? '';

/**
 * Installs these tools with apt-get and sees that they run. Throws CannotPrepare with the sentence.
 * @param {readonly Tool[]} tools
 * @param {string} again what the person typed: 'npm start'
 */
export const installTools = async (tools, again) => {
  const apt = await aptGet();
  if (apt === undefined) throw byHand(tools, again, '');
  const names = tools.map((tool) => tool.name).join(', ');
  const [program = '', ...before] = apt;
  const install = ['install', '-y', '--no-install-recommends'];
  const packages = tools.flatMap((tool) => tool.aptPackage.split(' '));
  // A package that dpkg believes in while its program is gone comes back only by --reinstall.
  const believed = (await run('dpkg-query', ['-s', ...packages])).said.includes('Status: install ok installed');
  if (believed) install.push('--reinstall');
  let done = await saying(`Đang cài ${names} · Installing ${names}`, () =>
    run(program, [...before, ...install, ...packages]),
  );
  if (done.code !== 0) {
    // The lists of packages are absent on a fresh machine, or too old for what the mirror still has.
    await saying('Đang cập nhật danh sách gói · Updating package lists', () => run(program, [...before, 'update']));
    done = await saying(`Đang cài ${names} · Installing ${names}`, () =>
      run(program, [...before, ...install, ...packages]),
    );
  }
  const still = await missingTools(tools);
  if (still.length > 0) throw byHand(still, again, complaint(done.said));
};
