/** GET …/why: the facts in their shape, sentences in both languages, and a name that nothing knows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WhyJson } from '../../../src/contract/api-why.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { machineToken } from '../../support/credentials.ts';
import { CHANNEL, makeWorld, TODAY, type World } from '../../support/world.ts';
import { ask as askAsNobody } from './asking.ts';

let world: World;
let app: App;
const ask = (path: string, by = machineToken(world.ctx)) => askAsNobody(app, `/api/v1/channels${path}`, { by });

beforeAll(async () => {
  world = await makeWorld();
  app = createApp(world.ctx, { trace: () => undefined });
});
afterAll(() => world.close());

test('one segment: status, reasons and sentences; nothing beside the shape', async () => {
  const response = await ask(`/${CHANNEL}/days/${TODAY}/why?segment=sang-khmer`);
  expect(response.status).toBe(200);
  const why = WhyJson.strict().parse(await response.json());
  expect(why).toMatchObject({ channel: { id: CHANNEL, name: 'Đài Mỹ Tú' }, day: TODAY, version: null, logRead: false });
  expect(why.answers).toMatchObject([
    {
      session: { id: 'buoi-sang', name: 'Buổi phát sáng' },
      segment: 'sang-khmer',
      status: 'not-planned',
      vi: 'Vì sao “Tin tiếng Khmer” (Buổi phát sáng, Đài Mỹ Tú) không phát Thứ Hai 23/11/2026? Ngày này chưa có danh sách phát được lưu; dưới đây là tính theo lịch hiện nay. Bản tiếng Khmer còn chờ thu âm.',
      en: 'Why does “Tin tiếng Khmer” (Buổi phát sáng, Đài Mỹ Tú) not air on Monday, 23 November 2026? No plan of this day was stored; what follows is worked out from the schedule as it is now. The Khmer version waits to be recorded.',
      absences: [
        {
          title: 'Tin tiếng Khmer',
          reason: { code: 'waits-for-recording', language: 'km', vi: 'Bản tiếng Khmer còn chờ thu âm.' },
        },
      ],
    },
  ]);
});

test('without a name every session and segment of the day; a session can be named too', async () => {
  const all = WhyJson.parse(await (await ask(`/${CHANNEL}/days/today/why`)).json());
  expect(all.answers.map(({ session, segment }) => segment ?? session.id)).toEqual([
    ...['buoi-sang', 'sang-dai-hieu', 'sang-ban-tin', 'sang-khmer'],
    ...['buoi-chieu', 'chieu-dai-hieu', 'chieu-phat-lai'],
  ]);
  const one = WhyJson.parse(await (await ask(`/${CHANNEL}/days/today/why?segment=buoi-chieu`)).json());
  expect(one.answers.map(({ segment, status }) => [segment, status])).toEqual([[null, 'planned']]);
});

test('what nothing knows is refused with what is near; so is nobody', async () => {
  const response = await ask(`/${CHANNEL}/days/${TODAY}/why?segment=sang-khme`);
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({
    code: 'segment.unknown',
    detail:
      'Không có tiết mục nào mang mã “sang-khme”. Có phải là “sang-khmer” không? Hãy kiểm tra mã trong tệp lịch đã áp dụng.',
  });
  expect((await askAsNobody(app, `/api/v1/channels/${CHANNEL}/days/${TODAY}/why`)).status).toBe(401);
});
