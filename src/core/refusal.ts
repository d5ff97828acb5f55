/**
 * The closed union of everything Loa may refuse, each with a code that never changes and the facts a
 * sentence needs.
 *
 * Sentences live in src/contract/sentences, status codes in src/http/problem.ts, a page for each code in
 * docs/problems. A code is never reused for another meaning.
 */

import type { Right } from './access/model.ts';
import type { EvidenceRefusals } from './evidence/refusals.ts';
import type { PackageRefusals } from './manifest/package-refusals.ts';
import type { ManifestRefusals } from './manifest/refusals.ts';
import type { SiteRefusals } from './playback/refusals.ts';
import type { UrgentRefusals } from './urgent/refusals.ts';

/** Where in the person's own input: a file with line and column (1-based), or a JSON pointer. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly pointer?: string;
}

/** Kinds of things that schedule files name and refer to. */
export type Kind =
  | 'unit'
  | 'station'
  | 'channel'
  | 'session'
  | 'segment'
  | 'strand'
  | 'item'
  | 'campaign'
  | 'contentGroup'
  | 'festival'
  | 'overlay'
  | 'guard';

export interface RefusalParams
  extends EvidenceRefusals,
    ManifestRefusals,
    PackageRefusals,
    SiteRefusals,
    UrgentRefusals {
  // recurrence rules
  'rule.malformed': { readonly rule: string; readonly part: string };
  'rule.frequency': { readonly rule: string; readonly frequency: string };
  'rule.part-unknown': { readonly rule: string; readonly part: string };
  'rule.value': { readonly rule: string; readonly part: string; readonly value: string; readonly allowed: string };
  'rule.count-and-until': { readonly rule: string };
  'rule.too-many': { readonly rule: string; readonly limit: number };
  'rule.never': { readonly rule: string };
  'rule.lunar': { readonly rule: string; readonly problem: 'unreadable' | 'solar-or-lunar' | 'festival' };
  // dates and times
  'time.date': { readonly text: string };
  'time.clock': { readonly text: string };
  'time.zone': { readonly zone: string };
  'time.range': { readonly from: string; readonly to: string };
  'time.range-long': { readonly from: string; readonly to: string; readonly limitDays: number };
  // files and YAML
  'file.unreadable': { readonly path: string; readonly reason: string };
  'file.unwritable': { readonly path: string; readonly reason: string };
  'file.encoding': { readonly path: string };
  'file.large': { readonly path: string; readonly bytes: number; readonly limit: number };
  'yaml.syntax': { readonly reason: string };
  'yaml.tab': Record<never, never>;
  'yaml.aliases': { readonly limit: number };
  // schedule files
  'schedule.empty': { readonly files: number };
  'schedule.field-unknown': { readonly field: string; readonly near: string | null };
  'schedule.field-missing': { readonly field: string };
  'schedule.field-wrong': { readonly field: string; readonly expected: string };
  'schedule.id-double': { readonly kind: Kind; readonly id: string; readonly first: string };
  'schedule.reference': { readonly kind: Kind; readonly id: string; readonly near: string | null };
  'schedule.circle': { readonly kind: Kind; readonly ids: string };
  'schedule.in-use': { readonly kind: Kind; readonly id: string; readonly by: string };
  // calendars and week grids coming in
  'import.encoding': { readonly path: string; readonly encoding: 'utf-16' | 'windows-1258' | 'tcvn3' | 'unknown' };
  /** `reason`: a closed set, put into words by the sentences. */
  'import.syntax': { readonly reason: string };
  'import.too-many': { readonly limit: number };
  'import.event': { readonly event: string; readonly reason: string; readonly value: string | null };
  'import.zone': { readonly event: string; readonly zone: string; readonly station: string };
  /** `several`: `near` are all that it may mean; otherwise what is called much the same. */
  'import.content': { readonly text: string; readonly near: string; readonly several: boolean };
  'import.cell': { readonly column: string; readonly text: string; readonly reason: string };
  'import.channels': { readonly channels: string };
  // sound coming in
  'media.empty': { readonly name: string };
  'media.not-sound': { readonly name: string };
  'media.no-audio': { readonly name: string };
  'media.playlist': { readonly name: string; readonly format: string };
  'media.truncated': { readonly name: string; readonly declared: number; readonly decoded: number };
  'media.too-long': { readonly name: string; readonly limitSeconds: number };
  'media.too-large': { readonly name: string; readonly limitBytes: number };
  'media.silent': { readonly name: string };
  'media.unknown': { readonly id: string };
  // how a sound is used
  'sound.adjustment': {
    readonly part: 'cues' | 'fades' | 'segue' | 'gain';
    readonly seconds: number;
    readonly mostGain: number;
  };
  'sound.unchanged': Record<never, never>;
  // files that are still arriving
  'upload.unknown': { readonly id: string };
  'upload.offset': { readonly has: number; readonly sent: number };
  'upload.ended': { readonly id: string };
  'upload.busy': { readonly id: string };
  'upload.too-many': { readonly limit: number };
  // the sound tool
  'audio.tool-missing': { readonly tool: string };
  'audio.failed': { readonly what: string; readonly detail: string };
  'audio.timeout': { readonly what: string; readonly seconds: number };
  'audio.cancelled': { readonly what: string };
  // text to speech
  'speech.no-voice': { readonly language: string };
  'speech.engine-missing': { readonly engine: string };
  'speech.engine-failed': { readonly engine: string; readonly detail: string };
  'speech.empty': Record<never, never>;
  /** Characters of the reading. */
  'speech.too-long': { readonly limit: number };
  'speech.unknown': { readonly id: string };
  'speech.not-heard': Record<never, never>;
  'speech.version-unknown': { readonly item: string; readonly language: string };
  'pronunciation.unknown': { readonly written: string };
  'render.loudness': { readonly wanted: number; readonly got: number };
  'render.silence': { readonly session: string; readonly seconds: number };
  // the queue of jobs
  'job.unknown': { readonly id: string };
  'job.ended': { readonly id: string; readonly state: 'done' | 'failed' };
  'job.stopping': { readonly id: string };
  'job.broke': { readonly detail: string };
  // asking for days and playlists
  'channel.unknown': { readonly id: string; readonly known: string };
  /** `near`: what is called much the same. */
  'segment.unknown': { readonly id: string; readonly near?: string };
  'session.unknown': { readonly id: string };
  'campaign.unknown': { readonly id: string };
  'playlist.nothing': { readonly channel: string; readonly day: string };
  'playlist.not-rendered': { readonly channel: string; readonly day: string };
  // the library
  'item.unknown': { readonly id: string; readonly near: string | null };
  /** A schedule file gives an item that people made in the library. */
  'item.by-hand': { readonly id: string; readonly title: string };
  'item.from-file': { readonly title: string; readonly file: string };
  'item.no-sound': { readonly title: string; readonly language: string };
  /** Not what was looked at any more. */
  'item.changed': { readonly title: string; readonly language: string };
  /** What nobody outside may have now. */
  'item.not-public': { readonly title: string; readonly why: 'draft' | 'embargoed' | 'expired' };
  'item.approved': { readonly title: string; readonly language: string };
  // altering single occurrences
  /** `near`: days on which there is one, parted by blanks. */
  'edit.nothing': {
    readonly what: string;
    readonly day: string;
    readonly near: string;
    /** The alteration that cancels it; without one the schedule does not ask for it. */
    readonly cancelledBy?: number;
  };
  'edit.begun': { readonly what: string; readonly at: string };
  'edit.past': { readonly what: string; readonly at: string };
  'edit.clashes': {
    readonly channel: string;
    readonly first: string;
    readonly second: string;
    readonly from: string;
    readonly to: string;
    /** How many conflicts there are besides. */
    readonly more: number;
  };
  'alteration.unknown': { readonly id: string };
  'festival.unknown': { readonly id: string; readonly near: string | null };
  /** `known`: 'from/to' of each announced span, with spaces between. */
  'festival.not-announced': {
    readonly festival: string;
    readonly from: string;
    readonly to: string;
    readonly known: string;
  };
  'alteration.undone': { readonly id: string };
  'conflict.unknown': { readonly first: string; readonly second: string; readonly day: string };
  'conflict.open': { readonly first: string; readonly second: string; readonly at: string };
  'overlay.unknown': { readonly id: string };
  'overlay.over': { readonly name: string; readonly on: string };
  // recording what aired
  'log.airing-unknown': { readonly session: string; readonly day: string };
  'log.entry-unknown': { readonly seq: number };
  'log.said-already': { readonly seq: number };
  'log.corrects-other': { readonly seq: number };
  /** A device sent another row under a number that is taken: by entry `seq`. */
  'log.row-other': { readonly device: string; readonly row: number; readonly seq: number };
  'log.reason-missing': Record<never, never>;
  'log.seconds': { readonly seconds: number; readonly planned: number };
  'log.future': { readonly at: string };
  'log.time-missing': Record<never, never>;
  'log.role-not-yours': { readonly role: string };
  /** `known`: how many entries the outside knows; `size`: how many are here. */
  'log.rolled-back': { readonly known: number; readonly size: number };
  'log-key.missing': { readonly path: string };
  /** `mode`: octal, '644'. */
  'log-key.open': { readonly path: string; readonly mode: string };
  'log-key.damaged': { readonly path: string };
  /** 'name+id' of the key that lies there, and of the one that the log says it is signed by. */
  'log-key.other': { readonly path: string; readonly found: string; readonly wanted: string };
  /** Nothing is lost: the key that the log is signed by is there. */
  'log-key.held': { readonly vkey: string };
  'bundle.empty': { readonly from: string; readonly to: string };
  'bundle.too-large': { readonly limit: number };
  'bundle.missing': { readonly file: string };
  'bundle.unknown-file': { readonly file: string };
  'bundle.not-canonical': { readonly file: string };
  'bundle.other-checkpoint': { readonly file: string };
  /** Not a ZIP, torn, too large when unpacked, or with names that leave the folder. */
  'bundle.unreadable': { readonly path: string; readonly detail: string };
  'log.outside': { readonly at: string; readonly seconds: number };
  // who asks
  'sign-in.needed': Record<never, never>;
  'sign-in.wrong': Record<never, never>;
  'sign-in.wait': { readonly seconds: number };
  'sign-in.code-wrong': Record<never, never>;
  'sign-in.busy': Record<never, never>;
  'credential.wrong': Record<never, never>;
  'link.spent': Record<never, never>;
  'passphrase.short': { readonly least: number };
  'passphrase.long': { readonly most: number };
  'passphrase.common': Record<never, never>;
  'second-factor.missing': Record<never, never>;
  'second-factor.stale': { readonly minutes: number };
  'second-factor.already': Record<never, never>;
  // what they may do
  'right.missing': { readonly right: Right };
  'right.elsewhere': { readonly right: Right };
  'right.not-yours': Record<never, never>;
  'approval.own-work': Record<never, never>;
  'approval.changed': { readonly version: number };
  'approval.already': { readonly version: number };
  'reason.missing': Record<never, never>;
  // people, units and tokens
  'person.unknown': { readonly id: string };
  'person.login-taken': { readonly login: string };
  'person.last-administrator': Record<never, never>;
  'person.erased': Record<never, never>;
  'grant.unknown': { readonly id: string };
  'grant.already': Record<never, never>;
  'unit.unknown': { readonly id: string };
  'unit.ended': { readonly unit: string; readonly on: string };
  'token.unknown': { readonly id: string };
  'token.expiry': { readonly mostDays: number };
  // holds
  'hold.unknown': { readonly id: string };
  'hold.in-force': { readonly name: string; readonly id: string };
  // the store
  'database.newer': { readonly path: string; readonly found: number; readonly known: number };
  'database.damaged': { readonly path: string; readonly detail: string };
  'database.setting': {
    readonly path: string;
    readonly pragma: string;
    readonly wanted: string;
    readonly found: string;
  };
  'data.read-only': { readonly path: string };
  'data.full': { readonly path: string };
  'data.busy': { readonly path: string };
  // backups
  /** `files`: names and what is wrong with each, parted by commas: 'loa.db (changed), sounds.json (missing)'. */
  'backup.damaged': { readonly path: string; readonly files: string };
  'restore.occupied': { readonly path: string };
  /** `lost`: entries that `known` has and the backup, with `backup` entries, has not; `source`: where that is known from. */
  'restore.rollback': { readonly backup: number; readonly lost: number; readonly source: string };
  // the service and its settings
  'port.taken': { readonly host: string; readonly port: number };
  'port.denied': { readonly host: string; readonly port: number };
  'config.wrong': { readonly name: string; readonly value: string; readonly expected: string };
  'request.wrong': { readonly field: string; readonly expected: string };
  'request.body': { readonly limit: number };
  'request.path': { readonly path: string };
  'request.origin': Record<never, never>;
  'request.method': { readonly method: string };
  'request.too-many': { readonly seconds: number };
  /** `command`: 'loa user add', whose help says more. */
  'usage.wrong': { readonly detail: string; readonly command: string };
}

export type RefusalCode = keyof RefusalParams;

export type Refusal = {
  readonly [C in RefusalCode]: { readonly code: C; readonly params: RefusalParams[C]; readonly place?: Place };
}[RefusalCode];
