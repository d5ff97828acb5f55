/**
 * What is this file? ffprobe's view of a stranger's file, after our own look at its first bytes.
 *
 * Refuses what is not sound and everything that points elsewhere. Trusts no name, and no length either: the
 * length here is only a promise that decoding must keep.
 */
import { open } from 'node:fs/promises';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { probeArguments } from './arguments/intake.ts';
import type { RunOptions } from './outcome.ts';
import type { LockedRunner } from './process.ts';
import { SNIFF_BYTES, sniff } from './sniff.ts';
import { type Declared, declaredBy } from './wholeness.ts';

export interface Probed {
  /** ffmpeg's name of the container: 'wav', 'mp3', 'mov', 'ogg', 'flac', 'aac', 'matroska'… */
  readonly format: string;
  readonly codec: string;
  readonly sampleRate: number;
  readonly channels: number;
  readonly declared: Declared;
}

interface Stream {
  readonly codec_type?: string;
  readonly codec_name?: string;
  readonly sample_rate?: string;
  readonly channels?: number;
  readonly duration?: string;
  readonly disposition?: { readonly attached_pic?: number };
  readonly tags?: { readonly DURATION?: string };
}

interface Answer {
  readonly streams?: readonly Stream[];
  readonly format?: { readonly format_name?: string; readonly duration?: string };
}

/**
 * Looks into the file at `path`; `name` is what people call it. Refuses with media.empty, media.playlist,
 * media.no-audio, media.not-sound, media.truncated (its index is missing), and the runner's refusals.
 */
export const probe = async (
  runner: LockedRunner,
  path: string,
  name: string,
  options: RunOptions,
): Promise<Result<Probed>> => {
  const first = await firstLook(path);
  if (first.size === 0) return refuse('media.empty', { name });
  const { sniffed, declared } = first;
  if (sniffed.kind === 'playlist') return refuse('media.playlist', { name, format: sniffed.format });
  if (sniffed.kind === 'picture') return refuse('media.no-audio', { name });
  if (sniffed.kind === 'text') return refuse('media.not-sound', { name });

  const run = await runner.run('ffprobe', probeArguments(path), 1 << 20, options);
  if (!run.ok) {
    if (run.refusals[0].code !== 'audio.failed') return run;
    if (declared.endMissing) return refuse('media.truncated', { name, declared: 0, decoded: 0 });
    return refuse('media.not-sound', { name });
  }
  const answer = JSON.parse(run.value.stdout) as Answer;
  const streams = answer.streams ?? [];
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  if (audio === undefined) return refuse(streams.length > 0 ? 'media.no-audio' : 'media.not-sound', { name });
  const [sampleRate, channels] = [Number(audio.sample_rate), audio.channels ?? 0];
  if (!(sampleRate > 0) || !(channels > 0)) return refuse('media.not-sound', { name });
  const format = containerName(answer.format?.format_name ?? '');
  return ok({
    format,
    codec: audio.codec_name ?? 'unknown',
    sampleRate,
    channels,
    declared: declared.seconds === null && !declared.endMissing ? promised(format, audio, answer) : declared,
  });
};

const firstLook = async (path: string) => {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(new Uint8Array(SNIFF_BYTES), 0, SNIFF_BYTES, 0);
    return { size, sniffed: sniff(buffer.subarray(0, bytesRead)), declared: await declaredBy(file, size) };
  } finally {
    await file.close();
  }
};

/** The first of ffmpeg's names, except where that is misleading ('mov,mp4,m4a,…', 'matroska,webm'). */
const containerName = (names: string): string => (names.startsWith('mov,') ? 'mp4' : (names.split(',')[0] ?? names));

/**
 * The length that ffprobe reports, for containers where it is stored and not guessed. FLAC's is exact;
 * others' may include an edit or a rounding, and Matroska's is the longest stream's when video is there.
 */
const promised = (format: string, audio: Stream, answer: Answer): Declared => {
  const video = answer.streams?.some((s) => s.codec_type === 'video' && s.disposition?.attached_pic !== 1) ?? false;
  const own = Number(audio.duration ?? Number.NaN);
  const whole = video ? Number.NaN : Number(answer.format?.duration ?? Number.NaN);
  const seconds = Number.isFinite(own) ? own : (clockSeconds(audio.tags?.DURATION) ?? whole);
  if (!(seconds > 0) || !['flac', 'mp4', 'matroska', 'aiff', 'w64'].includes(format)) {
    return { seconds: null, slack: 0, endMissing: false };
  }
  const slack = format === 'flac' ? 0.1 : Math.max(0.5, seconds / 100);
  return { seconds, slack, endMissing: false };
};

/** '00:00:12.345000000' in seconds; null for anything else. */
const clockSeconds = (text: string | undefined): number | null => {
  const match = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '');
  return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
};
