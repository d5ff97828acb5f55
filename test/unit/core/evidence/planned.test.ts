/** A planned airing as it is frozen into the log: with the names of its day, and nothing that can change later. */
import { expect, test } from 'vitest';
import { freezing } from '../../../../src/core/evidence/planned.ts';
import type { Sha256 } from '../../../../src/core/ids.ts';
import type { Playlist, PlaylistEntry } from '../../../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../../../src/core/playlist/profile.ts';
import { playlistsOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

// Until the end of March the channel served the old commune, from April on the new one; a third comes later.
const schedule = scheduleOf(`
units:
  - { id: xa-cu, name: Xã Mỹ Hương, kind: xã, to: 2025-03-31, succeededBy: [xa-moi] }
  - { id: xa-moi, name: Xã Mỹ Tú, kind: xã, from: 2025-04-01 }
  - { id: ap, name: Ấp Mỹ Lợi, kind: ấp, parent: xa-moi, from: 2025-04-01 }
stations: [{ id: dai, name: Đài, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-cu, to: 2025-03-31 }, { unit: xa-moi, from: 2025-04-01 }] }]
channels:
  - id: k1
    name: Loa xã Mỹ Tú
    station: dai
    carrier: loudspeaker
    units: [{ unit: xa-cu, to: 2025-03-31 }, { unit: xa-moi, from: 2025-04-01 }, { unit: ap, from: 2025-05-01 }]
campaigns:
  - { id: kh-114, name: Kế hoạch 114-KH/HU, owner: xa-moi, from: 2025-04-01, to: 2025-12-31, contentGroups: [{ id: nhom-1, name: Cải cách hành chính }] }
items: [{ id: tin, title: Tin chuyển đổi số, genre: newsItem, sound: tin.wav, campaign: kh-114, contentGroup: nhom-1 }]
sessions:
  - { id: sang, name: Buổi sáng, channels: [k1], start: 05:00, maxMinutes: 30, from: 2025-03-01, segments: [{ id: s1, title: Tin sáng, item: tin }] }
`);
const on = (day: string): Playlist => playlistsOf(schedule, soundsOf({ tin: 61.23456 }), day)[0] as Playlist;
const april = on('2025-04-07');
const entry: PlaylistEntry = { ...(april.entries[0] as PlaylistEntry), run: 'first' };
const script = 'ab'.repeat(32) as Sha256;
const freeze = freezing(schedule, (item, language) => (item === 'tin' && language === 'vi' ? script : null));

test('everything that is known of an airing', () => {
  expect(freeze(april, 3)(entry)).toEqual({
    id: 's1@2025-04-07T05:00:00',
    channel: { id: 'k1', name: 'Loa xã Mỹ Tú' },
    units: [{ id: 'xa-moi', name: 'Xã Mỹ Tú' }],
    day: '2025-04-07',
    session: { id: 'sang', name: 'Buổi sáng' },
    segment: 's1',
    title: 'Tin chuyển đổi số',
    kind: 'sound',
    item: 'tin',
    genre: 'newsItem',
    language: 'vi',
    run: 'first',
    campaign: { id: 'kh-114', name: 'Kế hoạch 114-KH/HU' },
    contentGroup: { id: 'nhom-1', name: 'Cải cách hành chính' },
    start: { local: '2025-04-07T05:00:00', zone: 'Asia/Ho_Chi_Minh', instant: '2025-04-06T22:00:00Z' },
    seconds: 61.235,
    cut: entry.cut?.master,
    script,
    rule: 'FREQ=DAILY',
    rundownVersion: 3,
  });
});

test.each([
  ['2025-03-31', ['Xã Mỹ Hương']],
  ['2025-04-01', ['Xã Mỹ Tú']],
  ['2025-05-01', ['Xã Mỹ Tú', 'Ấp Mỹ Lợi']],
])('on %s the channel serves %s', (day, names) => {
  expect(freeze.session(on(day), 1).units.map(({ name }) => name)).toEqual(names);
});

test('what the airings of a session have in common', () => {
  const { channel, units, day, session, rundownVersion } = freeze(april, 3)(entry);
  expect(freeze.session(april, 3)).toEqual({ channel, units, day, session, rundownVersion });
});

test('what is no longer in the schedule goes by its id; nothing stays nothing', () => {
  expect(freeze.campaign('kh-cu')).toEqual({ id: 'kh-cu', name: 'kh-cu' });
  expect(freeze.contentGroup('nhom-cu')).toEqual({ id: 'nhom-cu', name: 'nhom-cu' });
  expect([freeze.campaign(null), freeze.contentGroup(null)]).toEqual([null, null]);
  // A channel that was taken out is still called what it was called on the air.
  const gone = freezing({ ...schedule, channels: [], units: [], campaigns: [] })(april, 3)(entry);
  expect(gone).toMatchObject({ channel: { id: 'k1', name: 'Loa xã Mỹ Tú' }, units: [], campaign: { name: 'kh-114' } });
  const unnamed = freezing({ ...schedule, units: [] });
  expect(unnamed.session(april, 3).units).toEqual([{ id: 'xa-moi', name: 'xa-moi' }]);
});

test('a script is named when the item, its language and somebody who knows it are there', () => {
  const scriptOf = (change: Partial<PlaylistEntry>) => freeze(april, 3)({ ...entry, ...change }).script;
  expect(scriptOf({})).toBe(script);
  expect(scriptOf({ language: 'km' })).toBeNull();
  const always = freezing(schedule, () => script)(april, 3);
  expect(always({ ...entry, item: null }).script).toBeNull();
  expect(always({ ...entry, language: null }).script).toBeNull();
  expect(freezing(schedule)(april, 3)(entry).script).toBeNull();
});

test('the rule that laid it there; an unnamed one is a rule too', () => {
  const ruleOf = (...reasons: PlaylistEntry['reasons']) => freeze(april, 3)({ ...entry, reasons }).rule;
  expect(ruleOf({ code: 'draft' }, { code: 'by-rule', rule: 'FREQ=DAILY' })).toBe('FREQ=DAILY');
  expect(ruleOf({ code: 'by-rule', rule: '' })).toBe('');
  expect(ruleOf({ code: 'priority-first' })).toBeNull();
  expect(ruleOf()).toBeNull();
});

test('silence has no sound, and its length is told to the millisecond', () => {
  const frozen = (samples: number) => freeze(april, 3)({ ...entry, cut: null, length: samples });
  expect(frozen(SAMPLE_RATE)).toMatchObject({ cut: null, seconds: 1 });
  expect([23, 24, 72_000].map((samples) => frozen(samples).seconds)).toEqual([0, 0.001, 1.5]);
});
