/**
 * What importing needs to know and what it answers: sessions as a schedule file would say them, what became of each
 * event or row, and everything that was refused or left aside, with its place.
 */
import type { Place, Refusal } from '../../core/refusal.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Of } from '../schedule-file/things.ts';

export type FileSession = Of<'sessions'>;
export type FileSegment = FileSession['segments'][number];

/** Larger than any calendar that people keep. */
export const IMPORT_LIMIT_BYTES = 5_000_000;
/** Events of a calendar, rows of a grid. */
export const IMPORT_LIMIT_ENTRIES = 2000;

/** What a segment of the file says about its content, and how people call it. */
export interface Playable {
  readonly name: string;
  readonly fields: Pick<
    FileSegment,
    'item' | 'strand' | 'count' | 'repeat' | 'relay' | 'minutes' | 'fallback' | 'filler' | 'language'
  >;
}

export interface Library {
  /** 'item:id' and 'strand:id' → what it is. */
  readonly byId: ReadonlyMap<string, Playable>;
  /** Search key of a title or name → what carries it. */
  readonly byName: ReadonlyMap<string, readonly Playable[]>;
}

export interface ImportGround {
  /** Ids of the channels that the sessions will air on; all of one zone. */
  readonly channels: readonly string[];
  /** IANA zone of their station. */
  readonly zone: string;
  readonly stationName: string;
  /** The first day of what names none. */
  readonly from: LocalDate;
  readonly library: Library;
  /** 'session/id' and 'segment/id' that other files gave: never given again. */
  readonly taken: ReadonlySet<string>;
}

/** Told to the person; nothing is wrong, but it is not as the file has it. Sentences in sentences/import-notices.ts. */
export interface ImportNotice {
  readonly code:
    | 'floating'
    | 'converted'
    | 'property'
    | 'component'
    | 'cancelled'
    | 'instance-alone'
    | 'exdate-nothing'
    | 'exdate-day'
    | 'row-empty'
    | 'overlap'
    | 'bom'
    | 'nfd';
  /** Of the first one. */
  readonly place: Place;
  /** What it is about: a property's name, a summary. */
  readonly about: string;
  readonly count: number;
}

/** What became of one event or row. */
export interface Fate {
  readonly line: number;
  /** SUMMARY, or what the row plays. */
  readonly name: string;
  /** 'cancelled': the file itself says that it does not take place. */
  readonly fate: 'taken' | 'refused' | 'cancelled';
}

/** One session with the place it comes from. */
export interface Made {
  readonly session: FileSession;
  readonly place: Place;
}

export interface Imported {
  readonly name: string;
  readonly made: readonly Made[];
  readonly fates: readonly Fate[];
  readonly refusals: readonly Refusal[];
  readonly notices: readonly ImportNotice[];
}

/** Notices of one kind about one thing as one, with their number. */
export const grouped = (notices: readonly ImportNotice[]): ImportNotice[] => {
  const groups = new Map<string, ImportNotice>();
  for (const notice of notices) {
    const key = `${notice.code}/${notice.about}`;
    const first = groups.get(key);
    groups.set(key, first === undefined ? notice : { ...first, count: first.count + notice.count });
  }
  return [...groups.values()];
};
