/**
 * Why something did, or did not, air on a channel's day: the stored rundown taken apart, with who altered it, what was
 * ordered, and what people said afterwards. Answers from stored facts; a day nobody has planned is worked out, and says so.
 */
import { placeOfChannel } from '../core/access/decide.ts';
import { nearest } from '../core/near.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { explainDay } from '../core/schedule/explain.ts';
import type { WhyAnswer } from '../core/schedule/explain-model.ts';
import type { LocalDate } from '../core/time/local.ts';
import { findRundown } from '../store/days.ts';
import type { Ctx } from './context.ts';
import { type Asking, operation, seesWith } from './operation.ts';
import { type AskedDay, dayAt, findChannel, loadGround, onChannel } from './within/ground.ts';
import { workOut } from './within/planned-day.ts';
import { factsFor } from './within/why-facts.ts';

export interface AskedWhy {
  readonly channel: string;
  readonly day: AskedDay;
  /** Only this segment, or this session; null: everything that concerns the channel that day. */
  readonly segment: string | null;
}

export interface Why {
  readonly channel: { readonly id: string; readonly name: string };
  readonly day: LocalDate;
  /** Version of the stored rundown, and when it was planned; null: only worked out now. */
  readonly version: number | null;
  readonly plannedAt: string | null;
  /** false: what people said of the day is not the caller's to read, and is left out. */
  readonly logRead: boolean;
  readonly answers: readonly WhyAnswer[];
}

/** Refuses with right.*, channel.unknown; segment.unknown when neither schedule, rundown nor air log knows of it. */
export const whyDay = operation(
  {
    name: 'day.explain',
    needs: 'schedule.read',
    where: (ctx: Asking & Pick<Ctx, 'airlog'>, { channel, day }: AskedWhy) => onChannel(ctx, channel, day),
  },
  (ctx: Asking & Pick<Ctx, 'airlog'>, { channel: id, day: asked, segment }: AskedWhy): Result<Why> => {
    const ground = loadGround(ctx);
    const found = findChannel(ground.schedule, id);
    if (!found.ok) return found;
    const { channel, station } = found.value;
    const day = dayAt(ctx, station, asked);
    const stored = findRundown(ctx.store.rows, channel.id, day);
    const worked = stored === undefined ? workOut(ground, channel.id, day) : ok(stored);
    if (!worked.ok) return worked;
    const { playlists, conflicts, findings } = worked.value;
    const logRead = seesWith(ctx, 'air-log.read')(placeOfChannel(channel, station, day));
    const rows = logRead ? ctx.airlog.select({ from: day, to: day, channel: channel.id }).toArray() : [];
    const { prepared } = ground;
    const all = explainDay({ prepared, channel, station, day, playlists, findings, rows, now: ctx.clock.instant() });
    const wanted =
      segment === null
        ? all
        : all.filter((one) => one.segment === segment || (one.segment === null && one.session === segment));
    if (segment !== null && wanted.length === 0) {
      const near = nearest(
        segment,
        all.map((one) => one.segment ?? one.session),
      );
      return refuse('segment.unknown', near === null ? { id: segment } : { id: segment, near });
    }
    const facts = factsFor(ctx, { prepared, conflicts, rows, station });
    const source = stored === undefined ? 'worked-out' : 'stored';
    return ok({
      channel: { id: channel.id, name: channel.name },
      day,
      version: stored?.version ?? null,
      plannedAt: stored?.plannedAt ?? null,
      logRead,
      answers: wanted.map(
        (one): WhyAnswer => ({ ...one, day, channelName: channel.name, source, logRead, ...facts(one) }),
      ),
    });
  },
);
