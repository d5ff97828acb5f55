/**
 * A text → what will be said, for looking over and changing by hand → a sound to listen to. Nothing of it is in the library
 * yet (take-in-speech.ts), and nothing airs before a second person has approved it.
 */
import type { SpeakOptions, SpeechFacts } from '../../audio/engine.ts';
import { SHA256_PATTERN, type Sha256 } from '../../core/ids.ts';
import { expandForReading } from '../../core/reading/expand.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { differencesOf, type Stretch } from '../../core/speech/differences.ts';
import { estimateSeconds, LONGEST_SPEECH, RATE, VOICES, type Voice, voiceOf } from '../../core/speech/voices.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { spokenDictionary } from '../within/spoken-dictionary.ts';

export interface SpeechAsked {
  readonly text: string;
  /** What will be said, changed by hand; null: as the text is read. It is read over once more, which changes no words. */
  readonly reading: string | null;
  readonly language: string;
  readonly voice: Voice;
  /** Words a minute. */
  readonly rate: number;
}

export interface SpeechReading {
  readonly reading: string;
  /** Written and said side by side, in order. */
  readonly differences: readonly Stretch[];
  /** About how long it takes. */
  readonly seconds: number;
}

interface Read extends SpeechReading {
  readonly language: 'vi';
  readonly own: string;
}

const read = (ctx: Asking, asked: SpeechAsked): Result<Read> => {
  const language = voiceOf(asked.language);
  if (!language.ok) return language;
  if (!VOICES.includes(asked.voice))
    return refuse('request.wrong', { field: 'voice', expected: 'voice' }, { pointer: '/voice' });
  if (!Number.isInteger(asked.rate) || asked.rate < RATE.least || asked.rate > RATE.most)
    return refuse('request.wrong', { field: 'rate', expected: `${RATE.least}–${RATE.most}` }, { pointer: '/rate' });
  if (Math.max(asked.text.length, asked.reading?.length ?? 0) > LONGEST_SPEECH)
    return refuse('speech.too-long', { limit: LONGEST_SPEECH });
  const { dictionary, own } = spokenDictionary(ctx.store.rows, asked.voice);
  const reading = expandForReading(asked.reading ?? asked.text, dictionary);
  if (!/\p{L}/u.test(reading)) return refuse('speech.empty', {});
  return ok({
    reading,
    differences: differencesOf(asked.text, reading),
    seconds: estimateSeconds(reading, asked.rate),
    language: language.value,
    own,
  });
};

/** What would be said. Refuses with right.*, speech.no-voice, speech.empty, speech.too-long, request.wrong. */
export const readForSpeech = operation(
  { name: 'speech.read', needs: 'sound.write' },
  (ctx: Asking, asked: SpeechAsked): Result<SpeechReading> => {
    const done = read(ctx, asked);
    if (!done.ok) return done;
    const { reading, differences, seconds } = done.value;
    return ok({ reading, differences, seconds });
  },
);

/** Speaks it. The same once more is found again. Refuses with right.*, speech.*, request.wrong, audio.*, data.*. */
export const makeSpeech = operation(
  { name: 'speech.make', needs: 'sound.write' },
  async (ctx: Ctx, asked: SpeechAsked, options: SpeakOptions): Promise<Result<SpeechFacts>> => {
    const done = read(ctx, asked);
    if (!done.ok) return done;
    const { reading, language, own } = done.value;
    const { text, voice, rate } = asked;
    return ctx.audio.speech.speak({ text, reading, language, voice, rate, dictionary: own }, options);
  },
);

export interface OpenedSpeech {
  readonly facts: SpeechFacts;
  readonly size: number;
  /** Bytes from `start` (included) to `end` (not included). */
  readonly stream: (start: number, end: number) => ReadableStream<Uint8Array>;
}

/** A spoken sound, for listening. Refuses with right.*, speech.unknown for every other sound of the shelf. */
export const openSpeech = operation(
  { name: 'speech.open', needs: 'sound.write' },
  async ({ audio }: Asking & Pick<Ctx, 'audio'>, id: string): Promise<Result<OpenedSpeech>> => {
    if (!SHA256_PATTERN.test(id)) return refuse('speech.unknown', { id });
    const facts = await audio.speech.factsOf(id as Sha256);
    const opened = facts === null ? null : await audio.shelf.open(facts.sound);
    if (facts === null || facts.sound !== id || opened === null) return refuse('speech.unknown', { id });
    return ok({ facts, size: opened.size, stream: (start, end) => opened.stream(start, end) });
  },
);
