/**
 * The looks that are due now, each kept once: what the service does by itself. Facts are gathered first; one transaction then
 * stores what nobody has stored meanwhile.
 */
import { placeOfChannel, unitOfPlace } from '../../core/access/decide.ts';
import { type DueLook, dueLooks } from '../../core/preflight/due.ts';
import { lookAt } from '../../core/preflight/look.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { addDays, holdsOn, type LocalTime } from '../../core/time/local.ts';
import type { Rows } from '../../store/database.ts';
import { addLook, looksOf } from '../../store/preflight.ts';
import type { Ctx } from '../context.ts';
import { type ListedChannel, listChannels } from '../list-channels.ts';
import { operation } from '../operation.ts';
import { loadGround, type PlanningGround } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { factsOf, secondsOf } from '../within/preflight-facts.ts';
import { dayShown, type ShownDay } from '../within/shown-day.ts';

/** The day before may still be on air, and the evening's look is for tomorrow; a day begins after midnight at some stations. */
const DAYS = [-1, 0, 1, 2];

/** Answers what single days were refused with; the others are looked at. Refuses with right.not-yours, data.*. */
export const lookDue = operation(
  { name: 'preflight.look-due', needs: 'system' },
  async (ctx: Ctx, evening: LocalTime): Promise<Result<readonly Refusal[]>> => {
    const ground = loadGround(ctx);
    const refusals: Refusal[] = [];
    for (const listed of listChannels(ctx)) {
      for (const day of DAYS.map((days) => addDays(listed.today, days))) {
        if (!holdsOn(listed.channel, day)) continue;
        const shown = dayShown(ctx, listed.channel.id, day, ground);
        const looked = shown.ok ? await lookOnce(ctx, shown.value, ground, { listed, evening }) : shown;
        if (!looked.ok) refusals.push(...looked.refusals);
      }
    }
    return ok(refusals);
  },
);

const lookOnce = async (
  ctx: Ctx,
  shown: ShownDay,
  ground: PlanningGround,
  { listed, evening }: { readonly listed: ListedChannel; readonly evening: LocalTime },
): Promise<Result<void>> => {
  const { day, channel } = shown;
  const now = ctx.clock.instant();
  const due = new Map<string, DueLook[]>();
  for (const { playlist } of shown.sessions) {
    const { session, start } = playlist;
    due.set(session, dueLooks({ day, start, seconds: secondsOf(playlist) }, now, evening, listed.station.clockChange));
  }
  const missing = (rows: Rows, session: string): DueLook[] => {
    const done = looksOf(rows, channel.id, day).filter((one) => one.session === session);
    return (due.get(session) ?? []).filter((look) => !done.some((one) => one.look === look));
  };
  const wanted = shown.sessions.filter(({ playlist }) => missing(ctx.store.rows, playlist.session).length > 0);
  if (wanted.length === 0) return ok(undefined);
  const facts = await factsOf(ctx, { ...shown, sessions: wanted }, ground);
  const found = facts.map((one) => ({ session: one.playlist.session, findings: lookAt(one) }));
  return ctx.store.transact((rows) => {
    const added = found.flatMap(({ session, findings }) =>
      missing(rows, session).map((look) => {
        addLook(rows, { channel: channel.id, day, session, look, findings, lookedAt: now });
        return { session, look, findings: findings.length };
      }),
    );
    if (added.length === 0) return ok(undefined);
    note(ctx, rows, {
      operation: 'preflight.look-due',
      unit: unitOfPlace(placeOfChannel(channel, listed.station, day)),
      subject: `day/${channel.id}/${day}`,
      before: null,
      after: { looks: added },
    });
    return ok(undefined);
  });
};
