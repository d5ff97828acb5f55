/**
 * `npm run bench`: Loa against plain baselines, in one run, as ratios. No figure here decides a test.
 *
 * Each pair is run in turn (ours, theirs, ours, theirs …) and compared by medians, so that a machine whose speed
 * drifts does not favour one side. The table goes to docs/benchmarks.md by hand, with machine and date.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { readSchedules } from '../../src/contract/schedule-file/index.ts';
import type { AirLogEntry } from '../../src/core/evidence/entry.ts';
import type { ChannelId } from '../../src/core/ids.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { renderSpec } from '../../src/core/playlist/render-spec.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/serve.ts';
import { applySchedule } from '../../src/operations/apply-schedule.ts';
import { recordAiring } from '../../src/operations/record-airing.ts';
import { takeIn } from '../../src/operations/take-in.ts';
import { renderSound } from '../../src/operations/within/rendered-sound.ts';
import { wire } from '../../src/wiring.ts';
import { planDay } from '../support/planned.ts';
import { REPOSITORY } from '../support/process.ts';

interface Row {
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  readonly baseline: string;
}

const rows: Row[] = [];
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Runs both sides in turn and keeps the medians of their milliseconds. */
const compare = async (
  what: string,
  baseline: string,
  times: number,
  ours: (n: number) => Promise<unknown> | unknown,
  theirs: (n: number) => Promise<unknown> | unknown,
  unit = 'ms',
  perRun = 1,
): Promise<void> => {
  const took: [number[], number[]] = [[], []];
  for (let n = 0; n < times; n += 1)
    for (const [side, run] of [ours, theirs].entries()) {
      const started = performance.now();
      await run(n);
      took[side]?.push((performance.now() - started) / perRun);
    }
  rows.push({ what, ours: median(took[0]), theirs: median(took[1]), unit, baseline });
};

const folder = mkdtempSync(join(tmpdir(), 'loa-bench-'));
const wired = wire({ dataDir: join(folder, 'var') });
if (!wired.ok) throw new Error('the data folder cannot be made');
const { ctx, close } = wired.value;
const must = <T>(result: { ok: true; value: T } | { ok: false; refusals: readonly { code: string }[] }): T => {
  if (result.ok) return result.value;
  throw new Error(result.refusals.map(({ code }) => code).join(' '));
};

const schedules = readdirSync(join(REPOSITORY, 'schedules')).filter((name) => name.endsWith('.yaml'));
const written = must(
  readSchedules(schedules.map((name) => ({ name, bytes: readFileSync(join(REPOSITORY, 'schedules', name)) }))),
);
must(applySchedule(ctx, written, { dryRun: false }));
for (const name of readdirSync(join(REPOSITORY, 'media')).filter((file) => file.endsWith('.opus')))
  must(await takeIn(ctx, join(REPOSITORY, 'media', name), {}));
const day = '2025-04-07' as LocalDate;
const [playlist] = must(planDay(ctx, 'my-tu' as ChannelId, day)).playlists;
if (playlist === undefined) throw new Error('nothing planned');

// 1. A session: ours is levelled, laid to the sample, encoded, decoded again and measured; plain ffmpeg joins and encodes once.
const inputs = playlist.entries.flatMap(({ cut, length }) => {
  if (cut === null) return [];
  const loops = Math.ceil(length / cut.samples) - 1;
  const seconds = (length / SAMPLE_RATE).toFixed(6);
  return ['-stream_loop', String(loops), '-t', seconds, '-i', `file:${ctx.audio.shelf.pathOf(cut.master)}`];
});
const count = inputs.filter((word) => word === '-i').length;
const plain = (n: number): void => {
  const join_ = `concat=n=${count}:v=0:a=1,aresample=48000,aformat=channel_layouts=mono`;
  execFileSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...inputs,
    '-filter_complex',
    join_,
    '-b:a',
    '128k',
    join(folder, `plain-${n}.mp3`),
  ]);
};
// A shorter session by one sample each time: a key of its own, so nothing is found already rendered.
const spec = (n: number) => renderSpec({ ...playlist, length: playlist.length + n + 1 }, 'mp3');
must(await renderSound(ctx, renderSpec(playlist, 'mp3'), {}));
await compare(
  'render a 20-minute session, cuts already levelled',
  'ffmpeg: concat and encode, unmeasured',
  3,
  async (n) => must(await renderSound(ctx, spec(n), {})),
  plain,
  's',
  1000,
);

// 2. The air log: an entry through every check, against a bare insert with the same settings.
must(planDay(ctx, 'my-tu' as ChannelId, day));
const bare = new Database(join(folder, 'bare.db'));
bare.pragma('journal_mode=WAL');
bare.pragma('synchronous=FULL');
bare.exec('CREATE TABLE log (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL)');
const insert = bare.prepare('INSERT INTO log (leaf) VALUES (?)');
const said = {
  channel: 'my-tu',
  day,
  session: playlist.session,
  entry: playlist.entries[0]?.id ?? null,
  outcome: 'aired',
  reason: null,
  note: null,
  startedAt: null,
  secondsHeard: null,
  role: 'technician',
  by: null,
  corrects: null,
  statement: null,
} as const;
/** The same airing again is a correction of what was said before. */
let last: number | null = null;
const sample = JSON.stringify({ format: 'loa-air-log/1' } satisfies Partial<AirLogEntry>).padEnd(1200, ' ');
await compare(
  'record one airing, from question to fsync',
  'better-sqlite3: one insert, WAL, FULL',
  200,
  () => {
    last = must(recordAiring(ctx, { ...said, corrects: last })).first;
  },
  () => insert.run(Buffer.from(sample)),
);

// 3. Planning a day of the real campaign, nothing stored anew, against parsing the same day from JSON.
const json = JSON.stringify(must(planDay(ctx, 'my-tu' as ChannelId, day)).playlists);
await compare(
  'plan one channel’s day again',
  'JSON.parse of the same day',
  50,
  () => must(planDay(ctx, 'my-tu' as ChannelId, day)),
  () => JSON.parse(json),
);

// 4. Sending a rendered file over loopback, against nginx with sendfile.
const rendered = must(await renderSound(ctx, renderSpec(playlist, 'mp3'), {}));
const listening = must(await listen(createApp(ctx, { trace: () => undefined }), { host: '127.0.0.1', port: 0 }));
const fetchAll = async (url: string): Promise<void> => {
  await (await fetch(url)).arrayBuffer();
};
if (spawnSync('nginx', ['-v']).status === 0) {
  const port = 18_057;
  const path = ctx.audio.shelf.pathOf(rendered.output);
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log; worker_processes 1; events {} http { access_log off; sendfile on; server { listen 127.0.0.1:${port}; root ${path.slice(0, path.lastIndexOf('/'))}; } }`,
  );
  // nginx drops root for its worker, which must still reach the file.
  execFileSync('chmod', ['-R', 'a+rX', folder]);
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const theirs = `http://127.0.0.1:${port}/${rendered.output}`;
  if ((await fetch(theirs)).status !== 200) throw new Error('nginx does not serve the file');
  await compare(
    'send a 19 MB session over loopback',
    'nginx, sendfile',
    15,
    () => fetchAll(`${listening.url}/media/sha256/${rendered.output}`),
    () => fetchAll(theirs),
  );
  nginx.kill();
} else process.stdout.write('nginx is not installed: sending is not compared (apt-get install nginx-light)\n');
await listening.stop();

// 5. Time until a second start listens, npm and Node included, against an empty Node process.
const start = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('npm', ['start'], {
      cwd: REPOSITORY,
      detached: true,
      env: { ...process.env, LOA_DATA: join(folder, 'var'), LOA_PORT: '0' },
    });
    child.on('error', reject);
    child.stderr.on('data', (chunk: Buffer) => {
      if (!chunk.toString().includes('http://')) return;
      child.once('close', () => resolve());
      started.push(performance.now());
      process.kill(-(child.pid ?? 0), 'SIGTERM');
    });
  });
const started: number[] = [];
const listeningAfter: number[] = [];
const empty: number[] = [];
for (let n = 0; n < 5; n += 1) {
  const before = performance.now();
  await start();
  listeningAfter.push((started.at(-1) ?? Number.NaN) - before);
  const begun = performance.now();
  execFileSync(process.execPath, ['-e', '']);
  empty.push(performance.now() - begun);
}
rows.push({
  what: '`npm start` again, until it listens',
  ours: median(listeningAfter),
  theirs: median(empty),
  unit: 'ms',
  baseline: 'node -e ""',
});

bare.close();
close();
rmSync(folder, { recursive: true, force: true });

const number = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
process.stdout.write(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}\n\n`);
process.stdout.write('| what | Loa | baseline | ratio | baseline is |\n|---|--:|--:|--:|---|\n');
for (const { what, ours, theirs, unit, baseline } of rows)
  process.stdout.write(
    `| ${what} | ${number(ours)} ${unit} | ${number(theirs)} ${unit} | ${number(ours / theirs)} | ${baseline} |\n`,
  );
