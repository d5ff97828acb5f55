/**
 * A file in place of a loudspeaker, for trying a site out and for tests: the sound is decoded by ffmpeg and thrown away, and for every start
 * and every end one line of JSON is written, with the instant by the machine's clock and where in the decoded sound it was.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { BYTES_PER_MS, decodeArguments } from './arguments.ts';
import type { Ended, Output, Sound, Sounding, Time } from './model.ts';

export const fileOutput = (ffmpeg: string, path: string, time: Time): Output => ({
  play: (sound) => recorded(ffmpeg, path, sound, time),
});

/** Bytes that a sound has decoded from its beginning; null: it cannot be decoded. */
const decoded = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => {
    let bytes = 0;
    child.stdout?.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve(code === 0 ? bytes : null));
  });

const recorded = (ffmpeg: string, path: string, sound: Sound, time: Time): Sounding => {
  const { fromMs, volume } = sound;
  const began = time.monotonicMs();
  const line = (what: object): void =>
    appendFileSync(path, `${JSON.stringify({ at: new Date(time.wallMs()).toISOString(), ...what })}\n`);
  line({ do: 'play', sound: sound.path, fromMs, fromByte: fromMs * BYTES_PER_MS, volume });
  const silence = new AbortController();
  const child =
    sound.path === null
      ? null
      : spawn(ffmpeg, decodeArguments(sound, sound.path), { stdio: ['ignore', 'pipe', 'inherit'] });
  const finish = async (): Promise<Ended> => {
    const bytes = child === null ? (sound.lengthMs - fromMs) * BYTES_PER_MS : await decoded(child);
    if (bytes === null) {
      if (!silence.signal.aborted) line({ do: 'fail', sound: sound.path });
      return { kind: 'failed', heard: false, detail: 'ffmpeg' };
    }
    const left = bytes / BYTES_PER_MS - (time.monotonicMs() - began);
    if (left > 0) await time.sleep(left, silence.signal);
    if (!silence.signal.aborted) line({ do: 'end', sound: sound.path, bytes });
    return { kind: 'ended' };
  };
  return {
    ended: finish(),
    stop: () => {
      if (silence.signal.aborted) return;
      const playedMs = Math.round(time.monotonicMs() - began);
      line({ do: 'stop', sound: sound.path, playedMs, bytes: playedMs * BYTES_PER_MS });
      silence.abort();
      child?.kill('SIGKILL');
    },
  };
};
