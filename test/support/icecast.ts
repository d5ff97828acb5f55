/** A real Icecast (Debian's icecast2) on this machine, that can be killed and begun again on the same port. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { killed } from './process.ts';

export const SOURCE_PASSWORD = 'mật-khẩu-nguồn-7f3a';

/** It says its version and ends with 1. */
export const canIcecast = (): boolean =>
  spawnSync('icecast2', ['-v']).stdout?.toString().startsWith('Icecast') === true;

export interface Icecast {
  readonly port: number;
  readonly start: () => Promise<void>;
  /** As the power takes it. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });

/** Root hands itself over to Debian's own user. No burst: what a listener hears is what is sent now. */
const config = (port: number, folder: string): string => `<icecast>
  <limits><clients>10</clients><sources>4</sources><source-timeout>30</source-timeout><burst-size>0</burst-size></limits>
  <authentication><source-password>${SOURCE_PASSWORD}</source-password><admin-password>x</admin-password></authentication>
  <hostname>127.0.0.1</hostname>
  <listen-socket><port>${port}</port><bind-address>127.0.0.1</bind-address></listen-socket>
  <paths><logdir>${folder}/log</logdir><webroot>/usr/share/icecast2/web</webroot><adminroot>/usr/share/icecast2/admin</adminroot></paths>
  <logging><errorlog>error.log</errorlog><accesslog>access.log</accesslog><loglevel>2</loglevel></logging>
  <security><chroot>0</chroot>${process.getuid?.() === 0 ? '<changeowner><user>icecast2</user><group>icecast</group></changeowner>' : ''}</security>
</icecast>`;

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/status-json.xsl' }, (response) => {
      response.resume();
      resolve(true);
    });
    request.on('error', () => resolve(false));
  });

export const newIcecast = async (): Promise<Icecast> => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-icecast-'));
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'log'));
  chmodSync(join(folder, 'log'), 0o777);
  const port = await freePort();
  writeFileSync(join(folder, 'icecast.xml'), config(port, folder));
  let running: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    await killed(running);
    running = null;
  };
  return {
    port,
    kill,
    start: async () => {
      const child = spawn('icecast2', ['-c', join(folder, 'icecast.xml')], { stdio: ['ignore', 'ignore', 'pipe'] });
      let words = '';
      child.stderr.on('data', (text: Buffer) => {
        words += text.toString();
      });
      running = child;
      while (!(await answers(port))) {
        if (child.exitCode !== null) throw new Error(`icecast2 ended: ${words}`);
        await after(20);
      }
    },
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
