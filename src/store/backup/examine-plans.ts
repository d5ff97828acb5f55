/** What is kept of planned days in a short form beside them, held against the days themselves. */
import type Database from 'better-sqlite3';
import type { DataFault } from '../../core/backup/faults.ts';
import { packAirings, type SessionAirings } from '../../core/playlist/airings.ts';

const has = (file: Database.Database): boolean =>
  file.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'rundown_airings'").get() !== undefined;

interface Kept {
  readonly channel: string;
  readonly day: string;
  readonly version: number;
  readonly airings: string;
  /** null: there is no such version. */
  readonly playlists: string | null;
}

/** Verdicts are judged by the short form: one that says something else than its playlists would let an airing go unseen. */
export const alteredAirings = (file: Database.Database): DataFault[] => {
  if (!has(file)) return [];
  const rows = file.prepare(
    `SELECT a.channel, a.day, a.version, a.airings, r.playlists FROM rundown_airings a
      LEFT JOIN rundown r ON r.channel = a.channel AND r.day = a.day AND r.version = a.version`,
  );
  const faults: DataFault[] = [];
  for (const { channel, day, version, airings, playlists } of rows.iterate() as Iterable<Kept>)
    if (!tells(airings, playlists))
      faults.push({ what: 'damaged', file: 'loa.db', detail: `rundown_airings ${channel} ${day} ${version}` });
  return faults;
};

const tells = (airings: string, playlists: string | null): boolean =>
  playlists !== null && packAirings(JSON.parse(playlists) as SessionAirings[]) === airings;
