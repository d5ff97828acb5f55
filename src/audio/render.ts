/**
 * A session's sound: levelled cuts laid to the sample, encoded, then decoded and measured; and the proof of it.
 *
 * The file is kept only when what was encoded measures right: length, loudness, true peak. A render is named
 * by its spec's key, so asking again for the same sound costs nothing. It decides nothing about what airs.
 */

import { canonicalJson } from '../core/evidence/canonical.ts';
import type { Sha256 } from '../core/ids.ts';
import { type RenderSpec, renderKey, type SoundFormat } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Correction } from './arguments/level.ts';
import type { Measure } from './arguments/measure.ts';
import { argv } from './arguments/plan.ts';
import { assemblePlan } from './arguments/render.ts';
import { runPlan } from './ffmpeg.ts';
import { type Levelled, levelCut, measureFile, relativeArgv, runOptions, type Workshop } from './level.ts';

export interface RenderedSession {
  readonly key: Sha256;
  /** The rendered file on the shelf. */
  readonly output: Sha256;
  readonly bytes: number;
  readonly format: SoundFormat;
  /** As decoded from the file. */
  readonly samples: number;
  /** By decoding the encoded file. `integrated` is −70 and `truePeak` −120 for a session of silence alone. */
  readonly measured: { readonly seconds: number; readonly integrated: number; readonly truePeak: number };
  /** The proof on the shelf: JSON with inputs, argument lists, tool version, loudness before and after. */
  readonly proof: Sha256;
}

export type RenderStage = 'level' | 'encode' | 'measure';

export interface RenderOptions {
  readonly signal?: AbortSignal | undefined;
  /** Seconds of sound done in the stage; `of` is the stage's whole. A second try begins its stages again. */
  readonly onProgress?: ((stage: RenderStage, seconds: number, of: number) => void) | undefined;
}

/**
 * What libmp3lame takes off at our constant rates (dB, measured on speech, tones and noise: it scales its
 * input): given back beforehand, so that the first encoding is normally the last.
 */
const MP3_LOSS = { 1: 0.45, 2: 0.25 } as const;
/** How far the encoded session may be from its loudness before it is corrected, LU (figures come in tenths). */
const NEAR = 0.35;
const TRIES = 3;
/** Samples by which the decoded length may differ: 50 ms, a player's own grain. */
const LENGTH_SLACK = 2400;

/** One encoding of the session: what was done and what came out. */
interface Attempt {
  readonly correction: Correction;
  readonly argv: readonly string[];
  readonly measured: Measure;
}

/**
 * Renders a session. Refuses with media.unknown (a master is not on the shelf), render.loudness (three tries
 * did not bring it into the profile), audio.*, data.full, data.read-only; then nothing half-made is left.
 */
export const renderSession = async (
  workshop: Workshop,
  toolVersion: string,
  spec: RenderSpec,
  options: RenderOptions = {},
): Promise<Result<RenderedSession>> => {
  const { shelf } = workshop;
  const key = renderKey(spec);
  const known = (await shelf.recall('rendered', key)) as RenderedSession | null;
  if (known && (await shelf.has(known.output)) && (await shelf.has(known.proof))) return ok(known);

  const cuts = await levelAll(workshop, spec, options);
  if (!cuts.ok) return cuts;
  const temporary = await shelf.temporary();
  if (!temporary.ok) return temporary;
  try {
    const attempts = await encode(workshop, spec, cuts.value, temporary.value, options);
    if (!attempts.ok) return attempts;
    const last = attempts.value.at(-1);
    if (last === undefined) throw new Error('a session encoded without a try');
    const output = await shelf.put(temporary.value);
    if (!output.ok) return output;
    const { samples, integrated, truePeak } = last.measured;
    const result = {
      key,
      output: output.value.hash,
      bytes: output.value.bytes,
      format: spec.format,
      samples,
      measured: { seconds: Math.round((samples / spec.sampleRate) * 1000) / 1000, integrated, truePeak },
    };
    const tools = { ffmpeg: toolVersion };
    const body = {
      proof: 'loa-render/1',
      spec,
      tools,
      cuts: [...cuts.value.values()],
      attempts: attempts.value,
      result,
    };
    const proof = await shelf.putText(`${canonicalJson(body)}\n`);
    if (!proof.ok) return proof;
    const rendered: RenderedSession = { ...result, proof: proof.value.hash };
    const remembered = await shelf.remember('rendered', key, rendered);
    return remembered.ok ? ok(rendered) : remembered;
  } finally {
    await shelf.discard(temporary.value);
  }
};

/** The levelled form of every master that the spec uses, each made once. */
const levelAll = async (
  workshop: Workshop,
  spec: RenderSpec,
  options: RenderOptions,
): Promise<Result<ReadonlyMap<Sha256, Levelled>>> => {
  const cuts = new Map<Sha256, Levelled>();
  const masters = new Map(spec.parts.map((part) => [part.master, part.sourceSamples]));
  const all = [...masters.values()].reduce((sum, samples) => sum + samples, 0) / spec.sampleRate;
  let done = 0;
  for (const [master, samples] of masters) {
    const before = done;
    const onProgress = (seconds: number) => options.onProgress?.('level', before + seconds, all);
    const cut = await levelCut(workshop, master, spec.profile, { signal: options.signal, onProgress });
    if (!cut.ok) return cut;
    if (cut.value.samples !== samples) {
      return refuse('audio.failed', { what: 'level', detail: `${master} has ${cut.value.samples} samples` });
    }
    cuts.set(master, cut.value);
    done += samples / spec.sampleRate;
  }
  return ok(cuts);
};

/** Encodes and measures until the profile is met; the first try changes nothing that can be heard. */
const encode = async (
  workshop: Workshop,
  spec: RenderSpec,
  cuts: ReadonlyMap<Sha256, Levelled>,
  output: string,
  options: RenderOptions,
): Promise<Result<readonly Attempt[]>> => {
  const { shelf, tools } = workshop;
  const { loudness, truePeak, tolerance, channels } = spec.profile;
  const paths = spec.parts.map((part) => {
    const cut = cuts.get(part.master);
    if (cut === undefined) throw new Error(`a part without its cut: ${part.master}`);
    return shelf.pathOf(cut.levelled);
  });
  const of = spec.length / spec.sampleRate;
  const during = (stage: RenderStage) => ({
    signal: options.signal,
    onProgress: (seconds: number) => options.onProgress?.(stage, seconds, of),
  });
  const attempts: Attempt[] = [];
  let correction: Correction = { gain: spec.format === 'mp3' ? MP3_LOSS[channels] : 0, limit: null };
  for (;;) {
    const plan = assemblePlan({ spec, cuts: paths, output, correction });
    const ran = await runPlan(tools.ffmpeg, plan, runOptions(workshop, 'render', spec.length, during('encode')));
    if (!ran.ok) return ran;
    const measure = await measureFile(workshop, output, channels, spec.length, during('measure'));
    if (!measure.ok) return measure;
    const measured = measure.value;
    if (Math.abs(measured.samples - spec.length) > LENGTH_SLACK && spec.length >= spec.sampleRate) {
      return refuse('audio.failed', { what: 'render', detail: `${measured.samples} of ${spec.length} samples` });
    }
    attempts.push({ correction, argv: relativeArgv(shelf, argv(plan), output), measured });
    const difference = loudness - measured.integrated;
    const over = measured.truePeak - truePeak;
    const last = attempts.length === TRIES;
    const close = Math.abs(difference) <= (last ? tolerance : NEAR);
    if (spec.parts.length === 0 || (close && over <= 0)) return ok(attempts);
    if (last) return refuse('render.loudness', { wanted: loudness, got: measured.integrated });
    correction = corrected(correction, difference, measured.truePeak, truePeak);
  }
};

/** The next try: the gain that is missing; a limiter only where that would reach the ceiling. */
const corrected = (before: Correction, difference: number, peak: number, ceiling: number): Correction => {
  const gain = rounded(before.gain + difference);
  if (before.limit === null && peak + difference <= ceiling - 0.2) return { gain, limit: null };
  // What the encoder put above the ceiling is taken off before it.
  const over = Math.max(peak - ceiling, 0);
  return { gain, limit: rounded((before.limit ?? ceiling - 0.5) - (over > 0 ? over + 0.2 : 0)) };
};

const rounded = (db: number) => Math.round(db * 100) / 100;
