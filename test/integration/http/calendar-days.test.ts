import { afterAll, beforeAll, expect, test } from 'vitest';
import { CalendarDaysJson } from '../../../src/contract/api-calendar.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { machineToken } from '../../support/credentials.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { type Asking, ask as askAsNobody } from './asking.ts';

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;
const ask = (path: string, asking: Asking = {}) => askAsNobody(app, path, { by, ...asking });
const code = async (response: Response) => ((await response.json()) as { code: string }).code;

beforeAll(async () => {
  world = await makeWorld();
  app = createApp(world.ctx, { trace: () => undefined });
  by = machineToken(world.ctx);
});
afterAll(() => world.close());

test('days with weekday, lunar date, names and whether they are off', async () => {
  const response = await ask('/api/v1/days?from=2025-04-06&to=2025-04-07');
  const { from, to, days } = CalendarDaysJson.parse(await response.json());
  expect([from, to, days.length]).toEqual(['2025-04-06', '2025-04-07', 2]);
  expect(days[1]).toEqual({
    date: '2025-04-07',
    weekday: 1,
    lunar: {
      year: 2025,
      month: 3,
      leap: false,
      day: 10,
      vi: 'mùng 10 tháng Ba năm Ất Tỵ',
      en: 'day 10 of lunar month 3, year 2025',
    },
    publicHoliday: true,
    names: [{ id: 'gio-to-hung-vuong', kind: 'holiday', vi: 'Giỗ Tổ Hùng Vương', en: 'Hung Kings’ Commemoration Day' }],
    festivals: [],
  });
  const tag = response.headers.get('etag') ?? '';
  const again = await ask('/api/v1/days?from=2025-04-06&to=2025-04-07', { headers: { 'if-none-match': tag } });
  expect(again.status).toBe(304);
});

test.each([
  ['from=2025-04-07&to=2025-04-06', 422, 'time.range'],
  ['from=2025-04-07&to=2036-04-06', 422, 'time.range-long'],
  ['from=2025-02-30&to=2025-04-06', 422, 'time.date'],
  ['from=2025-04-07', 422, 'request.wrong'],
])('%s is refused', async (query, status, expected) => {
  const response = await ask(`/api/v1/days?${query}`);
  expect([response.status, await code(response)]).toEqual([status, expected]);
});

test('nobody learns nothing', async () => {
  const response = await askAsNobody(app, '/api/v1/days?from=2025-04-06&to=2025-04-07');
  expect([response.status, await code(response)]).toEqual([401, 'sign-in.needed']);
});
