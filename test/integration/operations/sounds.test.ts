/** A sound from taking in to the cut that planning lays: measured, judged, adjusted, taken back. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { adjustSound, undoAdjustment } from '../../../src/operations/sounds/adjust-sound.ts';
import { openMaster } from '../../../src/operations/sounds/open-master.ts';
import { showSound } from '../../../src/operations/sounds/show-sound.ts';
import { eq } from '../../../src/store/drizzle.ts';
import { sound } from '../../../src/store/schema.ts';
import { findSoundName, loadCuts } from '../../../src/store/sounds.ts';
import { makeWorld, type World } from '../../support/world.ts';

let world: World;
let original: string;
beforeAll(async () => {
  world = await makeWorld({ sounds: { 'tin.wav': 5 } });
  original = findSoundName(world.ctx.store.rows, 'tin.wav') ?? '';
});
afterAll(() => world.close());

const shown = async () => must(await showSound(world.ctx, original));
const cut = () => loadCuts(world.ctx.store.rows).get('tin.wav');

test('taken in, it is measured, and its outline can be drawn', async () => {
  const { measures, columns, names, light, used, adjusted } = await shown();
  expect(measures).toMatchObject({ recipe: 1, samples: 5 * 48_000, channels: 1 });
  expect(columns).toHaveLength(250);
  expect(names).toEqual(['tin.wav']);
  expect(light.reasons.map(({ code }) => code)).toEqual(['cut-off']);
  expect(used).toEqual({ cueIn: 0, cueOut: 5 * 48_000, gainDb: 0, fadeIn: 0, fadeOut: 0, segue: null });
  expect(adjusted).toBeNull();
});

test('taken in before that was measured, it is measured when it is asked for, and only then', async () => {
  const { rows } = world.ctx.store;
  const before = await shown();
  rows.update(sound).set({ measures: null, waveform: null }).where(eq(sound.original, before.sound.original)).run();
  expect((await shown()).measures).toEqual(before.measures);
  expect(rows.select().from(sound).get()).toMatchObject({ measures: before.measures, waveform: before.sound.waveform });
});

describe('adjusting', () => {
  test('the newest adjustment is what planning lays; the master is the same', async () => {
    const master = cut()?.master;
    const wanted = { change: { cueIn: 48_000, cueOut: 4 * 48_000, gainDb: -2, segue: 3 * 48_000 } };
    must(adjustSound(world.ctx, { original, wanted, reason: 'Bỏ câu chào cũ' }));
    expect(cut()).toEqual({
      master,
      samples: 3 * 48_000,
      use: { from: 48_000, gainDb: -2, fadeIn: 0, fadeOut: 0, segue: 48_000 },
    });
    const more = { change: { fadeIn: 480 } };
    must(adjustSound(world.ctx, { original, wanted: more, reason: 'Vào êm hơn' }));
    expect(cut()).toMatchObject({ samples: 3 * 48_000, use: { from: 48_000, gainDb: -2, fadeIn: 480 } });
    expect((await shown()).adjusted).toMatchObject({ reason: 'Vào êm hơn', madeBy: 'system:cli' });
  });

  test('taking back brings what was before, and taking that back brings it again', async () => {
    must(undoAdjustment(world.ctx, { original, reason: 'Nghe không hợp' }));
    expect(cut()?.use).toMatchObject({ fadeIn: 0 });
    must(undoAdjustment(world.ctx, { original, reason: 'Thôi giữ lại' }));
    expect(cut()?.use).toMatchObject({ fadeIn: 480 });
  });

  test('used as it is again, it is a cut without a use', () => {
    const whole = { cueIn: 0, cueOut: 5 * 48_000, gainDb: 0, fadeIn: 0, fadeOut: 0, segue: null };
    must(adjustSound(world.ctx, { original, wanted: { change: whole }, reason: 'Dùng nguyên bản' }));
    expect(cut()).toEqual({ master: cut()?.master, samples: 5 * 48_000 });
  });

  test('what the light proposes is done, once', async () => {
    must(adjustSound(world.ctx, { original, wanted: { fix: 'cut-off' }, reason: 'Theo đề nghị' }));
    expect((await shown()).light.colour).toBe('green');
    expect(adjustSound(world.ctx, { original, wanted: { fix: 'all' }, reason: 'Lần nữa' })).toMatchObject({
      refusals: [{ code: 'sound.unchanged' }],
    });
  });

  test('what does not fit is refused and changes nothing', () => {
    const before = cut();
    const asked = (change: object, reason = 'Thử') => adjustSound(world.ctx, { original, wanted: { change }, reason });
    expect(asked({ cueOut: 6 * 48_000 })).toMatchObject({ refusals: [{ code: 'sound.adjustment' }] });
    expect(asked({ gainDb: 3 }, '  ')).toMatchObject({ refusals: [{ code: 'reason.missing' }] });
    expect(cut()).toEqual(before);
  });
});

test('the master can be listened to; what is not in the library cannot', async () => {
  const { size, stream } = must(await openMaster(world.ctx, original));
  const head = new Uint8Array(await new Response(stream(0, 4)).arrayBuffer());
  expect(new TextDecoder().decode(head)).toBe('fLaC');
  expect(size).toBeGreaterThan(1000);
  for (const unknown of ['0'.repeat(64), '../loa.db', ''])
    expect(await openMaster(world.ctx, unknown)).toMatchObject({ refusals: [{ code: 'media.unknown' }] });
});
