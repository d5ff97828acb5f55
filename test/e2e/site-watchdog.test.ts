/**
 * What systemd is told by the site's real program: a unit that systemd-analyze takes, and a heartbeat that is there while sound goes out and is
 * not while it does not. systemd's socket is a witness in Python, since Node speaks to none of that kind.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { REPOSITORY, type Service } from '../support/process.ts';
import { type SiteProgram, siteProgram } from '../support/site-program.ts';
import { toneWav } from '../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-watchdog-'));
const children: ChildProcess[] = [];
let site: SiteProgram | null = null;
let program: Service | null = null;
afterAll(async () => {
  for (const child of children) child.kill('SIGCONT') && child.kill('SIGKILL');
  await program?.stop();
  site?.close();
  rmSync(folder, { recursive: true, force: true });
});

const WITNESS = `
import os, socket, sys
here = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
here.bind(sys.argv[1])
print('ready', flush=True)
while True:
    text, fds, _, _ = socket.recv_fds(here, 4096, 4)
    for fd in fds: os.close(fd)
    # The tool waits until what it said was read.
    if text != b'BARRIER=1': print(text.decode().strip(), flush=True)
`;

test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)('systemd takes the unit of the guide', () => {
  const guide = readFileSync(join(REPOSITORY, 'docs/site.md'), 'utf8');
  const unit = /```ini\n([^`]+)```/.exec(guide)?.[1] ?? '';
  expect(unit).toContain('WatchdogSec=60');
  expect(unit).toContain('--watchdog 60');
  const path = join(folder, 'loa-site.service');
  // Where it is installed there is none here.
  writeFileSync(path, unit.replace('/opt/loa/node_modules/.bin/node', '/bin/true').replaceAll('/opt/loa', folder));
  const said = spawnSync('systemd-analyze', ['verify', '--recursive-errors=no', path], { encoding: 'utf8' });
  expect(said.stderr).toBe('');
  expect(said.status).toBe(0);
});

test.skipIf(spawnSync('systemd-notify', ['--version']).status !== 0)(
  'it is ready once it plays; its heart beats while a pipe is read, stops with the reader, and begins again with it',
  async () => {
    const until = async (is: () => boolean, what: string): Promise<void> => {
      for (let waits = 0; !is(); waits += 1) {
        if (waits > 600) throw new Error(`${what} never came:\n${program?.said()}`);
        await after(100);
      }
    };
    const socket = join(folder, 'notify');
    const witness = spawn('/usr/bin/python3', ['-c', WITNESS, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(witness);
    let text = '';
    witness.stdout.on('data', (more: Buffer) => {
      text += more.toString();
    });
    await until(() => text.includes('ready'), 'the witness');
    const pipe = join(folder, 'ong');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const reader = spawn('cat', [pipe], { stdio: ['ignore', 'ignore', 'inherit'] });
    children.push(reader);
    const startMs = Math.ceil(Date.now() / 1000) * 1000 + 600_000;
    site = await siteProgram([{ id: 'tin', startMs, seconds: 2, wav: toneWav(440, 2) }]);
    program = site.run(['--output', `pipe:${pipe}`, '--watchdog', '4'], { NOTIFY_SOCKET: socket });
    const beats = (): number => text.split('WATCHDOG=1').length - 1;
    await until(() => beats() >= 2, 'a heartbeat');
    expect(text).toMatch(/^ready\nREADY=1\n(WATCHDOG=1\n)+$/);
    reader.kill('SIGSTOP');
    await program.says(/KHÔNG AI NHẬN TIẾNG/, 60);
    // One may have been on its way.
    await after(2000);
    const before = beats();
    await after(6000);
    expect(beats()).toBe(before);
    reader.kill('SIGCONT');
    await until(() => beats() > before, 'a heartbeat again');
    // Nobody at the pipe is told and waited for: a program begun anew would wait as well.
    reader.kill('SIGKILL');
    const gone = beats();
    await until(() => beats() > gone + 1, 'a heartbeat without a reader');
    expect(await program.stop()).toBe(0);
    await until(() => text.includes('STOPPING=1'), 'the last word');
  },
  120_000,
);
