/**
 * A clip: rendered sound, words and captions made into one MP4 that people can post, and the proof of it.
 *
 * The sound is encoded and measured first, until it is what the profile asks for; then the picture is drawn around it once.
 * It opens nothing from outside: the ground is a colour, the fonts are the house's own.
 */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Cue, cuesOf, speechIn } from '../core/captions/cues.ts';
import { captionTexts } from '../core/captions/lines.ts';
import { captionLine, FRAMES } from '../core/clips/card.ts';
import { CLIP_PROFILE, type ClipFormat, type ClipSpec, clipFormat, clipKey } from '../core/clips/spec.ts';
import { canonicalJson } from '../core/evidence/canonical.ts';
import { keyOf } from '../core/evidence/key.ts';
import type { Sha256 } from '../core/ids.ts';
import { SAMPLE_RATE } from '../core/playlist/profile.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Stretch } from '../core/sound/measures.ts';
import { COARSE_RATE, clipPlan, clipSoundPlan, coarsePlan, pausesPlan } from './arguments/clip.ts';
import { clipScript } from './arguments/clip-text.ts';
import type { Correction } from './arguments/level.ts';
import type { Measure } from './arguments/measure.ts';
import { argv } from './arguments/plan.ts';
import { onDisk } from './disk.ts';
import { runPlan } from './ffmpeg.ts';
import { measureFile, relativeArgv, runOptions, type Workshop } from './level.ts';
import type { RunOptions } from './outcome.ts';

export interface MadeClip {
  readonly key: Sha256;
  readonly format: ClipFormat;
  /** The file on the shelf. */
  readonly output: Sha256;
  readonly bytes: number;
  /** As decoded from the file. */
  readonly measured: Measure;
  readonly cues: readonly Cue[];
  readonly proof: Sha256;
}

export interface ClipRun {
  readonly signal?: AbortSignal | undefined;
  /** Share of the work done, 0–1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** How many bars a picture has. */
const BARS = 60;
const TRIES = 3;
/** How far the encoded sound may be from its loudness before it is corrected, LU. */
const NEAR = 0.3;

/** House fonts, in the two weights that a clip is written with. */
const FONTS = ['be-vietnam-pro/500Medium/BeVietnamPro_500Medium', 'be-vietnam-pro/700Bold/BeVietnamPro_700Bold'].concat(
  ['noto-sans-khmer/500Medium/NotoSansKhmer_500Medium', 'noto-sans-khmer/700Bold/NotoSansKhmer_700Bold'],
);

const fontPath = (font: string): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/${font}.ttf`));

/**
 * Makes a clip. `spec.sound` is on the shelf and measures what CLIP_PROFILE asks. Refuses with media.unknown,
 * render.loudness, audio.*, data.full, data.read-only; then nothing half-made is left.
 */
export const makeClip = async (
  workshop: Workshop,
  toolVersion: string,
  spec: ClipSpec,
  run: ClipRun = {},
): Promise<Result<MadeClip>> => {
  const { shelf } = workshop;
  const key = clipKey(spec);
  const known = (await shelf.recall('clip', key)) as MadeClip | null;
  if (known && (await shelf.has(known.output)) && (await shelf.has(known.proof))) return ok(known);
  if (!(await shelf.has(spec.sound))) return refuse('media.unknown', { id: spec.sound });
  const temporary = await shelf.temporary();
  if (!temporary.ok) return temporary;
  try {
    const folder = dirname(temporary.value);
    const picture = await pictureOf(workshop, spec, folder, run);
    if (!picture.ok) return picture;
    const sound = await encodeSound(workshop, spec, join(folder, 'sound'), run);
    if (!sound.ok) return sound;
    const plan = clipPlan({
      shape: spec.shape,
      sound: join(folder, 'sound'),
      script: join(folder, 'words.ass'),
      fonts: join(folder, 'fonts'),
      output: temporary.value,
      samples: spec.samples,
    });
    const drawing = options(workshop, 'clip', spec, run, [0.15, 1]);
    const drawn = await runPlan(workshop.tools.ffmpeg, plan, drawing);
    if (!drawn.ok) return drawn;
    const args = relativeArgv(shelf, argv(plan), temporary.value).map((arg) => arg.replaceAll(folder, '{folder}'));
    const output = await shelf.put(temporary.value);
    if (!output.ok) return output;
    const result = {
      key,
      format: clipFormat(spec.shape),
      output: output.value.hash,
      bytes: output.value.bytes,
      measured: sound.value.measured,
      cues: picture.value,
    };
    const body = { proof: 'loa-clip/1', spec, tools: { ffmpeg: toolVersion }, argv: args, sound: sound.value, result };
    const proof = await shelf.putText(`${canonicalJson(body)}\n`);
    if (!proof.ok) return proof;
    const made: MadeClip = { ...result, proof: proof.value.hash };
    const remembered = await shelf.remember('clip', key, made);
    return remembered.ok ? ok(made) : remembered;
  } finally {
    await shelf.discard(temporary.value);
  }
};

/** Words, bars and captions, written beside the fonts that they are drawn with; the captions. */
const pictureOf = async (
  workshop: Workshop,
  spec: ClipSpec,
  folder: string,
  run: ClipRun,
): Promise<Result<readonly Cue[]>> => {
  const bars = await barsOf(workshop, spec, join(folder, 'coarse'), run);
  if (!bars.ok) return bars;
  const cues = await captionsOf(workshop, spec, run);
  if (!cues.ok) return cues;
  const { shape, words, samples } = spec;
  const script = clipScript({ shape, words, cues: cues.value, bars: bars.value, seconds: samples / SAMPLE_RATE });
  return onDisk(workshop.shelf.dataDir, async () => {
    await mkdir(join(folder, 'fonts'));
    for (const [n, font] of FONTS.entries()) await copyFile(fontPath(font), join(folder, 'fonts', `${n}.ttf`));
    await writeFile(join(folder, 'words.ass'), script);
    return cues;
  });
};

const captionsOf = async (workshop: Workshop, spec: ClipSpec, run: ClipRun): Promise<Result<readonly Cue[]>> => {
  if (spec.script === null) return ok([]);
  const silences = await pausesIn(workshop, spec.sound, spec.samples, run);
  if (!silences.ok) return silences;
  const frame = FRAMES[spec.shape];
  const texts = captionTexts(spec.script, { line: captionLine(frame), lines: 2 });
  const totalMs = Math.floor((spec.samples / SAMPLE_RATE) * 1000);
  return ok(cuesOf(texts, speechIn(silences.value, totalMs), totalMs));
};

/** Pauses of a rendered sound in seconds, found once and remembered. Refuses with media.unknown, audio.*, data.*. */
export const pausesIn = async (
  workshop: Workshop,
  sound: Sha256,
  samples: number,
  run: ClipRun,
): Promise<Result<readonly Stretch[]>> => {
  const { shelf } = workshop;
  const key = keyOf({ pauses: 1, sound });
  const known = (await shelf.recall('pauses', key)) as readonly Stretch[] | null;
  if (known !== null) return ok(known);
  if (!(await shelf.has(sound))) return refuse('media.unknown', { id: sound });
  const heard = await runPlan(
    workshop.tools.ffmpeg,
    pausesPlan(shelf.pathOf(sound)),
    runOptions(workshop, 'measure', samples, { signal: run.signal }),
  );
  if (!heard.ok) return heard;
  const pauses = readPauses(heard.value, samples / SAMPLE_RATE);
  const remembered = await shelf.remember('pauses', key, pauses);
  return remembered.ok ? ok(pauses) : remembered;
};

const readPauses = (messages: string, seconds: number): Stretch[] => {
  const pauses: Stretch[] = [];
  for (const [, edge, at] of messages.matchAll(/silence_(start|end): (-?[\d.]+)/g)) {
    const time = Math.min(Math.max(Number(at), 0), seconds);
    if (edge === 'start') pauses.push({ from: time, to: seconds });
    else pauses.push({ from: pauses.pop()?.from ?? 0, to: time });
  }
  return pauses;
};

/** Loudest moment of each bar's time against the loudest of all, 0–1. */
const barsOf = async (workshop: Workshop, spec: ClipSpec, path: string, run: ClipRun): Promise<Result<number[]>> => {
  const plan = coarsePlan(workshop.shelf.pathOf(spec.sound), path);
  const ran = await runPlan(workshop.tools.ffmpeg, plan, options(workshop, 'measure', spec, run, [0, 0.05]));
  if (!ran.ok) return ran;
  const bytes = await readFile(path);
  const samples = new Int16Array(bytes.buffer, bytes.byteOffset, Math.floor(bytes.byteLength / 2));
  const each = Math.max(Math.ceil((spec.samples / SAMPLE_RATE) * COARSE_RATE) / BARS, 1);
  const levels = Array.from({ length: BARS }, (_, n) => {
    const part = samples.subarray(Math.floor(n * each), Math.floor((n + 1) * each));
    let squares = 0;
    for (const sample of part) squares += sample * sample;
    return part.length === 0 ? 0 : Math.sqrt(squares / part.length);
  });
  const loudest = Math.max(...levels, 1);
  // Two figures are as fine as anybody sees, and make the same picture on every machine.
  return ok(levels.map((level) => Math.round((level / loudest) * 100) / 100));
};

interface EncodedSound {
  readonly measured: Measure;
  readonly attempts: readonly { readonly correction: Correction; readonly measured: Measure }[];
}

/** Encodes until loudness and peak are what the profile asks. Refuses with render.loudness. */
const encodeSound = async (
  workshop: Workshop,
  spec: ClipSpec,
  output: string,
  run: ClipRun,
): Promise<Result<EncodedSound>> => {
  const { loudness, truePeak, tolerance, channels } = CLIP_PROFILE;
  const attempts: { correction: Correction; measured: Measure }[] = [];
  let correction: Correction = { gain: 0, limit: null };
  for (;;) {
    const sound = workshop.shelf.pathOf(spec.sound);
    const plan = clipSoundPlan({ sound, output, samples: spec.samples, correction });
    const ran = await runPlan(workshop.tools.ffmpeg, plan, options(workshop, 'clip', spec, run, [0.05, 0.1]));
    if (!ran.ok) return ran;
    const measured = await measureFile(workshop, output, channels, spec.samples, { signal: run.signal });
    if (!measured.ok) return measured;
    const { integrated, truePeak: peak } = measured.value;
    attempts.push({ correction, measured: measured.value });
    const difference = loudness - integrated;
    const over = peak - truePeak;
    const last = attempts.length === TRIES;
    if (Math.abs(difference) <= (last ? tolerance : NEAR) && over <= 0)
      return ok({ measured: measured.value, attempts });
    if (last) return refuse('render.loudness', { wanted: loudness, got: integrated });
    const limit = over > 0 ? (correction.limit ?? truePeak) - over - 0.2 : correction.limit;
    correction = {
      gain: Math.round((correction.gain + difference) * 100) / 100,
      limit: limit === null ? null : Math.round(limit * 100) / 100,
    };
  }
};

/** Drawing takes about as long as the sound on a slow machine; four times is given. */
const options = (
  { shelf }: Workshop,
  what: string,
  { samples }: ClipSpec,
  { signal, onProgress }: ClipRun,
  [from, to]: readonly [number, number],
): RunOptions => {
  const seconds = samples / SAMPLE_RATE;
  return {
    what,
    timeoutSeconds: 120 + Math.ceil(4 * seconds),
    dataPath: shelf.dataDir,
    signal,
    onProgress: (done) => onProgress?.(from + (to - from) * Math.min(done / seconds, 1)),
  };
};
