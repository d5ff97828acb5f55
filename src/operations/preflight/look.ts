/** A look at a channel's coming day now, because somebody asks. It stores nothing. */
import { lookAt, type PreflightFinding } from '../../core/preflight/look.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Channel, Station } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Moment } from '../../core/time/moment.ts';
import { looksOf, type PreflightRow } from '../../store/preflight.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { type AskedDay, loadGround, onChannel } from '../within/ground.ts';
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

export interface LookedDay {
  readonly channel: Channel;
  readonly station: Station;
  readonly day: LocalDate;
  readonly sessions: readonly LookedSession[];
}

/** Refuses with right.*, channel.unknown. */
export const lookAtDay = operation(
  { name: 'preflight.look', needs: 'schedule.read', where: onChannel },
  async (ctx: Ctx, id: string, day: AskedDay): Promise<Result<LookedDay>> => {
    const ground = loadGround(ctx);
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
  },
);
