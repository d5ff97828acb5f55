/** The schedule as a whole over HTTP: what is answered is a schedule file, and what is imported airs. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import { must } from '../../../src/core/result.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { loadSchedule } from '../../../src/store/schedule.ts';
import { role, signedIn } from '../../support/credentials.ts';
import { bytes } from '../../support/schedules.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { ask, FROM_US } from './asking.ts';

let world: World;
let app: App;
let editor: { readonly headers: Readonly<Record<string, string>> };

beforeAll(async () => {
  world = await makeWorld();
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  editor = signedIn(world.ctx, { grants: [role('editor')] });
});
afterAll(() => world.close());

const rows = (there = world) => loadSchedule(there.ctx.store.rows);

const post = (query: string, body: string, by = editor, type = 'text/csv') =>
  ask(app, `/api/v1/schedule/import?${query}`, {
    method: 'POST',
    body,
    by,
    headers: { 'content-type': type, ...FROM_US },
  });

interface Answer {
  readonly applied: boolean;
  readonly changes: readonly { readonly what: string; readonly kind: string; readonly id: string }[];
  readonly events: readonly { readonly fate: string; readonly line: number }[];
  readonly refusals: readonly { readonly code: string; readonly line: number; readonly column: number | null }[];
  readonly notices: readonly { readonly code: string; readonly detail: string }[];
}

const GRID = 'Giờ;Phút;T2;T4;Tên\r\n11:30;20;ban-tin;dai-hieu | ban-tin x2;Buổi trưa\r\n';

describe('GET /api/v1/schedule', () => {
  test('(law) applied to an empty centre it gives the same rows', async () => {
    const response = await ask(app, '/api/v1/schedule', { by: editor });
    expect(response.status).toBe(200);
    const empty = await makeWorld({ schedule: '', sounds: {} });
    try {
      const read = must(readSchedules([{ name: 'xuat.json', bytes: bytes(await response.text()) }]));
      must(applySchedule(empty.ctx, read, { dryRun: false }));
      expect(rows(empty)).toEqual(rows());
      expect(rows().sessions).toHaveLength(2);
    } finally {
      await empty.close();
    }
  });
  test('one channel with its sessions only; one that is not there is none', async () => {
    const one = await ask(app, '/api/v1/schedule?channel=loa-hau-thanh', { by: editor });
    expect(await one.json()).toMatchObject({
      channels: [{ id: 'loa-hau-thanh' }],
      sessions: [{ id: 'buoi-sang', channels: ['loa-hau-thanh'] }],
    });
    expect((await ask(app, '/api/v1/schedule?channel=khong-co', { by: editor })).status).toBe(404);
  });
  test('has a tag, and asks who is asking', async () => {
    const etag = (await ask(app, '/api/v1/schedule', { by: editor })).headers.get('etag') ?? '';
    const again = await ask(app, '/api/v1/schedule', { by: editor, headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect((await ask(app, '/api/v1/schedule')).status).toBe(401);
  });
});

describe('POST /api/v1/schedule/import', () => {
  const QUERY = 'format=csv&channels=dai-my-tu&name=tuan.csv&from=2026-11-23';

  test('without apply it answers the difference, and nothing changes', async () => {
    const before = rows();
    const response = await post(QUERY, GRID);
    expect(response.status).toBe(200);
    const answer = (await response.json()) as Answer;
    expect(answer).toMatchObject({ applied: false, refusals: [] });
    expect(answer.changes.filter(({ kind }) => kind === 'session')).toHaveLength(2);
    expect(rows()).toEqual(before);
  });

  test('with apply it is there, its own row in the audit; the same again changes nothing; another grid replaces it', async () => {
    const applied = (await (await post(`${QUERY}&apply=true`, GRID)).json()) as Answer;
    expect(applied.applied).toBe(true);
    const noon = rows().sessions.filter(({ name }) => name === 'Buổi trưa');
    expect(noon.map(({ recurrence, start, maxSeconds }) => [recurrence.rules, start, maxSeconds])).toEqual([
      [['FREQ=WEEKLY;BYDAY=MO'], '11:30:00', 1200],
      [['FREQ=WEEKLY;BYDAY=WE'], '11:30:00', 1200],
    ]);
    expect(await (await post(`${QUERY}&apply=true`, GRID)).json()).toMatchObject({ changes: [] });
    const other = (await (await post(`${QUERY}&apply=true`, GRID.replace('11:30', '12:00'))).json()) as Answer;
    expect(other.changes.map(({ what }) => what)).toEqual(expect.arrayContaining(['added', 'removed']));
    expect(
      rows()
        .sessions.filter(({ name }) => name === 'Buổi trưa')
        .map(({ start }) => start),
    ).toEqual(['12:00:00', '12:00:00']);
  });

  test('what is wrong is told with line and column; applying it is a problem unless it may be skipped', async () => {
    const bad = `${GRID}13:00;0;ban-tin;;\r\n`;
    const query = QUERY.replace('tuan.csv', 'tuan-2.csv');
    const shown = (await (await post(query, bad)).json()) as Answer;
    expect(shown.refusals).toEqual([expect.objectContaining({ code: 'import.cell', line: 3, column: 2 })]);
    expect(shown.events.map(({ fate }) => fate)).toEqual(['taken', 'refused']);
    const refused = await post(`${query}&apply=true`, bad);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
    expect(await refused.json()).toMatchObject({ code: 'import.cell' });
    const left = (await (await post(`${query}&apply=true&skipWrong=true`, bad)).json()) as Answer;
    expect(left).toMatchObject({ applied: true, refusals: [{ line: 3 }] });
  });

  test.each([
    ['another type of body', QUERY, 'application/json', 422, 'request.wrong'],
    ['no name', QUERY.replace('&name=tuan.csv', ''), 'text/csv', 422, 'request.wrong'],
    ['a path for a name', QUERY.replace('tuan.csv', '..%2Ftuan.csv'), 'text/csv', 422, 'request.wrong'],
    [
      'a channel that is not there',
      QUERY.replace('dai-my-tu', 'dai-my-tu,khong-co'),
      'text/csv',
      404,
      'channel.unknown',
    ],
    ['no such day', QUERY.replace('2026-11-23', '2026-02-30'), 'text/csv', 422, 'time.date'],
    ['a calendar said to be a grid', QUERY.replace('=csv', '=ics'), 'text/calendar', 422, 'import.syntax'],
  ])('%s is refused', async (_, query, type, status, code) => {
    const response = await post(query, GRID, editor, type);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
  });
  test('who may not write is refused before anything is read', async () => {
    const by = signedIn(world.ctx, { grants: [role('operator')] });
    expect((await post(QUERY, GRID, by)).status).toBe(403);
    expect((await post(QUERY, GRID, { headers: {} })).status).toBe(401);
  });
  test('more than 64 kB is too much', async () => {
    expect((await post(QUERY, 'x'.repeat(70_000))).status).toBe(413);
  });
});

test("our own calendar comes back: the same moments, ids that another file's are not, and the same items", async () => {
  const there = await makeWorld({ sounds: { 'dai-hieu.wav': 30, 'tin-1.wav': 31, 'tin-2.wav': 32 } });
  try {
    const own = createApp(there.ctx, { trace: (line) => expect.fail(line) });
    const by = signedIn(there.ctx, { grants: [role('editor')] });
    await there.render();
    const text = await (await ask(own, '/api/v1/channels/dai-my-tu/calendar.ics', { by })).text();
    const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent');
    expect(events.length).toBeGreaterThan(50);
    expect(events[0]?.getAllProperties('x-loa-content').map((property) => property.getFirstValue())).toContain(
      'item:dai-hieu',
    );
    const response = await ask(own, '/api/v1/schedule/import?format=ics&channels=loa-hau-thanh&name=ban-sao.ics', {
      method: 'POST',
      body: text,
      by,
      headers: { 'content-type': 'text/calendar', ...FROM_US },
    });
    // Six weeks of two sessions are less than the limit of a body.
    expect(response.status).toBe(200);
    const answer = (await response.json()) as Answer;
    expect(answer.refusals).toEqual([]);
    expect(answer.changes.filter(({ kind, what }) => kind === 'session' && what === 'added')).toHaveLength(
      events.length,
    );
  } finally {
    await there.close();
  }
});
