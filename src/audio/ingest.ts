/**
 * Taking in a file from outside: hashed, and when it is new copied, looked into, decoded once to the house master,
 * measured, kept. What is known already is neither copied nor decoded again.
 *
 * The house master is FLAC, 48 kHz, 16 bit, mono if the source is mono and stereo otherwise; everything later
 * works from it. A file is taken in whole or not at all: nothing is kept of what is refused. It changes no
 * loudness and trims no silence; it only says what it found.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Sha256 } from '../core/ids.ts';
import { SAMPLE_RATE } from '../core/playlist/profile.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { nfc, oneLine } from '../core/text.ts';
import { intakePlan } from './arguments/intake.ts';
import { type Ends, type Loudness, measurePlan, readEnds, readMeasure, SHORT_SAMPLES } from './arguments/measure.ts';
import { argv } from './arguments/plan.ts';
import { onDisk } from './disk.ts';
import { runPlan } from './ffmpeg.ts';
import { flacInfo } from './flac.ts';
import { measureKey } from './level.ts';
import type { RunOptions } from './outcome.ts';
import { type Probed, probe } from './probe.ts';
import type { LockedRunner, Tools } from './process.ts';
import { type IntakeLimits, type Reading, readThrough } from './read-through.ts';
import type { Shelf } from './shelf.ts';

export const INTAKE_LIMITS: IntakeLimits = { bytes: 3 * 1024 ** 3, seconds: 4 * 3600 };

export interface IngestedSound {
  /** The file as it came. */
  readonly original: Sha256;
  readonly originalBytes: number;
  /** Container and codec: 'mp4/aac', 'wav/pcm_s16le'. */
  readonly originalFormat: string;
  readonly master: Sha256;
  /** Length at 48 kHz, by decoding. */
  readonly samples: number;
  readonly channels: 1 | 2;
  /** Measured as one channel, as a horn gives it. */
  readonly loudness: Loudness;
  readonly silence: Ends;
}

export interface IntakeOptions {
  readonly limits?: IntakeLimits | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Seconds of sound decoded so far. */
  readonly onProgress?: ((seconds: number) => void) | undefined;
}

export interface Intake {
  readonly shelf: Shelf;
  readonly runner: LockedRunner;
  readonly tools: Tools;
}

/** A peak under this is nothing that anyone will hear (dBTP). */
const SILENT_DB = -60;
/** Codecs whose samples are floats as they came from outside. */
const FLOATS = /^pcm_f/;
/** Version of the way masters are made; part of the name of what is remembered about a file. */
const INTAKE_RECIPE = 1;

/**
 * Takes in the file at `source`, which people call `displayName`. The same bytes twice are decoded once.
 * Refuses with media.*, file.unreadable, audio.*, data.full, data.read-only; then nothing was kept.
 */
export const takeIn = async (
  intake: Intake,
  source: string,
  displayName: string,
  options: IntakeOptions = {},
): Promise<Result<IngestedSound>> => {
  const { shelf } = intake;
  const name = oneLine(nfc(displayName));
  const limits = options.limits ?? INTAKE_LIMITS;
  const reading: Reading = { source: resolve(source), name, limits, signal: options.signal };
  const hashed = await readThrough(reading);
  if (!hashed.ok) return hashed;
  const before = await recalled(shelf, hashed.value, limits);
  if (before !== null) return ok(before);
  const copy = await shelf.temporary();
  if (!copy.ok) return copy;
  const master = await shelf.temporary();
  if (!master.ok) {
    await shelf.discard(copy.value);
    return master;
  }
  try {
    // What is decoded and kept is the copy: the file itself may be changed meanwhile.
    const copied = await copyIn(shelf, copy.value, reading);
    if (!copied.ok) return copied;
    const key = memoryKey(copied.value);
    const known = copied.value === hashed.value ? null : await recalled(shelf, copied.value, limits);
    if (known !== null) return ok(known);

    const decoded = await decode(intake, copy.value, master.value, name, limits, options);
    if (!decoded.ok) return decoded;
    const keptMaster = await shelf.put(master.value);
    if (!keptMaster.ok) return keptMaster;
    const keptOriginal = await shelf.put(copy.value);
    if (!keptOriginal.ok) return keptOriginal;
    const sound: IngestedSound = {
      original: keptOriginal.value.hash,
      originalBytes: keptOriginal.value.bytes,
      ...decoded.value,
      master: keptMaster.value.hash,
    };
    const { samples, loudness } = sound;
    const measured = await shelf.remember('measured', measureKey(sound.master, 1), { ...loudness, samples });
    if (!measured.ok) return measured;
    const remembered = await shelf.remember('taken-in', key, sound);
    return remembered.ok ? ok(sound) : remembered;
  } finally {
    await shelf.discard(copy.value);
    await shelf.discard(master.value);
  }
};

const memoryKey = (original: Sha256): Sha256 =>
  createHash('sha256').update(`taken-in ${INTAKE_RECIPE} ${original}`).digest('hex') as Sha256;

const holds = async (shelf: Shelf, sound: IngestedSound) =>
  (await shelf.has(sound.master)) && (await shelf.has(sound.original));

/** What was made of the same bytes before, as long as it is still all there. */
const recalled = async (shelf: Shelf, original: Sha256, limits: IntakeLimits): Promise<IngestedSound | null> => {
  const known = (await shelf.recall('taken-in', memoryKey(original))) as IngestedSound | null;
  return known && known.samples <= limits.seconds * SAMPLE_RATE && (await holds(shelf, known)) ? known : null;
};

/** Copies a regular file to the temporary path; answers the hash of what was copied. */
const copyIn = (shelf: Shelf, copy: string, reading: Reading): Promise<Result<Sha256>> =>
  onDisk(shelf.dataDir, async () => {
    const to = await open(copy, 'wx');
    try {
      return await readThrough(reading, async (chunk) => void (await to.writeFile(chunk)));
    } finally {
      await to.close();
    }
  });

type Decoded = Omit<IngestedSound, 'original' | 'originalBytes' | 'master'>;

const decode = async (
  intake: Intake,
  copy: string,
  master: string,
  name: string,
  limits: IntakeLimits,
  options: IntakeOptions,
): Promise<Result<Decoded>> => {
  const { runner, shelf, tools } = intake;
  const about = (what: string, timeoutSeconds: number): RunOptions => ({
    what,
    timeoutSeconds,
    dataPath: shelf.dataDir,
    signal: options.signal,
    onProgress: options.onProgress,
  });
  const probed = await probe(runner, copy, name, about('probe', 30));
  if (!probed.ok) return probed;
  const channels = probed.value.channels === 1 ? 1 : 2;
  // 16-bit PCM is the largest that FLAC can become, give or take its frames.
  const limitBytes = Math.ceil((limits.seconds + 1) * SAMPLE_RATE * channels * 2.1);
  const floats = FLOATS.test(probed.value.codec);
  const plan = intakePlan({ source: copy, master, channels, floats, limitSeconds: limits.seconds, limitBytes });
  const seconds = 60 + Math.ceil(limits.seconds / 10);
  const run = await runner.run('ffmpeg', argv(plan), limitBytes + (1 << 20), about('decode', seconds));
  if (!run.ok) return emptyOr(run, probed.value, name);
  const { messages } = run.value;
  const measured = readMeasure(messages, 1);
  const { samples } = await flacInfo(master);
  if (measured === null || samples === 0) return emptyOr(refuse('media.empty', { name }), probed.value, name);
  if (samples > limits.seconds * SAMPLE_RATE) {
    return refuse('media.too-long', { name, limitSeconds: limits.seconds });
  }
  const cut = cutShort(probed.value, samples / SAMPLE_RATE, messages);
  if (cut !== null) return refuse('media.truncated', { name, declared: cut, decoded: rounded(samples / SAMPLE_RATE) });
  if (measured.truePeak < SILENT_DB) return refuse('media.silent', { name });

  let loudness: Loudness = measured;
  if (samples < SHORT_SAMPLES) {
    const again = await runPlan(tools.ffmpeg, measurePlan(master, 1, samples), about('measure', 30));
    if (!again.ok) return again;
    loudness = readMeasure(again.value, 1) ?? measured;
  }
  const { integrated, range, truePeak } = loudness;
  return ok({
    originalFormat: `${probed.value.format}/${probed.value.codec}`,
    samples,
    channels,
    loudness: { integrated, range, truePeak },
    silence: readEnds(messages, samples / SAMPLE_RATE),
  });
};

const rounded = (seconds: number) => Math.round(seconds * 1000) / 1000;

/** A sound of which nothing could be decoded is cut off when its container promised more; otherwise as found. */
const emptyOr = <T>(refused: Result<T>, probed: Probed, name: string): Result<T> => {
  if (refused.ok || !['audio.failed', 'media.empty'].includes(refused.refusals[0].code)) return refused;
  const { seconds, endMissing } = probed.declared;
  if (endMissing || seconds !== null) {
    return refuse('media.truncated', { name, declared: rounded(seconds ?? 0), decoded: 0 });
  }
  return refused;
};

/** The length that was promised when the sound ends too early; null when it is whole. */
const cutShort = (probed: Probed, decoded: number, messages: string): number | null => {
  const { seconds, slack, endMissing } = probed.declared;
  if (seconds !== null && seconds - decoded > slack) return rounded(seconds);
  const saysSo = probed.format === 'matroska' && /File ended prematurely/.test(messages);
  return endMissing || saysSo ? rounded(Math.max(seconds ?? 0, decoded)) : null;
};
