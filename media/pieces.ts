/**
 * The list of sounds in this folder: what each is made of, and how long it may be.
 *
 * A piece is a value; making it is make.ts. `source` changes when the words, the voice or the notes
 * change, and is kept in the file's tags, so that anyone can see whether a sound still fits its script.
 */
import { createHash } from 'node:crypto';
import { expandForReading } from '../src/core/reading/expand.ts';
import type { Script } from './script.ts';
import { tuneGraph } from './synth.ts';
import { bed, closing, FILLER_SECONDS, filler, outro, signature, stingFalling, stingRising } from './tune.ts';

/** Raise when sound.ts treats the same words or notes differently. */
const RECIPE = 1;

/** What the graph of a piece must know of its speech. */
export interface Speech {
  readonly seconds: number;
  /** What brings it to SPEECH_LOUDNESS, in dB. */
  readonly gain: number;
}

/** Speech is laid over music at this loudness, LUFS, so that words stand clear of it. */
export const SPEECH_LOUDNESS = -17;

export interface Piece {
  readonly id: string;
  readonly title: string;
  readonly genre: string;
  readonly contentGroup: number | null;
  readonly language: string | null;
  /** Words to be spoken, already expanded; null for music alone. */
  readonly spoken: { readonly text: string; readonly voice: string } | null;
  /** Music; the speech, when there is one, is input [0:a]. null for speech alone. */
  readonly graph: ((speech: Speech) => string) | null;
  readonly seconds: readonly [least: number, most: number];
  readonly kilobits: number;
  /** SHA-256 of everything above that can be heard. */
  readonly source: string;
}

const LENGTHS: Readonly<Record<string, readonly [number, number]>> = {
  stationIdent: [4, 12],
  signOff: [15, 25],
  sting: [2, 5],
  music: [90, 120],
};
const SPEECH_LENGTH = [30, 120] as const;

/** Speech from `at` seconds over music that lasts `seconds`. */
const over = (notes: Parameters<typeof tuneGraph>[0], { gain }: Speech, at: number, seconds: number): string =>
  `${tuneGraph(notes, seconds).replace('[music]', '[tune]')};` +
  `[0:a]volume=${gain.toFixed(2)}dB,adelay=${Math.round(at * 1000)}[voice];` +
  `[tune][voice]amix=inputs=2:normalize=0:duration=first[music]`;

const GRAPHS: Readonly<Record<string, (speech: Speech) => string>> = {
  'dai-hieu': (speech) => {
    const notes = [...signature(0.02, 0.55), ...closing(2.6 + speech.seconds, 0.36)];
    return over(notes, speech, 2.7, 5.6 + speech.seconds);
  },
  'chao-ket': (speech) => {
    const notes = [...closing(0.02, 0.3), ...bed(1.2, speech.seconds), ...outro(1.5 + speech.seconds)];
    return over(notes, speech, 1.3, 7.2 + speech.seconds);
  },
  'nhac-cat-1': () => tuneGraph(stingRising(), 3.8),
  'nhac-cat-2': () => tuneGraph(stingFalling(), 3.8),
  'nhac-cho': () => tuneGraph(filler(), FILLER_SECONDS),
};

const MUSIC = [
  { id: 'nhac-cat-1', title: 'Nhạc cắt 1', genre: 'sting' },
  { id: 'nhac-cat-2', title: 'Nhạc cắt 2', genre: 'sting' },
  { id: 'nhac-cho', title: 'Nhạc chờ', genre: 'music' },
] as const;

const piece = (base: Omit<Piece, 'source' | 'seconds' | 'graph'>): Piece => {
  const graph = GRAPHS[base.id] ?? null;
  const heard = JSON.stringify([
    RECIPE,
    base.spoken,
    graph === null ? null : graph({ seconds: 10, gain: SPEECH_LOUDNESS }),
    base.kilobits,
  ]);
  const source = createHash('sha256').update(heard).digest('hex');
  return { ...base, graph, seconds: LENGTHS[base.genre] ?? SPEECH_LENGTH, source };
};

/** Every sound that is made here: each script that has a voice, and the music. */
export const pieces = (scripts: readonly Script[]): Piece[] => [
  ...scripts.flatMap(({ id, title, genre, contentGroup, language, voice, body }) => {
    if (voice === null) return [];
    const spoken = { text: expandForReading(body), voice };
    return [piece({ id, title, genre, contentGroup, language, spoken, kilobits: id in GRAPHS ? 40 : 30 })];
  }),
  ...MUSIC.map((music) => piece({ ...music, contentGroup: null, language: null, spoken: null, kilobits: 48 })),
];
