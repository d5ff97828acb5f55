/**
 * The ffmpeg filter graph that makes notes sound.
 *
 * Every tone is a sum of partials that die away, so nothing starts or ends with a click. Pure: the same
 * notes give the same graph. Composes nothing.
 */

/** 'pluck' a string, 'bell' a struck bar, 'pad' a held tone that swells and fades. */
export type Timbre = 'pluck' | 'bell' | 'pad';

export interface Note {
  /** Seconds from the beginning. */
  readonly at: number;
  /** MIDI number: 69 is 440 Hz. */
  readonly pitch: number;
  /** 0–1. */
  readonly loud: number;
  readonly timbre: Timbre;
  /** Seconds a pad is held; the others die away by themselves. */
  readonly held?: number;
}

const RING = { pluck: 3.2, bell: 3.6 } as const;

const PARTIALS = {
  pluck: {
    ratios: [1, 2.001, 3.004, 4.01, 5.02, 6.03],
    weights: [1, 0.55, 0.3, 0.2, 0.1, 0.06],
    decay: 1.5,
    damp: 0.9,
  },
  bell: { ratios: [1, 2, 2.76, 5.4], weights: [1, 0.25, 0.3, 0.1], decay: 1.4, damp: 1.6 },
} as const;

const n = (value: number): string => String(Math.round(value * 1e6) / 1e6);

const tone = (
  timbre: Timbre,
  pitch: number,
  held: number,
): { readonly expression: string; readonly seconds: number } => {
  const hertz = 440 * 2 ** ((pitch - 69) / 12);
  if (timbre === 'pad') {
    const partials = [1, 2, 3].map((k) => `${n(0.5 / k ** 1.6)}*sin(2*PI*${n(hertz * k)}*t)`);
    return { expression: `0.5*(1-cos(2*PI*t/${n(held)}))*(${partials.join('+')})`, seconds: held };
  }
  const { ratios, weights, decay, damp } = PARTIALS[timbre];
  const partials = ratios.map((ratio, k) => {
    const rate = decay + damp * k + hertz / 900;
    return `${n(weights[k] ?? 0)}*exp(-${n(rate)}*t)*sin(2*PI*${n(hertz * ratio)}*t)`;
  });
  const seconds = RING[timbre];
  // Up in about 4 ms, and a last 0.4 s drawn to zero, whatever is still ringing.
  return { expression: `(1-exp(-700*t))*min(1,(${n(seconds)}-t)/0.4)*0.5*(${partials.join('+')})`, seconds };
};

/** Notes are mixed in stretches this long, each with room to ring over the two that follow. */
const STRETCH = 3.6;
const TRACKS = 3;
/** Half the house rate: no partial comes near 12 kHz, and it computes twice as fast. */
const RATE = 24_000;

/** One stretch as a chain ending in `[out]`, exactly TRACKS stretches long. */
const stretch = (notes: readonly Note[], from: number, out: string): string[] => {
  const seconds = n(STRETCH * TRACKS);
  if (notes.length === 0) return [`aevalsrc=exprs=0:s=${RATE}:d=${seconds}:c=mono[${out}]`];
  const tones = notes.map((note, k) => {
    const { expression, seconds: d } = tone(note.timbre, note.pitch, note.held ?? 0);
    const delay = Math.round((note.at - from) * 1000);
    return `aevalsrc=exprs='${expression}':s=${RATE}:d=${n(d)}:c=mono,volume=${n(note.loud)},adelay=${delay}[${out}n${k}]`;
  });
  const inputs = notes.map((_, k) => `[${out}n${k}]`).join('');
  return [
    ...tones,
    `${inputs}amix=inputs=${notes.length}:normalize=0:duration=longest,apad,atrim=end=${seconds}[${out}]`,
  ];
};

/**
 * The notes as a filter graph with one output `[music]`: mono, 48 kHz, exactly `seconds` long, beginning
 * and ending at zero. Stretches are laid end to end on three tracks in turn, so that ffmpeg mixes a
 * handful of tones at a time instead of hundreds.
 */
export const tuneGraph = (notes: readonly Note[], seconds: number): string => {
  const chains: string[] = [];
  for (let track = 0; track < TRACKS; track += 1) {
    const parts: string[] = track === 0 ? [] : [`[s${track}]`];
    if (track > 0) chains.push(`aevalsrc=exprs=0:s=${RATE}:d=${n(STRETCH * track)}:c=mono[s${track}]`);
    for (let k = track; k * STRETCH < seconds; k += TRACKS) {
      const from = k * STRETCH;
      const here = notes.filter(({ at }) => at >= from && at < from + STRETCH);
      chains.push(...stretch(here, from, `k${k}`));
      parts.push(`[k${k}]`);
    }
    chains.push(`${parts.join('')}concat=n=${parts.length}:v=0:a=1[track${track}]`);
  }
  chains.push(
    `[track0][track1][track2]amix=inputs=${TRACKS}:normalize=0:duration=longest,aresample=48000,` +
      `aecho=0.9:0.75:47|83|131:0.22|0.16|0.1,apad,atrim=end=${n(seconds)},afade=t=out:st=${n(seconds - 0.8)}:d=0.8[music]`,
  );
  return chains.join(';');
};
