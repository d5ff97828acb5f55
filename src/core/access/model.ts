/**
 * Who asks, what they may be, and what they may do: the closed lists that every decision about rights is made from.
 *
 * A role is a hat, granted to a person for one unit of the dated tree (or for the whole centre); a right is what an
 * operation asks for. Nothing here decides: decide.ts does.
 */
import type { ChannelId, PersonId, SignInId, TokenId, UnitId } from '../ids.ts';

export const ACCOUNT_ROLES = ['administrator', 'editor', 'approver', 'technician', 'operator', 'boardOfficer'] as const;
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

export const RIGHTS = [
  /** Channels, days, playlists, calendars. */
  'schedule.read',
  'schedule.write',
  'sound.write',
  'day.render',
  'day.approve',
  /** A version of an item: its script and its sound. */
  'item.approve',
  /** Saying what aired. */
  'airing.record',
  /** Not agreeing with what the log says of an airing. It changes nothing, so it reaches as far as reading. */
  'airing.object',
  /** A machine's rows of what it did (L2), and, each a right of its own, what was recognised in a recording. */
  'airing.report',
  'airing.report-l3',
  'airing.report-l4',
  'airing.report-l5',
  /** The rows of the player in a site's own page: of L2, and known as a page's for ever (core/evidence/report.ts). */
  'airing.report-page',
  'air-log.read',
  'audit.read',
  'person.read',
  'person.manage',
  'token.read',
  'token.manage',
  'unit.manage',
  /** For how long records are kept, and removing what is due. */
  'retention.manage',
  /** Stopping every removal for some days. */
  'hold.place',
  'hold.lift',
  /** What the machine is doing: disk, database, jobs. */
  'service.read',
] as const;
export type Right = (typeof RIGHTS)[number];

/** What each hat carries. Nobody may do everything: who manages people does not thereby approve what airs. */
export const RIGHTS_OF: Readonly<Record<AccountRole, readonly Right[]>> = {
  administrator: [
    'schedule.read',
    'air-log.read',
    'audit.read',
    'person.read',
    'person.manage',
    'token.read',
    'token.manage',
    'unit.manage',
    'retention.manage',
    'hold.place',
    'hold.lift',
    'service.read',
  ],
  editor: ['schedule.read', 'schedule.write', 'sound.write', 'airing.object', 'air-log.read'],
  approver: ['schedule.read', 'day.approve', 'item.approve', 'airing.object', 'air-log.read'],
  technician: [
    'schedule.read',
    'sound.write',
    'day.render',
    'airing.record',
    'airing.object',
    'air-log.read',
    'service.read',
  ],
  operator: ['schedule.read', 'airing.record', 'airing.object', 'air-log.read'],
  boardOfficer: ['schedule.read', 'airing.object', 'air-log.read', 'audit.read', 'hold.place'],
};

/** What a machine's token may be given: never approving, people, tokens or units. */
export const SCOPES = [
  'schedule.read',
  'schedule.write',
  'sound.write',
  'day.render',
  'airing.record',
  'airing.object',
  'airing.report',
  'airing.report-l3',
  'airing.report-l4',
  'airing.report-l5',
  'air-log.read',
  'audit.read',
  'service.read',
] as const satisfies readonly Right[];
export type Scope = (typeof SCOPES)[number];

/** What a site's secret link carries, for its one channel. */
export const SITE_RIGHTS = [
  'schedule.read',
  'airing.record',
  'airing.object',
  'airing.report-page',
  'air-log.read',
] as const satisfies readonly Right[];

/** Rights that need a second factor not older than SECOND_FACTOR_SECONDS (ASVS 5.0 §6.3.3, §7.5.3). */
export const GUARDED: ReadonlySet<Right> = new Set<Right>([
  'day.approve',
  'item.approve',
  'person.manage',
  'token.manage',
  'unit.manage',
  'retention.manage',
  'hold.lift',
]);
export const SECOND_FACTOR_SECONDS = 600;

/** A role for a unit; `unit` null is the whole centre. */
export interface Grant {
  readonly role: AccountRole;
  readonly unit: UnitId | null;
}

/** A person who has signed in. */
export interface PersonCaller {
  readonly kind: 'person';
  readonly id: PersonId;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly signIn: SignInId;
  /** Whether a second factor is set up at all. */
  readonly hasSecondFactor: boolean;
  /** Instant at which this sign-in last proved its second factor; null: never. */
  readonly secondFactorAt: string | null;
}

/** A program with a bearer token; `unit` null is the whole centre, or the one channel of a machine that joined by a code. */
export interface MachineCaller {
  readonly kind: 'machine';
  readonly id: TokenId;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly unit: UnitId | null;
  /** The instant at which its token ends by itself; null: never. */
  readonly expiresAt: string | null;
  readonly channel?: ChannelId | null;
}

/** A telephone with a site's secret link. */
export interface SiteCaller {
  readonly kind: 'site';
  readonly id: TokenId;
  readonly name: string;
  readonly channel: ChannelId;
}

/** What runs by itself, or somebody with a shell on the machine itself ('cli'); it holds the files anyway. */
export interface SystemCaller {
  readonly kind: 'system';
  readonly name: 'service' | 'cli';
}

export interface Nobody {
  readonly kind: 'nobody';
}

export type Caller = PersonCaller | MachineCaller | SiteCaller | SystemCaller | Nobody;

export const NOBODY: Nobody = { kind: 'nobody' };

/** What is in `caller`'s audit rows: 'person:p-3f…', 'machine:t-9a…', 'site:t-…', 'system:cli'; null for nobody. */
export const actorOf = (caller: Caller): string | null => {
  if (caller.kind === 'nobody') return null;
  return caller.kind === 'system' ? `system:${caller.name}` : `${caller.kind}:${caller.id}`;
};
