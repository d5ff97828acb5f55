/** Sites that ask for their manifest: that nothing is new (304), and the whole of it, against nginx with one worker and the same file. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { signManifest } from '../../src/core/manifest/signed-manifest.ts';
import { must, ok } from '../../src/core/result.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/serve.ts';
import { addManifest } from '../../src/store/manifests.ts';
import { machineToken } from '../support/credentials.ts';
import { dayOf, manifestOf, sessionAt } from '../support/manifests.ts';
import { CHANNEL, makeWorld } from '../support/world.ts';
import { median, type Row, type Subject } from './measure.ts';

const PORT = 18_058;
const ROUNDS = 7;
/** wrk with one thread: the machine has two cores, and the other is the server's. */
const CONNECTIONS = 32;

const DAYS = Array.from({ length: 7 }, (_, n) => `2026-12-0${n + 1}`);
const TITLES = Array.from({ length: 20 }, (_, n) => `Bản tin thời sự số ${n + 1}: chuyển đổi số ở ấp, xã`);

/** A week of three sessions of twenty items a day, as a commune has it. */
const week = () =>
  manifestOf({
    days: DAYS.map((day) =>
      dayOf(day, ...['05:00:00', '11:00:00', '17:00:00'].map((clock) => sessionAt(day, clock, { titles: TITLES }))),
    ),
  });

const run = promisify((...[args, done]: [readonly string[], (error: Error | null, out: string) => void]) => {
  const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.on('error', done);
  child.on('close', () => done(null, out));
});

/** Answers in a second; throws when one of them was an error. */
const rate = async (url: string, headers: Readonly<Record<string, string>>): Promise<number> => {
  const said = await run([
    ...['-t1', `-c${CONNECTIONS}`, '-d2s'],
    ...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    url,
  ]);
  if (said.includes('Non-2xx')) throw new Error(said);
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(said)?.[1]);
};

export const manifests: Subject = async () => {
  if (spawnSync('nginx', ['-v']).status !== 0 || spawnSync('wrk', ['-v']).error !== undefined) {
    process.stdout.write(
      'nginx or wrk is not installed: manifests are not compared (apt-get install nginx-light wrk)\n',
    );
    return [];
  }
  const world = await makeWorld({ sounds: {} });
  const { ctx } = world;
  const note = must(
    ctx.store.transact((rows) => {
      const signer = must(ctx.scheduleKey(null));
      const manifest = week();
      const signed = signManifest(manifest, signer.key, signer.sign);
      const row = {
        ...{ channel: CHANNEL, version: manifest.version, note: signed, changes: [] },
        ...{ publishedAt: manifest.issuedAt, publishedBy: 'system:cli', validUntil: manifest.validUntil },
      };
      addManifest(rows, row, manifest.days);
      return ok(signed);
    }),
  );
  const boundless = { tenSeconds: 1e9, burst: 1e9 };
  const limits = { address: boundless, account: boundless, overall: boundless };
  const app = createApp(ctx, { trace: (line) => process.stderr.write(`${line}\n`), limits });
  const listening = must(await listen(app, { host: '127.0.0.1', port: 0 }));
  const root = mkdtempSync(join(tmpdir(), 'loa-nginx-'));
  mkdirSync(join(root, 'www'));
  writeFileSync(join(root, 'www', 'manifest'), note);
  writeFileSync(
    join(root, 'nginx.conf'),
    `daemon off; pid ${root}/nginx.pid; error_log ${root}/nginx.log; worker_processes 1; events {} http { access_log off; sendfile on; keepalive_requests 1000000000; server { listen 127.0.0.1:${PORT}; root ${root}/www; } }`,
  );
  execFileSync('chmod', ['-R', 'a+rX', root]);
  const nginx = spawn('nginx', ['-c', join(root, 'nginx.conf'), '-p', root], { stdio: 'ignore' });
  try {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const ours = { url: `${listening.url}/api/v1/channels/${CHANNEL}/manifest`, headers: machineToken(ctx).headers };
    const theirs = { url: `http://127.0.0.1:${PORT}/manifest`, headers: {} };
    const rows: Row[] = [];
    for (const known of [true, false]) {
      const rates: [number[], number[]] = [[], []];
      for (let n = 0; n < ROUNDS; n += 1)
        for (const [side, { url, headers }] of [ours, theirs].entries()) {
          const first = await fetch(url, { headers });
          if ((await first.text()) !== note) throw new Error(`${url} sends something else`);
          const tag = first.headers.get('etag') ?? '';
          const asked = known ? { ...headers, 'If-None-Match': tag } : headers;
          if ((await fetch(url, { headers: asked })).status !== (known ? 304 : 200)) throw new Error(url);
          rates[side]?.push(await rate(url, asked));
        }
      const what = known
        ? 'a site asks, nothing is new (304)'
        : `a whole manifest of ${Math.round(note.length / 1000)} kB`;
      const baseline = 'nginx, one worker, the same file';
      rows.push({ what, ours: median(rates[0]), theirs: median(rates[1]), unit: '/s', baseline });
    }
    return rows;
  } finally {
    nginx.kill();
    await listening.stop();
    await world.close();
    rmSync(root, { recursive: true, force: true });
  }
};
