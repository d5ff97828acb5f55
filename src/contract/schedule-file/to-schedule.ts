/**
 * Parsed schedule files → one schedule of the core's shapes, remembering where each thing was written.
 *
 * Several files make one schedule; an id may be given once among them. References between things are not
 * looked at here (core/schedule/check.ts does), so that they may cross files and rows already stored.
 */
import type { Kind, Place, Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import { festivalOf, guardOf, overlayOf } from './ordered.ts';
import type { ReadFile } from './read.ts';
import type { ScheduleFile } from './schema.ts';
import { campaignOf, channelOf, itemOf, type Of, segmentOf, sessionOf, stationOf, strandOf, unitOf } from './things.ts';
import type { Path } from './yaml.ts';

/** Where a thing, or one field of it, was written; undefined for what came from the store. */
export type Locate = (kind: Kind, id: string, field?: string) => Place | undefined;

export interface Written {
  readonly schedule: Schedule;
  readonly locate: Locate;
  /** The file each id came from, as 'kind/id' → file name. */
  readonly sources: ReadonlyMap<string, string>;
  /** Files that say nothing at all, not even that a list is empty. */
  readonly silent: readonly string[];
  /** Faults of the files, and ids given twice. */
  readonly refusals: readonly Refusal[];
}

/** Collects all files; ids given twice are refused with schedule.id-double, naming both places. */
export const toSchedule = (files: readonly ReadFile[]): Written => {
  const places = new Map<string, { file: ReadFile; path: Path }>();
  const refusals: Refusal[] = files.flatMap((file) => file.refusals);
  /**
   * Remembers where a thing stands and answers the id to check it by: its own, or for an id given again one that
   * nobody can write, so that the faults of both are told, each at its own line. Such a schedule is never applied.
   */
  const note = (kind: Kind, id: string, file: ReadFile, path: Path): string => {
    const first = places.get(`${kind}/${id}`);
    if (first === undefined) {
      places.set(`${kind}/${id}`, { file, path });
      return id;
    }
    const place = first.file.locate([...first.path, 'id']);
    const where = `${place.file}:${place.line ?? 0}`;
    refusals.push(refusal('schedule.id-double', { kind, id, first: where }, file.locate([...path, 'id'])));
    const again = `${id}#${places.size}`;
    places.set(`${kind}/${again}`, { file, path });
    return again;
  };
  const each = <K extends keyof ScheduleFile, T>(key: K, kind: Kind, make: (written: Of<K>) => T): T[] =>
    files.flatMap((file) =>
      (file.file[key] ?? []).map((written, n) => {
        return make({ ...(written as Of<K>), id: note(kind, written.id, file, [key, n]) });
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
    festivals: each('festivals', 'festival', festivalOf),
    overlays: each('overlays', 'overlay', overlayOf),
    guards: each('guards', 'guard', guardOf),
    segments: files.flatMap((file) =>
      (file.file.sessions ?? []).flatMap((session, n) =>
        session.segments.map((segment, m) => {
          const id = note('segment', segment.id, file, ['sessions', n, 'segments', m]);
          return segmentOf({ ...segment, id }, session, m);
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
    return found?.file.locate([...found.path, ...(field === undefined ? [] : fieldPath(found, field))]);
  };
  const sources = new Map([...places].map(([key, { file }]) => [key, file.name]));
  const silent = files.filter(({ file }) => Object.keys(file).length === 0).map(({ name }) => name);
  return { schedule, locate, sources, silent, refusals };
};

/** Lists that may be written in short, or begin with a short form. */
const SHORT: ReadonlyMap<unknown, string> = new Map([
  ['parents', 'parent'],
  ['rules', 'rule'],
]);

/** 'items.2' → ['items', 2]: fields that core checks name with dots, as they were written. */
const fieldPath = ({ file, path }: { file: ReadFile; path: Path }, field: string): Path => {
  const [list = '', index, ...rest] = field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  let thing: unknown = file.file;
  for (const part of path) thing = (thing as Record<string | number, unknown>)[part];
  const short = SHORT.get(list);
  const written = (thing as Record<string, unknown>)[short ?? list];
  if (short === undefined || written === undefined || typeof index !== 'number')
    return index === undefined ? [list] : [list, index, ...rest];
  return index === 0 ? [short] : [list, index - 1, ...rest];
};
