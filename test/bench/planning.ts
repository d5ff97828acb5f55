/** Planning a day of the real campaign, nothing stored anew, against parsing the same day from JSON. */
import { must } from '../../src/core/result.ts';
import { planDay } from '../support/planned.ts';
import { compare, type Subject } from './measure.ts';
import { benchWorld, CHANNEL, DAY } from './world.ts';

export const planning: Subject = async () => {
  const { ctx } = await benchWorld();
  const json = JSON.stringify(must(planDay(ctx, CHANNEL, DAY)).playlists);
  return [
    await compare({
      what: 'plan one channel’s day again',
      baseline: 'JSON.parse of the same day',
      times: 50,
      ours: () => must(planDay(ctx, CHANNEL, DAY)),
      theirs: () => JSON.parse(json),
    }),
  ];
};
