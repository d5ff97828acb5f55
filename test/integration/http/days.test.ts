import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ChannelsJson, DayJson, DaysJson } from '../../../src/contract/api.ts';
import { PLAYLIST_FORMATS, PLAYLIST_FORMS } from '../../../src/contract/playlist-formats/index.ts';
import { DayListJson } from '../../../src/contract/playlist-formats/json.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { machineToken } from '../../support/credentials.ts';
import { makeWorld, NOW, OTHER_CHANNEL, TODAY, type World } from '../../support/world.ts';
import { inTracks, xspfFaults } from '../../support/xspf.ts';
import { type Asking, ask as askAsNobody } from './asking.ts';

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;
/** A program that may read every schedule. */
const ask = (to: App, path: string, asking: Asking = {}) => askAsNobody(to, path, { by, ...asking });
const traced: string[] = [];

beforeAll(async () => {
  world = await makeWorld();
  await world.render();
  // Also asked by other names than this machine's own.
  app = createApp(world.ctx, { trace: (line) => traced.push(line), listeningHost: '0.0.0.0' });
  by = machineToken(world.ctx);
});
afterAll(() => world.close());

const code = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('channels', () => {
  test('are listed with their station and their today', async () => {
    const { channels } = ChannelsJson.parse(await (await ask(app, '/api/v1/channels')).json());
    expect(channels.map(({ id, today, current }) => [id, today, current])).toEqual([
      ['dai-my-tu', TODAY, true],
      ['loa-hau-thanh', TODAY, true],
    ]);
    expect(channels[0]?.station).toEqual({
      id: 'tram-my-tu',
      name: 'Đài Truyền thanh Mỹ Tú',
      zone: 'Asia/Ho_Chi_Minh',
    });
  });

  test('one can be asked for; another is told with those that exist', async () => {
    expect(await (await ask(app, '/api/v1/channels/dai-my-tu')).json()).toMatchObject({ name: 'Đài Mỹ Tú' });
    const missing = await ask(app, '/api/v1/channels/dai-my-ta', { headers: { 'accept-language': 'en' } });
    expect(missing.status).toBe(404);
    expect(missing.headers.get('content-type')).toBe('application/problem+json');
    expect(missing.headers.get('content-language')).toBe('en');
    expect(await missing.json()).toMatchObject({
      code: 'channel.unknown',
      detail: expect.stringContaining('dai-my-tu'),
    });
  });
});

describe('a day', () => {
  test('is the day of playlist.json with its version, and sounds that can be fetched', async () => {
    const response = await ask(app, `/api/v1/channels/dai-my-tu/days/${TODAY}`);
    const day = DayJson.parse(await response.json());
    const { version, today, conflicts, findings, ...list } = day;
    const playlist = await ask(app, `/api/v1/channels/dai-my-tu/days/${TODAY}/playlist.json`);
    expect(DayListJson.parse(await playlist.json())).toEqual(list);
    expect([version, today, conflicts, findings]).toEqual([1, TODAY, [], []]);
    expect(day.sessions.map(({ session, start }) => [session, start.instant])).toEqual([
      ['buoi-sang', '2026-11-22T22:00:00Z'],
      ['buoi-chieu', '2026-11-23T10:00:00Z'],
    ]);
    expect(day.sessions[0]?.absences).toMatchObject([{ item: 'tin-km', reason: { code: 'waits-for-recording' } }]);
    for (const { sound } of day.sessions) {
      const got = await ask(app, new URL(sound?.url ?? '').pathname);
      expect((await got.arrayBuffer()).byteLength).toBe(sound?.bytes);
    }
  });

  test("'today' is that day, and today on all channels holds both", async () => {
    const today = await (await ask(app, '/api/v1/channels/dai-my-tu/days/today')).json();
    expect(today).toEqual(await (await ask(app, `/api/v1/channels/dai-my-tu/days/${TODAY}`)).json());
    const { days } = DaysJson.parse(await (await ask(app, '/api/v1/today')).json());
    expect(days.map(({ channel, version }) => [channel.id, version])).toEqual([
      ['dai-my-tu', 1],
      [OTHER_CHANNEL, null],
    ]);
    expect(days[0]).toEqual(today);
  });

  test('nobody has planned is worked out, has no version and promises no sound', async () => {
    const response = await ask(app, `/api/v1/channels/${OTHER_CHANNEL}/days/2026-12-01`);
    expect(DayJson.parse(await response.json())).toMatchObject({
      version: null,
      generatedFrom: null,
      day: '2026-12-01',
    });
  });

  test('that does not exist is refused by its own code', async () => {
    const response = await ask(app, '/api/v1/channels/dai-my-tu/days/2026-02-30');
    expect(response.status).toBe(422);
    expect(await code(response)).toBe('time.date');
    expect((await ask(app, '/api/v1/channels/Đài/days/today')).status).toBe(422);
    expect(await code(await ask(app, '/api/v1/channels/khong-co/days/today'))).toBe('channel.unknown');
  });

  test('is not sent again to who has it', async () => {
    const path = '/api/v1/channels/dai-my-tu/days/today';
    const etag = (await ask(app, path)).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    const again = await ask(app, path, { headers: { 'if-none-match': `"x", W/${etag}` } });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    expect((await ask(app, path, { headers: { 'if-match': '"x"' } })).status).toBe(412);
  });
});

describe('playlists', () => {
  const path = (format: string) => `/api/v1/channels/dai-my-tu/days/${TODAY}/playlist.${format}`;

  test.each(PLAYLIST_FORMATS)('%s is a file with absolute URLs on the host that was asked', async (format) => {
    const response = await ask(app, path(format), { headers: { host: 'loa.local:8057' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(PLAYLIST_FORMS[format].mime);
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="dai-my-tu-${TODAY}.${PLAYLIST_FORMS[format].extension}"`,
    );
    expect(await response.text()).toMatch(/http:\/\/loa\.local:8057\/media\/sha256\/[0-9a-f]{64}/);
  });

  test('xspf is one by its rules: every track a sound that can be fetched, as long in milliseconds as it says', async () => {
    const list = await (await ask(app, path('xspf'))).text();
    expect(xspfFaults(list)).toBe('');
    const rendered = DayListJson.parse(await (await ask(app, path('json'))).json()).sessions.flatMap(
      ({ sound }) => sound ?? [],
    );
    expect(rendered.length).toBeGreaterThan(0);
    const locations = inTracks(list, 'location').map((location) => new URL(location));
    expect(locations.map(({ href }) => href)).toEqual(rendered.map(({ url }) => url));
    for (const { pathname } of locations) expect((await ask(app, pathname)).status).toBe(200);
    const milliseconds = rendered.map(({ seconds }) => String(Math.round(seconds * 1000)));
    expect(inTracks(list, 'duration')).toEqual(milliseconds);
    expect(inTracks(list, 'title').length).toBe(rendered.length);
  });

  test('another base goes before, with its own path', async () => {
    const body = await (await ask(app, `${path('m3u8')}?base=https://loa.example.vn/dai`)).text();
    expect(body).toMatch(/^https:\/\/loa\.example\.vn\/dai\/media\/sha256\/[0-9a-f]{64}$/m);
    expect(body).not.toContain('localhost');
  });

  test.each(['file:///etc/', 'javascript:alert(1)', '//x', 'x'])(
    'a base that is no web address is refused: %s',
    async (base) => {
      const response = await ask(app, `${path('m3u8')}?base=${encodeURIComponent(base)}`);
      expect([response.status, await code(response)]).toEqual([422, 'request.wrong']);
    },
  );

  test.each(['a b', 'x"y', 'evil.vn/..', 'x,y', '-x'])(
    'a Host that is no host never gets into a playlist: %s',
    async (host) => {
      const response = await ask(app, path('m3u8'), { headers: { host } });
      expect([response.status, await code(response)]).toEqual([422, 'request.wrong']);
    },
  );

  test('an unknown form is not found', async () => {
    expect(await code(await ask(app, path('exe')))).toBe('request.path');
  });
});

describe('the calendar', () => {
  const path = '/api/v1/channels/dai-my-tu/calendar.ics';
  const read = async (query = '') => {
    const text = await (await ask(app, `${path}${query}`)).text();
    return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  };

  test('has every session of six weeks at its local hour, once', async () => {
    const events = await read();
    expect(events).toHaveLength(2 * 43);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    const today = events.find(({ uid }) => uid === `buoi-sang.${TODAY}@dai-my-tu.loa`);
    expect(today?.summary).toBe('Buổi phát sáng – Đài Mỹ Tú');
    expect(today?.startDate.toString()).toBe(`${TODAY}T05:00:00`);
    expect(today?.component.getFirstProperty('dtstart')?.getParameter('tzid')).toBe('Asia/Ho_Chi_Minh');
    expect(today?.description).toContain('05:00:02 Tin thứ nhất; có dấu, “ngoặc” (3 giây)');
    expect(today?.description).toContain('Tin tiếng Khmer');
    expect(today?.sequence).toBe(1);
    expect(events.find(({ uid }) => uid.startsWith('buoi-sang.2026-11-24'))?.sequence).toBe(0);
  });

  test('says nothing new as long as nothing is', async () => {
    const first = await ask(app, path);
    const etag = first.headers.get('etag') ?? '';
    expect(first.headers.get('cache-control')).toBe('private, max-age=300');
    world.setNow('2026-11-23T01:30:00Z');
    expect((await ask(app, path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    world.setNow(NOW);
  });

  test('can be had in English', async () => {
    const [event] = await read('?lang=en');
    expect(event?.description).toContain('(2 seconds)');
    expect((await ask(app, `${path}?lang=fr`)).status).toBe(422);
  });
});

test('nothing of this was a fault', () => {
  expect(traced).toEqual([]);
});
