/**
 * Files of every format, with bytes of theirs changed, cut out or put in, through the door for strangers' files; each answer is
 * judged. The same seed changes the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Audio, createAudio } from '../../src/audio/engine.ts';
import { seeded } from './store-entries.ts';

export interface Mutated {
  readonly files: number;
  /** How many were taken in, and how many refused with each code. */
  readonly counts: Readonly<Record<string, number>>;
  /** What should not be, one line each. */
  readonly faults: readonly string[];
}

/** Each with its own way of carrying lengths, tables and checks. */
const FORMATS: readonly (readonly [file: string, options: readonly string[]])[] = [
  ['s16.wav', []],
  ['f32.wav', ['-c:a', 'pcm_f32le']],
  ['adpcm.wav', ['-c:a', 'adpcm_ima_wav']],
  ['rf64.wav', ['-rf64', 'always']],
  ['a.w64', []],
  ['a.aiff', []],
  ['a.mp3', ['-id3v2_version', '3', '-metadata', 'title=Bản tin']],
  ['a.m4a', []],
  ['faststart.mp4', ['-movflags', '+faststart']],
  ['vorbis.ogg', ['-c:a', 'libvorbis']],
  ['a.opus', []],
  ['a.flac', []],
  ['a.aac', []],
  ['vorbis.mka', ['-c:a', 'libvorbis']],
  ['opus.webm', ['-c:a', 'libopus']],
];

/** What a damaged file may be refused with; whatever else comes is a fault of ours. */
const KNOWN: ReadonlySet<string> = new Set([
  'media.empty',
  'media.not-sound',
  'media.no-audio',
  'media.playlist',
  'media.truncated',
  'media.too-long',
  'media.too-large',
  'media.silent',
  'audio.failed',
  'audio.timeout',
]);

/** Small, so that a table that lies is caught by them. */
const LIMITS = { bytes: 400_000, seconds: 20 };
const SECONDS_AT_MOST = 60 + LIMITS.seconds;

const makeAll = (folder: string): ReadonlyMap<string, Buffer> => {
  const graph = 'sine=440:d=0.7:r=48000,tremolo=f=5:d=0.8,aformat=sample_fmts=s16:channel_layouts=stereo[o]';
  return new Map(
    FORMATS.map(([file, options]) => {
      const path = join(folder, file);
      const made = ['-filter_complex', graph, '-map', '[o]', ...options, path];
      execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...made]);
      return [file, readFileSync(path)];
    }),
  );
};

const EXTREMES = [0, 0xff, 0x7f, 0x80, 1] as const;

/** One to eight injuries: single bytes, whole numbers, a piece out, a piece twice, the end off. Headers are hit most. */
const injured = (whole: Buffer, random: () => number): Buffer => {
  let bytes = Buffer.from(whole);
  const below = (most: number): number => Math.floor(random() * most);
  for (let left = 1 + below(8); left > 0; left -= 1) {
    const at = below(random() < 0.6 ? Math.min(bytes.length, 256) : bytes.length);
    const length = 1 + below(64);
    const kind = below(7);
    if (kind <= 2) bytes[at] = below(256);
    else if (kind === 3) bytes.fill(EXTREMES[below(EXTREMES.length)] ?? 0, at, Math.min(bytes.length, at + 4));
    else if (kind === 4) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    else if (kind === 5) bytes = Buffer.concat([bytes.subarray(0, at + length), bytes.subarray(at)]);
    else if (random() < 0.3) bytes = Buffer.from(bytes.subarray(0, 1 + at));
  }
  return bytes.length === 0 ? Buffer.from([0]) : bytes;
};

const allUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

/** What one file left, judged: `null` is well. */
const faultOf = async (
  audio: Audio,
  data: string,
  path: string,
  count: (end: string) => void,
): Promise<string | null> => {
  const before = allUnder(data);
  const sent = createHash('sha256').update(readFileSync(path)).digest('hex');
  const began = performance.now();
  const taken = await audio.takeIn(path, 'tên.mp3', { limits: LIMITS });
  const seconds = (performance.now() - began) / 1000;
  if (seconds > SECONDS_AT_MOST) return `took ${seconds.toFixed(1)} s`;
  const after = allUnder(data);
  if (after.some((file) => file.includes('/shelf/tmp/'))) return 'something half-made was left lying';
  if (!taken.ok) {
    const [{ code }] = taken.refusals;
    count(code);
    if (!KNOWN.has(code)) return `refused with ${code}`;
    return after.length === before.length ? null : `refused with ${code}, and something was kept`;
  }
  count('taken in');
  const { original, master, samples } = taken.value;
  if (original !== sent) return 'the original is not what was sent';
  if (samples <= 0 || samples > LIMITS.seconds * 48_000) return `a master of ${samples} samples`;
  const limit = LIMITS.seconds * 48_000 * 2 * 2.1;
  return statSync(audio.shelf.pathOf(master)).size > limit ? 'a master larger than the limit' : null;
};

const LANES = ['a', 'b'] as const;

/** Two at a time, each with a data folder of its own. Stops at nothing: every fault is told, with what repeats it. */
export const mutateMedia = async (
  files: number,
  seed: number,
  onFile: (done: number) => void = () => undefined,
): Promise<Mutated> => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-mutated-'));
  const counts: Record<string, number> = {};
  const faults: string[] = [];
  const random = seeded(seed);
  let [begun, done] = [0, 0];
  const tally = (end: string): void => {
    counts[end] = (counts[end] ?? 0) + 1;
  };
  const lane = async (own: string, wholes: readonly (readonly [string, Buffer])[]): Promise<void> => {
    const [data, sent] = [join(own, 'data'), join(own, 'sent')];
    for (const one of [own, data, sent]) mkdirSync(one);
    const audio = createAudio({ dataDir: data });
    while (begun < files) {
      const n = begun;
      begun += 1;
      const [name, whole] = wholes[n % wholes.length] ?? ['', Buffer.alloc(1)];
      const path = join(sent, 'sent');
      // Made before anything waits: which bytes the n-th file has does not hang on who is quicker.
      writeFileSync(path, injured(whole, random));
      const told = await faultOf(audio, data, path, tally).catch(
        (error: unknown) => `thrown: ${error instanceof Error ? error.message : String(error)}`,
      );
      if (told !== null) faults.push(`file ${n} (${name}): ${told}`);
      if (readdirSync(sent).length !== 1 || readdirSync(own).length !== 2)
        faults.push(`file ${n} (${name}): something was written outside the data folder`);
      done += 1;
      onFile(done);
    }
  };
  try {
    const sources = join(folder, 'sources');
    mkdirSync(sources);
    const wholes = [...makeAll(sources)];
    await Promise.all(LANES.map((name) => lane(join(folder, name), wholes)));
    return { files, counts, faults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
