/** The commands as a person types them: exit codes, sentences, one JSON document and nothing else on stdout. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loa, REPOSITORY } from '../support/process.ts';
import { measureSound } from '../support/sound.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-cli-'));
const data = join(folder, 'var');
const schedules = readdirSync(join(REPOSITORY, 'schedules'))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => join('schedules', name));
const DAY = '2025-04-07';

beforeAll(async () => {
  expect(await loa(data, ['apply', ...schedules])).toMatchObject({ code: 0 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('loa expand', () => {
  const words = [
    'expand',
    '--start',
    '2025-04-07T05:00',
    '--zone',
    'Asia/Ho_Chi_Minh',
    '--from',
    '2025-04-07',
    '--to',
    '2025-04-20',
  ];

  test('(a) a rule for Monday and Sunday gives both, as local time, zone and instant', async () => {
    const { code, out } = await loa(data, [...words, '--rule', 'FREQ=WEEKLY;BYDAY=MO,SU', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(
      ['2025-04-07', '2025-04-13', '2025-04-14', '2025-04-20'].map((day, n) => ({
        local: `${day}T05:00:00`,
        zone: 'Asia/Ho_Chi_Minh',
        instant: `2025-04-${['06', '12', '13', '19'][n]}T22:00:00Z`,
      })),
    );
  });

  test('(m) several rules, single days, and a clock change told with its policy', async () => {
    const berlin = ['expand', '--start', '2025-03-28T02:30', '--zone', 'Europe/Berlin', '--from', '2025-03-28'];
    const rules = ['--to', '2025-04-01', '--rule', 'FREQ=WEEKLY;BYDAY=SU', '--rule', 'FREQ=DAILY;INTERVAL=2'];
    const single = ['--rdate', '20250331T120000', '--exdate', '2025-04-01'];
    const { code, out } = await loa(data, [...berlin, ...rules, ...single, '--policy', 'backward', '--json']);
    expect(code).toBe(0);
    const zone = 'Europe/Berlin';
    expect(JSON.parse(out)).toEqual([
      { local: '2025-03-28T02:30:00', zone, instant: '2025-03-28T01:30:00Z' },
      {
        local: '2025-03-30T01:30:00',
        zone,
        instant: '2025-03-30T00:30:00Z',
        shift: 'missing',
        asked: '2025-03-30T02:30:00',
        policy: 'backward',
      },
      { local: '2025-03-31T12:00:00', zone, instant: '2025-03-31T10:00:00Z' },
    ]);
    const said = await loa(data, [...berlin, ...rules, ...single]);
    expect(said.out).toContain('03:30:00 Europe/Berlin  2025-03-30T01:30:00Z  (đồng hồ không qua');
  });

  test('without a rule or a date, or with two policies for one thing, it is wrong usage', async () => {
    expect(await loa(data, words)).toMatchObject({ code: 2, out: '' });
    const both = ['--rule', 'FREQ=DAILY', '--policy', 'first', '--policy', 'second'];
    expect(await loa(data, [...words, ...both])).toMatchObject({ code: 2, out: '' });
  });

  test('(r) a rule that would never end is refused with a sentence and exit code 1', async () => {
    const { code, out, err } = await loa(data, [...words, '--rule', 'FREQ=SECONDLY']);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/\[rule\.frequency\]/);
  });

  test('a missing option is wrong usage: exit code 2', async () => {
    expect(await loa(data, ['expand'])).toMatchObject({ code: 2, out: '' });
    expect(await loa(data, ['no-such-command'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('loa apply', () => {
  test('the same again changes nothing', async () => {
    const { code, out } = await loa(data, ['apply', ...schedules]);
    expect(code).toBe(0);
    expect(out).toContain('Không có gì thay đổi');
  });

  test('every fault of a file is told with its line, and nothing is written', async () => {
    const path = join(folder, 'sai.yaml');
    writeFileSync(
      path,
      [
        'strands:',
        '  - { id: ban-tin-moi, name: Bản tin mới, items: [khong-co] }',
        'items:',
        '  - { id: bai-moi, title: Bài mới, genre: article, from: 2025-02-30 }',
        '  - { id: bai-moi, titel: Bài mới }',
        '',
      ].join('\n'),
    );
    const { code, err } = await loa(data, ['apply', path]);
    expect(code).toBe(1);
    expect(err).toMatch(/sai\.yaml, dòng 4.*\[time\.date\]/);
    expect(err).toMatch(/sai\.yaml, dòng 5.*\[schedule\.field-unknown\]/);
    expect(err).toMatch(/sai\.yaml, dòng 5.*\[schedule\.field-missing\]/);
    const { out } = await loa(data, ['apply', ...schedules, '--dry-run', '--json']);
    expect(JSON.parse(out)).toEqual({ dryRun: true, changes: [] });
  });
});

describe('loa ingest, plan, render, playlist, why, log', () => {
  test('(k) from files to a rendered day that measures as planned', async () => {
    const taken = await loa(data, ['ingest', 'media', '--json']);
    expect(taken.code).toBe(0);
    expect(JSON.parse(taken.out).length).toBeGreaterThanOrEqual(19);

    const planned = await loa(data, ['plan', '--from', DAY, '--to', DAY, '--channel', 'my-tu', '--json']);
    const [day] = JSON.parse(planned.out);
    expect(day.sessions.map((one: { session: string }) => one.session)).toEqual(['buoi-sang', 'buoi-chieu']);

    const rendered = await loa(data, ['render', '--day', DAY, '--channel', 'my-tu', '--format', 'wav', '--json']);
    expect(rendered.code).toBe(0);
    const files = JSON.parse(rendered.out) as { path: string; seconds: number }[];
    expect(files).toHaveLength(2);
    const sound = measureSound(readFileSync(files[0]?.path ?? ''));
    expect(Math.abs(sound.seconds - day.sessions[0].durationSeconds)).toBeLessThan(0.001);
    expect(Math.abs(sound.integrated + 18)).toBeLessThanOrEqual(0.5);
    expect(sound.truePeak).toBeLessThanOrEqual(-2);
  });

  test('first runs and repeats are told apart: new in the morning, again in the afternoon', async () => {
    const { out } = await loa(data, ['plan', '--from', DAY, '--to', DAY, '--channel', 'my-tu', '--json']);
    const [{ sessions }] = JSON.parse(out);
    const runs = sessions.map((session: { entries: { strand: string | null; run: string | null }[] }) =>
      session.entries.filter(({ strand }) => strand === 'nghi-quyet-57').map(({ run }) => run),
    );
    expect(runs).toEqual([Array(4).fill('first'), Array(4).fill('repeat')]);
  });

  test('the Khmer segment waits for a human recording and says so', async () => {
    const { code, out } = await loa(data, ['why', '--channel', 'my-tu', '--day', DAY, '--segment', 'sang-tieng-khmer']);
    expect(code).toBe(0);
    expect(out).toMatch(/^Vì sao “.*tiếng Khmer.*không phát .*\? .*Bản tiếng Khmer còn chờ thu âm\.\n$/);
    const asked = ['why', '--channel', 'my-tu', '--day', DAY, '--segment', 'sang-tieng-khmer'];
    expect((await loa(data, [...asked, '--lang', 'en'])).out).toMatch(
      /^Why does .*The Khmer version waits to be recorded\./,
    );
    const [answer] = JSON.parse((await loa(data, [...asked, '--json'])).out).answers;
    expect(answer).toMatchObject({ status: 'not-planned', absences: [{ reason: { code: 'waits-for-recording' } }] });
    expect((await loa(data, [...asked, '--lang', 'fr'])).code).toBe(2);
  });

  test('a past day has the channels of that day: nine communes before 1 July 2025, four after', async () => {
    const channelsOn = async (day: string): Promise<number> => {
      const { out } = await loa(data, ['plan', '--from', day, '--to', day, '--json']);
      return (JSON.parse(out) as unknown[]).length;
    };
    // And the common programme beside them.
    expect(await channelsOn('2025-06-30')).toBe(10);
    expect(await channelsOn('2025-07-01')).toBe(5);
  });

  test('units are those of the day, and a campaign’s targets are told in sentences', async () => {
    const june = await loa(data, ['units', '--day', '2025-06-30']);
    expect(june).toMatchObject({ code: 0 });
    expect(june.out.split('\n')).toEqual(
      expect.arrayContaining(['Tỉnh Sóc Trăng · 94 · tinh-soc-trang', '    Xã Mỹ Phước · 31603 · xa-my-phuoc']),
    );
    const july = JSON.parse((await loa(data, ['units', '--day', '2025-07-01', '--json'])).out) as { units: unknown[] };
    expect(july.units).toHaveLength(5);
    expect(await loa(data, ['units', '--from', DAY])).toMatchObject({ code: 2 });
    const span = ['--from', '2025-07-07', '--to', '2025-07-13'];
    expect((await loa(data, ['units', ...span])).out).toMatch(/^Tổng cộng: 0 lượt theo lịch$/m);
    const { code, out } = await loa(data, ['coverage', '--campaign', 'nghi-quyet-57', ...span]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Chỉ tiêu tuần 07–13\/07\/2025: cần 28 lượt phát ở xã Mỹ Phước; đã phát 0; thiếu 28\.$/m);
    const json = JSON.parse((await loa(data, ['coverage', '--campaign', 'nghi-quyet-57', ...span, '--json'])).out);
    expect(json).toMatchObject({ campaign: { id: 'nghi-quyet-57' }, structure: 'then', unseen: 0 });
    expect((await loa(data, ['coverage', '--campaign', 'khong-co'])).err).toMatch(/\[campaign\.unknown\]/);
  });

  test('each playlist form comes out, and an unknown channel is refused naming those that exist', async () => {
    expect(await loa(data, ['playlist', '--day', DAY, '--channel', 'my-tu', '--format', 'pls'])).toMatchObject({
      code: 1,
    });
    expect((await loa(data, ['render', '--day', DAY, '--channel', 'my-tu'])).code).toBe(0);
    for (const format of ['m3u8', 'xspf', 'pls', 'cue', 'json']) {
      const { code, out } = await loa(data, ['playlist', '--day', DAY, '--channel', 'my-tu', '--format', format]);
      expect(code).toBe(0);
      expect(out.length).toBeGreaterThan(20);
    }
    const { code, err } = await loa(data, ['playlist', '--day', DAY, '--channel', 'my-to', '--format', 'm3u8']);
    expect(code).toBe(1);
    expect(err).toMatch(/my-tu.*\[channel\.unknown\]/);
  });

  test('an empty air log is an empty export in each form; CSV begins with a byte order mark', async () => {
    const words = ['log', '--from', DAY, '--to', DAY];
    expect((await loa(data, [...words, '--format', 'ndjson'])).out).toBe('');
    expect(JSON.parse((await loa(data, [...words, '--format', 'json'])).out)).toMatchObject({ entries: [] });
    expect((await loa(data, [...words, '--format', 'csv'])).out).toMatch(/^\uFEFF/);
  });

  test('a file that is not sound is refused by name, the rest is taken in', async () => {
    const bad = join(folder, 'khong-phai-am-thanh.mp3');
    writeFileSync(bad, 'Đây là chữ, không phải âm thanh.\n');
    const { code, out, err } = await loa(data, ['ingest', bad, 'media/nhac-cat-1.opus', '--json']);
    expect(code).toBe(1);
    expect(err).toMatch(/khong-phai-am-thanh\.mp3.*\[media\.not-sound\]/);
    expect(JSON.parse(out)).toMatchObject([{ name: 'nhac-cat-1.opus', isNew: false }]);
  });
});

describe('settings', () => {
  test('every wrong setting is told at once, with exit code 2', async () => {
    const { code, err } = await loa(data, ['log', '--from', DAY, '--to', DAY], { LOA_PORT: 'x', LOA_LANG: 'fr' });
    expect(code).toBe(2);
    expect(err.match(/\[config\.wrong\]/g)).toHaveLength(2);
  });
});
