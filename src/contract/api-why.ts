/** The shape of an explanation in the API: the facts, and the sentences made of them in both languages. */
import { z } from 'zod';
import { OUTCOMES, REASONS, ROLES } from '../core/evidence/entry.ts';
import { OFF_RULES, WHY_STATUSES, type WhyAnswer } from '../core/schedule/explain-model.ts';
import { OVERLAY_KINDS } from '../core/schedule/overlay-model.ts';
import type { LocalDate } from '../core/time/local.ts';
import { findingText } from './sentences/findings.ts';
import { reasonText } from './sentences/reasons.ts';
import { whyText } from './sentences/why.ts';

const local = z.string().describe("The station's local time, YYYY-MM-DDTHH:MM:SS");
const day = z.string();

const ReasonJson = z.looseObject({
  code: z.string().describe('Never changes its meaning; the fields beside it belong to it'),
  vi: z.string(),
  en: z.string(),
});

const ActorJson = z
  .object({
    id: z.string(),
    kind: z.enum(['person', 'machine', 'site', 'system', 'nobody']),
    name: z.string().nullable().describe('As it is today; null: the system, or somebody who was erased'),
  })
  .describe('Who did it');

const DoneJson = z.object({ by: ActorJson, at: local, reason: z.string() });

const AnswerJson = z.object({
  session: z.object({ id: z.string(), name: z.string() }),
  segment: z.string().nullable().describe('null: the session as a whole'),
  title: z.string(),
  status: z
    .enum(WHY_STATUSES)
    .describe(
      'planned: to come. aired, partly, not-aired: people said so. not-planned: no place in the day, or it was taken away. unknown: it was to air by now and nobody has said',
    ),
  at: local.nullable().describe('When it begins by the plan'),
  vi: z.string().describe('Question and answer in sentences'),
  en: z.string(),
  pieces: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      at: local,
      seconds: z.number(),
      outcome: z.enum(OUTCOMES).nullable().describe('What stands of what was said'),
      reasons: z.array(ReasonJson),
    }),
  ),
  absences: z.array(z.object({ title: z.string(), reason: ReasonJson })),
  off: z
    .object({
      of: z.enum(['channel', 'session', 'segment']),
      why: z.enum(OFF_RULES),
      rules: z.array(z.string()),
      alsoOn: z.array(day),
      festivals: z
        .array(z.object({ rule: z.string(), name: z.string(), waiting: z.array(z.object({ from: day, to: day })) }))
        .describe('Festivals that its rules name, with announced days that wait for confirmation'),
      from: day.nullable(),
      to: day.nullable(),
      next: day.nullable().describe('The next day on which the rules ask for it'),
    })
    .nullable()
    .describe('Why the rules, as they are now, do not ask for it on this day; null: they do'),
  authorised: z
    .object({ by: z.string(), reason: z.string(), document: z.string().nullable() })
    .nullable()
    .describe('Who ordered an emergency'),
  alterations: z.array(
    DoneJson.extend({ id: z.int(), kind: z.string(), undone: DoneJson.nullable() }).describe('An edit or decision'),
  ),
  orders: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(OVERLAY_KINDS),
      from: day,
      to: day,
      authority: z.string(),
      document: z.string().nullable(),
      reason: z.string(),
    }),
  ),
  findings: z.array(
    z.object({
      level: z.enum(['refused', 'warned']),
      rule: z.string(),
      guard: z.string().nullable(),
      vi: z.string(),
      en: z.string(),
    }),
  ),
  said: z.array(
    z.object({
      seq: z.int().describe('Number in the air log'),
      entry: z.string(),
      title: z.string(),
      outcome: z.enum(OUTCOMES),
      reason: z.enum(REASONS).nullable(),
      role: z.enum(ROLES),
      by: z.string().nullable(),
      at: local,
      secondsHeard: z.number().nullable(),
      note: z.string().nullable(),
      stands: z.boolean().describe('Whether it is what counts of all that was said of this piece'),
    }),
  ),
});

export const WhyJson = z.object({
  channel: z.object({ id: z.string(), name: z.string() }),
  day,
  version: z.int().min(1).nullable().describe('Version of the stored rundown; null: only worked out from the rules'),
  plannedAt: z.string().nullable(),
  logRead: z.boolean().describe('false: what was said is not yours to read and is left out'),
  answers: z.array(AnswerJson),
});

interface Why {
  readonly channel: { readonly id: string; readonly name: string };
  readonly day: LocalDate;
  readonly version: number | null;
  readonly plannedAt: string | null;
  readonly logRead: boolean;
  readonly answers: readonly WhyAnswer[];
}

export const whyJson = ({ answers, ...why }: Why): z.infer<typeof WhyJson> => ({
  ...why,
  answers: answers.map(answerJson),
});

const answerJson = (answer: WhyAnswer): z.infer<typeof AnswerJson> => {
  const { session, sessionName, segment, title, status, at, off } = answer;
  return {
    session: { id: session, name: sessionName },
    ...{ segment, title, status, at },
    vi: whyText(answer, 'vi'),
    en: whyText(answer, 'en'),
    pieces: answer.pieces.map((piece) => ({ ...piece, reasons: piece.reasons.map(reasonJson) })),
    absences: answer.absences.map((one) => ({ title: one.title, reason: reasonJson(one.reason) })),
    off:
      off === null
        ? null
        : {
            ...off,
            rules: [...off.rules],
            alsoOn: [...off.alsoOn],
            festivals: off.festivals.map((one) => ({ ...one, waiting: [...one.waiting] })),
          },
    authorised: answer.authorised,
    alterations: answer.alterations.map((one) => ({ ...one })),
    orders: answer.orders.map((one) => ({ ...one })),
    findings: answer.findings.map((one) => ({
      level: one.level,
      rule: one.rule,
      guard: one.guard,
      vi: findingText(one, 'vi'),
      en: findingText(one, 'en'),
    })),
    said: answer.said.map((one) => ({ ...one })),
  };
};

const reasonJson = (reason: WhyAnswer['absences'][number]['reason']): z.infer<typeof ReasonJson> => ({
  ...reason,
  vi: reasonText(reason, 'vi'),
  en: reasonText(reason, 'en'),
});
