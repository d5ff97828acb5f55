/** The shapes of a sound in the API: measures, traffic light, how it is used, and saying how it is to be used. */
import { z } from 'zod';
import type { Adjustment } from '../core/sound/adjustment.ts';
import type { Light } from '../core/sound/judge.ts';
import type { SoundMeasures } from '../core/sound/measures.ts';
import { lightText } from './sentences/sound-light.ts';

const samples = z.int().min(0);

export const UseJson = z
  .object({
    cueIn: samples.describe('First sample heard'),
    cueOut: samples.describe('The sample after the last that is heard'),
    gainDb: z.number().describe('On top of what the profile asks for'),
    fadeIn: samples.describe('Length'),
    fadeOut: samples.describe('Length'),
    segue: samples.nullable().describe('From here the next may begin; null: at the cue-out'),
  })
  .describe("Samples at 48 kHz from the master's beginning");

/** What is not given stays as it is. */
export const AdjustmentJson = z.strictObject({
  change: z
    .strictObject({
      cueIn: samples.optional(),
      cueOut: samples.optional(),
      gainDb: z.number().optional(),
      fadeIn: samples.optional(),
      fadeOut: samples.optional(),
      segue: samples.nullable().optional(),
    })
    .describe('Samples at 48 kHz; what is not given stays as it is'),
  reason: z.string().max(500).describe('Kept in the audit'),
});

export const UndoAdjustmentJson = z.strictObject({ reason: z.string().max(500).describe('Kept in the audit') });

const StretchJson = z.object({ from: z.number(), to: z.number() });

const MeasuresJson = z.object({
  recipe: z.int().describe('Version of the way of measuring'),
  samples: samples.describe('At 48 kHz, by decoding'),
  channels: z.union([z.literal(1), z.literal(2)]),
  integrated: z.number().describe('LUFS (ITU-R BS.1770-4), as one channel; -70: nothing passed the gate'),
  integratedOwn: z.number().describe("LUFS, in the sound's own channels"),
  range: z.number().describe('LU (EBU Tech 3342)'),
  shortTermMax: z.number().describe('LUFS of the loudest 3 s'),
  truePeak: z.number().describe('dBTP'),
  samplePeak: z.number().describe('dBFS'),
  silence: z
    .object({ head: z.number(), tail: z.number(), inside: z.array(StretchJson) })
    .describe('Under -50 dBFS, seconds; inside: 1 s and longer'),
  edges: z.object({ head: z.number(), tail: z.number() }).describe('Peak of the first and the last 20 ms, dBFS'),
  clips: z
    .object({ runs: z.int(), samples: z.int(), first: z.number().nullable() })
    .describe('Three and more samples in a row at full scale; the first, in seconds'),
  dc: z.number().describe('Mean of the samples, -1 to 1'),
  mono: z
    .object({ lost: z.number().nullable(), correlation: z.number().nullable(), oneSided: z.boolean() })
    .describe('Two channels played as one: LU lost'),
  kind: z
    .object({ guess: z.enum(['speech', 'music', 'mixed', 'silence']), sure: z.number() })
    .describe('A guess, 0 to 1 sure'),
});

export const SoundJson = z.object({
  original: z.string().describe('SHA-256 of the file as it came'),
  master: z.string().describe('SHA-256 of the house master'),
  names: z.array(z.string()).describe('File names that stand for it'),
  takenInAt: z.string(),
  measures: MeasuresJson,
  profile: z.string().describe('The profile that it is judged by'),
  light: z.object({
    colour: z.enum(['green', 'amber', 'red']),
    reasons: z.array(
      z.object({
        code: z.string(),
        level: z.enum(['amber', 'red']),
        facts: z.record(z.string(), z.number()),
        vi: z.string(),
        en: z.string(),
        fix: UseJson.partial().nullable().describe('What would put it right, to be sent as `change`'),
      }),
    ),
  }),
  use: UseJson.describe('What is in force'),
  adjusted: z.object({ at: z.string(), reason: z.string() }).nullable().describe('The newest adjustment'),
});

interface Shown {
  readonly sound: { readonly original: string; readonly master: string; readonly takenInAt: string };
  readonly names: readonly string[];
  readonly measures: SoundMeasures;
  readonly profile: { readonly name: string };
  readonly light: Light;
  readonly used: Adjustment;
  readonly adjusted: { readonly madeAt: string; readonly reason: string } | null;
}

export const soundJson = ({
  sound,
  names,
  measures,
  profile,
  light,
  used,
  adjusted,
}: Shown): z.infer<typeof SoundJson> => ({
  original: sound.original,
  master: sound.master,
  names: [...names],
  takenInAt: sound.takenInAt,
  measures: { ...measures, silence: { ...measures.silence, inside: [...measures.silence.inside] } },
  profile: profile.name,
  light: {
    colour: light.colour,
    reasons: light.reasons.map(({ code, level, facts, fix }) => ({
      ...{ code, level, fix },
      facts: { ...facts },
      vi: lightText({ code, facts } as Light['reasons'][number], 'vi'),
      en: lightText({ code, facts } as Light['reasons'][number], 'en'),
    })),
  },
  use: used,
  adjusted: adjusted === null ? null : { at: adjusted.madeAt, reason: adjusted.reason },
});
