/**
 * A schedule of the core → a schedule file that gives just this schedule again: the way back of things.ts.
 *
 * What a file may leave out is left out, unless leaving it out would mean something else.
 */
import type { Content, Recurrence, Schedule, Segment, Session } from '../../core/schedule/model.ts';
import type { Dated } from '../../core/time/local.ts';
import { DEFAULT_CLOCK_CHANGE } from '../../core/time/zone.ts';
import { said } from './said.ts';
import type { ScheduleFile } from './schema.ts';
import { type Of, UNDER_DB } from './things.ts';
import { festivalFields, guardFields, overlayFields } from './written-orders.ts';

type FileSession = Of<'sessions'>;
type FileSegment = FileSession['segments'][number];

const datedFields = ({ from, to }: Dated) => ({ ...said('from', from), ...said('to', to) });

const linkFields = ({ unit, ...dated }: Dated & { readonly unit: string }) => ({ unit, ...datedFields(dated) });

/** '05:00:00' as people write it. */
const clockField = (clock: string): string => (clock.endsWith(':00') ? clock.slice(0, 5) : clock);

/** Something that recurs never has no rule to say so: its only day is taken away again. */
const daysFields = ({ rules, alsoOn, notOn, from }: Recurrence) => {
  const never = rules.length === 0 && alsoOn.length === 0;
  const [rule, ...more] = rules;
  return {
    ...said('rule', rule),
    ...said('rules', more),
    ...said('alsoOn', never ? [from] : [...alsoOn]),
    ...said('notOn', never ? [...new Set([...notOn, from])] : [...notOn]),
  };
};

/** What fills a segment, as its fields. */
export const contentFields = (
  content: Content,
): Pick<FileSegment, 'item' | 'strand' | 'count' | 'repeat' | 'relay' | 'minutes' | 'fallback' | 'filler'> => {
  switch (content.kind) {
    case 'item':
      return { item: content.item };
    case 'strand':
      return { strand: content.strand, ...said('count', content.count, 1) };
    case 'repeat':
      return { repeat: content.of };
    case 'filler':
      return { filler: content.item };
    case 'relay': {
      const { source, seconds, fallback } = content;
      return { relay: source, minutes: seconds / 60, ...said('fallback', fallback) };
    }
  }
};

const segmentFields = (segment: Segment): FileSegment => {
  const { id, title, recurrence, start, authorised, bed } = segment;
  return {
    id,
    title,
    ...contentFields(segment.content),
    ...(start.kind === 'hard' ? { start: clockField(start.at) } : {}),
    ...said('graceSeconds', segment.graceSeconds, 0),
    ...said('required', segment.required, true),
    ...said('priority', segment.priority, 'normal'),
    ...(authorised === null
      ? {}
      : {
          authorised: { by: authorised.by, reason: authorised.reason, ...said('document', authorised.document) },
        }),
    ...said('language', segment.language, 'vi'),
    ...said('crossfadeMs', segment.crossfadeMs, 0),
    ...(bed === null ? {} : { bed: { item: bed.item, ...said('underDb', bed.underDb, UNDER_DB) } }),
    ...(recurrence === null ? {} : { ...daysFields(recurrence), ...datedFields(recurrence) }),
  };
};

const sessionFields = (session: Session, segments: readonly Segment[]): FileSession => ({
  id: session.id,
  name: session.name,
  channels: [...session.channels],
  start: clockField(session.start),
  maxMinutes: session.maxSeconds / 60,
  ...said('pauseMs', session.pauseMs, 500),
  ...said('graceSeconds', session.graceSeconds, 0),
  ...daysFields(session.recurrence),
  from: session.recurrence.from,
  ...said('to', session.recurrence.to),
  segments: segments.map(segmentFields),
});

const itemFields = (item: Schedule['items'][number]): Of<'items'> => ({
  id: item.id,
  title: item.title,
  genre: item.genre,
  ...said('campaign', item.campaign),
  ...said('contentGroup', item.contentGroup),
  ...said('audiences', [...item.audiences]),
  ...datedFields(item),
  ...said('notBefore', item.notBefore),
  ...said('notFrom', item.notFrom),
  ...said('draft', item.draft, false),
  ...said(
    'versions',
    item.versions.map((version) => ({
      language: version.language,
      ...said('script', version.script),
      ...said('sound', version.sound),
      ...said('synthetic', version.synthetic, false),
    })),
  ),
});

const campaignFields = (campaign: Schedule['campaigns'][number]): Of<'campaigns'> => ({
  id: campaign.id,
  name: campaign.name,
  owner: campaign.owner,
  ...datedFields(campaign),
  ...said('basis', [...campaign.basis]),
  contentGroups: campaign.contentGroups
    .toSorted((a, b) => a.position - b.position)
    .map(({ id, name }) => ({ id, name })),
  ...said(
    'targets',
    campaign.targets.map((target) => ({
      ...said('contentGroup', target.contentGroup),
      measure: target.measure,
      amount: target.amount,
      ...said('per', target.per),
      ...said('language', target.language),
      ...said('units', [...target.units]),
    })),
  ),
  ...said(
    'deadlines',
    campaign.deadlines.map(({ name, due, senders, receiver, via }) => ({
      name,
      due,
      senders: [...senders],
      receiver,
      ...said('via', via),
    })),
  ),
});

/** Lists without anything in them are left out. */
export const writtenSchedule = (schedule: Schedule): ScheduleFile => {
  const segments = Map.groupBy(schedule.segments, ({ session }) => session);
  const inOrder = (session: Session): readonly Segment[] =>
    (segments.get(session.id) ?? []).toSorted((a, b) => a.position - b.position);
  return {
    ...said(
      'units',
      schedule.units.map((unit) => ({
        id: unit.id,
        name: unit.name,
        kind: unit.kind,
        ...said('code', unit.code),
        ...datedFields(unit),
        ...said('parents', unit.parents.map(linkFields)),
        ...said('succeededBy', [...unit.succeededBy]),
      })),
    ),
    ...said(
      'stations',
      schedule.stations.map((station) => ({
        id: station.id,
        name: station.name,
        zone: station.zone,
        dayStart: clockField(station.dayStart),
        ...(station.clockChange.missing === DEFAULT_CLOCK_CHANGE.missing &&
        station.clockChange.doubled === DEFAULT_CLOCK_CHANGE.doubled
          ? {}
          : { clockChange: { ...station.clockChange } }),
        profile: station.profile,
        ...(station.phone === null ? {} : { phone: station.phone }),
        responsible: station.responsible.map(linkFields),
      })),
    ),
    ...said(
      'channels',
      schedule.channels.map((channel) => ({
        id: channel.id,
        name: channel.name,
        station: channel.station,
        carrier: channel.carrier,
        units: channel.units.map(linkFields),
        ...datedFields(channel),
      })),
    ),
    ...said('campaigns', schedule.campaigns.map(campaignFields)),
    ...said('items', schedule.items.map(itemFields)),
    ...said(
      'strands',
      schedule.strands.map(({ id, name, campaign, items }) => ({
        id,
        name,
        ...said('campaign', campaign),
        items: [...items],
      })),
    ),
    ...said(
      'sessions',
      schedule.sessions.map((session) => sessionFields(session, inOrder(session))),
    ),
    ...said('festivals', schedule.festivals.map(festivalFields)),
    ...said('overlays', schedule.overlays.map(overlayFields)),
    ...said('guards', schedule.guards.map(guardFields)),
  };
};
