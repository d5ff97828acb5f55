/** What a planned day has to tell besides its playlists: what collided on it, and what a guard of hours found. */
import { z } from 'zod';
import type { Conflict } from '../core/schedule/conflict-model.ts';
import type { GuardFinding } from '../core/schedule/guard-model.ts';

const claimant = z.object({
  slot: z.string().describe("'session@local start as asked', or 'segment@…' for a place"),
  title: z.string(),
  priority: z.enum(['normal', 'priority', 'emergency']),
});

export const ConflictJson = z.object({
  kind: z.enum(['sessions', 'places']),
  state: z
    .enum(['ranked', 'clash', 'open', 'decided'])
    .describe('open: two priority items, somebody has to decide; ranked: the higher priority keeps its time'),
  kept: claimant.describe('Keeps its time'),
  yields: claimant,
  from: z.string().describe('Local date-time of the station'),
  to: z.string(),
  decision: z.int().nullable().describe('The alteration that decided it'),
});

export const FindingJson = z.object({
  level: z.enum(['refused', 'warned']),
  rule: z.enum(['hours', 'sessions', 'length', 'special', 'authoriser']),
  guard: z.string().nullable(),
  guardName: z.string(),
  document: z.string().nullable(),
  session: z.string(),
  sessionName: z.string(),
  at: z.string(),
  allowed: z.string(),
});

/** Both, as values of the schemas above. */
export const dayNotes = ({
  conflicts,
  findings,
}: {
  readonly conflicts: readonly Conflict[];
  readonly findings: readonly GuardFinding[];
}): { conflicts: z.infer<typeof ConflictJson>[]; findings: z.infer<typeof FindingJson>[] } => ({
  conflicts: conflicts.map((conflict) => ({ ...conflict })),
  findings: findings.map((finding) => ({ ...finding })),
});
