/**
 * Shapes of the HTTP API that are its own: parameters, channels, problems, readiness, days.
 *
 * A day is the same document as `playlist.json`, with its version beside it. Within /api/v1 fields may be added;
 * none is renamed or removed. This file decides nothing about status codes or sentences.
 */

import { z } from 'zod';
import { ID_PATTERN } from '../core/ids.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { type LocalDate, parseLocalDate } from '../core/time/local.ts';
import { type Day, dayListOf } from './day-list.ts';
import { ConflictJson, dayNotes, FindingJson } from './day-notes.ts';
import { DayListJson, dayListJson } from './playlist-formats/json.ts';

/** A refusal made while one value was checked travels inside zod's own issue. */
export interface CarriedRefusals {
  readonly refusals: readonly Refusal[];
}

/** Checks a text with a parser of the core; its refusals become the issue. */
export const checkedBy =
  <T>(parse: (text: string) => Result<T>) =>
  (text: string, context: z.RefinementCtx): void => {
    const parsed = parse(text);
    if (parsed.ok) return;
    const carried: CarriedRefusals = { refusals: parsed.refusals };
    context.addIssue({ code: 'custom', message: 'refused', params: { ...carried } });
  };

export const IdText = z.string().regex(ID_PATTERN).describe('Id: a–z, 0–9 and inner hyphens, at most 64 characters');
export const DateText = z.string().superRefine(checkedBy(parseLocalDate)).describe('Broadcast day, YYYY-MM-DD');
export const DayText = z
  .string()
  .superRefine((text, context) => {
    if (text !== 'today') checkedBy(parseLocalDate)(text, context);
  })
  .describe("Broadcast day, YYYY-MM-DD, or 'today' as it is at the channel's station");

export const MomentJson = DayListJson.shape.sessions.element.shape.start;

const ChannelJson = z.object({
  id: IdText,
  name: z.string(),
  carrier: z.string().describe("What carries it: 'fm', 'loudspeaker', 'mobile'"),
  from: z.string().nullable().describe('First day of validity; null is open'),
  to: z.string().nullable().describe('Last day of validity, included; null is open'),
  station: z.object({ id: IdText, name: z.string(), zone: z.string().describe('IANA zone of all its local times') }),
  today: z.string().describe('The broadcast day it is there now'),
  current: z.boolean().describe('Whether today lies in its validity'),
});

export const ChannelsJson = z.object({ channels: z.array(ChannelJson) });

export const DayJson = DayListJson.extend({
  version: z.int().min(1).nullable().describe('Version of the stored rundown; null: only worked out from the rules'),
  today: z.string().describe('The broadcast day it is there now'),
  conflicts: z.array(ConflictJson).describe('Things that want the same time'),
  findings: z.array(FindingJson).describe('What the guard of hours refuses or warns of'),
});

export const DaysJson = z.object({ days: z.array(DayJson) });

export const ProblemJson = z
  .object({
    type: z.string().describe('urn:loa:problem:<code>'),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('What is wrong and what to do about it, in the language asked for'),
    code: z.string().describe('Never changes its meaning'),
    instance: z.string().describe('urn:loa:request:<id>, the id of X-Request-Id'),
    errors: z
      .array(
        z.object({
          code: z.string(),
          detail: z.string(),
          pointer: z.string().optional(),
          line: z.int().optional(),
          column: z.int().optional(),
        }),
      )
      .optional()
      .describe(
        'Each fault; pointer is a JSON pointer (RFC 6901) into the body, line and column are of a body of text',
      ),
  })
  .describe('Problem details (RFC 9457)');

export type ProblemJson = z.infer<typeof ProblemJson>;

export const HealthJson = z.object({ status: z.literal('alive'), startedAt: z.string(), now: z.string() });

export const ReadinessJson = z.object({
  ready: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      facts: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  ),
});

export type ReadinessJson = z.infer<typeof ReadinessJson>;

/** A day with its version; sounds have absolute URLs on `origin` ('http://loa.local:8057/'). */
export const dayJson = (
  shown: Day & Parameters<typeof dayNotes>[0] & { readonly version: number | null; readonly today: LocalDate },
  origin: string,
): z.infer<typeof DayJson> => ({
  ...dayListJson(dayListOf(shown), { base: origin }),
  version: shown.version,
  today: shown.today,
  ...dayNotes(shown),
});
