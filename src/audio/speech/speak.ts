/**
 * A reading → one WAV on the shelf, with the facts of how it was made beside it.
 *
 * The same reading, voice, rate and engine are spoken once; espeak-ng gives the same bytes each time anyway. One text is
 * spoken at a time, in pieces. Loudness is not touched: that is the render's business. It approves nothing.
 */
import { createHash } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { piecesOf } from '../../core/speech/pieces.ts';
import { LONGEST_SPEECH, type Voice } from '../../core/speech/voices.ts';
import { onDisk } from '../disk.ts';
import type { RunOptions } from '../outcome.ts';
import type { Shelf } from '../shelf.ts';
import type { SpeechEngine } from './engine.ts';
import { joinWavs, type WavJoin } from './wav.ts';

/** How a synthetic sound was made: all that is needed to make it again. */
export interface SpeechFacts {
  /** The WAV, on the shelf. */
  readonly sound: Sha256;
  readonly seconds: number;
  readonly engine: string;
  readonly engineVersion: string;
  readonly language: string;
  readonly voice: Voice;
  /** Words a minute. */
  readonly rate: number;
  /** Of what was written, of what was said, and of the centre's own words at that time. */
  readonly textHash: Sha256;
  readonly readingHash: Sha256;
  readonly dictionaryHash: Sha256;
}

export interface Speaking {
  /** As it was written. */
  readonly text: string;
  /** As it is to be said; what people may have changed by hand. */
  readonly reading: string;
  readonly language: 'vi';
  readonly voice: Voice;
  readonly rate: number;
  /** The centre's own words, as one text. */
  readonly dictionary: string;
}

export interface SpeakOptions {
  readonly signal?: AbortSignal | undefined;
  /** Share done, 0–1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface Speech {
  /** Refuses with speech.*, audio.timeout, audio.cancelled, data.*; then nothing is kept. */
  readonly speak: (asked: Speaking, options?: SpeakOptions) => Promise<Result<SpeechFacts>>;
  /** How a sound of the shelf was spoken; null: it is no synthetic one. */
  readonly factsOf: (sound: Sha256) => Promise<SpeechFacts | null>;
}

/** One piece and one whole text, seconds of the wall clock. */
const PIECE_SECONDS = 60;
const WHOLE_SECONDS = 900;
/** Version of how pieces are made and joined; part of what a sound is found by. */
const SPEECH_RECIPE = 1;

const hashOf = (text: string): Sha256 => createHash('sha256').update(text, 'utf8').digest('hex') as Sha256;

/** Speaks with one engine onto one shelf. */
export const createSpeech = (shelf: Shelf, engine: SpeechEngine): Speech => {
  let turn: Promise<unknown> = Promise.resolve();
  const speak: Speech['speak'] = async (asked, options = {}) => {
    if (asked.reading.length > LONGEST_SPEECH) return refuse('speech.too-long', { limit: LONGEST_SPEECH });
    const pieces = piecesOf(asked.reading);
    if (pieces.length === 0) return refuse('speech.empty', {});
    const version = await engine.version();
    if (!version.ok) return version;
    const { language, voice, rate } = asked;
    const made = { engine: engine.name, engineVersion: version.value, language, voice, rate };
    const readingHash = hashOf(asked.reading);
    const known = {
      textHash: hashOf(asked.text.normalize('NFC')),
      readingHash,
      dictionaryHash: hashOf(asked.dictionary),
    };
    const key = hashOf(JSON.stringify(['spoken', SPEECH_RECIPE, made, readingHash]));
    const before = (await shelf.recall('spoken', key)) as SpeechFacts | null;
    if (before !== null && (await shelf.has(before.sound))) return keep(shelf, key, { ...before, ...known });

    const whole = await shelf.temporary();
    if (!whole.ok) return whole;
    try {
      const joined = await onDisk(shelf.dataDir, () => joinPieces(shelf, engine, asked, pieces, whole.value, options));
      if (!joined.ok) return joined;
      const stored = await shelf.put(whole.value);
      if (!stored.ok) return stored;
      return keep(shelf, key, { sound: stored.value.hash, seconds: joined.value, ...made, ...known });
    } finally {
      await shelf.discard(whole.value);
    }
  };
  return {
    speak: (asked, options) => {
      const mine = turn.then(() => speak(asked, options));
      turn = mine.catch(() => undefined);
      return mine;
    },
    factsOf: async (sound) => (await shelf.recall('spoken', sound)) as SpeechFacts | null,
  };
};

const keep = async (shelf: Shelf, key: Sha256, facts: SpeechFacts): Promise<Result<SpeechFacts>> => {
  const seconds = Math.round(facts.seconds * 1000) / 1000;
  for (const name of [key, facts.sound]) {
    const kept = await shelf.remember('spoken', name, { ...facts, seconds });
    if (!kept.ok) return kept;
  }
  return ok({ ...facts, seconds });
};

/** Seconds of sound that came together at `whole`. */
const joinPieces = async (
  shelf: Shelf,
  engine: SpeechEngine,
  { language, voice, rate }: Speaking,
  pieces: ReturnType<typeof piecesOf>,
  whole: string,
  { signal, onProgress }: SpeakOptions,
): Promise<Result<number>> => {
  const deadline = AbortSignal.timeout(WHOLE_SECONDS * 1000);
  const stop = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
  const options: RunOptions = { what: 'speak', timeoutSeconds: PIECE_SECONDS, dataPath: shelf.dataDir, signal: stop };
  const late = (): Result<never> => refuse('audio.timeout', { what: 'speak', seconds: WHOLE_SECONDS });
  const [text, wav] = [join(dirname(whole), 'text.txt'), join(dirname(whole), 'piece.wav')];
  const wavs = await joinWavs(whole);
  let ended = false;
  try {
    for (const [n, piece] of pieces.entries()) {
      if (stop.aborted) return signal?.aborted ? refuse('audio.cancelled', { what: 'speak' }) : late();
      await writeFile(text, `${piece.text}\n`);
      await rm(wav, { force: true });
      const spoken = await engine.speak({ text, wav, language, voice, rate }, options);
      if (!spoken.ok) return deadline.aborted && !signal?.aborted ? late() : spoken;
      const added = await addPiece(wavs, wav, piece.pauseMs);
      if (added !== 'added') return refuse('speech.engine-failed', { engine: engine.name, detail: added });
      onProgress?.((n + 1) / pieces.length);
    }
    const { samples, rate: hertz } = await wavs.end();
    ended = true;
    return ok(samples / hertz);
  } finally {
    if (!ended) await wavs.close();
  }
};

const addPiece = async (wavs: WavJoin, path: string, pauseMs: number): Promise<string> => {
  try {
    return (await wavs.add(path, pauseMs)) === 'added' ? 'added' : 'no 16-bit PCM WAV of one kind';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'no WAV was written';
    throw error;
  }
};
