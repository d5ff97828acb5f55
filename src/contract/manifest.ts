/** A manifest's JSON, read strictly: a site takes nothing that it does not wholly understand. */
import { z } from 'zod';
import { SHA256_PATTERN } from '../core/ids.ts';
import { LATE_POLICIES, MANIFEST_FORMAT, type Manifest } from '../core/manifest/model.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const instant = z.iso.datetime();
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
const named = z.strictObject({ id: z.string().min(1), name: z.string() });
const ms = z.int().min(0);
const moment = z.strictObject({ local: z.iso.datetime({ local: true }), zone: z.string(), instant });

const SoundJson = z.strictObject({
  sha256: z.string().regex(SHA256_PATTERN),
  bytes: z.int().min(1),
  format: z.string().regex(/^[a-z0-9]{2,5}$/),
  lengthMs: ms,
});

const ItemJson = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['sound', 'relay', 'filler']),
  language: z.string().nullable(),
  source: z.string().optional(),
  offsetMs: ms,
  lengthMs: ms,
});

const SessionJson = z.strictObject({
  id: z.string(),
  name: z.string(),
  start: moment,
  lengthMs: ms,
  sound: SoundJson.nullable(),
  late: z.enum(LATE_POLICIES),
  graceSeconds: z.int().min(0),
  volume: z.int().min(0).max(100).nullable(),
  authorised: z.strictObject({ by: z.string(), reason: z.string(), document: z.string().nullable() }).nullable(),
  items: z.array(ItemJson),
});

export const ManifestJson = z
  .strictObject({
    format: z.literal(MANIFEST_FORMAT),
    origin: z.string(),
    site: named,
    zone: z.string(),
    version: z.int().min(1),
    issuedAt: instant,
    validUntil: instant,
    hours: z.array(z.strictObject({ day, spans: z.array(z.strictObject({ from: clock, to: clock })) })),
    days: z.array(
      z.strictObject({
        day,
        version: z.int().min(1),
        hash: z.string().regex(SHA256_PATTERN),
        sessions: z.array(SessionJson),
      }),
    ),
    checkpoint: z.string().nullable(),
  })
  .describe('What one site is to play: within a signed note (c2sp.org/signed-note)');

/** Reads what openManifest() answered. Refuses with manifest.refused (unreadable). */
export const manifestIn = (json: string): Result<Manifest> => {
  const parsed = ManifestJson.safeParse(jsonIn(json));
  return parsed.success
    ? ok(parsed.data as unknown as Manifest)
    : refuse('manifest.refused', { fault: 'unreadable', site: '', version: 0, held: 0 });
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
