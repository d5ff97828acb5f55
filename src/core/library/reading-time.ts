/**
 * How long a script takes to read aloud, before anybody has read it. An estimate for laying out a session, never a
 * length that anything is planned with: planning knows the sound itself.
 */
import { expandForReading } from '../reading/expand.ts';
import { nfc } from '../text.ts';

/** What is counted in a script of a language, and how many of them are read in a minute. */
export interface ReadingRate {
  readonly unit: 'syllables' | 'words' | 'characters';
  readonly perMinute: number;
}

export interface ReadingTime extends ReadingRate {
  readonly count: number;
  /** Whole seconds, rounded up; 0 for an empty script. */
  readonly seconds: number;
}

/**
 * Vietnamese: seven presenters of VTV spoke 3.7 to 5.5 syllables a second (emcovu.com, “Trong vòng 1 phút nên đọc bao
 * nhiêu từ?”); the slowest of them is taken, for a horn in the open has to be read to slowly. Khmer: no published figure
 * was found; at the same 3.7 syllables a second and about 3.2 written signs a syllable it comes to 700 (our estimate).
 * English: the lower end of 160–180 words that authors on radio recommend (Rodero 2012, Text & Talk 32–3).
 * Chinese: one character is one syllable.
 */
const RATES: Readonly<Record<string, ReadingRate>> = {
  vi: { unit: 'syllables', perMinute: 220 },
  km: { unit: 'characters', perMinute: 700 },
  zh: { unit: 'characters', perMinute: 220 },
  en: { unit: 'words', perMinute: 160 },
};
const OTHER: ReadingRate = { unit: 'words', perMinute: 150 };

/** `language`: BCP 47 primary tag. */
const readingRate = (language: string): ReadingRate => RATES[language] ?? OTHER;

/** Groups of letters and digits; of Vietnamese each is a syllable, once numbers and abbreviations are written out. */
const groups = (text: string): number => text.match(/[\p{L}\p{M}\p{N}]+/gu)?.length ?? 0;
const signs = (text: string): number => text.match(/[\p{L}\p{M}\p{N}]/gu)?.length ?? 0;

export const readingTime = (text: string, language: string): ReadingTime => {
  const rate = readingRate(language);
  const spoken = language === 'vi' ? expandForReading(text) : nfc(text);
  const count = rate.unit === 'characters' ? signs(spoken) : groups(spoken);
  return { ...rate, count, seconds: Math.ceil((count * 60) / rate.perMinute) };
};
