/**
 * Which segments have their place in one occurrence of a session, in order, after what people did to single ones.
 */
import type { SegmentId } from '../ids.ts';
import type { Reason } from '../playlist/model.ts';
import { broadcastDayOf, dateInBroadcastDay } from '../time/broadcast-day.ts';
import { type LocalDate, timeOf } from '../time/local.ts';
import type { Segment, Session } from './model.ts';
import { editHolds, type Occurrence } from './occurrences.ts';
import type { Prepared } from './prepare.ts';

export interface PlaceOn {
  readonly slot: string;
  readonly segment: Segment;
  readonly reasons: readonly Reason[];
  /** Set when edits took it away: cancelled, or moved to another session. */
  readonly removed: Reason | null;
}

/** What of an occurrence decides which segments it carries. */
type Carrier = Pick<Occurrence, 'asked' | 'date' | 'start'>;

/** Where a place is to stand, when edits bring it in: after a segment, or first. */
interface Entering {
  readonly after: SegmentId | null;
  readonly place: PlaceOn;
}

/** All places of a session's occurrence, those taken away included, in order. */
export const placesOn = (prepared: Prepared, session: Session, occurrence: Carrier): PlaceOn[] => {
  const own = prepared
    .segmentsOf(session.id)
    .filter((segment) => segmentFalls(prepared, segment, occurrence))
    .map((segment) => edited(prepared, segment, occurrence.date, `${segment.id}@${occurrence.asked}`));
  const entering = [...movedIn(prepared, session, occurrence), ...added(prepared, session, occurrence)];
  const places = [...own];
  for (const { after, place } of entering) {
    const index = places.findIndex(({ segment }) => segment.id === after);
    // What it was to follow is not there today: then it comes last, before nothing that it should not precede.
    places.splice(after === null ? 0 : index < 0 ? places.length : index + 1, 0, place);
  }
  return places;
};

/** Whether a segment's own rules have it in this occurrence of its session. */
export const segmentFalls = (prepared: Prepared, { recurrence }: Segment, { asked, date, start }: Carrier): boolean =>
  recurrence === null || prepared.falls(recurrence, date, { time: timeOf(asked), zone: start.zone });

const edited = (prepared: Prepared, segment: Segment, date: LocalDate, slot: string): PlaceOn => {
  let now = segment;
  let removed: Reason | null = null;
  const reasons: Reason[] = [];
  for (const edit of prepared.segmentEdits(segment.id)) {
    if (!editHolds(edit, date)) continue;
    const { action } = edit;
    if (action.kind === 'cancel') removed = { code: 'cancelled', alteration: edit.id };
    else if (action.kind === 'move') removed = { code: 'moved-away', alteration: edit.id, to: action.session };
    else {
      now = { ...now, content: action.content, title: action.title ?? now.title };
      reasons.push({ code: 'edited', alteration: edit.id, what: 'replaced' });
    }
  }
  return { slot, segment: now, reasons, removed };
};

/** Segments of other sessions that were moved into this one, on days when their own session carries them. */
const movedIn = (prepared: Prepared, session: Session, { asked: here, start }: Carrier): Entering[] =>
  prepared.movesInto(session.id).flatMap((edit): Entering[] => {
    const segment = prepared.segment(edit.segment);
    const [channel] = session.channels;
    if (segment === undefined || edit.action.kind !== 'move' || channel === undefined) return [];
    const from = prepared.session(segment.session);
    // The same broadcast day, which may be another date.
    const { dayStart } = prepared.channel(channel).station;
    const date = dateInBroadcastDay(broadcastDayOf(here, dayStart), from.start, dayStart);
    if (!editHolds(edit, date)) return [];
    if (!prepared.falls(from.recurrence, date, { time: from.start, zone: start.zone })) return [];
    const asked = `${date}T${from.start}` as Occurrence['asked'];
    if (!segmentFalls(prepared, segment, { asked, date, start })) return [];
    const { segment: now, reasons, removed } = edited(prepared, segment, date, `${segment.id}@${asked}`);
    // The last word on it is this move, or something later took it elsewhere.
    if (removed === null || !('alteration' in removed) || removed.alteration !== edit.id) return [];
    const cameFrom: Reason = { code: 'moved-here', alteration: edit.id, from: asked };
    // A fixed start belongs to the session it was written for.
    const moved: Segment = { ...now, session: session.id, start: { kind: 'soft' } };
    return [
      {
        after: edit.action.after,
        place: { slot: `${segment.id}@${asked}`, segment: moved, reasons: [...reasons, cameFrom], removed: null },
      },
    ];
  });

/** Places that edits add to single occurrences: notices, make-goods. */
const added = (prepared: Prepared, session: Session, { asked, date }: Carrier): Entering[] =>
  prepared.sessionEdits(session.id).flatMap((edit): Entering[] => {
    const { action } = edit;
    if (action.kind !== 'add' || !editHolds(edit, date)) return [];
    const segment: Segment = {
      id: addedSegment(edit.id),
      title: action.title,
      session: session.id,
      position: 0,
      recurrence: null,
      start: { kind: 'soft' },
      graceSeconds: 0,
      required: true,
      priority: 'normal',
      authorised: null,
      language: action.language,
      content: action.content,
      crossfadeMs: 0,
      bed: null,
    };
    const reasons: Reason[] = [{ code: 'edited', alteration: edit.id, what: 'added' }];
    return [{ after: action.after, place: { slot: `${segment.id}@${asked}`, segment, reasons, removed: null } }];
  });

/** The id of the place that an edit adds; no person can write it, since ids end in a letter or digit. */
export const addedSegment = (edit: number): SegmentId => `sua-${edit}-` as SegmentId;
