/**
 * One session as samples, taken by whoever keeps the time: its file decoded, relays laid over it in their stretches. The file goes on
 * beneath a relay, so that whatever was laid there in rendering (waiting music, or silence) is heard at once when the relay is lost.
 */
import { spawn } from 'node:child_process';
import type { Sounds } from '../core/playback/watch.ts';
import { BYTES_PER_MS, decodeArguments } from './arguments.ts';
import type { Ended, OutputNews, Relayed, Sound, Time } from './model.ts';
import { openRelay, type Relay } from './relay.ts';
import { type Samples, samplesOf } from './samples.ts';

export interface Piece {
  readonly pcm: Buffer;
  readonly what: Sounds;
}

export interface Source {
  /** The next samples, at most so many bytes; the missing rest is silence. null: it is over. */
  readonly take: (bytes: number) => Piece | null;
  /** Passes over so much of it: milliseconds, whole ones. */
  readonly skip: (ms: number) => void;
  /** How it ended; only once it is over. */
  readonly ended: () => Ended;
  readonly stop: () => void;
}

export interface SourceParts {
  readonly ffmpeg: string;
  readonly time: Pick<Time, 'monotonicMs'>;
  readonly told: (news: OutputNews) => void;
}

/** A relay is sent for this long before it is heard. */
const AHEAD_MS = 5000;
/** A file from which nothing comes for so long has hung. */
const STUCK_MS = 20_000;

export const openSource = (sound: Sound, parts: SourceParts): Source => {
  const { path, fromMs, lengthMs, relays } = sound;
  const decoded = (from: number): Samples | null =>
    path === null
      ? null
      : samplesOf(
          spawn(parts.ffmpeg, decodeArguments({ ...sound, fromMs: from }, path), { stdio: ['ignore', 'pipe', 'pipe'] }),
        );
  let file = decoded(fromMs);
  const lastMs = Math.max(path === null ? lengthMs : 0, ...relays.map((one) => one.fromMs + one.lengthMs));
  let bytes = 0;
  let stuckMs = 0;
  let current: { readonly relayed: Relayed; readonly relay: Relay } | null = null;
  const positionMs = (): number => fromMs + bytes / BYTES_PER_MS;

  const relayNow = (): { readonly relayed: Relayed; readonly relay: Relay | null } | null => {
    const at = positionMs();
    if (current !== null && at >= current.relayed.fromMs + current.relayed.lengthMs) {
      current.relay.stop();
      current = null;
    }
    const soon = relays.find((one) => at >= one.fromMs - AHEAD_MS && at < one.fromMs + one.lengthMs);
    if (soon === undefined) return null;
    const isNow = at >= soon.fromMs;
    if (soon.input === null) return isNow ? { relayed: soon, relay: null } : null;
    if (current?.relayed !== soon) {
      if (current !== null) return { relayed: current.relayed, relay: current.relay };
      current = { relayed: soon, relay: openRelay(soon.source, soon.input, parts) };
    }
    return isNow ? current : null;
  };

  // One at the very beginning is sent for at once.
  relayNow();
  return {
    take: (most) => {
      const relaying = relayNow();
      const isFileOver = file === null || file.isOver();
      if (isFileOver && positionMs() >= lastMs) return null;
      const bed = file?.take(most) ?? Buffer.alloc(0);
      const isWaiting = !isFileOver && bed.length === 0;
      stuckMs = isWaiting ? stuckMs + most / BYTES_PER_MS : 0;
      if (stuckMs >= STUCK_MS) file?.stop();
      // Before the file's first sample no time of it has passed; where it has ended, a relay may still last.
      const size = isWaiting && relaying === null ? 0 : most;
      bytes += size === 0 ? 0 : isFileOver || relaying !== null ? size : bed.length;
      const beneath = bed.length === most ? bed : Buffer.concat([bed], most);
      if (relaying === null) return { pcm: beneath, what: 'sound' };
      if (relaying.relay === null) return { pcm: beneath, what: 'elsewhere' };
      const relayed = relaying.relay.take(most);
      return relayed === null ? { pcm: beneath, what: 'relay-lost' } : { pcm: relayed, what: 'sound' };
    },
    skip: (ms) => {
      bytes += ms * BYTES_PER_MS;
      if (file?.code() !== undefined && file.code() !== 0) return;
      const at = positionMs();
      // Of a file that would be over by now nothing is left; a decoder that starts beyond the end has ended well.
      file?.stop();
      file = decoded(Math.min(at, lengthMs));
    },
    ended: () => {
      const code = file === null ? 0 : file.code();
      if (code === 0) return { kind: 'ended' };
      return { kind: 'failed', heard: bytes > 0, detail: file?.words() || `code ${code}` };
    },
    stop: () => {
      file?.stop();
      current?.relay.stop();
    },
  };
};
