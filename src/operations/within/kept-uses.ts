/** What of the shelf is of use, and until when: to plans, to the library, to feeds, to the air log. Read in steps, so that others get their turn. */
import type { Sha256 } from '../../core/ids.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import { renderKey, renderSpec, SOUND_FORMATS } from '../../core/playlist/render-spec.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { plannedDaysFrom, playlistsOn } from '../../store/old-rows.ts';
import { loadPodcasts } from '../../store/podcasts.ts';
import { loadSchedule } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { episodesOfPodcast } from './podcast.ts';

/** Hash or key → the last day on which it is of use. */
type LastUse = ReadonlyMap<Sha256, LocalDate>;

type Reading = Pick<Ctx, 'store' | 'airlog' | 'clock'>;

/** Days in order, so that the last one stays. */
const eachPlan = async (
  ctx: Reading,
  from: LocalDate,
  use: (playlist: Playlist, day: LocalDate) => void,
): Promise<void> => {
  for (const day of plannedDaysFrom(ctx.store.rows, from)) {
    for (const playlist of playlistsOn(ctx.store.rows, day)) use(playlist, day);
    await turn();
  }
};

/** Masters in plans of `from` and later, in force or not, and in entries of the air log about those days. */
export const mastersSince = async (ctx: Reading, from: LocalDate): Promise<LastUse> => {
  const last = new Map<Sha256, LocalDate>(ctx.airlog.cutsSince(from));
  const use = (master: Sha256, day: LocalDate): void => {
    const known = last.get(master);
    if (known === undefined || known < day) last.set(master, day);
  };
  await eachPlan(ctx, from, ({ entries }, day) => {
    for (const { cut, bed } of entries) {
      if (cut !== null) use(cut.master, day);
      if (bed != null) use(bed.cut.master, day);
    }
  });
  return last;
};

/** Keys under which the sessions of `from` and later are rendered, in any format. */
export const renderingsSince = async (ctx: Reading, from: LocalDate): Promise<LastUse> => {
  const last = new Map<Sha256, LocalDate>();
  await eachPlan(ctx, from, (playlist, day) => {
    for (const format of SOUND_FORMATS) last.set(renderKey(renderSpec(playlist, format)), day);
  });
  return last;
};

/** Keys of what open podcasts offer. */
export const episodeKeys = (ctx: Reading): ReadonlySet<Sha256> =>
  new Set(
    loadPodcasts(ctx.store.rows)
      .filter(({ endedAt }) => endedAt === null)
      .flatMap((podcast) => episodesOfPodcast(ctx, podcast))
      .flatMap(({ rendering }) => (rendering === null ? [] : [rendering.key])),
  );

/** File names that items of the library ask for. */
export const namesWanted = ({ store }: Pick<Ctx, 'store'>): ReadonlySet<string> =>
  new Set(loadSchedule(store.rows).items.flatMap(({ versions }) => versions.flatMap(({ sound }) => sound ?? [])));

/** Reading plans holds the thread. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
