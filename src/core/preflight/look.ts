/**
 * A look at a coming session: facts about it → what somebody still has to do, each with whose it is and how it is put right.
 *
 * It gathers nothing and knows no people: an owner is a role and a unit. What was left out on purpose is no finding.
 */
import type { UnitId } from '../ids.ts';
import type { VersionState } from '../library/approval.ts';
import { deadAir } from '../playlist/gate.ts';
import type { Absence, Playlist, PlaylistEntry, Reason } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import type { Conflict } from '../schedule/conflict-model.ts';
import type { GuardFinding } from '../schedule/guard-model.ts';
import type { Light } from '../sound/judge.ts';

export const FINDING_CODES = [
  'missing',
  'unapproved',
  'expired',
  'too-long',
  'too-quiet',
  'bad-sound',
  'not-rendered',
  'render-failed',
  'file-gone',
  'silence',
  'conflict',
  'guard',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

export const OWNER_ROLES = ['editor', 'approver', 'technician'] as const;
export type OwnerRole = (typeof OWNER_ROLES)[number];

const FIX_KINDS = ['item', 'sound', 'day', 'conflicts', 'edit'] as const;

export interface PreflightFinding {
  readonly code: FindingCode;
  readonly severity: 'red' | 'amber';
  /** What is concerned, as people call it. */
  readonly title: string;
  /** `unit` null: the whole centre's. */
  readonly owner: { readonly role: OwnerRole; readonly unit: UnitId | null };
  /** Where it is put right; `id` is an item's id, a sound's hash, or '' where the day says enough. */
  readonly fix: { readonly kind: (typeof FIX_KINDS)[number]; readonly id: string };
  /** What its sentence is made of: seconds, a reason, a name. */
  readonly params: {
    readonly seconds?: number;
    readonly language?: string;
    readonly reason?: Reason;
    readonly other?: string;
    readonly light?: Light['reasons'][number];
    readonly guard?: GuardFinding;
    readonly state?: 'failed' | 'cancelled' | 'resting';
  };
}

export interface HeardSound {
  readonly original: string;
  readonly light: Light;
}

export interface SessionFacts {
  readonly playlist: Playlist;
  readonly unit: UnitId | null;
  /** Whether it begins within the hour before which everything has to be there. */
  readonly soon: boolean;
  /** Segments that may be left out. */
  readonly optional: ReadonlySet<string>;
  /** How versions stand, by "item language". */
  readonly versions: ReadonlyMap<string, VersionState>;
  /** What was measured of the sounds heard, by entry; none where nothing was measured yet. */
  readonly sounds: ReadonlyMap<string, HeardSound>;
  /** null: it has no sound to be rendered. */
  readonly rendering:
    | null
    | { readonly state: 'waiting' | 'failed' | 'cancelled' | 'resting' }
    | { readonly state: 'done'; readonly onShelf: boolean; readonly longestSilence: number | null };
  /** Of the channel's whole day. */
  readonly conflicts: readonly Conflict[];
  readonly guards: readonly GuardFinding[];
}

type Ownerless = Omit<PreflightFinding, 'owner'>;

const OWNERS: Readonly<Record<FindingCode, OwnerRole>> = {
  missing: 'editor',
  unapproved: 'approver',
  expired: 'editor',
  'too-long': 'editor',
  'too-quiet': 'editor',
  'bad-sound': 'editor',
  'not-rendered': 'technician',
  'render-failed': 'technician',
  'file-gone': 'technician',
  silence: 'technician',
  conflict: 'editor',
  guard: 'editor',
};

/** Red first, otherwise in the order in which the session airs. */
export const lookAt = (facts: SessionFacts): PreflightFinding[] => {
  const found = [
    ...facts.playlist.absences.flatMap((absence) => ofAbsence(absence, facts)),
    ...facts.playlist.entries.flatMap((entry) => ofEntry(entry, facts)),
    ...ofBeds(facts.playlist),
    ...ofRendering(facts),
    ...ofConflicts(facts),
    ...ofGuards(facts),
  ].map((one): PreflightFinding => ({ ...one, owner: { role: OWNERS[one.code], unit: facts.unit } }));
  return [
    ...found.filter(({ severity }) => severity === 'red'),
    ...found.filter(({ severity }) => severity === 'amber'),
  ];
};

/** null: so by somebody's will, or told by the conflicts and the guard. */
const ABSENT: Readonly<Record<Reason['code'], FindingCode | null>> = {
  'waits-for-recording': 'missing',
  'sound-missing': 'missing',
  'no-version': 'missing',
  'strand-empty': 'missing',
  'nothing-to-repeat': 'missing',
  draft: 'unapproved',
  'not-valid': 'expired',
  embargoed: 'expired',
  expired: 'expired',
  'no-room': 'too-long',
  'fixed-start-passed': 'too-long',
  'by-rule': null,
  rotation: null,
  'repeat-of': null,
  'no-gap': null,
  'session-clash': null,
  'fills-until': null,
  'hour-moved': null,
  'hour-doubled': null,
  cancelled: null,
  'moved-away': null,
  'moved-here': null,
  edited: null,
  suspended: null,
  replaced: null,
  'guard-hours': null,
  'guard-sessions': null,
  'guard-length': null,
  preempted: null,
  yields: null,
  'decision-open': null,
  'begins-late': null,
  'priority-first': null,
  'first-run-missed': null,
  // Told of the entry that airs without it.
  'bed-missing': null,
};

const ofAbsence = ({ reason, title, item, segment }: Absence, facts: SessionFacts): Ownerless[] => {
  const code = ABSENT[reason.code];
  if (code === null) return [];
  const fix =
    item === null || code === 'too-long' ? ({ kind: 'day', id: '' } as const) : ({ kind: 'item', id: item } as const);
  return [{ code, severity: facts.optional.has(segment) ? 'amber' : 'red', title, fix, params: { reason } }];
};

const ofEntry = (entry: PlaylistEntry, facts: SessionFacts): Ownerless[] => {
  const { item, language, title, kind, cut, length } = entry;
  if (cut === null) return [];
  const found: Ownerless[] = [];
  const state = item === null || language === null ? undefined : facts.versions.get(`${item} ${language}`);
  if (item !== null && language !== null && state === 'waits-for-approval')
    found.push({ code: 'unapproved', severity: 'amber', title, fix: { kind: 'item', id: item }, params: { language } });
  if (kind === 'sound' && cut.samples > length + SAMPLE_RATE / 10) {
    const seconds = Math.round((cut.samples - length) / SAMPLE_RATE);
    found.push({ code: 'too-long', severity: 'amber', title, fix: { kind: 'day', id: '' }, params: { seconds } });
  }
  const heard = facts.sounds.get(entry.id);
  const fix = { kind: 'sound', id: heard?.original ?? '' } as const;
  for (const light of heard?.light.reasons ?? []) {
    if (light.code === 'too-quiet' || light.code === 'nothing-heard')
      found.push({ code: 'too-quiet', severity: light.level, title, fix, params: { light } });
    else if (light.level === 'red') found.push({ code: 'bad-sound', severity: 'red', title, fix, params: { light } });
  }
  return found;
};

/** Speech that airs without its music, once a segment. What an order removed is as somebody wants it. */
const ofBeds = ({ entries }: Playlist): Ownerless[] =>
  entries.flatMap(({ segment, title, reasons }, n) => {
    const reason = reasons.find(({ code }) => code === 'bed-missing');
    if (reason?.code !== 'bed-missing' || reason.order !== undefined || entries[n - 1]?.segment === segment) return [];
    return [{ code: 'missing', severity: 'amber', title, fix: { kind: 'day', id: '' }, params: { reason } }];
  });

const ofRendering = ({ playlist, rendering, soon }: SessionFacts): Ownerless[] => {
  if (rendering === null) return [];
  const about = { title: playlist.sessionName, fix: { kind: 'day', id: '' } } as const;
  if (rendering.state === 'waiting')
    return [{ ...about, code: 'not-rendered', severity: soon ? 'red' : 'amber', params: {} }];
  if (rendering.state !== 'done')
    return [
      {
        ...about,
        code: 'render-failed',
        severity: rendering.state === 'resting' && !soon ? 'amber' : 'red',
        params: { state: rendering.state },
      },
    ];
  const { onShelf, longestSilence } = rendering;
  if (!onShelf) return [{ ...about, code: 'file-gone', severity: 'red', params: {} }];
  const seconds = deadAir(longestSilence);
  return seconds === null ? [] : [{ ...about, code: 'silence', severity: 'red', params: { seconds } }];
};

const thingOf = (slot: string): string => slot.split('@')[0] ?? '';

/** The session, or a place in it, is one of the two. */
const ofConflicts = ({ playlist, conflicts }: SessionFacts): Ownerless[] => {
  const own = new Set<string>([
    playlist.session,
    ...playlist.entries.map(({ segment }) => segment),
    ...playlist.absences.map(({ segment }) => segment),
  ]);
  return conflicts
    .filter(({ state }) => state === 'open' || state === 'clash')
    .filter(({ kept, yields }) => [kept, yields].some(({ slot }) => own.has(thingOf(slot))))
    .map(({ state, kept, yields }) => ({
      code: 'conflict',
      severity: state === 'open' ? 'red' : 'amber',
      title: kept.title,
      fix: { kind: 'conflicts', id: '' },
      params: { other: yields.title },
    }));
};

const ofGuards = ({ playlist, guards }: SessionFacts): Ownerless[] =>
  guards
    .filter(({ session }) => thingOf(session) === playlist.session)
    .map((guard) => ({
      code: 'guard',
      severity: guard.level === 'refused' ? 'red' : 'amber',
      title: guard.sessionName,
      fix: { kind: 'edit', id: playlist.session },
      params: { guard },
    }));
