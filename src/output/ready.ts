/** The source of the next session, opened before its time: a busy machine takes a while to start a decoder, and its first sound would be late. */
import type { Sound } from './model.ts';
import { openSource, type Source, type SourceParts } from './source.ts';

export interface Ready {
  /** Opens what will be played next, in place of what was opened before; null: nothing will be. */
  readonly prepare: (sound: Sound | null) => void;
  /** The source of a sound from its first sample to be taken: the one that was opened for it, or a new one. */
  readonly open: (sound: Sound) => Source;
}

const isSame = (one: Sound, other: Sound): boolean =>
  one.path === other.path &&
  one.fromMs === other.fromMs &&
  one.lengthMs === other.lengthMs &&
  one.volume === other.volume &&
  // What is relayed is opened when it is to be heard.
  one.relays.length + other.relays.length === 0;

export const readySource = (parts: SourceParts): Ready => {
  let next: { readonly sound: Sound; readonly source: Source } | null = null;
  const drop = (): void => {
    next?.source.stop();
    next = null;
  };
  return {
    prepare: (sound) => {
      drop();
      if (sound !== null && sound.relays.length === 0) next = { sound, source: openSource(sound, parts) };
    },
    open: (sound) => {
      const there = next;
      if (there === null || !isSame(there.sound, sound)) {
        drop();
        return openSource(sound, parts);
      }
      next = null;
      return there.source;
    },
  };
};
