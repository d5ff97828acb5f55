/**
 * The `cart` chunk (AES46-2002): what automation programs show and obey of a file: title, cut, when it may play, timers.
 *
 * ASCII, so Vietnamese stands there without its marks. All times are the station's local clock, as AES46 has no zones.
 */
import type { LocalDateTime } from '../time/local.ts';
import { dateOf, timeOf } from '../time/local.ts';
import { asciiText } from './ascii.ts';
import { ascii, joined, signed, unsigned } from './bytes.ts';
import type { Chunk } from './wav.ts';

/** A point in the sound: four letters (AES46 §5: 'AUDs', 'INTs', 'SEGs', 'SECs', 'EOD ', …) and a sample. */
export interface PostTimer {
  readonly usage: string;
  readonly sample: number;
}

export interface Cart {
  readonly title: string;
  readonly artist: string;
  readonly cutId: string;
  readonly clientId: string;
  readonly category: string;
  readonly classification: string;
  /** Last words, or how it ends. */
  readonly outCue: string;
  readonly start: LocalDateTime;
  readonly end: LocalDateTime;
  readonly producerApp: { readonly id: string; readonly version: string };
  readonly userDefined: string;
  /** The eight that come first are kept. */
  readonly timers: readonly PostTimer[];
  readonly url: string;
  readonly tagText: string;
}

const VERSION = '0101';
const FIELD = 64;
const TIMERS = 8;
const RESERVED = 276;
const URL = 1024;
/** The value of a full-scale sample, which is 0 dB here. */
const FULL_SCALE = 32_768;
const LONGEST_TEXT = 16_384;

const field = (text: string): Uint8Array => ascii(asciiText(text), FIELD);

const moment = (local: LocalDateTime): Uint8Array[] => [ascii(dateOf(local), 10), ascii(timeOf(local), 8)];

const timer = ({ usage, sample }: PostTimer): Uint8Array =>
  joined([ascii(usage.padEnd(4), 4), unsigned(sample, 4, 'little')]);

export const cartChunk = (cart: Cart): Chunk => {
  const timers = cart.timers.slice(0, TIMERS).map(timer);
  return {
    id: 'cart',
    body: joined([
      ascii(VERSION),
      ...[cart.title, cart.artist, cart.cutId, cart.clientId, cart.category, cart.classification, cart.outCue].map(
        field,
      ),
      ...moment(cart.start),
      ...moment(cart.end),
      ...[cart.producerApp.id, cart.producerApp.version, cart.userDefined].map(field),
      signed(FULL_SCALE, 4, 'little'),
      ...timers,
      new Uint8Array(8 * (TIMERS - timers.length)),
      new Uint8Array(RESERVED),
      ascii(asciiText(cart.url), URL),
      ascii(`${asciiText(cart.tagText).slice(0, LONGEST_TEXT)}\r\n`),
    ]),
  };
};

/** The timers of a whole session: where sound begins and ends, where the next may begin, where the file ends. */
export const sessionTimers = (
  entries: readonly { readonly offset: number; readonly length: number }[],
  samples: number,
): PostTimer[] => {
  const first = entries.reduce((least, { offset }) => Math.min(least, offset), samples);
  const last = entries.reduce((most, { offset, length }) => Math.max(most, offset + length), 0);
  if (entries.length === 0) return [{ usage: 'EOD', sample: samples }];
  return [
    { usage: 'AUDs', sample: first },
    { usage: 'AUDe', sample: last },
    { usage: 'SEGs', sample: last },
    { usage: 'EOD', sample: samples },
  ];
};
