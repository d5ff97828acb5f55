/** The service from outside: sending a rendered file over loopback, and the time until a second start listens. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderSpec } from '../../src/core/playlist/render-spec.ts';
import { must } from '../../src/core/result.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/serve.ts';
import { renderSound } from '../../src/operations/within/rendered-sound.ts';
import { REPOSITORY } from '../support/process.ts';
import { compare, median, type Row, type Subject } from './measure.ts';
import { benchWorld } from './world.ts';

const fetchAll = async (url: string): Promise<void> => {
  await (await fetch(url)).arrayBuffer();
};

/** Against nginx with sendfile, where it is installed. */
const sending: Subject = async () => {
  if (spawnSync('nginx', ['-v']).status !== 0) {
    process.stdout.write('nginx is not installed: sending is not compared (apt-get install nginx-light)\n');
    return [];
  }
  const { ctx, folder, playlist } = await benchWorld();
  const rendered = must(await renderSound(ctx, renderSpec(playlist, 'mp3'), {}));
  const listening = must(await listen(createApp(ctx, { trace: () => undefined }), { host: '127.0.0.1', port: 0 }));
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
  const row = await compare({
    what: 'send a 19 MB session over loopback',
    baseline: 'nginx, sendfile',
    times: 15,
    ours: () => fetchAll(`${listening.url}/media/sha256/${rendered.output}`),
    theirs: () => fetchAll(theirs),
  });
  nginx.kill();
  await listening.stop();
  return [row];
};

/** Milliseconds until a started service says where it listens, npm and Node included. */
const start = (data: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const before = performance.now();
    let took = Number.NaN;
    const child = spawn('npm', ['start'], {
      cwd: REPOSITORY,
      detached: true,
      env: { ...process.env, LOA_DATA: data, LOA_PORT: '0' },
    });
    let said = '';
    child.on('error', reject);
    child.once('close', () => (Number.isNaN(took) ? reject(new Error(`it did not listen: ${said}`)) : resolve(took)));
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!Number.isNaN(took) || !said.includes('http://')) return;
      took = performance.now() - before;
      process.kill(-(child.pid ?? 0), 'SIGTERM');
    });
  });

const starting = async (): Promise<Row> => {
  const { data } = await benchWorld();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let n = 0; n < 5; n += 1) {
    ours.push(await start(data));
    const begun = performance.now();
    execFileSync(process.execPath, ['-e', '']);
    theirs.push(performance.now() - begun);
  }
  const what = '`npm start` again, until it listens';
  return { what, ours: median(ours), theirs: median(theirs), unit: 'ms', baseline: 'node -e ""' };
};

export const service: Subject = async () => [...(await sending()), await starting()];
