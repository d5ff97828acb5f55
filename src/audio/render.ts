/**
 * A session's sound and the proof of it: levels found, pieces made that are not there yet, joined, and gated.
 *
 * The file is kept only when what was encoded measures right: length, loudness, true peak. A render is named by its spec's
 * key, so asking again for the same sound costs nothing; after a change only the pieces that changed are made. It decides
 * nothing about what airs.
 */
import { canonicalJson } from '../core/evidence/canonical.ts';
import type { Sha256 } from '../core/ids.ts';
import { type RenderSpec, renderKey, type SoundFormat } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Kitchen } from './kitchen.ts';
import { type Level, levelsOf } from './levels.ts';
import { renderFrames } from './render-frames.ts';
import type { Made, RenderedSession, RenderOptions } from './render-model.ts';
import { renderSamples } from './render-samples.ts';
import type { Shelf } from './shelf.ts';

/** How far the encoded session may be from its loudness before it is corrected, LU. */
const NEAR = 0.35;
const TRIES = 3;
/** Samples of silence that a decoder may give behind the end: the last AAC frame is played whole. */
const MORE_SAMPLES: Partial<Record<SoundFormat, number>> = { m4a: 2048 };

/** The rendering of that spec, when it was made before and its sound and proof are still there. */
export const recallSession = async (shelf: Shelf, spec: RenderSpec): Promise<RenderedSession | null> => {
  const known = (await shelf.recall('rendered', renderKey(spec))) as RenderedSession | null;
  return known !== null && (await shelf.has(known.output)) && (await shelf.has(known.proof)) ? known : null;
};

/**
 * Renders a session. Refuses with media.unknown (a master is not on the shelf), render.loudness (three tries did not bring
 * it into the profile), audio.*, data.full, data.read-only; then nothing half-made is left.
 */
export const renderSession = async (
  kitchen: Kitchen,
  spec: RenderSpec,
  options: RenderOptions = {},
): Promise<Result<RenderedSession>> => {
  const { shelf } = kitchen;
  const key = renderKey(spec);
  const known = await recallSession(shelf, spec);
  if (known !== null) return ok(known);

  const levels = await findLevels(kitchen, spec, options);
  if (!levels.ok) return levels;
  const temporary = await shelf.temporary();
  if (!temporary.ok) return temporary;
  try {
    const tried = await makeRight(kitchen, spec, levels.value, temporary.value, options);
    if (!tried.ok) return tried;
    const last = tried.value.at(-1);
    if (last === undefined) throw new Error('a session made without a try');
    const output = await shelf.put(temporary.value);
    if (!output.ok) return output;
    const { samples, ...heard } = last.measured;
    const result = {
      key,
      output: output.value.hash,
      bytes: output.value.bytes,
      format: spec.format,
      samples,
      measured: { seconds: thousandths(samples / spec.sampleRate), ...heard },
    };
    const body = {
      proof: 'loa-render/2',
      spec,
      tools: { ffmpeg: kitchen.version },
      cuts: [...levels.value.values()],
      tries: tried.value.map(({ how, measured, trim }) => ({ trim, measured, how })),
      result,
    };
    const proof = await shelf.putText(`${canonicalJson(body)}\n`);
    if (!proof.ok) return proof;
    const rendered: RenderedSession = { ...result, proof: proof.value.hash };
    const remembered = await shelf.remember('rendered', key, rendered);
    return remembered.ok ? ok(rendered) : remembered;
  } catch (error) {
    if (options.signal?.aborted) return refuse('audio.cancelled', { what: 'render' });
    throw error;
  } finally {
    await shelf.discard(temporary.value);
  }
};

const thousandths = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** What brings each master of the spec to its profile. */
const findLevels = async (
  kitchen: Kitchen,
  spec: RenderSpec,
  { signal, onProgress }: RenderOptions,
): Promise<Result<ReadonlyMap<Sha256, Level>>> => {
  const ends = new Map<Sha256, number>();
  for (const { master, from, sourceSamples } of spec.parts)
    ends.set(master, Math.max(ends.get(master) ?? 0, from + sourceSamples));
  const all = [...ends.values()].reduce((sum, samples) => sum + samples, 0);
  let done = 0;
  const onFound = (samples: number): void => {
    done += samples;
    onProgress?.('level', Math.min(done, all) / spec.sampleRate, all / spec.sampleRate);
  };
  const levels = await levelsOf(kitchen, [...ends.keys()], spec.profile, { signal, onFound });
  if (!levels.ok) return levels;
  for (const [master, end] of ends) {
    const samples = levels.value.get(master)?.samples ?? 0;
    if (samples < end) return refuse('audio.failed', { what: 'level', detail: `${master} has ${samples} samples` });
  }
  // In the order of the spec, whichever was found first: a proof of the same sound is the same.
  return ok(new Map([...ends.keys()].flatMap((master) => [[master, levels.value.get(master) as Level] as const])));
};

type Try = Made & { readonly trim: number };

/** Makes and measures until the profile is met; the first try is normally the last. */
const makeRight = async (
  kitchen: Kitchen,
  spec: RenderSpec,
  levels: ReadonlyMap<Sha256, Level>,
  output: string,
  options: RenderOptions,
): Promise<Result<readonly Try[]>> => {
  const { loudness, truePeak, tolerance } = spec.profile;
  const make = spec.format === 'mp3' ? renderFrames : renderSamples;
  const tries: Try[] = [];
  for (let trim = 0; ; ) {
    const made = await make(kitchen, { spec, levels, trim, output, options });
    if (!made.ok) return made;
    const { measured } = made.value;
    const more = measured.samples - spec.length;
    if (more < 0 || more > (MORE_SAMPLES[spec.format] ?? 0))
      return refuse('audio.failed', { what: 'render', detail: `${measured.samples} of ${spec.length} samples` });
    tries.push({ ...made.value, trim });
    const missing = loudness - measured.integrated;
    const last = tries.length === TRIES;
    const close = Math.abs(missing) <= (last ? tolerance : NEAR);
    if (spec.parts.length === 0 || (close && measured.truePeak <= truePeak)) return ok(tries);
    if (last) return refuse('render.loudness', { wanted: loudness, got: Math.round(measured.integrated * 10) / 10 });
    trim = Math.round((trim + missing) * 100) / 100;
  }
};
