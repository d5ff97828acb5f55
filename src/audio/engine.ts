/**
 * The sound engine: the one door of this ring. Operations know its type, wiring builds it.
 *
 * Holds no state but the shelf on the disk, reads no clock and no environment.
 */
import type { RenderSpec } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { type IngestedSound, type IntakeOptions, takeIn } from './ingest.ts';
import { lockedRunner, type Tools, type Versions } from './process.ts';
import { type RenderedSession, type RenderOptions, renderSession } from './render.ts';
import { openShelf, type Shelf } from './shelf.ts';
import { commandEngine, espeakEngine } from './speech/engine.ts';
import { createSpeech, type Speech } from './speech/speak.ts';

export type { IngestedSound, IntakeOptions } from './ingest.ts';
export type { Versions } from './process.ts';
export type { RenderedSession, RenderOptions, RenderStage } from './render.ts';
export type { Shelf } from './shelf.ts';
export type { SpeakOptions, SpeechFacts } from './speech/speak.ts';

export interface Audio {
  readonly shelf: Shelf;
  /** Takes in the file at `source`, called `displayName` by people. See ingest.ts for the refusals. */
  readonly takeIn: (source: string, displayName: string, options?: IntakeOptions) => Promise<Result<IngestedSound>>;
  /** Renders a session, or finds it rendered already. See render.ts for the refusals. */
  readonly render: (spec: RenderSpec, options?: RenderOptions) => Promise<Result<RenderedSession>>;
  /** Text to speech. See speech/speak.ts for the refusals. */
  readonly speech: Speech;
  /** Versions of the tools and the locks around strangers' files; refuses with audio.tool-missing. */
  readonly versions: () => Promise<Result<Versions>>;
}

export interface AudioOptions {
  readonly dataDir: string;
  /** Programs, by name or absolute path; by default those on the PATH. */
  readonly tools?: Tools;
  /** What speaks: espeak-ng by name or path, or an operator's command as program and arguments. */
  readonly speech?: { readonly espeak: string } | { readonly command: readonly string[] };
}

/** Builds the engine over a data folder; left-over temporary files of dead processes are removed. */
export const createAudio = (options: AudioOptions): Audio => {
  const tools = options.tools ?? { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };
  const shelf = openShelf(options.dataDir);
  const runner = lockedRunner(tools);
  const { speech = { espeak: 'espeak-ng' } } = options;
  const engine = 'command' in speech ? commandEngine(runner, speech.command) : espeakEngine(runner, speech.espeak);
  return {
    shelf,
    speech: createSpeech(shelf, engine),
    takeIn: (source, displayName, more) => takeIn({ shelf, runner, tools }, source, displayName, more),
    render: async (spec, more) => {
      const versions = await runner.versions();
      if (!versions.ok) return versions;
      return renderSession({ shelf, tools }, versions.value.ffmpeg, spec, more);
    },
    versions: runner.versions,
  };
};
