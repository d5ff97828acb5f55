/** The same schedule gives the same moments whatever zone the machine itself is set to. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const expand = new URL('../../src/core/schedule/expand.ts', import.meta.url).href;

const RULES = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3;COUNT=40',
  'FREQ=DAILY;UNTIL=20250515T220000Z',
  'FREQ=WEEKLY;BYDAY=MO,SU',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,TU;WKST=SU',
  'FREQ=WEEKLY;UNTIL=20250515',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=MONTHLY;BYDAY=1MO,-1SU,WE',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=19',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
];
const PLACES = ['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
/** Rules together with single moments, on days that lacked an hour, or all of themselves, under both policies. */
const TOGETHER = [
  ['Pacific/Apia', '2011-12-28T05:00:00', '2011-12-28', '2012-01-02'],
  ['Asia/Tehran', '2022-03-20T00:30:00', '2022-03-20', '2022-09-22'],
  ['Asia/Ho_Chi_Minh', '1975-06-10T23:30:00', '1975-06-10', '1975-06-15'],
  ['Europe/Berlin', '2025-03-29T02:30:00', '2025-03-29', '2025-10-27'],
];
const POLICIES = [
  { missing: 'forward', doubled: 'first' },
  { missing: 'backward', doubled: 'second' },
];

/** Prints the host's offset, then every answer. */
const PROGRAM = `
  import { expandOne } from ${JSON.stringify(expand)};
  const answers = ${JSON.stringify(PLACES)}.flatMap((zone) => ${JSON.stringify(RULES)}.flatMap((rule) =>
    ['2025-03-01T05:00:00', '2025-03-01T02:30:00', '2025-03-01T00:00:00', '2025-03-01T23:59:59'].map((start) =>
      [rule, start, expandOne(rule, start, zone, '2025-03-01', '2026-03-31')])));
  const together = ${JSON.stringify(TOGETHER)}.flatMap(([zone, start, from, to]) => ${JSON.stringify(POLICIES)}.map((policy) =>
    expandOne(['FREQ=DAILY;BYDAY=MO,WE,FR,SU', 'FREQ=MONTHLY;BYDAY=3TU,-1SA'], start, zone, from, to, policy,
      { also: [from, to + 'T02:30:00'], not: [to] })));
  console.log(JSON.stringify({ offset: new Date(1743980400000).getTimezoneOffset(), answers: [...answers, ...together] }));
`;

const answersUnder = async (zone: string): Promise<{ offset: number; answers: unknown[] }> => {
  const options = { env: { ...process.env, TZ: zone }, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', PROGRAM], options);
  return JSON.parse(stdout);
};

test('the same answers under TZ=UTC, Asia/Ho_Chi_Minh and America/New_York', async () => {
  const utc = await answersUnder('UTC');
  const saigon = await answersUnder('Asia/Ho_Chi_Minh');
  const newYork = await answersUnder('America/New_York');
  // The hosts did differ.
  expect([utc.offset, saigon.offset, newYork.offset]).toEqual([0, -420, 240]);
  expect(utc.answers).toHaveLength(RULES.length * PLACES.length * 4 + TOGETHER.length * POLICIES.length);
  expect(JSON.stringify(utc.answers)).toContain('"policy":"backward"');
  expect(JSON.stringify(utc.answers)).toContain('2025-04-06T22:00:00Z');
  expect(saigon.answers).toEqual(utc.answers);
  expect(newYork.answers).toEqual(utc.answers);
});
