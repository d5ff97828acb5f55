/**
 * The `bext` chunk of a Broadcast WAV (EBU Tech 3285 version 2): who made the sound, when, for which moment, how loud it is.
 *
 * Its text fields are ASCII, so Vietnamese stands there without its marks. The UMID is left empty: nobody here gives one.
 */
import type { LocalDateTime } from '../time/local.ts';
import { dateOf, timeOf } from '../time/local.ts';
import { asciiText } from './ascii.ts';
import { ascii, joined, signed, unsigned } from './bytes.ts';
import type { Chunk } from './wav.ts';

/** LUFS, LU, dBTP; null where it was not measured. */
export interface BextLoudness {
  readonly integrated: number | null;
  readonly range: number | null;
  readonly truePeak: number | null;
  readonly momentaryMax: number | null;
  readonly shortTermMax: number | null;
}

export interface Bext {
  /** At most 256 characters are kept. */
  readonly description: string;
  /** At most 32. */
  readonly originator: string;
  /** At most 32: a name that the originator gives no other sound. */
  readonly originatorReference: string;
  /** When it was made, as clocks at the station showed it. */
  readonly madeAt: LocalDateTime;
  /** Samples from midnight of the station's day to the first sample. */
  readonly timeReference: number;
  readonly loudness: BextLoudness;
  /** One line for each step (EBU R 98: 'A=PCM,F=48000,W=16,M=mono,T=…'). */
  readonly codingHistory: readonly string[];
}

const VERSION = 2;
const UMID = 64;
const RESERVED = 180;
/** What Tech 3285 §2.3 wants where a figure is not known. */
const UNKNOWN = 0x7fff;
const LONGEST_HISTORY = 4096;

/** Hundredths, rounded half away from zero as §2.4 says. */
const hundredths = (value: number | null): number => {
  if (value === null || !Number.isFinite(value) || Math.abs(value) > 99.99) return UNKNOWN;
  return Math.sign(value) * Math.round(Math.abs(value) * 100);
};

export const bextChunk = (bext: Bext): Chunk => {
  const { integrated, range, truePeak, momentaryMax, shortTermMax } = bext.loudness;
  const history = bext.codingHistory.map((line) => `${asciiText(line)}\r\n`).join('');
  return {
    id: 'bext',
    body: joined([
      ascii(asciiText(bext.description), 256),
      ascii(asciiText(bext.originator), 32),
      ascii(asciiText(bext.originatorReference), 32),
      ascii(dateOf(bext.madeAt), 10),
      ascii(timeOf(bext.madeAt), 8),
      unsigned(bext.timeReference, 8, 'little'),
      unsigned(VERSION, 2, 'little'),
      new Uint8Array(UMID),
      ...[integrated, range, truePeak, momentaryMax, shortTermMax].map((value) =>
        signed(hundredths(value), 2, 'little'),
      ),
      new Uint8Array(RESERVED),
      ascii(history.slice(0, LONGEST_HISTORY)),
    ]),
  };
};
