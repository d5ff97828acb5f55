/** Several sounds one after the other, each metered by itself: what saves starting a decoder for each of them. */
import { createMeter, type Meter, type Metered } from './meter.ts';

export interface Sections {
  readonly add: (interleaved: Float32Array) => void;
  /** One for each section; those that no sound came for are empty. */
  readonly finish: () => readonly Metered[];
}

/** `lengths`: samples of each section. What comes beyond the last is not heard. */
export const createSections = (channels: 1 | 2, lengths: readonly number[]): Sections => {
  const done: Metered[] = [];
  let meter: Meter = createMeter(channels);
  let left = lengths[0] ?? 0;
  const next = (): void => {
    done.push(meter.finish());
    meter = createMeter(channels);
    left = lengths[done.length] ?? 0;
  };
  return {
    add: (interleaved) => {
      let at = 0;
      while (at < interleaved.length && done.length < lengths.length) {
        const take = Math.min(left * channels, interleaved.length - at);
        meter.add(interleaved.subarray(at, at + take));
        at += take;
        left -= take / channels;
        while (left === 0 && done.length < lengths.length) next();
      }
    },
    finish: () => {
      while (done.length < lengths.length) next();
      return done;
    },
  };
};
