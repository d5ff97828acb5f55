/** How the API answers a look at a coming day: each finding with its owner, its fix and sentences in both languages. */
import { z } from 'zod';
import { FINDING_CODES, OWNER_ROLES, type PreflightFinding } from '../core/preflight/look.ts';
import type { Moment } from '../core/time/moment.ts';
import { DayText, IdText, MomentJson } from './api.ts';
import { fixPath, fixText, preflightText } from './sentences/preflight.ts';

export const PreflightQuery = z.strictObject({
  day: DayText.default('today'),
  channel: IdText.optional().describe('Without it: every channel that the caller may see'),
});

const FindingJson = z.object({
  code: z.enum(FINDING_CODES),
  severity: z.enum(['red', 'amber']).describe('red: it does not air, or not as it should; amber: somebody should look'),
  title: z.string(),
  owner: z.object({ role: z.enum(OWNER_ROLES), unit: z.string().nullable() }).describe('Whose it is to put right'),
  fix: z.object({ vi: z.string(), en: z.string(), href: z.string().describe('Path of the page where it is done') }),
  vi: z.string(),
  en: z.string(),
});

export const PreflightJson = z.object({
  red: z.int(),
  amber: z.int(),
  days: z.array(
    z.object({
      channel: z.object({ id: z.string(), name: z.string() }),
      day: z.string(),
      sessions: z.array(
        z.object({
          session: z.string(),
          name: z.string(),
          start: MomentJson,
          findings: z.array(FindingJson),
          looks: z
            .array(z.object({ look: z.enum(['evening', 'before', 'asked']), lookedAt: z.string() }))
            .describe('Looks that happened by themselves'),
        }),
      ),
    }),
  ),
});

interface Looked {
  readonly channel: { readonly id: string; readonly name: string };
  readonly day: string;
  readonly sessions: readonly {
    readonly session: string;
    readonly name: string;
    readonly start: Moment;
    readonly findings: readonly PreflightFinding[];
    readonly looks: readonly { readonly look: 'evening' | 'before' | 'asked'; readonly lookedAt: string }[];
  }[];
}

const findingJson = (one: PreflightFinding, { channel, day }: Looked) => ({
  code: one.code,
  severity: one.severity,
  title: one.title,
  owner: one.owner,
  fix: { vi: fixText(one, 'vi'), en: fixText(one, 'en'), href: fixPath(one, channel.id, day) },
  vi: preflightText(one, 'vi'),
  en: preflightText(one, 'en'),
});

/** How many findings there are of one severity. */
export const countFindings = (days: readonly Looked[], severity: PreflightFinding['severity']): number =>
  days
    .flatMap(({ sessions }) => sessions.flatMap(({ findings }) => findings))
    .filter((one) => one.severity === severity).length;

export const preflightJson = (days: readonly Looked[]): z.infer<typeof PreflightJson> => ({
  red: countFindings(days, 'red'),
  amber: countFindings(days, 'amber'),
  days: days.map((looked) => ({
    channel: { id: looked.channel.id, name: looked.channel.name },
    day: looked.day,
    sessions: looked.sessions.map(({ session, name, start, findings, looks }) => ({
      session,
      name,
      start,
      findings: findings.map((one) => findingJson(one, looked)),
      looks: [...looks],
    })),
  })),
});
