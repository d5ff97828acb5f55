/** Totals of the air log as they leave the house. */
import { z } from 'zod';
import { VERDICTS, type Verdict } from '../core/verdict/judge.ts';
import { DateText } from './api.ts';

const BY = ['unit', 'channel', 'campaign', 'week', 'day'] as const;
type By = (typeof BY)[number];

export const LogTotalsQuery = z.strictObject({
  from: DateText.describe('First broadcast day'),
  to: DateText.describe('Last broadcast day, included'),
  by: z
    .string()
    .max(60)
    .refine((text) => namesIn(text).every((one) => BY.some((known) => known === one)))
    .transform((text) => namesIn(text) as readonly By[])
    .default(['unit', 'week'])
    .describe('What they are told apart by, with commas: unit, channel, campaign, week, day. Without it: unit,week'),
});

const namesIn = (text: string): string[] => text.split(',').filter((one) => one !== '');

const count = z.int().min(0);
const Named = z.object({ id: z.string(), name: z.string().describe('As it is called today') });
const figures = {
  airings: count.describe('Those that somebody spoke of'),
  aired: count,
  partly: count,
  interrupted: count,
  notAired: count,
  secondsPlanned: z.number().min(0),
  secondsHeard: z.number().min(0),
};

export const LogTotalsJson = z.object({
  from: z.string(),
  to: z.string(),
  total: z.object(figures).describe('Each airing once'),
  groups: z
    .array(
      z.object({
        unit: Named.nullable().optional().describe('null: it reached none'),
        channel: Named.optional(),
        campaign: Named.nullable().optional().describe('null: of no campaign'),
        week: z.string().optional().describe('Its Monday'),
        day: z.string().optional(),
        ...figures,
      }),
    )
    .describe('An airing that reached several units stands in each of theirs'),
});

interface Total {
  readonly by: Readonly<Partial<Record<By, string | null>>>;
  readonly airings: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  readonly plannedMs: number;
  readonly heardMs: number;
}

interface Totals {
  readonly from: string;
  readonly to: string;
  readonly groups: readonly Total[];
  readonly total: Total;
  /** By 'unit xa-my-tu', 'channel …', 'campaign …'. */
  readonly names: ReadonlyMap<string, string>;
}

const FIELD = { aired: 'aired', partly: 'partly', interrupted: 'interrupted', 'not-aired': 'notAired' } as const;

const figuresJson = ({ airings, verdicts, plannedMs, heardMs }: Total) => {
  const counted = { aired: 0, partly: 0, interrupted: 0, notAired: 0 };
  // Nothing is unknown of which somebody spoke.
  for (const verdict of VERDICTS) if (verdict !== 'unknown') counted[FIELD[verdict]] = verdicts[verdict] ?? 0;
  return { airings, ...counted, secondsPlanned: plannedMs / 1000, secondsHeard: heardMs / 1000 };
};

export const logTotalsJson = ({ from, to, groups, total, names }: Totals): z.infer<typeof LogTotalsJson> => {
  const told = (kind: By, id: string | null) =>
    kind === 'week' || kind === 'day' || id === null ? id : { id, name: names.get(`${kind} ${id}`) ?? id };
  return {
    from,
    to,
    total: figuresJson(total),
    groups: groups.map((one) => ({
      ...Object.fromEntries(Object.entries(one.by).map(([kind, id]) => [kind, told(kind as By, id)])),
      ...figuresJson(one),
    })),
  };
};
