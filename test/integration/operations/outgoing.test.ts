/** A rendered session with dead air in it: the day's page plays it, and nobody is handed it who would air it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Result } from '../../../src/core/result.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { approveDay } from '../../../src/operations/approve-day.ts';
import { deliverSession } from '../../../src/operations/deliver-session.ts';
import { packDays } from '../../../src/operations/pack-days.ts';
import { showDay } from '../../../src/operations/show-day.ts';
import { showPlayableDay } from '../../../src/operations/show-playable-day.ts';
import { takeIn } from '../../../src/operations/take-in.ts';
import { asking } from '../../support/accounts-world.ts';
import { role } from '../../support/credentials.ts';
import { CHANNEL, makeWorld, OTHER_CHANNEL, TODAY as TODAY_TEXT, type World } from '../../support/world.ts';

const TODAY = TODAY_TEXT as LocalDate;
let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.close());

/** A tone of six seconds with `seconds` of nothing in its middle. */
const takeInWithHole = async (seconds: number): Promise<void> => {
  const path = join(world.folder, 'tin-1.wav');
  const filter = `sine=440:duration=6,volume='if(between(t,1,${1 + seconds}),0,1)':eval=frame`;
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', filter, '-ar', '48000', path]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  must(await takeIn(world.ctx, path, {}));
};
const HOLE = 'refused render.silence';
const said = (answer: Result<unknown>): string =>
  answer.ok ? 'ok' : `refused ${answer.refusals.map(({ code }) => code).join(' ')}`;
const day = { channel: CHANNEL, day: TODAY } as const;
const morning = { ...day, session: 'buoi-sang', format: 'mp3' } as const;
const approver = () => asking(world.ctx, { grants: [role('approver', 'my-tu')] });
const sounding = (
  list: Result<{ readonly sessions: readonly { playlist: { session: string }; rendering: unknown }[] }>,
) =>
  must(list)
    .sessions.filter(({ rendering }) => rendering !== null)
    .map(({ playlist }) => playlist.session);

test('2.8 s of nothing may go out', async () => {
  await takeInWithHole(2.8);
  await world.render();
  expect(sounding(showPlayableDay(world.ctx, CHANNEL, TODAY))).toEqual(['buoi-sang', 'buoi-chieu']);
  expect(said(await deliverSession(world.ctx, morning))).toBe('ok');
});

test('3.4 s of nothing stays in the house: no list, no file, no pack, no approval; the page plays it', async () => {
  await takeInWithHole(3.4);
  await world.render();
  await world.render(OTHER_CHANNEL);
  // Both sessions of the channel repeat that item; the other channel has the morning alone.
  expect(sounding(showDay(world.ctx, CHANNEL, TODAY))).toEqual(['buoi-sang', 'buoi-chieu']);
  expect(said(showPlayableDay(world.ctx, CHANNEL, TODAY))).toBe(HOLE);
  expect(said(showPlayableDay(world.ctx, OTHER_CHANNEL, TODAY))).toBe(HOLE);
  expect(await deliverSession(world.ctx, morning)).toMatchObject({
    refusals: [{ code: 'render.silence', params: { session: 'Buổi phát sáng', seconds: expect.closeTo(3.4, 1) } }],
  });
  expect(said(await packDays(world.ctx, { ...day, days: 1 }))).toBe(HOLE);
  const { version } = must(showDay(world.ctx, CHANNEL, TODAY));
  expect(said(approveDay(approver(), { ...day, version: version ?? 0 }))).toBe(HOLE);
});

test('put right, the day goes out again', async () => {
  await takeInWithHole(0.5);
  await world.render();
  expect(sounding(showPlayableDay(world.ctx, CHANNEL, TODAY))).toEqual(['buoi-sang', 'buoi-chieu']);
  const { version } = must(showDay(world.ctx, CHANNEL, TODAY));
  expect(said(approveDay(approver(), { ...day, version: version ?? 0 }))).toBe('ok');
});
