/**
 * Which planned airing a machine's row is about, as a copy that refers to nothing.
 *
 * It stands in the newest version of that day's plan which knows it: a device may have played by an older one. What stands in none
 * is recorded too, by what the device says of it, with version 0.
 */
import { type Place, placeOfChannel } from '../../core/access/decide.ts';
import type { PlannedAiring } from '../../core/evidence/entry.ts';
import { freezing } from '../../core/evidence/planned.ts';
import type { ReportRow } from '../../core/evidence/report.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Moment } from '../../core/time/moment.ts';
import { localAt } from '../../core/time/zone.ts';
import type { Rows } from '../../store/database.ts';
import { findRundown, findRundownVersion, type RundownRow } from '../../store/days.ts';
import { loadCampaigns, loadChannels, loadStations, loadUnits } from '../../store/schedule.ts';
import { scriptsInForce } from './scripts-in-force.ts';
import { unplannedAiring } from './unplanned-airing.ts';

export interface ReportedAirings {
  /** Where a channel's day stands; a channel that is gone stands nowhere, for whoever has the whole centre. */
  readonly placeOf: (row: ReportRow) => Place;
  /** Refuses with channel.unknown: neither in the schedule nor in a plan of that day. */
  readonly airingOf: (row: ReportRow) => Result<PlannedAiring>;
}

export const reportedAirings = (rows: Rows): ReportedAirings => {
  const names = { channels: loadChannels(rows), units: loadUnits(rows), campaigns: loadCampaigns(rows) };
  const channels = new Map(names.channels.map((channel) => [channel.id as string, channel]));
  const stations = new Map(loadStations(rows).map((station) => [station.id, station]));
  const stationOf = (id: string) => stations.get(channels.get(id)?.station ?? ('' as never));
  const freeze = freezing(names, (item, language) => scriptsInForce(rows, [item])(item, language));
  const plans = new Map<string, Plan>();
  const planOf = ({ channel, day }: ReportRow): Plan => {
    const key = `${channel} ${day}`;
    const plan = plans.get(key) ?? planIn(rows, channel as ChannelId, day as LocalDate, freeze);
    plans.set(key, plan);
    return plan;
  };

  const unplanned = (row: ReportRow, zone: string): PlannedAiring =>
    unplannedAiring(names, {
      channel: row.channel,
      day: row.day as LocalDate,
      id: row.entry,
      title: row.title ?? row.entry,
      start: momentOf(row.started ?? `${row.clock.wall.slice(0, 19)}Z`, zone),
      seconds: row.secondsHeard ?? 0,
    });

  return {
    placeOf: ({ channel: id, day }) => {
      const [channel, station] = [channels.get(id), stationOf(id)];
      return channel === undefined || station === undefined
        ? { day: day as LocalDate, channel: id as ChannelId, served: [], responsible: [] }
        : placeOfChannel(channel, station, day as LocalDate);
    },
    airingOf: (row) => {
      const plan = planOf(row);
      const found = plan.find(row.entry);
      if (found !== undefined) return ok(found);
      const zone = stationOf(row.channel)?.zone ?? plan.zone;
      return zone === undefined
        ? refuse('channel.unknown', { id: row.channel, known: [...channels.keys()].join(', ') })
        : ok(unplanned(row, zone));
    },
  };
};

export const momentOf = (instant: string, zone: string): Moment => ({ local: localAt(instant, zone), zone, instant });

interface Plan {
  readonly find: (entry: string) => PlannedAiring | undefined;
  /** Of the newest version; undefined: there is no plan. */
  readonly zone: string | undefined;
}

/** Older versions are read only when something does not stand in the newer ones. */
const planIn = (rows: Rows, channel: ChannelId, day: LocalDate, freeze: ReturnType<typeof freezing>): Plan => {
  const newest = findRundown(rows, channel, day);
  const read: (RundownRow | undefined)[] = [newest];
  const found = new Map<string, PlannedAiring | undefined>();
  const search = (entry: string): PlannedAiring | undefined => {
    for (let back = 0; back < (newest?.version ?? 0); back += 1) {
      if (read.length === back) read.push(findRundownVersion(rows, channel, day, (newest?.version ?? 0) - back));
      const plan = read[back];
      for (const playlist of plan?.playlists ?? []) {
        const one = playlist.entries.find(({ id }) => id === entry);
        if (plan !== undefined && one !== undefined) return freeze(playlist, plan.version)(one);
      }
    }
    return undefined;
  };
  return {
    zone: newest?.playlists[0]?.start.zone,
    find: (entry) => {
      if (!found.has(entry)) found.set(entry, search(entry));
      return found.get(entry);
    },
  };
};
