/**
 * How late a site's sessions begin on a machine that is busy: the real program, a pipe that is read, twice as many busy programs as there are
 * cores, and an encoder. By the site's own rows, and by what comes out of the pipe.
 *
 * Alone with other sizes: node test/bench/starts.ts [--sessions 36] [--every 4] [--load 2].
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { siteProgram } from '../support/site-program.ts';
import { toneWav } from '../support/world.ts';
import type { Row, Subject } from './measure.ts';

const SECONDS = 2;
/** Before the first one: the program starts, and looks at its sounds. */
const AHEAD_MS = 20_000;
const LIMIT_MS = 250;

const BUSY = ['-e', 'for (;;);'];
const ENCODE = [
  '-nostdin',
  '-v',
  'error',
  '-f',
  'lavfi',
  '-i',
  'anoisesrc=r=48000',
  '-c:a',
  'libmp3lame',
  '-f',
  'null',
  '-',
];

/** When a tone begins in what a pipe brings, milliseconds since 1970, by when it came. */
const onsetsIn = (reader: ChildProcess): number[] => {
  const onsets: number[] = [];
  let quietBytes = Number.POSITIVE_INFINITY;
  reader.stdout?.on('data', (pcm: Buffer) => {
    const now = Date.now();
    for (let at = 0; at + 1 < pcm.length; at += 64) {
      const isLoud = Math.abs(pcm.readInt16LE(at & ~1)) > 500;
      // A sine passes through nothing, but not for a fifth of a second.
      if (isLoud && quietBytes > 38_400) onsets.push(now);
      quietBytes = isLoud ? 0 : quietBytes + 64;
    }
  });
  return onsets;
};

const part = (all: readonly number[], share: number): number =>
  all.toSorted((a, b) => a - b)[Math.ceil(share * all.length) - 1] ?? Number.NaN;

const measured = async (count: number, every: number, load: number): Promise<Row[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-starts-'));
  const busy: ChildProcess[] = [];
  const wav = toneWav(440, SECONDS);
  const first = Math.ceil((Date.now() + AHEAD_MS) / 1000) * 1000;
  const starts = Array.from({ length: count }, (_, n) => first + n * every * 1000);
  const site = await siteProgram(starts.map((startMs, n) => ({ id: `b${n}`, startMs, seconds: SECONDS, wav })));
  const pipe = join(folder, 'ong');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn('cat', [pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
  const onsets = onsetsIn(reader);
  const program = site.run(['--output', `pipe:${pipe}`]);
  try {
    for (let n = 0; n < load * cpus().length; n += 1) busy.push(spawn(process.execPath, BUSY, { stdio: 'ignore' }));
    busy.push(spawn('ffmpeg', ENCODE, { stdio: 'ignore' }));
    await program.says(new RegExp(`Đã phát hết “b${count - 1} `), (AHEAD_MS + count * every * 1000) / 1000 + 60);
    const lateBy = new Map(
      site
        .rows()
        .flatMap(({ kind, entry, clock }): [string, number][] =>
          kind === 'started' ? [[entry.split('@')[0] ?? '', Date.parse(clock.wall) + (clock.offsetMs ?? 0)]] : [],
        ),
    );
    const told = starts.map((startMs, n) => (lateBy.get(`b${n}`) ?? Number.NaN) - startMs);
    const heard = starts.map(
      (startMs) =>
        (onsets.find((at) => at > startMs - 1000 && at < startMs + every * 1000 - 1000) ?? Number.NaN) - startMs,
    );
    const missing = [...told, ...heard].filter((ms) => Number.isNaN(ms)).length;
    if (missing > 0) throw new Error(`${missing} of ${2 * count} starts are missing:\n${program.said()}`);
    const what = `${count} starts of a site's sessions, load ${loadavg()[0]?.toFixed(1)}`;
    const rows = (all: readonly number[], by: string): Row[] =>
      (
        [
          [0.5, 'the middle one'],
          [0.95, '95 of 100 within'],
          [1, 'the latest'],
        ] as const
      ).map(([share, which]) => ({
        ...{ what: `${what}, ${by}: ${which}`, ours: part(all, share), theirs: LIMIT_MS },
        ...{ unit: 'ms', baseline: 'the limit that was set' },
      }));
    return [...rows(told, 'late by its rows'), ...rows(heard, 'late as heard from its pipe')];
  } finally {
    for (const one of busy) one.kill('SIGKILL');
    await program.stop();
    reader.kill('SIGKILL');
    site.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

export const starts: Subject = () => measured(36, 4, 2);

if (import.meta.main) {
  const { values } = parseArgs({
    options: { sessions: { type: 'string' }, every: { type: 'string' }, load: { type: 'string' } },
  });
  const rows = await measured(Number(values.sessions ?? 36), Number(values.every ?? 4), Number(values.load ?? 2));
  for (const { what, ours, theirs, unit } of rows)
    process.stdout.write(`${what}: ${ours.toFixed(0)} ${unit} (${theirs} ${unit} was set)\n`);
}
