/** A channel's day as a look at it needs it: gathered from rows and the shelf, outside any transaction. Judges nothing. */
import { placeOfChannel, unitOfPlace } from '../../core/access/decide.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import { PROFILES, profileNamed, SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { AS_IT_IS, renderKey, renderSpec } from '../../core/playlist/render-spec.ts';
import { BEFORE_SECONDS } from '../../core/preflight/due.ts';
import type { HeardSound, SessionFacts } from '../../core/preflight/look.ts';
import { judgeSound } from '../../core/sound/judge.ts';
import { plusSeconds } from '../../core/time/zone.ts';
import type { Rows } from '../../store/database.ts';
import { findJobByKey } from '../../store/jobs.ts';
import { soundsOfMasters } from '../../store/sounds.ts';
import type { Ctx } from '../context.ts';
import { approvalStates } from './approval-state.ts';
import type { PlanningGround } from './ground.ts';
import { hasSound } from './planned-day.ts';
import type { ShownDay, ShownSession } from './shown-day.ts';

type Gathering = Pick<Ctx, 'clock' | 'store' | 'audio'>;

export const secondsOf = ({ length }: Pick<Playlist, 'length'>): number => length / SAMPLE_RATE;

/** Of each session of a day, in its order. */
export const factsOf = async (ctx: Gathering, shown: ShownDay, ground: PlanningGround): Promise<SessionFacts[]> => {
  const { rows } = ctx.store;
  const entries = shown.sessions.flatMap(({ playlist }) => playlist.entries);
  const asked = entries.flatMap(({ item, language }) =>
    item === null || language === null ? [] : [{ item, language }],
  );
  const states = approvalStates(rows, asked);
  const versions = new Map([...states].map(([key, { state }]) => [key, state]));
  const optional = new Set<string>(ground.schedule.segments.filter(({ required }) => !required).map(({ id }) => id));
  const unit = unitOfPlace(placeOfChannel(shown.channel, shown.station, shown.day));
  const now = ctx.clock.instant();
  return Promise.all(
    shown.sessions.map(
      async (session): Promise<SessionFacts> => ({
        playlist: session.playlist,
        unit,
        soon: plusSeconds(session.playlist.start, -BEFORE_SECONDS).instant <= now,
        optional,
        versions,
        sounds: heardIn(rows, session.playlist),
        rendering: await renderingOf(ctx, session),
        conflicts: shown.conflicts,
        guards: shown.findings,
      }),
    ),
  );
};

/** What was measured of each entry's sound, as the entry uses it; judged by the session's own profile. */
const heardIn = (rows: Rows, { entries, profile }: Playlist): Map<string, HeardSound> => {
  const masters = [...new Set(entries.flatMap(({ cut }) => (cut === null ? [] : [cut.master])))];
  const sounds = new Map(soundsOfMasters(rows, masters).map((sound) => [sound.master, sound]));
  return new Map(
    entries.flatMap(({ id, cut }): [string, HeardSound][] => {
      const sound = cut === null ? undefined : sounds.get(cut.master);
      if (cut === null || sound === undefined || sound.measures === null) return [];
      const { from, gainDb, fadeIn, fadeOut } = cut.use ?? AS_IT_IS;
      const used = { cueIn: from, cueOut: from + cut.samples, gainDb, fadeIn, fadeOut, segue: null };
      const light = judgeSound(sound.measures, used, profileNamed(profile) ?? PROFILES.horn);
      return [[id, { original: sound.original, light }]];
    }),
  );
};

const renderingOf = async (
  { store, audio }: Gathering,
  { playlist, rendering }: ShownSession,
): Promise<SessionFacts['rendering']> => {
  if (!hasSound(playlist)) return null;
  if (rendering !== null) {
    const onShelf = await audio.shelf.has(rendering.output);
    return { state: 'done', onShelf, longestSilence: rendering.longestSilence };
  }
  const job = findJobByKey(store.rows, 'render', renderKey(renderSpec(playlist, 'mp3')));
  if (job?.state === 'failed' || job?.state === 'cancelled') return { state: job.state };
  return { state: job !== undefined && (job.refusals?.length ?? 0) > 0 ? 'resting' : 'waiting' };
};
