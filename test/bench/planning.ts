/** Planning: a day of the real campaign, fourteen days of a full channel, a country's communes, and one edit's share. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { ChannelId } from '../../src/core/ids.ts';
import { planChannelDay } from '../../src/core/playlist/day.ts';
import { must } from '../../src/core/result.ts';
import { prepare } from '../../src/core/schedule/prepare.ts';
import { addDays, eachDay, type LocalDate } from '../../src/core/time/local.ts';
import { planDay } from '../support/planned.ts';
import { largeGround } from './large-schedules.ts';
import { compare, median, type Row, type Subject } from './measure.ts';
import { benchWorld, CHANNEL, DAY } from './world.ts';

const FIRST = '2025-05-05' as LocalDate;
const FULL = 'k1' as ChannelId;

export const planning: Subject = async () => {
  const { ctx } = await benchWorld();
  const json = JSON.stringify(must(planDay(ctx, CHANNEL, DAY)).playlists);
  const full = largeGround(10, 50);
  const days = eachDay(FIRST, addDays(FIRST, 13));
  const planned = () => {
    const prepared = prepare(full);
    return days.map((day) => planChannelDay(prepared, FULL, day));
  };
  const written = JSON.stringify(planned());
  return [
    await compare({
      what: 'plan one channel’s day again',
      baseline: 'JSON.parse of the same day',
      times: 50,
      ours: () => must(planDay(ctx, CHANNEL, DAY)),
      theirs: () => JSON.parse(json),
    }),
    await compare({
      what: 'plan 14 days of 500 segments on one channel (limit 50 ms)',
      baseline: 'JSON.parse of the same days',
      times: 30,
      ours: planned,
      theirs: () => JSON.parse(written),
    }),
    ...country(),
  ];
};

/** In a process of its own, so that its memory is its own. */
const country = (): Row[] => {
  const script = join(import.meta.dirname, 'province.ts');
  const runs = Array.from({ length: 3 }, () => {
    const told = execFileSync(process.execPath, [script], { encoding: 'utf8' });
    return JSON.parse(told) as { milliseconds: number; megabytes: number };
  });
  const limit = 'the limit that was set';
  const what = 'one day of 3,300 channels that share 50 sessions';
  return [
    { what, ours: median(runs.map(({ milliseconds }) => milliseconds)), theirs: 5000, unit: 'ms', baseline: limit },
    {
      what: `${what}: memory`,
      ours: median(runs.map(({ megabytes }) => megabytes)),
      theirs: 512,
      unit: 'MB',
      baseline: limit,
    },
  ];
};
