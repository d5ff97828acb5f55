/** Shapes of files that are being sent, as the API tells them. This file decides nothing. */
import { z } from 'zod';
import type { Refusal } from '../core/refusal.ts';
import { type Lang, sentenceOf } from './sentences/index.ts';

/** A whole file's limit is the operation's; this only keeps nonsense out. */
const MOST_BYTES = 1024 ** 4;

export const AnnouncedJson = z.strictObject({
  name: z.string().min(1).max(1000).describe('What the file is called; schedules know the sound by this name'),
  bytes: z.int().min(1).max(MOST_BYTES).describe('Its size'),
});

export const UploadJson = z.object({
  id: z.string().describe('u- and 32 hex digits'),
  name: z.string(),
  bytes: z.int().describe('How large it is to be'),
  received: z.int().describe('How much of it is here; the next piece begins there'),
  state: z
    .enum(['arriving', 'arrived', 'taken-in', 'refused'])
    .describe("'arrived': all here, waiting to be taken in or being taken in"),
  decodedSeconds: z.number().nullable().describe('Seconds of sound decoded so far, while it is being taken in'),
  sound: z
    .object({
      original: z.string().describe('SHA-256 of the file'),
      name: z.string(),
      isNew: z.boolean().describe('false: the library already had these bytes under this name'),
      sameAs: z.array(z.string()).describe('Other names that the same bytes had already'),
      seconds: z.number().describe('Length, by decoding'),
      integrated: z.number().describe('Integrated loudness, LUFS'),
    })
    .nullable()
    .describe('The sound that it became'),
  problem: z
    .object({ code: z.string(), detail: z.string() })
    .nullable()
    .describe('Why it was refused, in the language asked for'),
  begunAt: z.string(),
  endedAt: z.string().nullable(),
});
export type UploadJson = z.infer<typeof UploadJson>;

export const UploadsJson = z.object({ uploads: z.array(UploadJson) });

type Told = Omit<UploadJson, 'decodedSeconds' | 'sound' | 'problem'> & {
  readonly decoded: number | null;
  readonly taken:
    | (Readonly<Omit<NonNullable<UploadJson['sound']>, 'sameAs'>> & { readonly sameAs: readonly string[] })
    | null;
  readonly refusals: readonly Refusal[] | null;
};

export const uploadJson = ({ decoded, taken, refusals, ...kept }: Readonly<Told>, lang: Lang): UploadJson => {
  const [first] = refusals ?? [];
  return {
    ...kept,
    decodedSeconds: decoded,
    sound: taken === null ? null : { ...taken, sameAs: [...taken.sameAs] },
    problem: first === undefined ? null : { code: first.code, detail: sentenceOf(first, lang) },
  };
};
