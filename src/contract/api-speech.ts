/** Text to speech over the API: what is asked, what would be said, and how a sound was made. */
import { z } from 'zod';
import { RATE, VOICES } from '../core/speech/voices.ts';
import { IdText } from './api.ts';

/** What may be chosen, for forms and commands. */
export { RATE, VOICES };

export const SpeechJson = z.object({
  text: z.string().max(100_000).describe('As it is written'),
  reading: z
    .string()
    .max(100_000)
    .nullable()
    .default(null)
    .describe('What is to be said, changed by hand; null: as the text is read'),
  language: z.string().max(20).default('vi').describe("'vi'; there is no Khmer voice: a person must record it"),
  voice: z.enum(VOICES).default('north'),
  rate: z.int().min(RATE.least).max(RATE.most).default(RATE.usual).describe('Words a minute'),
});

const Hash = z.string().describe('SHA-256, hex');

export const ReadingJson = z.object({
  reading: z.string().describe('What would be said'),
  differences: z.array(
    z.object({ written: z.string(), spoken: z.string().nullable().describe('null: said as it is written') }),
  ),
  seconds: z.number().describe('About how long'),
});

export const SpokenJson = z.object({
  sound: Hash.describe('The WAV: GET /api/v1/speech/{sound}'),
  seconds: z.number(),
  engine: z.string(),
  engineVersion: z.string(),
  language: z.string(),
  voice: z.enum(VOICES),
  rate: z.int(),
  textHash: Hash,
  readingHash: Hash,
  dictionaryHash: Hash.describe("The centre's own pronunciations at that time"),
});

export const TakeInSpeechJson = z.object({
  name: z.string().max(200).describe("File name in the library, ending in '.wav'"),
  item: IdText.nullable().default(null).describe('Whose version gets this sound, marked as synthetic'),
  language: z.string().max(20).default('vi'),
  heard: z.boolean().default(false).describe('A person has listened to all of it; an item needs that'),
});

export const SpeechTakenInJson = z.object({
  name: z.string(),
  original: Hash,
  item: z.string().nullable(),
  facts: SpokenJson,
  heard: z.boolean(),
});

export const PronunciationJson = z.object({
  written: z.string().max(200).describe('The word as people write it'),
  spoken: z.string().max(400).describe('How it is said, in words that are read as they stand'),
});

export const PronunciationsJson = z.object({
  pronunciations: z.array(
    PronunciationJson.extend({
      by: z.string().describe('Name of who gave it; empty: erased, or no person'),
      at: z.string(),
    }),
  ),
});

export const TakeBackJson = PronunciationJson.pick({ written: true });
