/** How the API answers about edits, the history, conflicts and overlays: shapes, and values of them. */
import { z } from 'zod';
import type { ChannelId } from '../core/ids.ts';
import type { SessionChange } from '../core/playlist/changes.ts';
import type { Conflict } from '../core/schedule/conflict-model.ts';
import type { GuardFinding } from '../core/schedule/guard-model.ts';
import { OVERLAY_KINDS } from '../core/schedule/overlay-model.ts';
import type { Loss, WayOut } from '../core/schedule/ways-model.ts';
import type { LocalDate } from '../core/time/local.ts';
import { DateText, IdText } from './api.ts';
import { ConflictJson, FindingJson } from './day-notes.ts';
import { reasonText } from './sentences/index.ts';
import { wayText } from './sentences/ways.ts';

const Both = { vi: z.string(), en: z.string() };

const Channel = z.object({ id: z.string(), name: z.string() });
const on = { channel: Channel, day: z.string().describe('Broadcast day') };

const Shown = z.object({
  start: z.string().describe('Local date-time of the station'),
  seconds: z.number().describe('Seconds of sound; 0: nothing of it airs'),
});

export const PreviewJson = z.object({
  changes: z
    .array(
      z.object({
        ...on,
        sessions: z.array(
          z.object({
            session: z.string(),
            name: z.string(),
            before: Shown.nullable().describe('null: not in the plan of this day before'),
            after: Shown.nullable().describe('null: not in the plan of this day any more'),
            added: z.array(z.string()).describe('Titles heard now and not before'),
            left: z
              .array(z.object({ title: z.string(), reason: z.object({ code: z.string(), ...Both }).nullable() }))
              .describe('Titles heard before and not now'),
          }),
        ),
      }),
    )
    .describe('By day, then channel'),
  conflicts: z.array(ConflictJson.extend(on)).describe('New ones, which nobody has decided'),
  findings: z
    .array(FindingJson.extend(on))
    .describe('What rules of allowed hours have to say that they had not before'),
  looked: z.object({
    from: z.string().nullable(),
    to: z.string().nullable(),
    days: z.int(),
    whole: z.boolean().describe('false: the edit reaches further than was looked at'),
  }),
});

const Replanned = z
  .object({
    changed: z.array(z.object({ channel: z.string(), day: z.string(), version: z.int() })),
    planned: z.int().describe('Days planned again'),
    all: z.int().describe('Planned days from today on: what planning everything again would be'),
    left: z.int().describe('Days left to the planner'),
  })
  .nullable()
  .describe('What was planned again at once; null: the planner does it');

export const UndoneJson = PreviewJson.extend({ replanned: Replanned });
export const EditedJson = UndoneJson.extend({ id: z.int().min(1).describe('Number of the alteration') });

interface OnChannel {
  readonly channel: { readonly id: ChannelId; readonly name: string };
  readonly day: LocalDate;
}

interface Preview {
  readonly changes: readonly (OnChannel & { readonly sessions: readonly SessionChange[] })[];
  readonly conflicts: readonly (OnChannel & Conflict)[];
  readonly findings: readonly (OnChannel & GuardFinding)[];
  readonly looked: z.infer<typeof PreviewJson>['looked'];
}

export const previewJson = ({ changes, conflicts, findings, looked }: Preview): z.infer<typeof PreviewJson> => ({
  changes: changes.map(({ channel, day, sessions }) => ({ channel, day, sessions: sessions.map(changeJson) })),
  conflicts: conflicts.map((one) => ({ ...one })),
  findings: findings.map((one) => ({ ...one })),
  looked,
});

const changeJson = ({ added, left, ...change }: SessionChange) => ({
  ...change,
  added: [...added],
  left: left.map(toldLoss),
});

const toldLoss = ({ title, reason }: Loss) => ({
  title,
  reason: reason === null ? null : { code: reason.code, vi: reasonText(reason, 'vi'), en: reasonText(reason, 'en') },
});

const ActorJson = z.object({
  id: z.string(),
  kind: z.enum(['person', 'machine', 'site', 'system', 'nobody']),
  name: z.string().nullable().describe('null: it has none, or it was erased'),
});

export const ALTERATION_KINDS = ['edit', 'decision', 'confirmation', 'lift'] as const;

export const AlterationsQuery = z.strictObject({
  channel: IdText.optional(),
  from: DateText.optional().describe('First day that it speaks of'),
  to: DateText.optional().describe('Last day that it speaks of, included'),
  kind: z.enum(ALTERATION_KINDS).optional(),
  undone: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .optional()
    .describe('true: only those undone'),
});

export const AlterationsJson = z.object({
  alterations: z
    .array(
      z.object({
        id: z.int().min(1),
        kind: z.enum(ALTERATION_KINDS),
        body: z.looseObject({}).describe('What was altered, as it was asked for'),
        about: z.string().describe('Name of the session, segment, overlay, festival or channel'),
        by: ActorJson,
        at: z.string().describe('RFC 3339 instant'),
        reason: z.string(),
        undone: z.object({ by: ActorJson, at: z.string(), reason: z.string() }).nullable(),
      }),
    )
    .describe('Newest first'),
});

const WayJson = z
  .object({
    kind: z.enum(['move', 'shorten', 'drop', 'channel', 'first']),
    ...Both,
    edits: z.array(z.looseObject({})).describe('Edits to be sent to /edits, each with a reason; empty for a decision'),
    decision: z
      .object({ first: z.string(), second: z.string() })
      .nullable()
      .describe('To be sent to /conflicts/decisions with a reason; null: edits do it'),
    loses: z
      .array(z.object({ title: z.string(), reason: z.object({ code: z.string(), ...Both }).nullable() }))
      .describe('What sessions other than the one that yields lose by a decision; empty for edits, which lose nothing'),
  })
  .describe('Tried out: by edits the conflict goes away, no new one appears and nothing that has to air is lost');

export const ConflictsQuery = z.strictObject({
  from: DateText.describe('First broadcast day'),
  to: DateText.describe('Last broadcast day, included; at most 62 days'),
  channel: IdText.optional(),
});

export const ConflictsJson = z.object({
  conflicts: z
    .array(
      ConflictJson.extend({
        ...on,
        decided: z.object({ by: ActorJson, at: z.string(), reason: z.string() }).nullable(),
        ways: z.array(WayJson).describe('None for whoever may not change the schedule there'),
        looked: z.boolean().describe('false: too many at once to look for ways out of this one; ask for its day alone'),
      }),
    )
    .describe('By day, then channel'),
});

export const wayJson = (way: WayOut): z.infer<typeof WayJson> => ({
  kind: way.kind,
  vi: wayText(way, 'vi'),
  en: wayText(way, 'en'),
  edits: way.kind === 'first' ? [] : way.edits.map((edit) => ({ ...edit })),
  decision: way.kind === 'first' ? { first: way.first, second: way.second } : null,
  loses: way.kind === 'first' ? way.loses.map(toldLoss) : [],
});

export const OverlaysJson = z.object({
  overlays: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        kind: z.enum(OVERLAY_KINDS),
        from: z.string(),
        to: z.string(),
        units: z.array(z.string()),
        channels: z.array(z.string()),
        genres: z.array(z.string()).describe('Kinds of items that it removes; empty: all but emergencies'),
        replacement: z.string().nullable(),
        authority: z.string(),
        document: z.string().nullable(),
        reason: z.string(),
        state: z.enum(['coming', 'standing', 'over', 'lifted']),
        file: z.string().nullable().describe('The schedule file that gives it; null: written by hand'),
        lifted: z
          .object({ id: z.int(), from: z.string(), by: ActorJson, at: z.string(), reason: z.string() })
          .nullable(),
      }),
    )
    .describe('By first day'),
});

export { OVERLAY_KINDS };
