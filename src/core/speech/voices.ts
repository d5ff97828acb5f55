/**
 * Which languages a synthetic voice speaks here, with which voices and how fast.
 *
 * There is no usable synthetic voice for Khmer: a person records it. Nothing here stands in with another language's voice.
 */
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';

/** The three ways of speaking Vietnamese that listeners know. */
export const VOICES = ['north', 'central', 'south'] as const;
export type Voice = (typeof VOICES)[number];

/** Words a minute, as speech programs count them. */
export const RATE = { least: 90, usual: 150, most: 260 } as const;

/** What is spoken at once, characters of the reading: an hour and a half. */
export const LONGEST_SPEECH = 100_000;

/** Refuses with speech.no-voice. */
export const voiceOf = (language: string): Result<'vi'> =>
  language === 'vi' ? ok(language) : refuse('speech.no-voice', { language });

/** Seconds that `words` take at `rate`, roughly: Vietnamese words are syllables, which programs count as less. */
export const estimateSeconds = (reading: string, rate: number): number =>
  Math.ceil(((reading.match(/[\p{L}\p{N}]+/gu) ?? []).length * 60) / (rate * 1.4));
