/**
 * The telephone's own loudspeaker: one <audio> for everything, because browsers let one that somebody has pressed for go on.
 *
 * Sounds come from what is kept, by blob: addresses.
 */

export type SoundEnd = { readonly kind: 'ended' } | { readonly kind: 'failed'; readonly heard: boolean };

export interface Speaker {
  /** Within a press: whether the browser lets this page sound from now on. */
  readonly unlock: () => Promise<boolean>;
  readonly play: (
    sound: Blob,
    at: { readonly fromMs: number; readonly volume: number | null },
    ended: (end: SoundEnd) => void,
  ) => void;
  readonly stop: () => void;
  /** Where the sound is, milliseconds; null: nothing sounds. */
  readonly positionMs: () => number | null;
  /** Whether this page can make it softer: on an iPhone only its buttons do. */
  readonly hasVolume: boolean;
}

const RATE = 8000;
const HEADER = 44;

/** A fifth of a second of nothing, as a WAV: 8 kHz, 8 bits, where 128 is silence. */
const silence = (): Blob => {
  const length = RATE / 5;
  const bytes = new Uint8Array(HEADER + length).fill(128);
  const view = new DataView(bytes.buffer);
  const text = (at: number, letters: string): void => {
    for (let n = 0; n < letters.length; n += 1) view.setUint8(at + n, letters.charCodeAt(n));
  };
  text(0, 'RIFF');
  view.setUint32(4, HEADER - 8 + length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, length, true);
  return new Blob([bytes], { type: 'audio/wav' });
};

export const openSpeaker = (): Speaker => {
  const audio = new Audio();
  audio.volume = 0.5;
  const hasVolume = audio.volume === 0.5;
  audio.volume = 1;
  let address = '';
  /** What is told of the sound that plays; null: nothing is to be told. */
  let tell: ((end: SoundEnd) => void) | null = null;
  let hasBegun = false;
  const load = (sound: Blob): void => {
    if (address !== '') URL.revokeObjectURL(address);
    address = URL.createObjectURL(sound);
    audio.src = address;
  };
  const end = (how: SoundEnd): void => {
    const told = tell;
    tell = null;
    hasBegun = false;
    told?.(how);
  };
  audio.addEventListener('playing', () => {
    hasBegun = true;
  });
  audio.addEventListener('ended', () => end({ kind: 'ended' }));
  audio.addEventListener('error', () => end({ kind: 'failed', heard: hasBegun }));
  // Nobody here pauses: a call has come in, or the headphones were pulled out.
  audio.addEventListener('pause', () => {
    if (!audio.ended && hasBegun) end({ kind: 'failed', heard: true });
  });
  return {
    hasVolume,
    unlock: async () => {
      tell = null;
      load(silence());
      try {
        await audio.play();
        return true;
      } catch {
        return false;
      }
    },
    play: (sound, { fromMs, volume }, ended) => {
      tell = null;
      hasBegun = false;
      load(sound);
      audio.volume = (volume ?? 100) / 100;
      tell = ended;
      const from = (): void => {
        if (tell === ended) audio.currentTime = fromMs / 1000;
      };
      if (fromMs > 0) audio.addEventListener('loadedmetadata', from, { once: true });
      audio.play().catch(() => {
        if (tell === ended) end({ kind: 'failed', heard: hasBegun });
      });
    },
    stop: () => {
      tell = null;
      hasBegun = false;
      audio.pause();
    },
    positionMs: () => (tell === null ? null : audio.currentTime * 1000),
  };
};
