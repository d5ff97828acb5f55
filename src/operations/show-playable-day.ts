/** One broadcast day of a channel, if a player can play something of it. */
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Ctx } from './context.ts';
import { type Asking, operation } from './operation.ts';
import { type AskedDay, loadGround, onChannel } from './within/ground.ts';
import { gateOf, passed } from './within/outgoing.ts';
import { hasSound } from './within/planned-day.ts';
import { dayShown, type ShownDay } from './within/shown-day.ts';

/**
 * Refuses as showDay() does, with playlist.nothing when the day has no sound at all, and with playlist.not-rendered
 * while none of it is rendered: an empty list would be taken for a silent day. With render.silence when what is rendered
 * misses its gate; beside others such a session counts as not rendered.
 */
export const showPlayableDay = operation(
  { name: 'day.show-playable', needs: 'schedule.read', where: onChannel },
  (ctx: Asking & Pick<Ctx, 'airlog'>, id: string, asked: AskedDay): Result<ShownDay> => {
    const shown = dayShown(ctx, id, asked, loadGround(ctx));
    if (!shown.ok) return shown;
    const { day, sessions } = shown.value;
    const channel = shown.value.channel.id;
    if (!sessions.some(({ playlist }) => hasSound(playlist))) return refuse('playlist.nothing', { channel, day });
    if (!sessions.some(({ rendering }) => rendering !== null)) return refuse('playlist.not-rendered', { channel, day });
    const out = passed(shown.value);
    const silent = sessions.find(({ deadAir }) => deadAir !== null);
    return silent !== undefined && out.sessions.every(({ rendering }) => rendering === null) ? gateOf(silent) : ok(out);
  },
);
