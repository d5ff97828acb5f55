/**
 * The sound engine: the one door of this ring. Operations know its type, wiring builds it.
 *
 * Holds no state but the shelf on the disk, reads no clock and no environment.
 */
import type { ClipSpec } from '../core/clips/spec.ts';
import type { Sha256 } from '../core/ids.ts';
import type { RenderSpec } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import type { Stretch } from '../core/sound/measures.ts';
import { type ClipRun, type MadeClip, makeClip, pausesIn } from './clip.ts';
import { type IngestedSound, type IntakeOptions, takeIn } from './ingest.ts';
import { lockedRunner, type Tools, type Versions } from './process.ts';
import { type RenderedSession, type RenderOptions, renderSession } from './render.ts';
import { openShelf, type Shelf } from './shelf.ts';

export type { ClipRun, MadeClip } from './clip.ts';
export type { IngestedSound, IntakeOptions } from './ingest.ts';
export type { Versions } from './process.ts';
export type { RenderedSession, RenderOptions, RenderStage } from './render.ts';
export type { Shelf } from './shelf.ts';

export interface Audio {
  readonly shelf: Shelf;
  /** Takes in the file at `source`, called `displayName` by people. See ingest.ts for the refusals. */
  readonly takeIn: (source: string, displayName: string, options?: IntakeOptions) => Promise<Result<IngestedSound>>;
  /** Renders a session, or finds it rendered already. See render.ts for the refusals. */
  readonly render: (spec: RenderSpec, options?: RenderOptions) => Promise<Result<RenderedSession>>;
  /** Makes a clip, or finds it made already. See clip.ts for the refusals. */
  readonly clip: (spec: ClipSpec, run?: ClipRun) => Promise<Result<MadeClip>>;
  /** Pauses of a rendered sound, in seconds. See clip.ts. */
  readonly pauses: (sound: Sha256, samples: number) => Promise<Result<readonly Stretch[]>>;
  /** Versions of the tools and the locks around strangers' files; refuses with audio.tool-missing. */
  readonly versions: () => Promise<Result<Versions>>;
}

export interface AudioOptions {
  readonly dataDir: string;
  /** Programs, by name or absolute path; by default those on the PATH. */
  readonly tools?: Tools;
}

/** Builds the engine over a data folder; left-over temporary files of dead processes are removed. */
export const createAudio = (options: AudioOptions): Audio => {
  const tools = options.tools ?? { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };
  const shelf = openShelf(options.dataDir);
  const runner = lockedRunner(tools);
  return {
    shelf,
    takeIn: (source, displayName, more) => takeIn({ shelf, runner, tools }, source, displayName, more),
    render: async (spec, more) => {
      const versions = await runner.versions();
      if (!versions.ok) return versions;
      return renderSession({ shelf, tools }, versions.value.ffmpeg, spec, more);
    },
    clip: async (spec, run) => {
      const versions = await runner.versions();
      return versions.ok ? makeClip({ shelf, tools }, versions.value.ffmpeg, spec, run) : versions;
    },
    pauses: (sound, samples) => pausesIn({ shelf, tools }, sound, samples, {}),
    versions: runner.versions,
  };
};
