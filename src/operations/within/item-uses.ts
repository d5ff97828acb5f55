/** Where an item airs: the strands and segments that ask for it, its coming airings as planned, and when it was last heard. */
import { standingWords } from '../../core/evidence/standing.ts';
import type { ChannelId, UnitId } from '../../core/ids.ts';
import { usesOf } from '../../core/library/uses.ts';
import type { Item, Schedule } from '../../core/schedule/model.ts';
import { addDays, type LocalDate, type LocalDateTime } from '../../core/time/local.ts';
import { loadAlterations } from '../../store/alterations.ts';
import { listRundowns } from '../../store/days.ts';
import type { Ctx } from '../context.ts';
import { listChannels } from '../list-channels.ts';
import { type Asking, groundOf, seesWith } from '../operation.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface ItemUses {
  readonly strands: readonly Named[];
  /** Of sessions that the caller may see. */
  readonly segments: readonly {
    readonly id: string;
    readonly title: string;
    readonly session: Named;
    readonly channels: readonly Named[];
  }[];
  /** As planned from today on, two weeks; by time. */
  readonly coming: readonly {
    readonly channel: Named;
    readonly day: LocalDate;
    readonly session: string;
    readonly at: LocalDateTime;
  }[];
  /** The last broadcast day on which it was heard, of the last `lookedBack` days; null: on none of them. */
  readonly lastAired: { readonly channel: Named; readonly day: LocalDate } | null;
  readonly lookedBack: number;
}

const AHEAD = 13;
/** The log is read backwards in steps, because most items aired lately. */
const BACK = [7, 31, 92] as const;

/** `schedule` is what the caller may see of it. */
export const itemUses = (ctx: Asking & Pick<Ctx, 'airlog'>, schedule: Schedule, { id }: Item): ItemUses => {
  const { strands, segments } = usesOf(schedule, loadAlterations(ctx.store.rows).edits)(id);
  const channels = listChannels(ctx);
  const named = (channel: string): Named => ({
    id: channel,
    name: channels.find((one) => one.channel.id === channel)?.channel.name ?? channel,
  });
  const sessionOf = new Map(schedule.sessions.map((session) => [session.id, session]));
  const coming = channels.flatMap(({ channel, today }) =>
    listRundowns(ctx.store.rows, channel.id, today, addDays(today, AHEAD)).flatMap(({ day, playlists }) =>
      playlists.flatMap(({ sessionName, entries }) =>
        entries
          .filter((entry) => entry.item === id)
          .map(({ start }) => ({ channel: named(channel.id), day, session: sessionName, at: start.local })),
      ),
    ),
  );
  return {
    strands: schedule.strands.filter((one) => strands.includes(one.id)).map((one) => ({ id: one.id, name: one.name })),
    segments: schedule.segments
      .filter((one) => segments.includes(one.id))
      .map(({ id: segment, title, session }) => ({
        id: segment,
        title,
        session: { id: session, name: sessionOf.get(session)?.name ?? session },
        channels: (sessionOf.get(session)?.channels ?? []).map(named),
      })),
    coming: coming.sort((a, b) => (a.at < b.at ? -1 : 1)),
    ...lastAired(ctx, id),
  };
};

const lastAired = (ctx: Asking & Pick<Ctx, 'airlog'>, item: string): Pick<ItemUses, 'lastAired' | 'lookedBack'> => {
  const { today } = groundOf(ctx);
  const sees = seesWith(ctx, 'air-log.read');
  let last = today;
  for (const days of BACK) {
    const from = addDays(today, -days);
    const heard = [...standingWords(ctx.airlog.select({ from, to: last })).values()]
      .filter(({ outcome, planned }) => outcome !== 'not-aired' && planned.item === item)
      .map(({ planned }) => planned)
      .filter(({ channel, day, units }) =>
        sees({
          day: day as LocalDate,
          channel: channel.id as ChannelId,
          served: units.map((unit) => unit.id as UnitId),
          responsible: [],
        }),
      )
      .sort((a, b) => (a.day < b.day ? 1 : -1));
    const [newest] = heard;
    if (newest !== undefined)
      return {
        lastAired: { channel: { id: newest.channel.id, name: newest.channel.name }, day: newest.day as LocalDate },
        lookedBack: days,
      };
    last = addDays(from, -1);
  }
  return { lastAired: null, lookedBack: BACK[BACK.length - 1] ?? 0 };
};
