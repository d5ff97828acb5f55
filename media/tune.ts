/**
 * Music as numbers: five-tone melodies of our own, as notes in time.
 *
 * Knows nothing of ffmpeg (synth.ts makes notes sound). Quotes no existing tune.
 */
import type { Note, Timbre } from './synth.ts';

/** One bar: [degree, beats] pairs; degree 1 is the tonic, 0 a rest, 6 the octave, -1 the tone below the tonic. */
type Bar = readonly (readonly [degree: number, beats: number])[];

const bar = (text: string): Bar =>
  text.split(' ').map((note) => {
    const [degree, beats] = note.split(':');
    return [Number(degree), Number(beats)];
  });

const SCALE = [0, 2, 5, 7, 9] as const;
const TONIC = 62;

const pitchOf = (degree: number): number => {
  const step = degree > 0 ? degree - 1 : degree;
  return TONIC + 12 * Math.floor(step / 5) + (SCALE[((step % 5) + 5) % 5] ?? 0);
};

/** Bars one after another from `from` seconds, a beat being `beat` seconds; the first of a bar is louder. */
const melody = (bars: readonly Bar[], from: number, beat: number, timbre: Timbre, loud: number): Note[] => {
  const notes: Note[] = [];
  let at = from;
  for (const bar of bars) {
    bar.forEach(([degree, beats], n) => {
      if (degree !== 0) notes.push({ at, pitch: pitchOf(degree), loud: n === 0 ? loud : loud * 0.82, timbre });
      at += beats * beat;
    });
  }
  return notes;
};

/** A broken chord under every bar, one root degree a bar, and a held root beneath each pair of bars. */
const accompaniment = (roots: readonly number[], from: number, beat: number, loud: number): Note[] =>
  roots.flatMap((root, n) => {
    const at = from + n * 4 * beat;
    const broken = [root - 5, root - 2, root, root - 2].map((degree, k): Note => {
      // There is no degree 0: the tone below the tonic is -1.
      const shifted = degree > 0 ? degree : degree - 1;
      return { at: at + k * beat, pitch: pitchOf(shifted), loud: loud * (k === 0 ? 1 : 0.7), timbre: 'pluck' };
    });
    const held = 8 * beat;
    const pad: Note[] = n % 2 === 0 ? [{ at, pitch: pitchOf(root) - 12, loud: loud * 0.8, timbre: 'pad', held }] : [];
    return [...broken, ...pad];
  });

const chord = (at: number, degrees: readonly number[], loud: number, timbre: Timbre): Note[] =>
  degrees.map((degree, n) => ({ at: at + n * 0.045, pitch: pitchOf(degree), loud, timbre }));

const A = bar('1:1 2:0.5 3:0.5 4:2');
const A2 = bar('5:1 4:0.5 3:0.5 2:2');
const B = bar('3:1 4:1 5:0.5 6:0.5 5:1');
const B2 = bar('4:1 3:0.5 2:0.5 1:2');
const C = bar('6:1.5 7:0.5 6:1 5:1');
const C2 = bar('4:1 5:1 6:2');
const D = bar('8:1 7:0.5 6:0.5 5:1 6:1');
const D2 = bar('5:1 4:0.5 5:0.5 3:2');
const E = bar('0:1 3:0.5 4:0.5 5:1 4:1');
const E2 = bar('3:1 2:1 1:2');
const END = bar('1:4');

const FILLER_BEAT = 0.92;
const FILLER_BARS = [A, A2, B, B2, A, A2, C2, D2, C, C2, D, D2, E, A2, B, E2, C, D2, D, C2, A, A2, B, B2, END] as const;
const FILLER_ROOTS = [1, 2, 3, 1, 1, 2, 4, 3, 4, 4, 5, 3, 3, 2, 3, 1, 4, 3, 5, 4, 1, 2, 3, 1] as const;
/** Seconds of the filler: whole bars, the last tones dying away in the last bar, so that it repeats in time. */
export const FILLER_SECONDS = FILLER_BARS.length * 4 * FILLER_BEAT;

export const filler = (): Note[] => [
  ...melody(FILLER_BARS, 0.05, FILLER_BEAT, 'pluck', 0.8),
  ...accompaniment(FILLER_ROOTS, 0.05, FILLER_BEAT, 0.42),
  ...chord(0.05 + FILLER_ROOTS.length * 4 * FILLER_BEAT, [-5, 3, 4], 0.4, 'pluck'),
];

/** The station's signature: four bell tones, rising. */
export const signature = (at: number, loud: number): Note[] => [
  ...melody([bar('1:1 3:1 4:1 6:3')], at, 0.42, 'bell', loud),
  ...chord(at, [-5, 1], loud * 0.45, 'pluck'),
  ...chord(at + 1.26, [-2, 3, 6], loud * 0.4, 'pluck'),
];

/** A last chord, from the bottom up. */
export const closing = (at: number, loud: number): Note[] => chord(at, [-5, 1, 3, 4, 6], loud, 'pluck');

export const stingRising = (): Note[] => [
  ...melody([bar('1:0.5 3:0.5 4:0.5 5:0.5 6:2')], 0.02, 0.36, 'pluck', 0.8),
  ...chord(0.74, [-5, 1, 4], 0.4, 'pluck'),
];

export const stingFalling = (): Note[] => [
  ...melody([bar('8:0.5 6:0.5 5:0.5 4:0.5 3:0.5 1:2')], 0.02, 0.3, 'bell', 0.75),
  ...chord(0.77, [-5, -2, 1], 0.35, 'pluck'),
];

/** A quiet bed that breathes under speech for `seconds`. */
export const bed = (from: number, seconds: number): Note[] => {
  const bars = Math.max(1, Math.floor(seconds / (4 * FILLER_BEAT)));
  return accompaniment(FILLER_ROOTS.slice(0, bars), from, FILLER_BEAT, 0.09);
};

export const outro = (from: number): Note[] => [
  ...melody([bar('6:1 5:0.5 4:0.5 3:1 4:1'), bar('2:1 1:1')], from, 0.5, 'pluck', 0.6),
  ...closing(from + 2.55, 0.32),
];
