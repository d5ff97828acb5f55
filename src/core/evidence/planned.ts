/** A planned airing as a copy that refers to nothing: with the names of the day, whatever the schedule is called later. */
import type { ItemId, Sha256 } from '../ids.ts';
import type { Airing, SessionAirings } from '../playlist/airings.ts';
import type { Playlist, PlaylistEntry } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import type { Schedule } from '../schedule/model.ts';
import { holdsOn } from '../time/local.ts';
import type { PlannedAiring } from './entry.ts';

/** What names come from. */
export type Names = Pick<Schedule, 'campaigns' | 'channels' | 'units'>;

/** What all airings of one session have in common. */
export type FrozenSession = Pick<PlannedAiring, 'channel' | 'units' | 'day' | 'session' | 'rundownVersion'>;

/** What a plan says of an airing by itself, without its sound, script and rule. */
export type FrozenAiring = Omit<PlannedAiring, 'cut' | 'script' | 'rule'>;

/** The script in force of an item in a language, by its hash. */
export type ScriptOf = (item: ItemId, language: string) => Sha256 | null;

interface Freezing {
  (playlist: Playlist, rundownVersion: number): (entry: PlaylistEntry) => PlannedAiring;
  readonly session: (playlist: Omit<SessionAirings, 'entries'>, rundownVersion: number) => FrozenSession;
  readonly airing: (
    playlist: Omit<SessionAirings, 'entries'>,
    rundownVersion: number,
  ) => (entry: Airing) => FrozenAiring;
  readonly campaign: (id: string | null) => PlannedAiring['campaign'];
  readonly contentGroup: (id: string | null) => PlannedAiring['contentGroup'];
}

/** What is not in the schedule any more goes by its id. Without `scriptOf` no script is named. */
export const freezing = (schedule: Names, scriptOf: ScriptOf = () => null): Freezing => {
  const units = namesOf(schedule.units);
  const campaign = namesOf(schedule.campaigns);
  const contentGroup = namesOf(schedule.campaigns.flatMap((one) => one.contentGroups));
  const channels = new Map(schedule.channels.map((channel) => [channel.id, channel]));
  const session: Freezing['session'] = ({ channel, channelName, day, session: id, sessionName }, rundownVersion) => ({
    channel: { id: channel, name: channelName },
    units: (channels.get(channel)?.units ?? [])
      .filter((link) => holdsOn(link, day))
      .flatMap((link) => units(link.unit) ?? []),
    day,
    session: { id, name: sessionName },
    rundownVersion,
  });
  const airing: Freezing['airing'] = (playlist, rundownVersion) => {
    const { channel: named, units: reached, day, session: within } = session(playlist, rundownVersion);
    return (entry) => ({
      channel: named,
      units: reached,
      day,
      session: within,
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
    });
  };
  const freeze = (playlist: Playlist, rundownVersion: number) => {
    const frozen = airing(playlist, rundownVersion);
    return (entry: PlaylistEntry): PlannedAiring => ({
      ...frozen(entry),
      cut: entry.cut?.master ?? null,
      script: entry.item === null || entry.language === null ? null : scriptOf(entry.item, entry.language),
      rule: ruleOf(entry),
    });
  };
  return Object.assign(freeze, { session, airing, campaign, contentGroup });
};

/** '' is a rule too: in every one of its session. */
const ruleOf = ({ reasons }: PlaylistEntry): string | null =>
  reasons.find((reason) => reason.code === 'by-rule')?.rule ?? null;

const namesOf = (list: readonly { readonly id: string; readonly name: string }[]) => {
  const names = new Map(list.map(({ id, name }) => [id, { id, name }]));
  return (id: string | null) => (id === null ? null : (names.get(id) ?? { id, name: id }));
};
