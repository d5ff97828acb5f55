/** Shapes of the API about units of a day, airings by unit and a campaign's coverage. Within /api/v1 fields may be added. */
import { z } from 'zod';
import type { AiringCounts } from '../core/campaign/by-unit.ts';
import { VERDICTS } from '../core/campaign/coverage.ts';
import { GROUP_KINDS, type GroupKind } from '../core/schedule/organisation.ts';
import type { LocalDate } from '../core/time/local.ts';
import { parseLocalDate } from '../core/time/local.ts';
import { checkedBy, IdText } from './api.ts';
import { coverageText, type ToldTarget, unitGroupText } from './sentences/coverage.ts';
import type { Lang } from './sentences/format.ts';

export const UnitsJson = z.object({
  day: z.string(),
  units: z.array(
    z.object({
      id: IdText,
      name: z.string(),
      kind: z.string().describe("What it is called in its country: 'huyện', 'xã'"),
      code: z.string().nullable().describe('Official code; codes are used again over the years, ids are not'),
      parents: z.array(IdText).describe('Those above it on that day'),
      level: z.int().min(0).describe('How many stand above it, by its first parent'),
    }),
  ),
});

export const StructureText = z
  .string()
  .superRefine((text, context) => {
    if (text !== 'then') checkedBy(parseLocalDate)(text, context);
  })
  .describe("Units as they are on this day, or 'then': as they were on the day of each airing");

const count = z.int().min(0);
const airingCounts = {
  planned: count.describe('All of them; the others add up to it'),
  aired: count,
  partly: count,
  notAired: count,
  unsaid: count.describe('Over, and nobody has said what happened'),
  toCome: count,
};
const named = z.object({ id: z.string(), name: z.string() });

const UnitCountJson = z.object({
  kind: z
    .enum(GROUP_KINDS)
    .describe("'together': units that became one later; 'apart': a unit that went to several, or to none"),
  units: z.array(named),
  name: z.string().describe('The units as one name'),
  ...airingCounts,
});

export const UnitCountsJson = z.object({
  from: z.string(),
  to: z.string(),
  structure: z.string(),
  groups: z.array(UnitCountJson),
  total: z.object(airingCounts).describe('Every airing once: the same in any structure'),
  unseen: count.describe("Channels' days that the caller may not read"),
});

const amount = z.number().min(0);
const counts = z.object({ done: amount, unsaid: amount, toCome: amount });

const TargetJson = z.object({
  index: count.describe('Position of the target in its campaign'),
  text: z.string().describe('All of it as a sentence, in the language of Accept-Language'),
  contentGroup: named.nullable().describe('null: the whole campaign'),
  measure: z.enum(['airings', 'firstRuns', 'minutes', 'items']),
  amount,
  per: z.enum(['week', 'month']).nullable(),
  language: z.string().nullable(),
  unit: named.nullable().describe('null: the campaign as a whole'),
  period: z.object({
    from: z.string().nullable(),
    to: z.string().nullable(),
    whole: z.boolean().describe("Whether the campaign's own days leave it uncut"),
  }),
  counts: counts.describe('In the measure'),
  runs: z.object({ first: counts, repeat: counts }).describe('Numbers of airings'),
  lost: count.describe('Airings said not to have aired, or in part'),
  missing: amount.describe('What even the plan leaves missing'),
  verdict: z.enum(VERDICTS),
  knownOn: z.string().nullable().describe('Since when the missing is known'),
});

export const CoverageJson = z.object({
  campaign: z.object({ id: z.string(), name: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  from: z.string(),
  to: z.string(),
  today: z.string(),
  plannedTo: z.string().describe('The last day of which the plan is known here'),
  targets: z.array(TargetJson),
  structure: z.string(),
  units: z.array(UnitCountJson),
  total: z.object(airingCounts),
  unseen: count,
});

interface UnitCounted extends AiringCounts {
  readonly kind: GroupKind;
  readonly units: readonly { readonly id: string; readonly name: string }[];
}

const unitCountJson = ({ units, ...group }: UnitCounted, lang: Lang): z.infer<typeof UnitCountJson> => ({
  ...group,
  units: units.map(({ id, name }) => ({ id, name })),
  name: unitGroupText(
    group.kind,
    units.map(({ name }) => name),
    lang,
  ),
});

interface UnitsCounted {
  readonly groups: readonly UnitCounted[];
  readonly total: AiringCounts;
  readonly unseen: number;
}

export const unitCountsJson = (
  asked: { readonly from: LocalDate; readonly to: LocalDate; readonly structure: string },
  { groups, total, unseen }: UnitsCounted,
  lang: Lang,
): z.infer<typeof UnitCountsJson> => ({
  ...asked,
  groups: groups.map((group) => unitCountJson(group, lang)),
  total,
  unseen,
});

interface Covered {
  readonly campaign: z.infer<typeof CoverageJson>['campaign'];
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly today: LocalDate;
  readonly plannedTo: LocalDate;
  readonly targets: readonly (ToldTarget &
    Pick<z.infer<typeof TargetJson>, 'index' | 'runs' | 'lost' | 'knownOn' | 'unit' | 'contentGroup'>)[];
  readonly structure: string;
  readonly units: readonly UnitCounted[];
  readonly total: AiringCounts;
  readonly unseen: number;
}

export const coverageJson = (covered: Covered, lang: Lang): z.infer<typeof CoverageJson> => ({
  ...covered,
  targets: covered.targets.map((told) => {
    const { index, target, contentGroup, unit, period, runs, lost, missing, verdict, knownOn } = told;
    return {
      index,
      text: coverageText(told, lang),
      contentGroup: contentGroup === null ? null : { id: contentGroup.id, name: contentGroup.name },
      measure: target.measure,
      amount: target.amount,
      per: target.per,
      language: target.language,
      unit,
      period,
      counts: told.counts,
      runs,
      lost,
      missing,
      verdict,
      knownOn,
    };
  }),
  units: covered.units.map((group) => unitCountJson(group, lang)),
});
