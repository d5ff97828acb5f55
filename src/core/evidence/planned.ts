/** A planned airing as a copy that refers to nothing: with the names of the day, whatever the schedule is called later. */
import type { Playlist, PlaylistEntry } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import type { Schedule } from '../schedule/model.ts';
import { holdsOn } from '../time/local.ts';
import type { PlannedAiring } from './entry.ts';

/** What names come from. */
export type Names = Pick<Schedule, 'campaigns' | 'channels' | 'units'>;

/** What all airings of one session have in common. */
export type FrozenSession = Pick<PlannedAiring, 'channel' | 'units' | 'day' | 'session' | 'rundownVersion'>;

interface Freezing {
  (playlist: Playlist, rundownVersion: number): (entry: PlaylistEntry) => PlannedAiring;
  readonly session: (playlist: Playlist, rundownVersion: number) => FrozenSession;
  readonly campaign: (id: string | null) => PlannedAiring['campaign'];
  readonly contentGroup: (id: string | null) => PlannedAiring['contentGroup'];
}

/** What is not in the schedule any more goes by its id. */
export const freezing = (schedule: Names): Freezing => {
  const units = namesOf(schedule.units);
  const campaign = namesOf(schedule.campaigns);
  const contentGroup = namesOf(schedule.campaigns.flatMap((one) => one.contentGroups));
  const channels = new Map(schedule.channels.map((channel) => [channel.id, channel]));
  const session = ({ channel, channelName, day, session: id, sessionName }: Playlist, rundownVersion: number) => ({
    channel: { id: channel, name: channelName },
    units: (channels.get(channel)?.units ?? [])
      .filter((link) => holdsOn(link, day))
      .flatMap((link) => units(link.unit) ?? []),
    day,
    session: { id, name: sessionName },
    rundownVersion,
  });
  const freeze = (playlist: Playlist, rundownVersion: number) => {
    const common = session(playlist, rundownVersion);
    return (entry: PlaylistEntry): PlannedAiring => ({
      ...common,
      id: entry.id,
      segment: entry.segment,
      title: entry.title,
      kind: entry.kind,
      item: entry.item,
      genre: entry.genre,
      language: entry.language,
      run: entry.run,
      campaign: campaign(entry.campaign),
      contentGroup: contentGroup(entry.contentGroup),
      start: entry.start,
      seconds: Math.round((entry.length / SAMPLE_RATE) * 1000) / 1000,
      cut: entry.cut?.master ?? null,
    });
  };
  return Object.assign(freeze, { session, campaign, contentGroup });
};

const namesOf = (list: readonly { readonly id: string; readonly name: string }[]) => {
  const names = new Map(list.map(({ id, name }) => [id, { id, name }]));
  return (id: string | null) => (id === null ? null : (names.get(id) ?? { id, name: id }));
};
