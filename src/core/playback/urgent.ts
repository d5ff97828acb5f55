/**
 * Urgent orders as the player keeps them: which it has, which one is to sound now, and how each ended. Tells no rows and begins nothing:
 * step.ts does.
 *
 * An order has the air until it is over: in a short pause between two times nothing else begins; in a long one the programme goes on.
 */
import { broadcastDayOf } from '../time/broadcast-day.ts';
import { instantMs, localAt } from '../time/zone.ts';
import { type UrgentEnd, type UrgentNotice, urgentAiring } from '../urgent/model.ts';
import type { Now, Player, Playing } from './model.ts';
import type { TakenOrder, Urgency } from './urgency.ts';

/** A pause that is no longer than this keeps the air; and two stretches of one order that are no further apart are one. */
const KEEPS_MS = 60_000;
/** After a time that was not heard to its end, before it is begun again; and how many such times there may be. */
const AGAIN_MS = 5000;
const MOST_FAILED = 5;
const DAY_MS = 86_400_000;
/** Timers take a moment. */
const NEAR_MS = 2000;

/** What sounds by an order has no session. */
export const isUrgent = ({ session }: Playing): boolean => session.id === '';

const orderOf = ({ urgent }: Player, playing: Playing): TakenOrder | undefined =>
  urgent.orders.find(({ order, begun }) => urgentAiring(order.id, begun) === playing.key);

/** The n-th time of an order as something that sounds from its beginning, now. */
export const urgentPlaying = ({ order, begun }: TakenOrder, { wallMs, monotonicMs }: Now): Playing => {
  const { id, title, language, sound, volume, zone, dayStart, authority } = order;
  const instant = `${new Date(Math.floor(wallMs / 1000) * 1000).toISOString().slice(0, 19)}Z`;
  const local = localAt(instant, zone);
  const key = urgentAiring(id, begun + 1);
  const { lengthMs } = sound;
  return {
    key,
    day: broadcastDayOf(local, dayStart),
    session: {
      ...{
        id: '',
        name: title,
        start: { local, zone, instant },
        lengthMs,
        sound,
        late: 'skip',
        graceSeconds: 0,
        volume,
      },
      authorised: { by: authority.by, reason: authority.reason, document: null },
      items: [{ id: key, title, kind: 'sound', language, offsetMs: 0, lengthMs }],
    },
    ...{ fromMs: 0, begunMs: monotonicMs, begunWallMs: wallMs, lateWhy: null, item: 0 },
  };
};

/** The orders among `notices` that are new here; an id that was ever over never comes back. */
export const taken = (urgent: Urgency, notices: readonly UrgentNotice[]): Urgency => {
  const known = new Set(urgent.orders.map(({ order }) => order.id));
  const fresh = notices.flatMap((notice): TakenOrder[] => {
    if (notice.kind !== 'order' || known.has(notice.id) || urgent.over.has(notice.id)) return [];
    known.add(notice.id);
    return [{ order: notice, begun: 0, whole: 0, notBeforeMs: null }];
  });
  return fresh.length === 0 ? urgent : { ...urgent, orders: [...urgent.orders, ...fresh] };
};

/** What the cancels among `notices` end; and of an order that has not come, that it is not to be obeyed when it does. */
export const cancelled = (
  urgent: Urgency,
  notices: readonly UrgentNotice[],
): { readonly urgent: Urgency; readonly ended: readonly TakenOrder[] } => {
  const ended: TakenOrder[] = [];
  const over = new Map(urgent.over);
  for (const notice of notices) {
    if (notice.kind !== 'cancel' || over.has(notice.cancels)) continue;
    const of = urgent.orders.find(({ order }) => order.id === notice.cancels);
    // An order that is newer than what would cancel it is another one under its name.
    if (of !== undefined && instantMs(of.order.issuedAt) > instantMs(notice.issuedAt)) continue;
    if (of !== undefined) ended.push(of);
    else over.set(notice.cancels, { how: 'cancelled', untilMs: instantMs(notice.expiresAt) });
  }
  return { urgent: { ...urgent, over }, ended };
};

/** It is over here, for good. */
export const settled = (urgent: Urgency, { order }: TakenOrder, how: UrgentEnd): Urgency => ({
  ...urgent,
  orders: urgent.orders.filter((one) => one.order.id !== order.id),
  over: new Map([...urgent.over, [order.id, { how, untilMs: instantMs(order.expiresAt) }]]),
});

export const expired = ({ orders }: Urgency, { wallMs }: Now): readonly TakenOrder[] =>
  orders.filter(({ order }) => instantMs(order.expiresAt) <= wallMs);

/** An id is worth remembering for as long as somebody could bring its order again. */
export const pruned = (urgent: Urgency, { wallMs }: Now): Urgency => {
  const over = [...urgent.over].filter(([, { untilMs }]) => untilMs + DAY_MS > wallMs);
  return over.length === urgent.over.size ? urgent : { ...urgent, over: new Map(over) };
};

/** The order that is to sound now: of several the one that was issued last, since it knows most. null: none. */
export const toSound = ({ urgent, sounds }: Player, { wallMs }: Now): TakenOrder | null =>
  urgent.orders
    .filter(({ order, notBeforeMs }) => sounds.has(order.sound.sha256) && (notBeforeMs ?? 0) <= wallMs)
    .toSorted((a, b) => instantMs(b.order.issuedAt) - instantMs(a.order.issuedAt))[0] ?? null;

/** Whether an order has the air: it sounds, or will after a short pause. */
export const hasAir = ({ urgent, sounds, playing }: Player, { wallMs }: Now): boolean =>
  (playing !== null && isUrgent(playing)) ||
  urgent.orders.some(
    ({ order, notBeforeMs, begun }) =>
      begun > 0 && sounds.has(order.sound.sha256) && (notBeforeMs ?? 0) - wallMs <= KEEPS_MS,
  );

export const holding = (urgent: Urgency, { wallMs }: Now): Urgency => {
  const { held } = urgent;
  const goesOn = held !== null && wallMs >= held.toMs && wallMs - held.toMs <= KEEPS_MS;
  return { ...urgent, held: { fromMs: goesOn ? held.fromMs : wallMs, toMs: wallMs } };
};

/** Whether an order had the air at a moment. */
export const hadAir = ({ held }: Urgency, atMs: number): boolean =>
  held !== null && atMs >= held.fromMs - NEAR_MS && atMs <= held.toMs + NEAR_MS;

/** It sounds no more: one time less to go, or it is begun again soon, or that was the last one. */
export const counted = (player: Player, playing: Playing, whole: boolean, { wallMs }: Now): Urgency => {
  const { urgent } = player;
  const of = orderOf(player, playing);
  if (of === undefined) return urgent;
  const { order } = of;
  const then: TakenOrder = {
    ...of,
    whole: of.whole + (whole ? 1 : 0),
    notBeforeMs: wallMs + (whole ? order.pauseSeconds * 1000 : AGAIN_MS),
  };
  if (then.whole >= order.repeats) return settled(urgent, then, 'ended');
  if (then.begun - then.whole >= MOST_FAILED) return settled(urgent, then, 'failed');
  return { ...urgent, orders: urgent.orders.map((one) => (one === of ? then : one)) };
};

export const begunOnce = (urgent: Urgency, { order }: TakenOrder): Urgency => ({
  ...urgent,
  orders: urgent.orders.map((one) => (one.order.id === order.id ? { ...one, begun: one.begun + 1 } : one)),
});

export const soundsBy = (playing: Playing | null, { order, begun }: TakenOrder): boolean =>
  playing !== null && playing.key === urgentAiring(order.id, begun);
