/** Looks at coming sessions: each happens once, also over a restart; and what they find has an owner and a fix. */
import { expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import type { LocalDate, LocalTime } from '../../../src/core/time/local.ts';
import { lookAtDays } from '../../../src/operations/preflight/look.ts';
import { lookDue } from '../../../src/operations/preflight/look-due.ts';
import { openStore } from '../../../src/store/database.ts';
import { preflight } from '../../../src/store/schema-library.ts';
import { planDay } from '../../support/planned.ts';
import { CHANNEL, makeWorld } from '../../support/world.ts';

const EVENING = '17:00:00' as LocalTime;
const TOMORROW = '2026-11-24' as LocalDate;

test('the evening’s look and the one half an hour before happen exactly once, also after opening the store again', async () => {
  const world = await makeWorld();
  try {
    must(planDay(world.ctx, CHANNEL, TOMORROW));
    const looks = () =>
      world.ctx.store.rows
        .select()
        .from(preflight)
        .all()
        .filter(({ channel, day, session }) => channel === CHANNEL && day === TOMORROW && session === 'buoi-sang')
        .map(({ look }) => look);
    world.setNow('2026-11-23T09:59:00Z');
    must(await lookDue(world.ctx, EVENING));
    expect(looks()).toEqual([]);
    world.setNow('2026-11-23T10:00:00Z');
    must(await lookDue(world.ctx, EVENING));
    must(await lookDue(world.ctx, EVENING));
    expect(looks()).toEqual(['evening']);
    // Tomorrow's session begins at 05:00, 22:00 in UTC: half an hour before is already after midnight at the station.
    world.setNow('2026-11-23T21:30:00Z');
    const again = must(openStore(world.folder));
    must(await lookDue({ ...world.ctx, store: again }, EVENING));
    must(await lookDue({ ...world.ctx, store: again }, EVENING));
    again.close();
    must(await lookDue(world.ctx, EVENING));
    expect(looks()).toEqual(['evening', 'before']);
  } finally {
    await world.close();
  }
});

test('what is found says whose it is and how it is put right', async () => {
  const world = await makeWorld();
  try {
    must(planDay(world.ctx, CHANNEL, TOMORROW));
    const [day] = must(await lookAtDays(world.ctx, { channel: CHANNEL, day: TOMORROW }));
    const findings = day?.sessions.flatMap((one) => one.findings) ?? [];
    expect(findings.map(({ code }) => code)).toContain('not-rendered');
    expect(findings.find(({ code }) => code === 'missing')).toMatchObject({
      severity: 'amber',
      owner: { role: 'editor', unit: 'my-tu' },
      fix: { kind: 'item', id: 'tin-km' },
    });
    expect(world.ctx.store.rows.select().from(preflight).all()).toEqual([]);
  } finally {
    await world.close();
  }
});
