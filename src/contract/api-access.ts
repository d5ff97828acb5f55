/**
 * Shapes of the API that are about who asks and what was done: the caller, approvals, the audit.
 *
 * Nothing here decides who may see what; it prints what an operation answered.
 */
import { z } from 'zod';
import { type Caller, RIGHTS, RIGHTS_OF, type Right, SITE_RIGHTS } from '../core/access/model.ts';
import { DateText } from './api.ts';

export const CallerJson = z.object({
  kind: z.enum(['person', 'machine', 'site']),
  id: z.string(),
  name: z.string(),
  rights: z
    .array(
      z.object({
        unit: z
          .string()
          .nullable()
          .describe('Id of the unit, with all below it; null: the whole centre, or one channel'),
        channel: z.string().nullable().describe('Id of the one channel of a site; null: by unit'),
        rights: z.array(z.enum(RIGHTS)),
      }),
    )
    .describe('What the caller may do, and where'),
});

type CallerJson = z.infer<typeof CallerJson>;

/** A person's grants for one unit are one row, whatever hats they came with. */
const byUnit = (grants: Extract<Caller, { kind: 'person' }>['grants']): CallerJson['rights'] =>
  [...Map.groupBy(grants, ({ unit }) => unit)].map(([unit, held]) => {
    const carried = new Set<Right>(held.flatMap(({ role }) => RIGHTS_OF[role]));
    return { unit, channel: null, rights: RIGHTS.filter((right) => carried.has(right)) };
  });

/** null for whoever is nobody over a network: nobody, and the machine itself. */
export const callerJson = (caller: Caller): CallerJson | null => {
  switch (caller.kind) {
    case 'person':
      return { kind: 'person', id: caller.id, name: caller.name, rights: byUnit(caller.grants) };
    case 'machine': {
      const rights = [{ unit: caller.unit, channel: caller.channel ?? null, rights: [...caller.scopes] }];
      return { kind: 'machine', id: caller.id, name: caller.name, rights };
    }
    case 'site': {
      const rights = [{ unit: null, channel: caller.channel, rights: [...SITE_RIGHTS] }];
      return { kind: 'site', id: caller.id, name: caller.name, rights };
    }
    default:
      return null;
  }
};

export const ApproveJson = z
  .strictObject({ version: z.int().min(1).describe('The version that was looked at') })
  .describe('A yes to one version of a day, and to no later one');

const ApprovedJson = z.object({
  version: z.int().min(1),
  hash: z.string().describe('SHA-256 of the rundown that was approved'),
  approver: z.object({ id: z.string(), name: z.string().describe('Empty once erased') }),
  at: z.string().describe('RFC 3339 instant'),
  exception: z.string().nullable().describe("The unit's reason, when it was approved by its own author"),
});

export const ApprovalJson = z.object({
  approval: ApprovedJson.nullable().describe('null: the newest version has none'),
});

const MOST_ROWS = 200;

const filter = z.string().min(1).max(200).optional();

export const AuditQuery = z.strictObject({
  from: DateText.optional(),
  to: DateText.optional(),
  actor: filter.describe("'person:p-…', an id alone, or a kind: person, machine, site, system, nobody"),
  operation: filter.describe("'person.add', or 'person' for all that begin so"),
  subject: filter.describe("'day/my-tu/2026-11-23', or 'day/my-tu' for all that begin so"),
  text: filter.describe('In the operation, the subject, the detail and the words; blind to accents'),
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(MOST_ROWS).default(50).describe('Rows at most'),
});

export const AuditRowJson = z
  .object({
    id: z.int().min(1),
    at: z.string().describe('RFC 3339 instant'),
    actor: z.object({
      id: z.string(),
      kind: z.enum(['person', 'machine', 'site', 'system', 'nobody']),
      name: z.string().nullable().describe('null: it has none, or it was erased'),
    }),
    unit: z
      .object({ id: z.string(), name: z.string() })
      .nullable()
      .describe('For which unit they acted; null: the whole centre'),
    operation: z.string(),
    subject: z.string().describe('What was changed'),
    detail: z.unknown().describe('From what to what; nothing personal is in it'),
    words: z.string().nullable().describe('A name or a reason; null: none was given, or it was erased'),
    erased: z.boolean(),
  })
  .describe('One change');

export const AuditJson = z.object({
  rows: z.array(AuditRowJson).describe('Newest first'),
  next: z.int().min(1).nullable().describe('`before` of the next page; null: there is none'),
});
