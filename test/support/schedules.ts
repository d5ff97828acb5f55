/** Schedules written in a few lines, as a person would, and read by the real reader. */
import { readSchedules } from '../../src/contract/schedule-file/index.ts';
import type { ChannelId, Sha256 } from '../../src/core/ids.ts';
import { type DayPlan, planChannelDay } from '../../src/core/playlist/day.ts';
import type { Cut, Playlist } from '../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import type { Refusal } from '../../src/core/refusal.ts';
import { must } from '../../src/core/result.ts';
import { type Alterations, NO_ALTERATIONS } from '../../src/core/schedule/alterations.ts';
import { checkSchedule } from '../../src/core/schedule/check.ts';
import type { Sounds, Turns } from '../../src/core/schedule/ground.ts';
import type { Schedule } from '../../src/core/schedule/model.ts';
import { prepare } from '../../src/core/schedule/prepare.ts';
import { resolveDay } from '../../src/core/schedule/resolve.ts';
import type { Rundown } from '../../src/core/schedule/rundown.ts';
import type { LocalDate } from '../../src/core/time/local.ts';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What reading and checking refuse of files [name, text], without a store. */
export const refusalsOf = (...files: (readonly [name: string, text: string])[]): readonly Refusal[] => {
  const read = readSchedules(files.map(([name, text]) => ({ name, bytes: bytes(text) })));
  if (!read.ok) return read.refusals;
  return [...read.value.refusals, ...checkSchedule(read.value.schedule, read.value.locate)];
};

/** 'code file:line:column' of each. */
export const shortly = (refusals: readonly Refusal[]): string[] =>
  refusals.map(({ code, place }) => `${code} ${place?.file ?? ''}:${place?.line ?? ''}:${place?.column ?? ''}`);

/** A sound schedule from its text; a fault in it is a fault of the test. */
export const scheduleOf = (text: string): Schedule => {
  const read = must(readSchedules([{ name: 'lich.yaml', bytes: bytes(text) }]));
  const refusals = [...read.refusals, ...checkSchedule(read.schedule, read.locate)];
  if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
  return read.schedule;
};

export interface CentreOptions {
  readonly zone?: string;
  readonly dayStart?: string;
}

/** One unit, one station, the channels k1 and k2; `rest` follows. */
export const centre = (rest: string, { zone = 'Asia/Ho_Chi_Minh', dayStart = '00:00' }: CentreOptions = {}): string => `
units: [{ id: xa, name: Xã Mỹ Tú, kind: xã }]
stations: [{ id: dai, name: Đài, zone: ${zone}, dayStart: "${dayStart}", responsible: [{ unit: xa }] }]
channels:
  - { id: k1, name: Kênh 1, station: dai, carrier: loudspeaker, units: [{ unit: xa }] }
  - { id: k2, name: Kênh 2, station: dai, carrier: loudspeaker, units: [{ unit: xa }] }
${rest}`;

/** Items with a sound of their own name: 'a' → a.wav. */
export const itemsOf = (...ids: readonly string[]): string =>
  `items:\n${ids.map((id) => `  - { id: ${id}, title: Tin ${id}, genre: newsItem, sound: ${id}.wav }\n`).join('')}`;

/** A library: 'a' → a.wav of so many seconds. */
export const soundsOf = (seconds: Readonly<Record<string, number>>): Sounds =>
  new Map(
    Object.entries(seconds).map(([name, length], n): [string, Cut] => [
      `${name}.wav`,
      { master: n.toString(16).padStart(64, '0') as Sha256, samples: Math.round(length * SAMPLE_RATE) },
    ]),
  );

/** What planning starts from, with nothing altered and nothing aired unless it is given. */
export const groundOf = (
  schedule: Schedule,
  sounds: Sounds,
  { alterations = {}, turns = new Map() }: { alterations?: Partial<Alterations>; turns?: Turns } = {},
) => prepare({ schedule, sounds, alterations: { ...NO_ALTERATIONS, ...alterations }, turns });

export const rundownOf = (schedule: Schedule, sounds: Sounds, day: string, channel = 'k1'): Rundown =>
  resolveDay(groundOf(schedule, sounds), channel as ChannelId, day as LocalDate);

export const planOf = (schedule: Schedule, sounds: Sounds, day: string, channel = 'k1'): DayPlan =>
  planChannelDay(groundOf(schedule, sounds), channel as ChannelId, day as LocalDate);

export const playlistsOf = (schedule: Schedule, sounds: Sounds, day: string, channel = 'k1'): readonly Playlist[] =>
  planOf(schedule, sounds, day, channel).playlists;

/** 'id offset+length' in seconds of every entry. */
export const laidOut = (playlist: Playlist | undefined): string[] =>
  (playlist?.entries ?? []).map(
    ({ id, offset, length }) => `${id.split('@')[0]} ${offset / SAMPLE_RATE}+${length / SAMPLE_RATE}`,
  );

/** 'segment reason' of every absence. */
export const absent = (playlist: Playlist | undefined): string[] =>
  (playlist?.absences ?? []).map(({ segment, reason }) => `${segment} ${reason.code}`);
