/** Podcasts switched on, off, listed, and shown to everybody; and their sound put into the queue. */

import { actorOf } from '../../core/access/model.ts';
import { placesOf } from '../../core/access/schedule-places.ts';
import { type Cue, cuesOf, speechIn } from '../../core/captions/cues.ts';
import { captionTexts } from '../../core/captions/lines.ts';
import { nearest } from '../../core/near.ts';
import { itemSpec } from '../../core/playlist/item-spec.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import { renderKey } from '../../core/playlist/render-spec.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { nfc, oneLine } from '../../core/text.ts';
import { enqueue } from '../../store/jobs.ts';
import { endPodcast, loadPodcasts, type PodcastRow, savePodcast } from '../../store/podcasts.ts';
import { loadSchedule } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { type Asking, groundOf, operation, seesWith } from '../operation.ts';
import { note } from '../within/note.ts';
import { episodesOfPodcast, type FoundEpisode } from '../within/podcast.ts';

export interface AskedPodcast {
  readonly kind: PodcastRow['kind'];
  readonly subject: string;
  /** '': the subject's name. */
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly language: string;
}

type Switching = Pick<Ctx, 'airlog' | 'caller' | 'clock' | 'random' | 'store'>;

/** Refuses with schedule.reference, right.elsewhere. */
const maySwitch = (ctx: Asking, kind: PodcastRow['kind'], subject: string): Result<string> => {
  const schedule = loadSchedule(ctx.store.rows);
  const all = { campaign: schedule.campaigns, strand: schedule.strands, station: schedule.stations }[kind];
  const found = all.find(({ id }) => id === subject);
  const ids = all.map(({ id }): string => id);
  if (found === undefined) return refuse('schedule.reference', { kind, id: subject, near: nearest(subject, ids) });
  const sees = seesWith(ctx, 'schedule.write');
  const places = placesOf(schedule, kind, subject, groundOf(ctx).today);
  // What belongs to nobody yet is opened to everybody by the centre alone.
  const allowed = places.length === 0 ? sees('centre') : places.every(sees);
  return allowed ? ok(found.name) : refuse('right.elsewhere', { right: 'schedule.write' });
};

/** Once more changes its words. Refuses with right.*, schedule.reference. */
export const switchOn = operation(
  { name: 'podcast.switch-on', needs: 'schedule.write' },
  (ctx: Switching, asked: AskedPodcast): Result<PodcastRow> => {
    const { kind, subject, description, language } = asked;
    const name = maySwitch(ctx, kind, subject);
    if (!name.ok) return name;
    const at = ctx.clock.instant();
    const text = (value: string): string => oneLine(nfc(value.toWellFormed()));
    const switched = ctx.store.transact((rows) => {
      const all = loadPodcasts(rows);
      const before = all.find((one) => one.kind === kind && one.subject === subject);
      const slug = before?.slug ?? (all.some((one) => one.slug === subject) ? `${kind}-${subject}` : subject);
      const row: PodcastRow = {
        slug,
        kind,
        subject,
        title: text(asked.title) || name.value,
        description: text(description) || name.value,
        author: text(asked.author) || (loadSchedule(rows).stations[0]?.name ?? name.value),
        language,
        enabledBy: actorOf(ctx.caller) ?? 'nobody',
        enabledAt: before?.endedAt === null ? before.enabledAt : at,
        endedAt: null,
      };
      savePodcast(rows, row);
      const was = before === undefined ? null : { ended: before.endedAt };
      note(ctx, rows, {
        operation: 'podcast.switch-on',
        unit: null,
        subject: `podcast/${slug}`,
        before: was,
        after: { kind, subject, language },
      });
      return ok(row);
    });
    if (switched.ok) queueMissing(ctx, [switched.value]);
    return switched;
  },
);

/** Refuses with right.*, request.path (there is none, or it is off). */
export const switchOff = operation(
  { name: 'podcast.switch-off', needs: 'schedule.write' },
  (ctx: Switching, slug: string): Result<void> => {
    const found = standing(ctx, slug);
    if (!found.ok) return found;
    const may = maySwitch(ctx, found.value.kind, found.value.subject);
    // Whoever answers for everything may close what the schedule has no more.
    if (!may.ok && !seesWith(ctx, 'schedule.write')('centre')) return may;
    return ctx.store.transact((rows) => {
      endPodcast(rows, slug, ctx.clock.instant());
      note(ctx, rows, {
        operation: 'podcast.switch-off',
        unit: null,
        subject: `podcast/${slug}`,
        before: { ended: null },
        after: { ended: ctx.clock.instant() },
      });
      return ok(undefined);
    });
  },
);

/** Those that are on; what is in them is everybody's. Refuses with right.*. */
export const listPodcasts = operation(
  { name: 'podcast.list', needs: 'schedule.read' },
  (ctx: Asking & Pick<Ctx, 'airlog'>): Result<(PodcastRow & { readonly episodes: number })[]> =>
    ok(
      open(ctx).map((row) => ({
        ...row,
        episodes: episodesOfPodcast(ctx, row).filter(({ rendering }) => rendering !== null).length,
      })),
    ),
);

const open = (ctx: Pick<Ctx, 'store'>): PodcastRow[] =>
  loadPodcasts(ctx.store.rows).filter(({ endedAt }) => endedAt === null);

const standing = (ctx: Pick<Ctx, 'store'>, slug: string): Result<PodcastRow> => {
  const found = open(ctx).find((one) => one.slug === slug);
  return found === undefined ? refuse('request.path', { path: `/podcast/${slug}`.slice(0, 200) }) : ok(found);
};

export interface ShownPodcast {
  readonly podcast: PodcastRow;
  /** Those with a sound, newest first. */
  readonly episodes: readonly FoundEpisode[];
}

/** For anybody. Refuses with request.path. */
export const showPodcast = operation(
  { name: 'podcast.show', needs: 'public' },
  (ctx: Asking & Pick<Ctx, 'airlog'>, slug: string): Result<ShownPodcast> => {
    const found = standing(ctx, slug);
    if (!found.ok) return found;
    const episodes = episodesOfPodcast(ctx, found.value).filter(({ rendering }) => rendering !== null);
    return ok({ podcast: found.value, episodes });
  },
);

export interface ShownEpisode {
  readonly episode: FoundEpisode;
  /** None without a script. */
  readonly cues: readonly Cue[];
}

/** An episode with its words laid over its sound, for anybody. Refuses with request.path, audio.*. */
export const showEpisode = operation(
  { name: 'podcast.show-episode', needs: 'public' },
  async (ctx: Asking & Pick<Ctx, 'airlog' | 'audio'>, slug: string, guid: string): Promise<Result<ShownEpisode>> => {
    const found = standing(ctx, slug);
    if (!found.ok) return found;
    const episode = episodesOfPodcast(ctx, found.value).find((one) => one.guid === guid);
    if (episode === undefined || episode.rendering === null)
      return refuse('request.path', { path: `/podcast/${slug}/${guid}`.slice(0, 200) });
    if (episode.script === null) return ok({ episode, cues: [] });
    const { samples } = episode.cut;
    const pauses = await ctx.audio.pauses(episode.rendering.output, samples);
    if (!pauses.ok) return pauses;
    const totalMs = Math.floor((samples / SAMPLE_RATE) * 1000);
    const cues = cuesOf(captionTexts(episode.script, { line: 42, lines: 2 }), speechIn(pauses.value, totalMs), totalMs);
    return ok({ episode, cues });
  },
);

const queueMissing = (ctx: Pick<Ctx, 'airlog' | 'clock' | 'store'>, podcasts: readonly PodcastRow[]): number => {
  const missing = podcasts.flatMap((row) => episodesOfPodcast(ctx, row)).filter(({ rendering }) => rendering === null);
  const at = ctx.clock.instant();
  const specs = new Map(missing.map(({ cut }) => itemSpec(cut, 'mp3')).map((spec) => [renderKey(spec), spec]));
  ctx.store.transact((rows) => {
    for (const [key, spec] of specs)
      enqueue(rows, { kind: 'render', key, payload: spec, urgency: Number(at.slice(0, 10).replaceAll('-', '')) }, at);
    return ok(undefined);
  });
  return specs.size;
};

/** Puts the sound of episodes that have none into the queue of renderings; how many. Asked after airings were recorded. */
export const preparePodcasts = operation(
  { name: 'podcast.prepare', needs: 'system' },
  (ctx: Pick<Ctx, 'airlog' | 'caller' | 'clock' | 'store'>): Result<number> => ok(queueMissing(ctx, open(ctx))),
);
