/** A real PulseAudio (Debian's pulseaudio) of its own on this machine, with sinks that nobody listens to but us; it can be killed and begun again. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { killed } from './process.ts';

export const canPulse = (): boolean =>
  spawnSync('pulseaudio', ['--version']).status === 0 && spawnSync('parec', ['--version']).status === 0;

export interface Pulse {
  /** For programs that are to find it, by the sound server's library or by ALSA's. */
  readonly env: NodeJS.ProcessEnv;
  readonly start: () => Promise<void>;
  /** As the power takes it. */
  readonly kill: () => Promise<void>;
  /** What goes into a sink from now on: 48 kHz, stereo, s16le. */
  readonly listen: (sink: string) => { readonly bytes: () => Uint8Array; readonly stop: () => void };
  readonly close: () => Promise<void>;
}

/** `sinks`: the first is the default one. ALSA's device `loa` plays into the last. */
export const newPulse = (sinks: readonly string[]): Pulse => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-pulse-'));
  const socket = join(folder, 'native');
  mkdirSync(join(folder, 'home'));
  const asoundrc = `pcm.loa { type pulse server "unix:${socket}" device "${sinks.at(-1)}" }\n`;
  writeFileSync(join(folder, 'home', '.asoundrc'), asoundrc);
  const env = {
    ...process.env,
    ...{ HOME: join(folder, 'home'), XDG_RUNTIME_DIR: folder, PULSE_RUNTIME_PATH: folder },
    PULSE_SERVER: `unix:${socket}`,
  };
  const modules = [
    ...sinks.map((name) => `module-null-sink sink_name=${name} rate=48000`),
    `module-native-protocol-unix socket=${socket} auth-anonymous=1`,
  ];
  let running: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    await killed(running);
    running = null;
    rmSync(socket, { force: true });
  };
  return {
    env,
    kill,
    start: async () => {
      const words = ['-n', '--daemonize=no', '--exit-idle-time=-1', '--use-pid-file=no', '--disable-shm=yes'];
      const child = spawn('pulseaudio', [...words, ...modules.flatMap((one) => ['-L', one])], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.on('data', (text: Buffer) => {
        said += text.toString();
      });
      running = child;
      while (spawnSync('pactl', ['info'], { env }).status !== 0) {
        if (child.exitCode !== null) throw new Error(`pulseaudio ended: ${said}`);
        await after(50);
      }
    },
    listen: (sink) => {
      const shape = ['--rate=48000', '--channels=2', '--format=s16le', '--latency-msec=50'];
      const child = spawn('parec', ['-d', `${sink}.monitor`, ...shape], { env, stdio: ['ignore', 'pipe', 'ignore'] });
      const pieces: Buffer[] = [];
      child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
      return { bytes: () => Buffer.concat(pieces), stop: () => void child.kill('SIGKILL') };
    },
    close: async () => {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
