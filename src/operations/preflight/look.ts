/** A look at a channel's coming day now, because somebody asks. It stores nothing. */
import { lookAt, type PreflightFinding } from '../../core/preflight/look.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Channel, Station } from '../../core/schedule/model.ts';
import { holdsOn, type LocalDate } from '../../core/time/local.ts';
import type { Moment } from '../../core/time/moment.ts';
import { looksOf, type PreflightRow } from '../../store/preflight.ts';
import type { Ctx } from '../context.ts';
import { listChannels } from '../list-channels.ts';
import { operation } from '../operation.ts';
import { type AskedDay, loadGround, onChannel, type PlanningGround } from '../within/ground.ts';
import { factsOf } from '../within/preflight-facts.ts';
import { dayShown } from '../within/shown-day.ts';

export interface LookedSession {
  readonly session: string;
  readonly name: string;
  readonly start: Moment;
  readonly findings: readonly PreflightFinding[];
  /** Looks that happened by themselves, oldest first. */
  readonly looks: readonly Pick<PreflightRow, 'look' | 'lookedAt'>[];
}

export type { AskedDay } from '../within/ground.ts';

export interface LookedDay {
  readonly channel: Channel;
  readonly station: Station;
  readonly day: LocalDate;
  readonly sessions: readonly LookedSession[];
}

export interface AskedLook {
  /** null: every channel that the caller may see on that day. */
  readonly channel: string | null;
  /** 'today' is each station's. */
  readonly day: AskedDay;
}

/** Refuses with right.*, channel.unknown. */
export const lookAtDays = operation(
  {
    name: 'preflight.look',
    needs: 'schedule.read',
    where: (ctx: Ctx, { channel, day }: AskedLook) =>
      channel === null ? ok('anywhere' as const) : onChannel(ctx, channel, day),
  },
  async (ctx: Ctx, { channel, day }: AskedLook): Promise<Result<readonly LookedDay[]>> => {
    const ground = loadGround(ctx);
    const ids =
      channel !== null
        ? [channel]
        : listChannels(ctx)
            .filter((listed) => holdsOn(listed.channel, day === 'today' ? listed.today : day))
            .map((listed) => listed.channel.id);
    const looked: LookedDay[] = [];
    for (const id of ids) {
      const one = await lookAtDay(ctx, id, day, ground);
      if (!one.ok) return one;
      looked.push(one.value);
    }
    return ok(looked);
  },
);

const lookAtDay = async (ctx: Ctx, id: string, day: AskedDay, ground: PlanningGround): Promise<Result<LookedDay>> => {
  const shown = dayShown(ctx, id, day, ground);
  if (!shown.ok) return shown;
  const { channel, station } = shown.value;
  const happened = looksOf(ctx.store.rows, channel.id, shown.value.day);
  const facts = await factsOf(ctx, shown.value, ground);
  const sessions = facts.map(
    (one): LookedSession => ({
      session: one.playlist.session,
      name: one.playlist.sessionName,
      start: one.playlist.start,
      findings: lookAt(one),
      looks: happened
        .filter(({ session }) => session === one.playlist.session)
        .map(({ look, lookedAt }) => ({ look, lookedAt })),
    }),
  );
  return ok({ channel, station, day: shown.value.day, sessions });
};
