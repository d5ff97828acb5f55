/**
 * A day of relays, which have their length without a sound: what collides when somebody edits it. Three channels of one
 * station, and a strand of three short items in the morning.
 */
import type { ChannelId, SegmentId, SessionId, Sha256 } from '../../src/core/ids.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { must } from '../../src/core/result.ts';
import type { LocalDate, LocalTime } from '../../src/core/time/local.ts';
import { type EditAsked, editSchedule } from '../../src/operations/alterations/edit-schedule.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { planAhead } from '../../src/operations/plan-ahead.ts';
import { findRundown } from '../../src/store/days.ts';
import { sound, soundName } from '../../src/store/schema.ts';
import { makeWorld, NOW, type World } from './world.ts';

export const DAI = 'dai-my-tu' as ChannelId;
export const AP = 'loa-hau-thanh' as ChannelId;
export const CHO = 'loa-cho' as ChannelId;
/** The world's clock stands at 08:00 on Monday, 23 November 2026. */
export const TOMORROW = '2026-11-24' as LocalDate;

export const EDITS_SCHEDULE = `
units:
  - { id: my-tu, name: "Mỹ Tú", kind: "xã" }
  - { id: hau-thanh, name: "Hậu Thành", kind: "ấp", parent: my-tu }
stations:
  - { id: tram-my-tu, name: "Đài Truyền thanh Mỹ Tú", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: my-tu }] }
channels:
  - { id: dai-my-tu, name: "Đài Mỹ Tú", station: tram-my-tu, carrier: fm, units: [{ unit: my-tu }] }
  - { id: loa-hau-thanh, name: "Loa ấp Hậu Thành", station: tram-my-tu, carrier: loudspeaker, units: [{ unit: hau-thanh }] }
  - { id: loa-cho, name: "Loa chợ", station: tram-my-tu, carrier: loudspeaker, units: [{ unit: my-tu }] }
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
  - { id: bai-1, title: "Bài một", genre: article, sound: bai-1.wav }
  - { id: bai-2, title: "Bài hai", genre: article, sound: bai-2.wav }
  - { id: bai-3, title: "Bài ba", genre: article, sound: bai-3.wav }
  - { id: ca-khuc, title: "Ca khúc", genre: music, sound: ca-khuc.wav }
strands:
  - { id: bai-hay, name: "Bài hay", items: [bai-1, bai-2, bai-3] }
sessions:
  - id: buoi-sang
    name: "Buổi sáng"
    channels: [dai-my-tu, loa-hau-thanh]
    start: "05:00"
    maxMinutes: 60
    from: 2026-11-01
    segments:
      - { id: sang-bai, title: "Bài hay", strand: bai-hay }
      - { id: sang-nhac, title: "Ca khúc", item: ca-khuc, required: false }
      - { id: sang-tiep-am, title: "Tiếp âm tỉnh", relay: "Đài tỉnh", minutes: 30 }
  - id: buoi-trua
    name: "Buổi trưa"
    channels: [dai-my-tu]
    start: "11:00"
    maxMinutes: 60
    from: 2026-11-01
    segments:
      - { id: trua-tin, title: "Tiếp âm thời sự", relay: "VOV1", minutes: 20 }
      - { id: trua-them, title: "Tiếp âm thêm", relay: "VOV2", minutes: 20, required: false }
  - id: buoi-chieu
    name: "Buổi chiều"
    channels: [dai-my-tu]
    start: "17:00"
    maxMinutes: 60
    from: 2026-11-01
    rule: FREQ=WEEKLY;BYDAY=MO,TU,FR
    segments:
      - { id: chieu-tin, title: "Tiếp âm chiều", relay: "VOV1", minutes: 30 }
  - id: tin-huyen
    name: "Tin của huyện"
    channels: [dai-my-tu]
    start: "19:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: huyen-tin, title: "Tin ưu tiên của huyện", relay: "Huyện", minutes: 20, priority: priority }
  - id: tin-xa
    name: "Tin của xã"
    channels: [dai-my-tu]
    start: "20:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: xa-tin, title: "Tin ưu tiên của xã", relay: "Xã", minutes: 20, priority: priority }
`;

/** Names and seconds. Only planned here, never rendered, so that the library need not have the sounds themselves. */
const SOUNDS = { 'dai-hieu.wav': 1, 'bai-1.wav': 2, 'bai-2.wav': 3, 'bai-3.wav': 4, 'ca-khuc.wav': 5 };

const writeSounds = ({ store }: Ctx): void => {
  for (const [n, [name, seconds]] of Object.entries(SOUNDS).entries()) {
    const hash = String(n + 1).padStart(64, '0') as Sha256;
    const measured = { integrated: -18, range: 1, truePeak: -3, silenceHead: 0, silenceTail: 0, takenInAt: NOW };
    const written = {
      originalBytes: 1,
      originalFormat: 'wav',
      master: hash,
      samples: seconds * SAMPLE_RATE,
      channels: 1,
    };
    store.rows
      .insert(sound)
      .values({ original: hash, ...written, ...measured })
      .run();
    store.rows.insert(soundName).values({ name, original: hash, namedAt: NOW }).run();
  }
};

/** With today and the six days after it planned, before the first session of today. */
export const makeEditsWorld = async (schedule = EDITS_SCHEDULE): Promise<World> => {
  const world = await makeWorld({ schedule, sounds: {}, now: '2026-11-22T21:00:00Z' });
  writeSounds(world.ctx);
  must(planAhead(world.ctx, 6));
  world.setNow(NOW);
  return world;
};

type SessionAction = Extract<EditAsked, { of: 'session' }>['action'];
type SegmentAction = Extract<EditAsked, { of: 'segment' }>['action'];
interface How {
  readonly scope?: EditAsked['scope'];
  readonly evenSo?: boolean;
  readonly reason?: string;
}

const REASON = 'Họp dân ở nhà văn hóa';

export const ofSession = (session: string, day: string, action: SessionAction, how: How = {}): EditAsked => ({
  of: 'session',
  session: session as SessionId,
  action,
  scope: how.scope ?? 'this',
  day: day as LocalDate,
  reason: how.reason ?? REASON,
  evenSo: how.evenSo ?? false,
});

export const ofSegment = (segment: string, day: string, action: SegmentAction, how: How = {}): EditAsked => ({
  of: 'segment',
  segment: segment as SegmentId,
  action,
  scope: how.scope ?? 'this',
  day: day as LocalDate,
  reason: how.reason ?? REASON,
  evenSo: how.evenSo ?? false,
});

export const toTime = (time: string, day: string | null = null): SessionAction => ({
  kind: 'move',
  day: day as LocalDate | null,
  time: `${time}:00` as LocalTime,
});

export const edit = (ctx: Ctx, asked: EditAsked) => must(editSchedule(ctx, asked));

/** 'HH:MM session: titles' of a stored day, in order. */
export const told = (ctx: Ctx, channel: ChannelId, day: string): string[] =>
  (findRundown(ctx.store.rows, channel, day as LocalDate)?.playlists ?? []).map(
    ({ session, start, entries }) =>
      `${start.local.slice(11, 16)} ${session}: ${entries.map(({ title }) => title).join(', ')}`,
  );

export const versionOf = (ctx: Ctx, channel: ChannelId, day: string): number =>
  findRundown(ctx.store.rows, channel, day as LocalDate)?.version ?? 0;
