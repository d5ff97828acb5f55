/**
 * One thing as it was written in a file → the core's shape of it, short forms written out and defaults filled in.
 *
 * The schema has checked the shape. References are taken as they are.
 */
import type {
  CampaignId,
  ChannelId,
  ContentGroupId,
  ItemId,
  SegmentId,
  SessionId,
  StationId,
  StrandId,
  UnitId,
} from '../../core/ids.ts';
import type {
  Campaign,
  Channel,
  Content,
  DatedUnit,
  Item,
  ItemVersion,
  Recurrence,
  Segment,
  Session,
  Station,
  Strand,
  Unit,
} from '../../core/schedule/model.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../../core/time/local.ts';
import { DEFAULT_CLOCK_CHANGE } from '../../core/time/zone.ts';
import type { ScheduleFile } from './schema.ts';

/** dB that music lies under speech when the file does not say. */
export const UNDER_DB = 18;

/** One thing of a list of the file. */
export type Of<K extends keyof ScheduleFile> = NonNullable<ScheduleFile[K]>[number];
type FileSession = Of<'sessions'>;
type FileSegment = FileSession['segments'][number];

export const dates = (written: { from?: string | undefined; to?: string | undefined }) => ({
  from: (written.from ?? null) as LocalDate | null,
  to: (written.to ?? null) as LocalDate | null,
});

/** '05:00' and '05:00:00' are the same clock time; the schema has checked that it is one. */
export const clockOf = (text: string): LocalTime => (text.length === 5 ? `${text}:00` : text) as LocalTime;

/** As clockOf, for a day with a time. */
const dateTimeOf = (text: string | undefined): LocalDateTime | null =>
  text === undefined ? null : ((text.length === 16 ? `${text}:00` : text) as LocalDateTime);

const datedUnitOf = (written: { unit: string; from?: string | undefined; to?: string | undefined }): DatedUnit => ({
  unit: written.unit as UnitId,
  ...dates(written),
});

export const unitOf = (written: Of<'units'>): Unit => ({
  id: written.id as UnitId,
  name: written.name,
  kind: written.kind,
  code: written.code === undefined ? null : String(written.code),
  ...dates(written),
  parents: [
    ...(written.parent === undefined ? [] : [datedUnitOf({ unit: written.parent })]),
    ...(written.parents ?? []).map(datedUnitOf),
  ],
  succeededBy: (written.succeededBy ?? []) as UnitId[],
});

export const stationOf = (written: Of<'stations'>): Station => ({
  id: written.id as StationId,
  name: written.name,
  zone: written.zone,
  dayStart: clockOf(written.dayStart ?? '00:00'),
  clockChange: {
    missing: written.clockChange?.missing ?? DEFAULT_CLOCK_CHANGE.missing,
    doubled: written.clockChange?.doubled ?? DEFAULT_CLOCK_CHANGE.doubled,
  },
  responsible: written.responsible.map(datedUnitOf),
  profile: written.profile ?? 'horn',
  phone: written.phone ?? null,
});

export const channelOf = (written: Of<'channels'>): Channel => ({
  id: written.id as ChannelId,
  name: written.name,
  station: written.station as StationId,
  carrier: written.carrier,
  ...dates(written),
  units: written.units.map(datedUnitOf),
});

type WrittenRecurrence = Pick<FileSegment, 'rule' | 'rules' | 'alsoOn' | 'notOn' | 'from' | 'to'>;

const recurrenceOf = (written: WrittenRecurrence, from: string, otherwise: readonly string[]): Recurrence => {
  const rules = [...(written.rule === undefined ? [] : [written.rule]), ...(written.rules ?? [])];
  const alsoOn = (written.alsoOn ?? []) as LocalDate[];
  return {
    rules: rules.length === 0 && alsoOn.length === 0 ? otherwise : rules,
    from: from as LocalDate,
    to: (written.to ?? null) as LocalDate | null,
    alsoOn,
    notOn: (written.notOn ?? []) as LocalDate[],
  };
};

/** A session without any rule is a daily one. */
export const sessionOf = (written: FileSession): Session => ({
  id: written.id as SessionId,
  name: written.name,
  channels: written.channels as ChannelId[],
  recurrence: recurrenceOf(written, written.from, ['FREQ=DAILY']),
  start: clockOf(written.start),
  maxSeconds: Math.round(written.maxMinutes * 60),
  graceSeconds: written.graceSeconds ?? 0,
  pauseMs: written.pauseMs ?? 500,
});

export const segmentOf = (written: FileSegment, session: FileSession, position: number): Segment => {
  const own = [written.rule, written.rules, written.alsoOn, written.notOn, written.from, written.to];
  return {
    id: written.id as SegmentId,
    title: written.title,
    session: session.id as SessionId,
    position,
    recurrence: own.every((part) => part === undefined)
      ? null
      : recurrenceOf(written, written.from ?? session.from, ['FREQ=DAILY']),
    start: written.start === undefined ? { kind: 'soft' } : { kind: 'hard', at: clockOf(written.start) },
    graceSeconds: written.graceSeconds ?? 0,
    required: written.required ?? true,
    priority: written.priority ?? 'normal',
    authorised:
      written.authorised === undefined
        ? null
        : { ...written.authorised, document: written.authorised.document ?? null },
    language: written.language ?? 'vi',
    content: contentOf(written),
    crossfadeMs: written.crossfadeMs ?? 0,
    bed:
      written.bed === undefined ? null : { item: written.bed.item as ItemId, underDb: written.bed.underDb ?? UNDER_DB },
  };
};

const contentOf = (written: FileSegment): Content => {
  if (written.item !== undefined) return { kind: 'item', item: written.item as ItemId };
  if (written.strand !== undefined)
    return { kind: 'strand', strand: written.strand as StrandId, count: written.count ?? 1 };
  if (written.repeat !== undefined) return { kind: 'repeat', of: written.repeat as SegmentId };
  if (written.filler !== undefined) return { kind: 'filler', item: written.filler as ItemId };
  if (written.relay !== undefined && written.minutes !== undefined)
    return {
      kind: 'relay',
      source: written.relay,
      seconds: Math.round(written.minutes * 60),
      fallback: (written.fallback ?? null) as ItemId | null,
    };
  throw new Error('the schema lets through a segment without content');
};

export const strandOf = (written: Of<'strands'>): Strand => ({
  id: written.id as StrandId,
  name: written.name,
  campaign: (written.campaign ?? null) as CampaignId | null,
  items: written.items as ItemId[],
});

const versionOf = (written: {
  language?: string | undefined;
  script?: string | undefined;
  sound?: string | undefined;
  synthetic?: boolean | undefined;
}): ItemVersion => ({
  language: written.language ?? 'vi',
  script: written.script ?? null,
  sound: written.sound ?? null,
  synthetic: written.synthetic ?? false,
});

/** An item with a script but no sound yet waits for its recording. */
const writtenInShort = ({ sound, script }: Of<'items'>): boolean => sound !== undefined || script !== undefined;

export const itemOf = (written: Of<'items'>): Item => ({
  id: written.id as ItemId,
  title: written.title,
  genre: written.genre,
  campaign: (written.campaign ?? null) as CampaignId | null,
  contentGroup: (written.contentGroup ?? null) as ContentGroupId | null,
  audiences: written.audiences ?? [],
  ...dates(written),
  notBefore: dateTimeOf(written.notBefore),
  notFrom: dateTimeOf(written.notFrom),
  draft: written.draft ?? false,
  versions: (written.versions ?? (writtenInShort(written) ? [written] : [])).map(versionOf),
});

export const campaignOf = (written: Of<'campaigns'>): Campaign => ({
  id: written.id as CampaignId,
  name: written.name,
  owner: written.owner as UnitId,
  ...dates(written),
  basis: (written.basis ?? []).map((document) => ({ ...document, issued: document.issued as LocalDate })),
  contentGroups: written.contentGroups.map((group, n) => ({
    id: group.id as ContentGroupId,
    name: group.name,
    position: n + 1,
  })),
  targets: (written.targets ?? []).map((target) => ({
    contentGroup: (target.contentGroup ?? null) as ContentGroupId | null,
    measure: target.measure,
    amount: target.amount,
    per: target.per ?? null,
    language: target.language ?? null,
    units: (target.units ?? []) as UnitId[],
  })),
  deadlines: (written.deadlines ?? []).map((deadline) => ({
    name: deadline.name,
    due: deadline.due as LocalDate,
    senders: deadline.senders as UnitId[],
    receiver: deadline.receiver,
    via: deadline.via ?? null,
  })),
});
