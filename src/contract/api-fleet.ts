/** How the API answers about the fleet of sites, and what a machine at a site may say of itself. */
import { z } from 'zod';
import { CLOCK_QUALITIES } from '../core/evidence/entry.ts';
import { ALARM_CODES, type FleetAlarm, SITE_STATES, type SiteState } from '../core/fleet/alarms.ts';
import type { SiteFacts } from '../core/fleet/model.ts';
import { SHA256_PATTERN } from '../core/ids.ts';
import { IdText } from './api.ts';
import { alarmText } from './sentences/fleet.ts';

export const FleetQuery = z.strictObject({
  unit: IdText.optional().describe('Sites that serve it, or a unit below it'),
  state: z.enum(SITE_STATES).optional(),
});

const instant = z.string().describe('RFC 3339');
const Named = z.object({ id: z.string(), name: z.string() });
const SessionJson = z.object({
  day: z.string(),
  id: z.string(),
  name: z.string(),
  local: z.string().describe('Start, local'),
  instant,
});

export const FleetJson = z.object({
  now: instant,
  counts: z
    .object({ alarm: z.int(), 'by-hand': z.int(), good: z.int() })
    .describe('Of all sites that the caller may read of'),
  sites: z
    .array(
      z.object({
        channel: Named,
        zone: z.string(),
        units: z.array(Named),
        state: z.enum(SITE_STATES).describe('by-hand: no machine reports from there, only people'),
        alarms: z.array(z.looseObject({ code: z.enum(ALARM_CODES), since: instant, vi: z.string(), en: z.string() })),
        machine: z.boolean().describe('Whether a machine that reports by itself plays there'),
        lastContact: instant.nullable().describe('Silent since; to some minutes'),
        published: z.object({ version: z.int(), publishedAt: instant, validUntil: instant }).nullable(),
        held: z.object({ version: z.int(), at: instant, validUntil: instant.nullable() }).nullable(),
        newerSince: instant.nullable().describe('Since when there is a newer version than the held one'),
        clock: z.object({ quality: z.enum(CLOCK_QUALITIES), offsetMs: z.number().nullable(), at: instant }).nullable(),
        status: z
          .object({
            at: instant,
            freeBytes: z.number().nullable(),
            missing: z.array(z.string()),
            missingCount: z.int(),
            agent: z.string().nullable(),
            silentSince: instant.nullable().describe('Since when a session is on and nothing sounds'),
          })
          .nullable()
          .describe('What the machine said of itself last'),
        next: SessionJson.nullable(),
      }),
    )
    .describe('What needs somebody first'),
});

interface Site {
  readonly channel: { readonly id: string; readonly name: string };
  readonly zone: string;
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly facts: SiteFacts;
  readonly alarms: readonly FleetAlarm[];
  readonly state: SiteState;
}

export const fleetJson = ({
  now,
  counts,
  sites,
}: {
  readonly now: string;
  readonly counts: Readonly<Record<SiteState, number>>;
  readonly sites: readonly Site[];
}): z.infer<typeof FleetJson> => ({
  now,
  counts: { ...counts },
  sites: sites.map(({ channel, zone, units, facts, alarms, state }) => {
    const { machine, lastContact, published, held, newerSince, clock, next, status } = facts;
    return {
      channel,
      zone,
      units: units.map(({ id, name }) => ({ id, name })),
      state,
      alarms: alarms.map((alarm) => ({
        code: alarm.code,
        since: alarm.since,
        ...alarm.params,
        vi: alarmText(alarm, zone, 'vi'),
        en: alarmText(alarm, zone, 'en'),
      })),
      ...{ machine, lastContact, published, held, newerSince, clock, next },
      status:
        status === null
          ? null
          : {
              at: status.at,
              freeBytes: status.freeBytes,
              missing: [...status.missing],
              missingCount: status.missingCount,
              agent: status.agent,
              silentSince: status.silentSince ?? null,
            },
    };
  }),
});

/** Hashes that are named; of more, `missingCount` says how many. */
const MOST_NAMED = 100;
const count = z.int().min(0);

export const SiteStatusJson = z.strictObject({
  freeBytes: count.optional().describe('Free on the disk where the sound lies'),
  missing: z
    .array(z.string().regex(SHA256_PATTERN))
    .max(MOST_NAMED)
    .default([])
    .describe('Sound of the held manifest that is not there, the first of it'),
  missingCount: count.max(100_000).optional().describe('How many, where `missing` names fewer'),
  agent: z.string().normalize('NFC').trim().min(1).max(60).optional().describe('Program and version'),
  silentSince: z.iso
    .datetime()
    .optional()
    .describe('Since when a session is on and nothing sounds; left out: it is not so'),
  clock: z
    .strictObject({ offsetMs: z.int().min(-1e14).max(1e14), errorMs: count.max(1e14) })
    .optional()
    .describe('What to add to its clock by its last exchange with the centre, and how far that may be off'),
});

export const KeptStatusJson = z.object({
  at: instant.describe('When it was written down last'),
  isNew: z.boolean().describe('false: it says what was said some minutes ago, and nothing was written'),
});

export const givenStatus = ({
  freeBytes,
  missing,
  missingCount,
  agent,
  silentSince,
  clock,
}: z.infer<typeof SiteStatusJson>) => ({
  freeBytes: freeBytes ?? null,
  missing,
  missingCount: Math.max(missingCount ?? 0, missing.length),
  agent: agent ?? null,
  silentSince: silentSince ?? null,
  offsetMs: clock?.offsetMs ?? null,
  errorMs: clock?.errorMs ?? null,
});
