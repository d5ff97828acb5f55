/** One schedule file as an officer may send it: what is accepted, what is refused, and at which line. */
import { describe, expect, test } from 'vitest';
import { FILE_LIMIT_BYTES, readScheduleFile } from '../../../../src/contract/schedule-file/read.ts';
import type { Result } from '../../../../src/core/result.ts';
import { must } from '../../../../src/core/result.ts';
import { bytes, refusalsOf, shortly } from '../../../support/schedules.ts';

const read = (text: string | Uint8Array) => readScheduleFile('f.yaml', typeof text === 'string' ? bytes(text) : text);
const faults = (result: Result<{ refusals: readonly unknown[] }>) =>
  result.ok ? result.value.refusals : result.refusals;
const told = (text: string | Uint8Array): string[] => shortly(faults(read(text)) as Parameters<typeof shortly>[0]);

const UNIT = 'units:\n  - id: xa\n    name: Xã Mỹ Tú\n    kind: xã\n';

describe('bytes', () => {
  test('a byte order mark is dropped and said', () => {
    const { file, notices } = must(read(`\uFEFF${UNIT}`));
    expect(file.units?.[0]?.id).toBe('xa');
    expect(notices).toEqual([{ code: 'file.bom', place: { file: 'f.yaml' } }]);
  });

  test('NFD text from a Mac is kept as NFC and said', () => {
    const { file, notices } = must(read(UNIT.normalize('NFD')));
    expect(file.units?.[0]?.name).toBe('Xã Mỹ Tú'.normalize('NFC'));
    expect(notices.map(({ code }) => code)).toEqual(['file.nfd']);
    expect(must(read(UNIT)).notices).toEqual([]);
  });

  test.each([
    ['UTF-16 with its mark', Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Buffer.from(UNIT, 'utf16le'))])],
    ['UTF-16 without it', new Uint8Array(Buffer.from('units: []\n', 'utf16le'))],
    // "Xã Mỹ Tú" in TCVN3: one byte above 0x7f for each accented letter.
    ['TCVN3', Uint8Array.from([...bytes('units:\n  - { id: xa, name: "X'), 0xb7, ...bytes(' M'), 0xfc, 0x22, 0x7d])],
    ['a cut sequence', Uint8Array.from([...bytes(UNIT), 0xe1, 0xbb])],
    ['sound', Uint8Array.from([0x4f, 0x67, 0x67, 0x53, 0x00, 0x02, 0xff])],
  ])('%s is not UTF-8 text', (_, wrong) => {
    expect(told(wrong)).toEqual(['file.encoding f.yaml::']);
  });

  test('10 MB of aliases is refused by its size, unread', () => {
    const laughs = new Uint8Array(10_000_000).fill(0x61);
    laughs.set(bytes('a: &a [x, x]\nb: &b [*a, *a]\n'));
    expect(faults(read(laughs))).toEqual([
      {
        code: 'file.large',
        params: { path: 'f.yaml', bytes: 10_000_000, limit: FILE_LIMIT_BYTES },
        place: { file: 'f.yaml' },
      },
    ]);
  });

  test('CRLF and LF name the same lines', () => {
    const wrong = `${UNIT}    form: 2025-04-07\n    to: 2025-02-30\n`;
    expect(told(wrong)).toEqual(['schedule.field-unknown f.yaml:5:5', 'time.date f.yaml:6:9'].toReversed());
    expect(told(wrong.replaceAll('\n', '\r\n'))).toEqual(told(wrong));
  });

  test.each(['', '\n\n', '# chưa có gì\n', '---\n', '---\n# a\n...\n', '~\n'])(
    '%j says nothing, which is no fault here',
    (text) => {
      expect(must(read(text)).file).toEqual({});
    },
  );
});

describe('YAML', () => {
  test('a small billion laughs is refused at once', () => {
    let text = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
    for (let n = 1; n < 12; n += 1)
      text += `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(', ')}]\n`;
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    expect(told(text)).toEqual(['yaml.aliases f.yaml::']);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });

  test.each([
    ['flow lists', '['.repeat(500_000), 'f.yaml:1:65'],
    ['flow maps', '{a: '.repeat(300_000), 'f.yaml:1:257'],
    ['hyphens', '- '.repeat(500_000), 'f.yaml:1:129'],
    ['question marks', `# a\n${'? '.repeat(500_000)}`, 'f.yaml:2:129'],
  ])('%s nested beyond reason are refused, not fallen into', (_, text, place) => {
    expect(told(text)).toEqual([`yaml.syntax ${place}`]);
  });

  test('a staircase of keys is refused too', () => {
    const stairs = Array.from({ length: 1900 }, (_, n) => `${' '.repeat(n)}a:\n`).join('');
    expect(faults(read(stairs))).toMatchObject([{ code: 'yaml.syntax', params: { reason: 'Nested too deeply' } }]);
  });

  test('a map of very many keys is read in linear time', () => {
    const start = performance.now();
    expect(told(Array.from({ length: 20_000 }, (_, n) => `k${n}: 1\n`).join(''))).toHaveLength(20_000);
    // Comparing each with each takes minutes.
    expect(performance.now() - start).toBeLessThan(8_000);
  });

  test.each([
    ['at the head of a line', 'units:\n\t- id: xa\n', ['f.yaml:2:1']],
    ['after the hyphen', 'units:\n  -\tid: xa\n\t  name: x\n', ['f.yaml:2:4', 'f.yaml:3:1']],
    ['in a list in brackets', 'units: [\n\t{ id: xa, name: x, kind: x }]\n', ['f.yaml:2:2']],
  ])('a tab %s', (_, text, places) => {
    expect(told(text)).toEqual(places.map((place) => `yaml.tab ${place}`));
  });

  test('a tab inside a line is only space', () => {
    expect(must(read('units:\n  - id:\txa\n    name: "a\tb"\n    kind: xã\t# xã\n')).refusals).toEqual([]);
  });

  test('a key written twice is told beside everything else', () => {
    expect(told(`${UNIT}    kind: huyện\n    to: 2025-02-29\n`)).toEqual([
      'yaml.syntax f.yaml:5:5',
      'time.date f.yaml:6:9',
    ]);
  });

  test.each([
    ['text in bold', 'name: *Quan* trọng', 'yaml.aliases f.yaml:3:11'],
    ['an unknown tag', 'name: !Gap hôm nay', 'yaml.syntax f.yaml:3:11'],
    ['an accented tag', 'name: !Khẩn cấp', 'yaml.syntax f.yaml:3:14'],
    ['a colon in a title', 'name: Nghị quyết 57: bước ngoặt', 'yaml.syntax f.yaml:3:11'],
    ['an open quote', 'name: "Xã', 'yaml.syntax f.yaml:5:1'],
  ])('%s is refused at its line', (_, line, fault) => {
    expect(told(`units:\n  - id: xa\n    ${line}\n    kind: xã\n`)).toContain(fault);
  });

  test('an anchor that holds itself is refused', () => {
    expect(told('units: &u\n  - { id: xa, name: x, kind: x, parents: *u }\n')).toEqual(['yaml.aliases f.yaml:2:42']);
  });

  test('two documents in one file are refused', () => {
    expect(told(`${UNIT}---\n${UNIT}`)).toEqual(['yaml.syntax f.yaml:5:1']);
  });

  test('an old %YAML 1.1 directive changes neither hours nor words', () => {
    const { file } = must(read(`%YAML 1.1\n---\nunits:\n  - { id: xa, name: yes, kind: "5:50", from: 2025-04-07 }\n`));
    expect(file.units?.[0]).toEqual({ id: 'xa', name: 'yes', kind: '5:50', from: '2025-04-07' });
  });

  test('anchors and merge keys are shared values; a fault in one is told at each use', () => {
    const text = `
channels:
  - &mau { id: k1, name: Kênh 1, station: dai, carrier: fm, units: &nghe [{ unit: xa, to: 2025-13-01 }] }
  - <<: *mau
    id: k2
    name: Kênh 2
`;
    expect(told(text)).toEqual(['time.date f.yaml:3:91', 'time.date f.yaml:4:5']);
    const { file } = must(read(text.replace('2025-13-01', '2025-12-01')));
    expect(file.channels?.map(({ id, station, units }) => [id, station, units[0]?.unit])).toEqual([
      ['k1', 'dai', 'xa'],
      ['k2', 'dai', 'xa'],
    ]);
  });

  test('a code keeps its zeros without quotes', () => {
    const { file } = must(
      read('units:\n  - { id: a, name: a, kind: a, code: 01 }\n  - { id: b, name: b, kind: b, code: 31567 }\n'),
    );
    expect(file.units?.map(({ code }) => code)).toEqual(['01', '31567']);
  });
});

describe('shape', () => {
  test('an unknown field is told at its name with the field that was meant, at every depth', () => {
    const text = `
sesions: 1
sessions:
  - id: sang
    name: Sáng
    chanels: [k1]
    channels: [k1]
    start: 05:00
    maxMinutes: 30
    from: 2025-04-07
    segments:
      - id: a
        tittle: A
        title: A
        item: x
`;
    expect(faults(read(text))).toEqual(
      [
        {
          code: 'schedule.field-unknown',
          params: { field: 'chanels', near: 'channels' },
          place: { file: 'f.yaml', line: 6, column: 5 },
        },
        {
          code: 'schedule.field-unknown',
          params: { field: 'tittle', near: 'title' },
          place: { file: 'f.yaml', line: 13, column: 9 },
        },
        {
          code: 'schedule.field-unknown',
          params: { field: 'sesions', near: 'sessions' },
          place: { file: 'f.yaml', line: 2, column: 1 },
        },
      ].toSorted((a, b) => (a.place.line === 13 ? -1 : b.place.line === 13 ? 1 : a.place.line === 2 ? 1 : -1)),
    );
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a field like any unknown one', (key) => {
    expect(told(`${UNIT}    ${key}: { from: 2025-01-01 }\n`)).toEqual(['schedule.field-unknown f.yaml:5:5']);
    expect(told(`${key}: 1\n${UNIT}`)).toEqual(['schedule.field-unknown f.yaml:1:1']);
    expect(Object.hasOwn(Object.prototype, 'from')).toBe(false);
  });

  test('an id may be a word that objects have', () => {
    const text = `units:\n  - { id: constructor, name: a, kind: a }\n  - { id: b, name: b, kind: b, parent: constructor }\n`;
    expect(refusalsOf(['f.yaml', text])).toEqual([]);
    expect(shortly(refusalsOf(['f.yaml', text.replace('parent: constructor', 'parent: tostring')]))).toEqual([
      'schedule.reference f.yaml:3:40',
    ]);
  });

  test.each([
    ['a date as people write it', 'from: 07/04/2025', 'time.date', { text: '07/04/2025' }],
    ['a day that does not exist', 'from: 2025-02-30', 'time.date', { text: '2025-02-30' }],
    ['a month without its zero', 'to: 2025-4-7', 'time.date', { text: '2025-4-7' }],
    ['a number for a date', 'to: 20250515', 'schedule.field-wrong', { field: 'to', expected: 'string' }],
    ['a list for a name', 'parent: [a]', 'schedule.field-wrong', { field: 'parent', expected: 'string' }],
    ['an accented id', 'parent: xã-mỹ-tú', 'schedule.field-wrong', { field: 'parent', expected: 'id' }],
    ['an empty value', 'parent:', 'schedule.field-wrong', { field: 'parent', expected: 'string' }],
    ['a long code', `code: ${'9'.repeat(21)}`, 'schedule.field-wrong', { field: 'code', expected: '≤ 20' }],
  ])('%s', (_, line, code, params) => {
    const [fault, ...rest] = faults(read(`${UNIT}    ${line}\n`)) as Record<string, unknown>[];
    expect(rest).toEqual([]);
    expect(fault).toMatchObject({ code, params, place: { file: 'f.yaml', line: 5 } });
  });

  test('a very long text is refused, and said to be too long', () => {
    const long = 'a'.repeat(100_000);
    expect(faults(read(UNIT.replace('Xã Mỹ Tú', long)))).toMatchObject([
      { code: 'schedule.field-wrong', params: { field: 'name', expected: '≤ 2000' }, place: { line: 3 } },
    ]);
    expect(told(`${UNIT}    ${'b'.repeat(900)}: 1\n`)).toEqual(['schedule.field-unknown f.yaml:5:5']);
  });

  test.each(['xin chào', '- a\n', '42\n', '"units:"\n'])('%j is no schedule file', (text) => {
    expect(told(text)).toEqual(['schedule.field-wrong f.yaml:1:1']);
  });

  test('a list that is empty below its name is told where it stands', () => {
    expect(told('units:\n# - id: xa\n')).toEqual(['schedule.field-wrong f.yaml:1:7']);
  });
});
