import { expect, test } from 'vitest';
import { diffSchedules, LISTS, mergeSchedules } from '../../../../src/core/schedule/diff.ts';
import type { Schedule } from '../../../../src/core/schedule/model.ts';
import { centre, itemsOf, scheduleOf } from '../../../support/schedules.ts';

const SESSION = `sessions:
  - { id: sang, name: Sáng, channels: [k1], start: 05:00, maxMinutes: 30, from: 2025-04-07, segments: [{ id: s1, title: A, item: a }] }
`;
const before = scheduleOf(centre(SESSION + itemsOf('a', 'b')));
const empty = Object.fromEntries(LISTS.map(([list]) => [list, []])) as unknown as Schedule;
const shortly = (from: Schedule, to: Schedule) =>
  diffSchedules(from, to).map(({ what, kind, id, fields }) =>
    [what, kind, id, ...fields.map(({ field }) => field)].join(' '),
  );

test('nothing differs from itself, whatever the order of fields', () => {
  expect(diffSchedules(before, before)).toEqual([]);
  const turned = JSON.parse(JSON.stringify(before), (_, value) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toReversed())
      : value,
  );
  expect(diffSchedules(before, turned)).toEqual([]);
});

test('added and removed, what others need before what needs it', () => {
  expect(shortly(empty, before)).toEqual([
    'added unit xa',
    'added station dai',
    'added channel k1',
    'added channel k2',
    'added item a',
    'added item b',
    'added session sang',
    'added segment s1',
  ]);
  expect(shortly(before, empty).every((line) => line.startsWith('removed '))).toBe(true);
});

test('changed, field by field, with before and after; a title names an item', () => {
  const [a, b] = before.items;
  const after = { ...before, items: [{ ...a, title: 'Tin mới', audiences: ['cán bộ'] }, b] } as Schedule;
  expect(diffSchedules(before, after)).toEqual([
    {
      kind: 'item',
      id: 'a',
      what: 'changed',
      name: 'Tin mới',
      fields: [
        { field: 'title', before: 'Tin a', after: 'Tin mới' },
        { field: 'audiences', before: [], after: ['cán bộ'] },
      ],
    },
  ]);
});

test('the order of a list is a difference', () => {
  const turned = (items: string[]) =>
    ({ ...before, strands: [{ id: 't', name: 'T', campaign: null, items }] }) as unknown as Schedule;
  expect(shortly(turned(['a', 'b']), turned(['b', 'a']))).toEqual(['changed strand t items']);
});

test('a thing that moves to another file is changed in that alone', () => {
  const moved = (kind: string, id: string) =>
    kind === 'item' && id === 'b' ? { before: 'x.yaml', after: 'y.yaml' } : undefined;
  expect(diffSchedules(before, before, moved)).toEqual([
    {
      kind: 'item',
      id: 'b',
      what: 'changed',
      name: 'Tin b',
      fields: [{ field: 'file', before: 'x.yaml', after: 'y.yaml' }],
    },
  ]);
});

test('merging lays the files over what is there, leaves out what is gone, and sorts by id', () => {
  const files = { ...empty, items: [...scheduleOf(itemsOf('c', 'a').replace('Tin a', 'Khác')).items] };
  const merged = mergeSchedules(before, files, (kind, id) => kind === 'item' && id === 'b');
  expect(merged.items.map(({ id, title }) => `${id} ${title}`)).toEqual(['a Khác', 'c Tin c']);
  expect(merged.units).toEqual(before.units);
  // A thing both gone and given is given.
  expect(mergeSchedules(before, files, (kind) => kind === 'item').items.map(({ id }) => id)).toEqual(['a', 'c']);
});
