/** An entry of the air log as it lies there, of any kind: what GET /air-log/entries/{seq} answers. */
import { z } from 'zod';
import { CLOCK_QUALITIES, OUTCOMES, REASONS, REPORT_KINDS, ROLES, STATEMENT_ID } from '../core/evidence/entry.ts';
import { SHA256_PATTERN } from '../core/ids.ts';
import { AirLogRowJson } from './air-log.ts';
import { MomentJson } from './api.ts';

const hash = z.string().regex(SHA256_PATTERN);
const seq = z.int().min(0);
const kept = {
  format: z.literal('loa-air-log/1'),
  recordedAt: z.string(),
  actor: z.string(),
  by: hash.nullable(),
  note: hash.nullable(),
};
/** Entries of the first release have neither. */
const planned = AirLogRowJson.shape.planned.partial({ script: true, rule: true });
const found = {
  outcome: z.enum(OUTCOMES),
  reason: z.enum(REASONS).nullable(),
  started: MomentJson.nullable(),
  secondsHeard: z.number().min(0).nullable(),
  planned,
};
const deviceRow = { device: z.string(), boot: z.string(), row: seq };

const StatementEntryJson = z.object({
  ...kept,
  ...found,
  kind: z.literal('statement'),
  evidence: z.literal('statement'),
  statement: z.string().regex(STATEMENT_ID),
  role: z.enum(ROLES),
  scope: z.enum(['item', 'session']),
  corrects: seq.nullable(),
});

const ObjectionEntryJson = z.object({
  ...kept,
  kind: z.literal('objection'),
  statement: z.string().regex(STATEMENT_ID),
  disputes: seq,
  planned,
});

const ReportEntryJson = z.object({
  ...kept,
  ...found,
  kind: z.enum(REPORT_KINDS),
  evidence: z.enum(['L2', 'L3', 'L4', 'L5']),
  source: z.object({ ...deviceRow, sha256: hash }),
  clock: z.object({
    wall: z.string(),
    monotonicMs: z.int(),
    offsetMs: z.int().nullable(),
    errorMs: z.int().nullable(),
    quality: z.enum(CLOCK_QUALITIES),
  }),
  outcome: z.enum(OUTCOMES).nullable(),
  stopped: MomentJson.nullable(),
});

const event = <Kind extends string, Facts extends z.ZodRawShape>(kind: Kind, facts: Facts) =>
  z.object({
    ...kept,
    kind: z.literal(kind),
    day: z.string().nullable(),
    channel: z.string().nullable(),
    facts: z.object(facts),
  });

const span = { from: z.string(), to: z.string() };

export const AirLogEntryJson = z
  .discriminatedUnion('kind', [
    StatementEntryJson,
    ObjectionEntryJson,
    ReportEntryJson,
    event('restart', { version: z.string(), entries: seq, clean: z.boolean() }),
    event('clock', { expected: z.string(), shown: z.string() }),
    event('disk-full', { freeBytes: seq, refusedAt: z.string() }),
    event('key-change', { oldKey: z.string(), newKey: z.string(), signature: z.string().nullable() }),
    event('export', { what: z.string(), ...span, entries: seq.nullable(), sha256: hash.nullable() }),
    event('retention', {
      ...{ record: z.string(), rule: z.string(), keepDays: seq, removed: seq },
      ...{ oldest: z.string().nullable(), newest: z.string().nullable() },
    }),
    event('hold', { hold: z.string(), placed: z.boolean(), ...span }),
    event('equivocation', { ...deviceRow, entry: seq, sha256: hash }),
  ])
  .describe('An entry of any kind, as it is hashed into the log');
