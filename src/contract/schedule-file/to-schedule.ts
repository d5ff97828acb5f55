/**
 * Parsed schedule files → one schedule of the core's shapes, remembering where each thing was written.
 *
 * Several files make one schedule; an id may be given once among them. References between things are not
 * looked at here (core/schedule/check.ts does), so that they may cross files and rows already stored.
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
import type { Kind, Place, Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import type {
  Campaign,
  Channel,
  Content,
  DatedUnit,
  Item,
  ItemVersion,
  Recurrence,
  Schedule,
  Segment,
  Session,
  Station,
  Strand,
  Unit,
} from '../../core/schedule/model.ts';
import type { LocalDate, LocalTime } from '../../core/time/local.ts';
import type { Path, ReadFile } from './read.ts';
import type { ScheduleFile } from './schema.ts';

type Of<K extends keyof ScheduleFile> = NonNullable<ScheduleFile[K]>[number];
type FileSession = Of<'sessions'>;
type FileSegment = FileSession['segments'][number];

/** Where a thing, or one field of it, was written; undefined for what came from the store. */
export type Locate = (kind: Kind, id: string, field?: string) => Place | undefined;

export interface Written {
  readonly schedule: Schedule;
  readonly locate: Locate;
  /** The file each id came from, as 'kind/id' → file name. */
  readonly sources: ReadonlyMap<string, string>;
  readonly refusals: readonly Refusal[];
}

/** Collects all files; ids given twice are refused with schedule.id-double, naming both places. */
export const toSchedule = (files: readonly ReadFile[]): Written => {
  const places = new Map<string, { file: ReadFile; path: Path }>();
  const refusals: Refusal[] = [];
  const note = (kind: Kind, id: string, file: ReadFile, path: Path): void => {
    const first = places.get(`${kind}/${id}`);
    if (first === undefined) {
      places.set(`${kind}/${id}`, { file, path });
      return;
    }
    const place = first.file.locate([...first.path, 'id']);
    const where = `${place.file}:${place.line ?? 0}`;
    refusals.push(refusal('schedule.id-double', { kind, id, first: where }, file.locate([...path, 'id'])));
  };
  const each = <K extends keyof ScheduleFile, T>(key: K, kind: Kind, make: (written: Of<K>) => T): T[] =>
    files.flatMap((file) =>
      (file.file[key] ?? []).map((written, n) => {
        note(kind, written.id, file, [key, n]);
        return make(written as Of<K>);
      }),
    );

  const schedule: Schedule = {
    units: each('units', 'unit', unitOf),
    stations: each('stations', 'station', stationOf),
    channels: each('channels', 'channel', channelOf),
    sessions: each('sessions', 'session', sessionOf),
    strands: each('strands', 'strand', strandOf),
    items: each('items', 'item', itemOf),
    campaigns: each('campaigns', 'campaign', campaignOf),
    segments: files.flatMap((file) =>
      (file.file.sessions ?? []).flatMap((session, n) =>
        session.segments.map((segment, m) => {
          note('segment', segment.id, file, ['sessions', n, 'segments', m]);
          return segmentOf(segment, session, m);
        }),
      ),
    ),
  };
  for (const file of files)
    (file.file.campaigns ?? []).forEach((campaign, n) => {
      campaign.contentGroups.forEach((group, m) => {
        note('contentGroup', group.id, file, ['campaigns', n, 'contentGroups', m]);
      });
    });

  const locate: Locate = (kind, id, field) => {
    const found = places.get(`${kind}/${id}`);
    return found?.file.locate(field === undefined ? found.path : [...found.path, ...fieldPath(field)]);
  };
  const sources = new Map([...places].map(([key, { file }]) => [key, file.name]));
  return { schedule, locate, sources, refusals };
};

/** 'items.2' → ['items', 2]: fields that core checks name with dots. */
const fieldPath = (field: string): (string | number)[] =>
  field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));

const dates = (written: { from?: string | undefined; to?: string | undefined }) => ({
  from: (written.from ?? null) as LocalDate | null,
  to: (written.to ?? null) as LocalDate | null,
});

/** '05:00' and '05:00:00' are the same clock time; the schema has checked that it is one. */
const clockOf = (text: string): LocalTime => (text.length === 5 ? `${text}:00` : text) as LocalTime;

const datedUnitOf = (written: { unit: string; from?: string | undefined; to?: string | undefined }): DatedUnit => ({
  unit: written.unit as UnitId,
  ...dates(written),
});

const unitOf = (written: Of<'units'>): Unit => ({
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

const stationOf = (written: Of<'stations'>): Station => ({
  id: written.id as StationId,
  name: written.name,
  zone: written.zone,
  dayStart: clockOf(written.dayStart ?? '00:00'),
  responsible: written.responsible.map(datedUnitOf),
  profile: written.profile ?? 'horn',
});

const channelOf = (written: Of<'channels'>): Channel => ({
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
const sessionOf = (written: FileSession): Session => ({
  id: written.id as SessionId,
  name: written.name,
  channels: written.channels as ChannelId[],
  recurrence: recurrenceOf(written, written.from, ['FREQ=DAILY']),
  start: clockOf(written.start),
  maxSeconds: Math.round(written.maxMinutes * 60),
  pauseMs: written.pauseMs ?? 500,
});

const segmentOf = (written: FileSegment, session: FileSession, position: number): Segment => {
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
    required: written.required ?? true,
    priority: written.priority ?? 'normal',
    language: written.language ?? 'vi',
    content: contentOf(written),
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

const strandOf = (written: Of<'strands'>): Strand => ({
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

const itemOf = (written: Of<'items'>): Item => ({
  id: written.id as ItemId,
  title: written.title,
  genre: written.genre,
  campaign: (written.campaign ?? null) as CampaignId | null,
  contentGroup: (written.contentGroup ?? null) as ContentGroupId | null,
  audiences: written.audiences ?? [],
  ...dates(written),
  versions: [...(written.sound === undefined ? [] : [versionOf(written)]), ...(written.versions ?? []).map(versionOf)],
});

const campaignOf = (written: Of<'campaigns'>): Campaign => ({
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
  })),
  deadlines: (written.deadlines ?? []).map((deadline) => ({
    name: deadline.name,
    due: deadline.due as LocalDate,
    senders: deadline.senders as UnitId[],
    receiver: deadline.receiver,
    via: deadline.via ?? null,
  })),
});
