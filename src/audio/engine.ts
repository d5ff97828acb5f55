/**
 * The sound engine: the one door of this ring. Operations know its type, wiring builds it.
 *
 * Holds no state but the shelf on the disk, reads no clock and no environment.
 */
import type { ClipSpec } from '../core/clips/spec.ts';
import type { Sha256 } from '../core/ids.ts';
import type { RenderSpec } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { Stretch } from '../core/sound/measures.ts';
import { type Arrivals, openArrivals } from './arrivals.ts';
import { type ClipRun, type MadeClip, makeClip, pausesIn } from './clip.ts';
import { type Delivered, deliver } from './delivered.ts';
import { INTAKE_LIMITS, type IngestedSound, type IntakeOptions, takeIn } from './ingest.ts';
import type { Kitchen } from './kitchen.ts';
import { createLanes } from './lanes.ts';
import { type MeasuredMaster, measureMaster } from './measure-master.ts';
import { meterFile, meterRow } from './meter.ts';

import { lockedRunner, type Tools, type Versions } from './process.ts';
import type { IntakeLimits } from './read-through.ts';
import { recallSession, renderSession } from './render.ts';
import type { RenderedSession, RenderOptions } from './render-model.ts';
import { openShelf, type Shelf } from './shelf.ts';
import { type Clearing, openClearing } from './shelf-clearing.ts';
import { commandEngine, espeakEngine } from './speech/engine.ts';
import { createSpeech, type Speech } from './speech/speak.ts';
import { inTurn } from './turns.ts';
import { urgently } from './urgency.ts';

export type { Arrivals, Incoming } from './arrivals.ts';
export type { ClipRun, MadeClip } from './clip.ts';
export type { Delivered } from './delivered.ts';

export type { IngestedSound, IntakeOptions } from './ingest.ts';
export type { Versions } from './process.ts';
export type { RenderedSession, RenderOptions, RenderStage } from './render-model.ts';
export type { Shelf } from './shelf.ts';
export type { SpeakOptions, SpeechFacts } from './speech/speak.ts';

export interface Audio {
  readonly shelf: Shelf;
  /** Files that are still arriving. */
  readonly arrivals: Arrivals;
  /** Takes things off the shelf. */
  readonly clearing: Clearing;
  /** How large and how long a file may be. */
  readonly limits: IntakeLimits;
  /** Takes in the file at `source`, called `displayName` by people. See ingest.ts for the refusals. */
  readonly takeIn: (source: string, displayName: string, options?: IntakeOptions) => Promise<Result<IngestedSound>>;
  /** Measures a master away from the service's own thread. See measure-master.ts for the refusals. */
  readonly measure: (master: Sha256, signal?: AbortSignal) => Promise<Result<MeasuredMaster>>;
  /** Renders a session, or finds it rendered already. See render.ts for the refusals. */
  readonly render: (spec: RenderSpec, options?: RenderOptions) => Promise<Result<RenderedSession>>;
  /** Text to speech. See speech/speak.ts for the refusals. */
  readonly speech: Speech;
  /** A rendered file, from its byte `from` on, with a tag before it, as it is handed out; null: its sound is gone or damaged. */
  readonly deliver: (sound: Sha256, tag: Uint8Array, from?: number) => Promise<Delivered | null>;
  /** Makes a clip, or finds it made already. See clip.ts for the refusals. */
  readonly clip: (spec: ClipSpec, run?: ClipRun) => Promise<Result<MadeClip>>;
  /** Pauses of a rendered sound, in seconds. See clip.ts. */
  readonly pauses: (sound: Sha256, samples: number) => Promise<Result<readonly Stretch[]>>;
  /** Whatever of the above `work` asks for is done at normal priority, and before what waits. */
  readonly urgently: <T>(work: () => Promise<T>) => Promise<T>;
  /** Versions of the tools and the locks around strangers' files; refuses with audio.tool-missing. */
  readonly versions: () => Promise<Result<Versions>>;
}

export interface AudioOptions {
  readonly dataDir: string;
  /** Programs, by name or absolute path; by default those on the PATH. */
  readonly tools?: Tools;
  /** Heavy steps that run at once; two when not given. */
  readonly lanes?: number;
  /** What speaks: espeak-ng by name or path, or an operator's command as program and arguments. */
  readonly speech?: { readonly espeak: string } | { readonly command: readonly string[] };
}

const LANES = 2;
/** Strangers' files are decoded by so many processes at once; further ones wait. */
const DECODED_AT_ONCE = 2;

/** Builds the engine over a data folder; left-over temporary files of dead processes are removed. */
export const createAudio = (options: AudioOptions): Audio => {
  const tools = options.tools ?? { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };
  const shelf = openShelf(options.dataDir);
  const runner = lockedRunner(tools);
  const lanes = createLanes(options.lanes ?? LANES);
  const meter: Kitchen['meter'] = ({ filter, ...work }) => meterFile(tools, { ...work, filter: filter ?? undefined });
  const turn = inTurn(DECODED_AT_ONCE);
  const { speech = { espeak: 'espeak-ng' } } = options;
  const engine = 'command' in speech ? commandEngine(runner, speech.command) : espeakEngine(runner, speech.espeak);
  return {
    shelf,
    speech: createSpeech(shelf, engine),
    arrivals: openArrivals(options.dataDir),
    clearing: openClearing(shelf),
    limits: INTAKE_LIMITS,
    takeIn: (source, displayName, more) =>
      turn(() => takeIn({ shelf, runner, tools }, source, displayName, more), more?.signal),
    measure: (master, signal) => measureMaster({ shelf, tools }, master, signal),
    render: async (spec, more) => {
      // What is there already needs no tool: not even to be asked how old it is.
      const known = await recallSession(shelf, spec);
      if (known !== null) return ok(known);
      const versions = await runner.versions();
      if (!versions.ok) return versions;
      return renderSession(
        { shelf, tools, lanes, version: versions.value.ffmpeg, meter, meterRow: (row) => meterRow(tools, row) },
        spec,
        more,
      );
    },
    deliver: (sound, tag, from) => deliver(shelf, sound, tag, from),
    clip: async (spec, run) => {
      const versions = await runner.versions();
      return versions.ok ? makeClip({ shelf, tools }, versions.value.ffmpeg, spec, run) : versions;
    },
    pauses: (sound, samples) => pausesIn({ shelf, tools }, sound, samples, {}),
    urgently,
    versions: runner.versions,
  };
};
