/** What somebody hears who listens from outside: a stream written down as it comes, decoded by ffmpeg, told stretch by stretch. */
import { spawnSync } from 'node:child_process';
import { get, type IncomingMessage } from 'node:http';

export interface Stretch {
  /** Hertz of what sounds most of the time, to ten; 0: silence. */
  readonly hertz: number;
  readonly seconds: number;
}

const RATE = 8000;
const WINDOW = 0.2;

/** Stretches of at least half a second; anything ffmpeg reads. */
export const stretchesIn = (sound: Uint8Array, format: readonly string[] = []): Stretch[] => {
  const ran = spawnSync(
    'ffmpeg',
    ['-v', 'quiet', ...format, '-i', 'pipe:0', '-f', 's16le', '-ac', '1', '-ar', `${RATE}`, 'pipe:1'],
    { input: sound, maxBuffer: 2 ** 28 },
  );
  const samples = new Int16Array(Uint8Array.prototype.slice.call(ran.stdout, 0, ran.stdout.length & ~1).buffer);
  const size = RATE * WINDOW;
  const stretches: { hertz: number; seconds: number }[] = [];
  for (let at = 0; at + size <= samples.length; at += size) {
    const hertz = pitchOf(samples.subarray(at, at + size));
    const last = stretches.at(-1);
    if (last?.hertz === hertz) last.seconds += WINDOW;
    else stretches.push({ hertz, seconds: WINDOW });
  }
  const long = stretches.filter(({ seconds }) => seconds >= 0.5);
  return long.reduce<{ hertz: number; seconds: number }[]>((all, one) => {
    const last = all.at(-1);
    if (last?.hertz === one.hertz) last.seconds += one.seconds;
    else all.push(one);
    return all;
  }, []);
};

const pitchOf = (samples: Int16Array): number => {
  const sum = samples.reduce((total, one) => total + one * one, 0);
  if (Math.sqrt(sum / samples.length) < 100) return 0;
  let crossings = 0;
  for (let n = 1; n < samples.length; n += 1) if ((samples[n - 1] ?? 0) < 0 && (samples[n] ?? 0) >= 0) crossings += 1;
  return Math.round(crossings / WINDOW / 10) * 10;
};

export interface Listener {
  readonly bytes: () => Uint8Array;
  readonly stop: () => void;
}

/** Listens to an http stream from when it is there. */
export const listener = (url: string): Promise<Listener> =>
  new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    const request = get(url, (response: IncomingMessage) => {
      if (response.statusCode !== 200) return reject(new Error(`${response.statusCode}`));
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', () => {});
      resolve({ bytes: () => Buffer.concat(pieces), stop: () => request.destroy() });
    });
    request.on('error', reject);
  });
