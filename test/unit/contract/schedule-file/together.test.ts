/** Faults of several kinds and several files, told in one go and each once. */
import { describe, expect, test } from 'vitest';
import { readSchedules } from '../../../../src/contract/schedule-file/index.ts';
import { bytes, refusalsOf, shortly } from '../../../support/schedules.ts';

const told = (...files: Parameters<typeof refusalsOf>): string[] => shortly(refusalsOf(...files));

const SESSION = `sessions:
  - id: sang
    name: Sáng
    channels: [k1]
    start: 05:00
    maxMinutes: 30
    from: 2025-04-07
    segments:
`;

test('ten different errors of one file are ten refusals', () => {
  const text = `units:
  - { id: xa, name: Xã, kind: xã, to: 2025-02-30 }
  - { id: xa, name: Xã, kind: xã }
stations:
  - { id: dai, name: Đài, zone: Asia/Hanoi, responsible: [{ unit: xaa }] }
channels:
  - { id: k1, name: Kênh, station: dai, carier: fm, carrier: fm, units: [{ unit: xa }] }
items:
  - { id: a, title: A, genre: newsItem, sound: a.wav }
sessions:
  - id: sang
    name: Sáng
    channels: [k1, k2]
    start: 25:00
    maxMinutes: 30
    rule: FREQ=HOURLY
    from: 2025-04-07
    segments:
      - { id: s1, title: A, item: a, strand: b }
      - { id: s2, title: B, repeat: s3 }
`;
  expect(told(['f.yaml', text]).toSorted()).toEqual(
    [
      'time.date f.yaml:2:39',
      'schedule.id-double f.yaml:3:11',
      'time.zone f.yaml:5:33',
      'schedule.reference f.yaml:5:67',
      'schedule.field-unknown f.yaml:7:41',
      'schedule.reference f.yaml:13:20',
      'time.clock f.yaml:14:12',
      'rule.frequency f.yaml:16:11',
      'schedule.field-wrong f.yaml:19:46',
      'schedule.reference f.yaml:20:37',
    ].toSorted(),
  );
});

test('a list that cannot be read at all blames no one who refers to it', () => {
  expect(
    told(['f.yaml', 'units: { id: xa }\nstations: [{ id: dai, name: Đài, zone: UTC, responsible: [{ unit: xa }] }]\n']),
  ).toEqual(['schedule.field-wrong f.yaml:1:8']);
  expect(
    told([
      'f.yaml',
      'unit: [{ id: xa }]\nstations: [{ id: dai, name: Đài, zone: UTC, responsible: [{ unit: xa }] }]\n',
    ]),
  ).toEqual(['schedule.field-unknown f.yaml:1:1']);
  const b = 'channels: [{ id: k, name: K, station: dai, carrier: fm, units: [{ unit: xa }], form: 1 }]\n';
  expect(told(['a.yaml', 'units:\n\t- x\n'], ['b.yaml', b])).toEqual([
    'yaml.tab a.yaml:2:1',
    'schedule.field-unknown b.yaml:1:80',
  ]);
});

test('an id given twice is told with both places, within a file and across files', () => {
  const a = 'items:\n  - { id: tin, title: A, genre: newsItem }\n  - { id: tin, title: B, genre: newsItem }\n';
  const b = 'items:\n  - { id: tin, title: C, genre: newsItem }\n';
  expect(refusalsOf(['a.yaml', a], ['b.yaml', b])).toEqual([
    {
      code: 'schedule.id-double',
      params: { kind: 'item', id: 'tin', first: 'a.yaml:2' },
      place: { file: 'a.yaml', line: 3, column: 11 },
    },
    {
      code: 'schedule.id-double',
      params: { kind: 'item', id: 'tin', first: 'a.yaml:2' },
      place: { file: 'b.yaml', line: 2, column: 11 },
    },
  ]);
  // Of two kinds they are two things.
  expect(told(['a.yaml', `${b}strands:\n  - { id: tin, name: A, items: [tin] }\n`])).toEqual([]);
});

test('NFD in one file and NFC in another are the same words', () => {
  const item = (title: string) => `items:\n  - { id: tin, title: ${title}, genre: newsItem }\n`;
  const read = readSchedules([{ name: 'a.yaml', bytes: bytes(item('Mỹ Tú').normalize('NFD')) }]);
  expect(read.ok && read.value.schedule.items[0]?.title).toBe('Mỹ Tú'.normalize('NFC'));
});

test.each([
  ['two contents', 'item: a, strand: b', 'schedule.field-wrong', 'exactly-one'],
  ['no content', 'required: false', 'schedule.field-wrong', 'exactly-one'],
  ['a relay without minutes', 'relay: VOV1', 'schedule.field-wrong', 'with-relay'],
  ['minutes without a relay', 'item: a, minutes: 5', 'schedule.field-wrong', 'only-with-relay'],
  ['a fallback without a relay', 'item: a, fallback: a', 'schedule.field-wrong', 'only-with-relay'],
  ['a count without a strand', 'item: a, count: 2', 'schedule.field-wrong', 'only-with-strand'],
  ['a relay of no length', 'relay: VOV1, minutes: 0', 'schedule.field-wrong', '≥ 0.1'],
])('%s', (_, content, code, expected) => {
  const text = `${SESSION}      - { id: s1, title: A, ${content} }\n`;
  const read = readSchedules([{ name: 'f.yaml', bytes: bytes(text) }]);
  expect(read.ok && read.value.refusals).toMatchObject([{ code, params: { expected }, place: { line: 9 } }]);
});

test.each([
  ['sound: a.wav, versions: [{ language: km }]', 'exactly-one', 'sound | versions'],
  ['script: a.txt, synthetic: true, versions: [{ language: km }]', 'exactly-one', 'script | synthetic | versions'],
  ['versions: [{ language: vi, sound: a.wav }, { sound: b.wav }]', 'one-per-language', 'versions'],
])('an item written with %s has two versions for one language', (fields, expected, field) => {
  const read = readSchedules([
    { name: 'f.yaml', bytes: bytes(`items: [{ id: a, title: A, genre: article, ${fields} }]\n`) },
  ]);
  expect(read.ok && read.value.refusals).toMatchObject([
    { code: 'schedule.field-wrong', params: { expected, field }, place: { line: 1 } },
  ]);
});

describe('an id given twice', () => {
  test('hides no other fault: each of the two is told at its own line', () => {
    const text = [
      'units:',
      '  - { id: x1, name: X, kind: xã }',
      '  - { id: x1, name: Y, kind: xã, parent: khong-co }',
      'strands:',
      '  - { id: s1, name: A, items: [khong-co-1] }',
      '  - { id: s1, name: B, items: [khong-co-2] }',
      '',
    ].join('\n');
    const told = refusalsOf(['f.yaml', text]).map(({ code, place }) => `${code} ${place?.line}`);
    expect(told.sort()).toEqual(
      [
        'schedule.id-double 3',
        'schedule.reference 3',
        'schedule.reference 5',
        'schedule.reference 6',
        'schedule.id-double 6',
      ].sort(),
    );
  });
});
