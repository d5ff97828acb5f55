/** Large schedules for the bench: many segments on one channel, and every commune of a country on few sessions. */

import type { ChannelId } from '../../src/core/ids.ts';
import { NO_ALTERATIONS } from '../../src/core/schedule/alterations.ts';
import type { Ground } from '../../src/core/schedule/ground.ts';
import { centre, itemsOf, scheduleOf, soundsOf } from '../support/schedules.ts';

const ITEMS = [...'abcdefghij'];

const segmentsOf = (session: number, count: number): string =>
  Array.from({ length: count }, (_, n) => {
    const content = n % 5 === 0 ? 'strand: t' : `item: ${ITEMS[n % ITEMS.length]}`;
    const rule = n % 3 === 0 ? ', rule: "FREQ=WEEKLY;BYDAY=MO,WE,FR"' : '';
    return `{ id: s${session}-${n}, title: Tiết mục ${n}, ${content}, required: false${rule} }`;
  }).join(', ');

const two = (value: number): string => String(value).padStart(2, '0');

/** `sessions` sessions of `segments` segments each, twenty minutes apart from four in the morning, on k1 and k2. */
export const largeGround = (sessions: number, segments: number): Ground => {
  const written = Array.from(
    { length: sessions },
    (_, n) =>
      `  - { id: b${n}, name: Buổi ${n}, channels: [k1], start: "${two(4 + Math.floor(n / 3))}:${two((n % 3) * 20)}", maxMinutes: 19, from: 2025-04-07, segments: [${segmentsOf(n, segments)}] }\n`,
  );
  const strands = `strands: [{ id: t, name: Chuyên mục, items: [${ITEMS.join(', ')}] }]\n`;
  return {
    schedule: scheduleOf(centre(`sessions:\n${written.join('')}${strands}${itemsOf(...ITEMS)}`)),
    sounds: soundsOf(Object.fromEntries(ITEMS.map((id) => [id, 30]))),
    alterations: NO_ALTERATIONS,
    turns: new Map(),
  };
};

/** The same sessions on `count` channels. */
export const onChannels = (ground: Ground, count: number): Ground => {
  const [first] = ground.schedule.channels;
  if (first === undefined) throw new Error('a ground without channels');
  const ids = Array.from({ length: count }, (_, n) => `xa-${n}` as ChannelId);
  return {
    ...ground,
    schedule: {
      ...ground.schedule,
      channels: ids.map((id) => ({ ...first, id, name: `Loa ${id}` })),
      sessions: ground.schedule.sessions.map((session) => ({ ...session, channels: ids })),
    },
  };
};
