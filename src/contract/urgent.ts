/** An urgent notice's JSON, read strictly: a site obeys nothing that it does not wholly understand. */
import { z } from 'zod';
import { SHA256_PATTERN } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { URGENT_FORMAT, URGENT_ID, URGENT_LIMITS, type UrgentNotice } from '../core/urgent/model.ts';

/** On every answer about a site's manifest: the tag of the urgent notices that are in force there. */
export const URGENT_HEADER = 'loa-urgent';

const instant = z.iso.datetime();
const id = z.string().regex(URGENT_ID);

const issued = {
  format: z.literal(URGENT_FORMAT),
  origin: z.string().min(1),
  id,
  issuedAt: instant,
  expiresAt: instant,
  sites: z.array(z.string().min(1)).min(1),
  authority: z.strictObject({ by: z.string().min(1), office: z.string().min(1), reason: z.string().min(1) }),
};

const ORDER = z.strictObject({
  ...issued,
  kind: z.literal('order'),
  title: z.string().min(1),
  text: z.string().nullable(),
  language: z.string(),
  sound: z.strictObject({
    sha256: z.string().regex(SHA256_PATTERN),
    bytes: z.int().min(1),
    format: z.string().regex(/^[a-z0-9]{2,5}$/),
    lengthMs: z.int().min(1),
  }),
  repeats: z.int().min(1).max(URGENT_LIMITS.repeats),
  pauseSeconds: z.int().min(0).max(URGENT_LIMITS.pauseSeconds),
  volume: z.int().min(0).max(100).nullable(),
  zone: z.string(),
  dayStart: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
});

const isBounded = ({ issuedAt, expiresAt }: { issuedAt: string; expiresAt: string }): boolean => {
  const lasts = Date.parse(expiresAt) - Date.parse(issuedAt);
  return lasts > 0 && lasts <= URGENT_LIMITS.hours * 3_600_000;
};

export const UrgentOrderJson = ORDER.refine(isBounded);

const NoticeJson = z.discriminatedUnion('kind', [
  ORDER,
  z.strictObject({ ...issued, kind: z.literal('cancel'), cancels: id }),
]);

/** Reads what openUrgent() answered. Refuses with urgent.refused (unreadable): also what would be valid for longer than a day. */
export const urgentIn = (json: string): Result<UrgentNotice> => {
  const parsed = NoticeJson.refine(isBounded).safeParse(jsonIn(json));
  return parsed.success
    ? ok(parsed.data as unknown as UrgentNotice)
    : refuse('urgent.refused', { fault: 'unreadable', id: '' });
};

/** What a site asks for: everything that is in force for it. */
export const UrgentNotesJson = z.object({
  key: z.string().describe('Signed note by the key of the manifests: which key signs urgent orders'),
  chain: z
    .array(z.string())
    .default([])
    .describe('How whoever pinned an earlier urgent key comes to this one: signed notes, the oldest first'),
  notes: z.array(z.string()).describe('Signed notes, oldest first: the orders and cancels that are not over'),
});

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
