/** A planned airing as a copy that refers to nothing: with the names of the day, whatever the schedule is called later. */
import type { ItemId, Sha256 } from '../ids.ts';
import type { Playlist, PlaylistEntry } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import type { Schedule } from '../schedule/model.ts';
import { holdsOn } from '../time/local.ts';
import type { PlannedAiring } from './entry.ts';

/** What names come from. */
export type Names = Pick<Schedule, 'campaigns' | 'channels' | 'units'>;

/** What all airings of one session have in common. */
export type FrozenSession = Pick<PlannedAiring, 'channel' | 'units' | 'day' | 'session' | 'rundownVersion'>;

/** The script in force of an item in a language, by its hash. */
export type ScriptOf = (item: ItemId, language: string) => Sha256 | null;

interface Freezing {
  (playlist: Playlist, rundownVersion: number): (entry: PlaylistEntry) => PlannedAiring;
  readonly session: (playlist: Playlist, rundownVersion: number) => FrozenSession;
  readonly campaign: (id: string | null) => PlannedAiring['campaign'];
  readonly contentGroup: (id: string | null) => PlannedAiring['contentGroup'];
}

/** What is not in the schedule any more goes by its id. Without `scriptOf` no script is named. */
export const freezing = (schedule: Names, scriptOf: ScriptOf = () => null): Freezing => {
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
    const { channel, units: reached, day, session: named } = session(playlist, rundownVersion);
    return (entry: PlaylistEntry): PlannedAiring => ({
      channel,
      units: reached,
      day,
      session: named,
      rundownVersion,
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
      script: entry.item === null || entry.language === null ? null : scriptOf(entry.item, entry.language),
      rule: ruleOf(entry),
    });
  };
  return Object.assign(freeze, { session, campaign, contentGroup });
};

/** '' is a rule too: in every one of its session. */
const ruleOf = ({ reasons }: PlaylistEntry): string | null =>
  reasons.find((reason) => reason.code === 'by-rule')?.rule ?? null;

const namesOf = (list: readonly { readonly id: string; readonly name: string }[]) => {
  const names = new Map(list.map(({ id, name }) => [id, { id, name }]));
  return (id: string | null) => (id === null ? null : (names.get(id) ?? { id, name: id }));
};
