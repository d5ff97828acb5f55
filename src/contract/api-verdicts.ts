/** Verdicts as they leave the house: each planned airing with what is known of it, their totals, and what stands in no plan. */
import { z } from 'zod';
import { type NotAiredReason, OUTCOMES, type PlannedAiring } from '../core/evidence/entry.ts';
import { EVIDENCE, VERDICTS } from '../core/verdict/judge.ts';
import type { JudgedAiring } from '../core/verdict/list.ts';
import type { VerdictCounts, VerdictTotals } from '../core/verdict/totals.ts';
import { AirLogRowJson } from './air-log.ts';
import type { Lang } from './sentences/format.ts';
import { reasonText } from './sentences/reasons.ts';
import { words } from './sentences/words.ts';

export const VERDICT_FORMATS = ['json', 'ndjson'] as const;
export type VerdictFormat = (typeof VERDICT_FORMATS)[number];

export const VERDICT_TYPES: Readonly<Record<VerdictFormat, string>> = {
  json: 'application/json',
  ndjson: 'application/x-ndjson',
};

export const VerdictWord = z.enum(VERDICTS);
export const EvidenceWord = z.enum(EVIDENCE);
export const OutcomeWord = z.enum(OUTCOMES);

const seq = z.int().min(0);

export const VerdictRowJson = z
  .object({
    verdict: VerdictWord,
    secondsHeard: z.number().min(0).describe('Seconds, to the millisecond; 0 where nothing is known'),
    reason: z
      .object({
        by: z
          .enum(['said', 'plan', 'unknown'])
          .describe(
            "Whose reason: what was observed, the plan that left it out, or why nothing is known ('to-come', 'unsaid')",
          ),
        code: z.string(),
        text: z.string().describe('In the language of Accept-Language'),
      })
      .nullable()
      .describe("Why not, or not wholly; with 'interrupted', by what"),
    evidence: EvidenceWord.describe(
      'How we know: L0 the plan only, L1 published to the site, L2 the device, L3 the line at the amplifier, L4 a microphone at the loudspeaker, L5 the same from another party; a statement is of a kind of its own',
    ),
    decidedBy: seq.nullable().describe('Number of the air-log entry that decided it'),
    entries: z.array(seq).describe('Numbers of all entries that were weighed'),
    disagree: z.boolean().describe('Whether they say different things'),
    onTime: z
      .boolean()
      .nullable()
      .describe(
        'Whether it began within three minutes of its time, by a device’s clock of quality A or B; null: no such clock has said',
      ),
    disputedBy: z
      .array(seq)
      .describe('Numbers of objections to entries of this airing; they change nothing in the verdict'),
    inPlan: z.boolean().describe('false: it was observed and stands in no plan'),
    planned: AirLogRowJson.shape.planned
      .omit({ cut: true, script: true, rule: true })
      .extend({ seconds: z.number().min(0).nullable().describe('Planned length; null for what the plan left out') }),
  })
  .describe('One airing with its verdict');

export type VerdictRowJson = z.infer<typeof VerdictRowJson>;

const count = z.int().min(0);
const counts = {
  planned: count.describe("All of them; 'aired' to 'unknown' add up to it"),
  aired: count,
  partly: count,
  interrupted: count,
  notAired: count,
  unknown: count,
  toCome: count.describe('Of the unknown, those whose time has not come'),
  disagreeing: count.describe('Of all, those whose entries say different things'),
  disputed: count.describe('Of all, those that somebody objects to'),
  onTime: count.describe('Of all, those that began on time by a clock that can be believed in that'),
  secondsPlanned: z.number().min(0),
  secondsHeard: z.number().min(0),
};
const named = z.object({ id: z.string(), name: z.string() });

export const VerdictTotalsJson = z.object({
  total: z.object(counts),
  channels: z.array(named.extend(counts)).describe('They add up to the total'),
  units: z
    .array(z.object({ unit: named.nullable(), ...counts }))
    .describe('By the units of each day; an airing that reached several stands in each. null: it reached none'),
  again: z.object(counts).describe('What the units have more than the total'),
  campaigns: z
    .array(z.object({ campaign: named.nullable(), week: z.string().describe('Its Monday'), ...counts }))
    .describe('By campaign and week; they add up to the total. null: of no campaign'),
});

export const VerdictsJson = z.object({
  from: z.string(),
  to: z.string(),
  totals: VerdictTotalsJson.describe('Of the verdicts below'),
  unseen: count.describe("Channels' days that the caller may not read"),
  verdicts: z.array(VerdictRowJson).describe('In order of day, channel and start'),
  unplanned: z.array(VerdictRowJson).describe('What was observed and stands in no plan; counted nowhere'),
});

export type VerdictsJson = z.infer<typeof VerdictsJson>;

type ReasonJson = VerdictRowJson['reason'];

const reasonJson = ({ leftOut, unknown, reason }: JudgedAiring, lang: Lang): ReasonJson => {
  const said = (code: NotAiredReason): ReasonJson => ({ by: 'said', code, text: words(lang).notAiredReasons[code] });
  if (unknown !== null) return { by: 'unknown', code: unknown, text: words(lang).unknowns[unknown] };
  if (leftOut !== null) return { by: 'plan', code: leftOut.code, text: reasonText(leftOut, lang) };
  return reason === null ? null : said(reason);
};

export const verdictRowJson = (judged: JudgedAiring, lang: Lang, inPlan: boolean): VerdictRowJson => {
  const { verdict, heardMs, evidence, decidedBy, entries, disagree, onTime, disputedBy, plannedMs } = judged;
  // An entry's frozen copy brings more than a verdict tells: hashes and the rule, and the length, which stands elsewhere here.
  const {
    cut: _cut,
    script: _script,
    rule: _rule,
    ...planned
  }: Partial<PlannedAiring> & typeof judged.planned = judged.planned;
  return {
    verdict,
    secondsHeard: heardMs / 1000,
    reason: reasonJson(judged, lang),
    evidence,
    decidedBy,
    entries: [...entries],
    disagree,
    onTime,
    disputedBy: [...disputedBy],
    inPlan,
    planned: { ...planned, units: [...planned.units], seconds: plannedMs === null ? null : plannedMs / 1000 },
  };
};

const countsJson = ({ plannedMs, heardMs, ...counted }: VerdictCounts) => ({
  planned: counted.planned,
  aired: counted.aired,
  partly: counted.partly,
  interrupted: counted.interrupted,
  notAired: counted.notAired,
  unknown: counted.unknown,
  toCome: counted.toCome,
  disagreeing: counted.disagreeing,
  disputed: counted.disputed,
  onTime: counted.onTime,
  secondsPlanned: plannedMs / 1000,
  secondsHeard: heardMs / 1000,
});

export const verdictTotalsJson = (totals: VerdictTotals): z.infer<typeof VerdictTotalsJson> => ({
  total: countsJson(totals.total),
  channels: totals.channels.map((one) => ({ id: one.id, name: one.name, ...countsJson(one) })),
  units: totals.units.map((one) => ({ unit: one.unit, ...countsJson(one) })),
  again: countsJson(totals.again),
  campaigns: totals.campaigns.map((one) => ({ campaign: one.campaign, week: one.week, ...countsJson(one) })),
});

interface Found {
  readonly from: string;
  readonly to: string;
  readonly verdicts: readonly JudgedAiring[];
  readonly totals: VerdictTotals;
  readonly unplanned: readonly JudgedAiring[];
  readonly unseen: number;
}

/** As text, a piece at a time: a month of a province is long. NDJSON has the unplanned last, and no totals. */
export const VERDICT_PIECES: Readonly<Record<VerdictFormat, (found: Found, lang: Lang) => Generator<string>>> = {
  *json({ from, to, verdicts, totals, unplanned, unseen }, lang) {
    const head = JSON.stringify({ from, to, totals: verdictTotalsJson(totals), unseen });
    yield `${head.slice(0, -1)},"verdicts":[`;
    yield* listed(verdicts, lang, true);
    yield '\n],"unplanned":[';
    yield* listed(unplanned, lang, false);
    yield '\n]}\n';
  },
  *ndjson({ verdicts, unplanned }, lang) {
    for (const one of verdicts) yield `${JSON.stringify(verdictRowJson(one, lang, true))}\n`;
    for (const one of unplanned) yield `${JSON.stringify(verdictRowJson(one, lang, false))}\n`;
  },
};

function* listed(airings: readonly JudgedAiring[], lang: Lang, inPlan: boolean): Generator<string> {
  let before = '\n';
  for (const one of airings) {
    yield `${before}${JSON.stringify(verdictRowJson(one, lang, inPlan))}`;
    before = ',\n';
  }
}
