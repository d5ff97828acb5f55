/** The hours that go along with a manifest, and what of an approved session they still allow. */
import { expect, test } from 'vitest';
import { hoursOfDays, lawful } from '../../../../src/core/manifest/lawful.ts';
import type { Playlist } from '../../../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../../../src/core/playlist/profile.ts';
import type { RulesOf } from '../../../../src/core/schedule/guard-hours.ts';
import type { Guard } from '../../../../src/core/schedule/guard-model.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';

const guard = (id: string, ...hours: readonly (readonly [from: string, to: string])[]): Guard =>
  ({
    ...{ id, name: id, units: [], maxSessions: null, maxSessionSeconds: null, special: false, document: null },
    hours: hours.map(([from, to]) => ({ days: [], from: `${from}:00`, to: `${to}:00` })),
    ...{ from: null, to: null },
  }) as unknown as Guard;
const by = (...guards: readonly Guard[]): RulesOf => {
  return () => ({ type: 'workday', guards });
};
/** Ten minutes from 06:25, an entry every five. */
const session = {
  start: { local: '2026-11-30T06:25:00', zone: 'Asia/Ho_Chi_Minh', instant: '2026-11-29T23:25:00Z' },
  length: 600 * SAMPLE_RATE,
  entries: [0, 300].map((seconds) => ({
    ...{ segment: `muc-${seconds}`, kind: 'sound', cut: {} },
    ...{ offset: seconds * SAMPLE_RATE, length: 300 * SAMPLE_RATE },
  })),
} as unknown as Playlist;
const order = { by: 'Chủ tịch xã', reason: 'Lũ về', document: null };

test('where several guards hold, only what all of them allow; a day after the last for what airs past midnight', () => {
  const both = by(guard('tinh', ['05:00', '11:00'], ['17:00', '22:00']), guard('xa', ['06:00', '18:00']));
  const spans = [
    { from: '06:00:00', to: '11:00:00' },
    { from: '17:00:00', to: '18:00:00' },
  ];
  expect(hoursOfDays('2026-11-30' as LocalDate, '2026-11-30' as LocalDate, both)).toEqual([
    { day: '2026-11-30', spans },
    { day: '2026-12-01', spans },
  ]);
  const [never] = hoursOfDays(
    '2026-11-30' as LocalDate,
    '2026-11-30' as LocalDate,
    by(guard('a', ['05:00', '06:00']), guard('b', ['07:00', '08:00'])),
  );
  expect(never?.spans).toEqual([]);
});

test('a session within the hours passes; a part outside them only for somebody’s order', () => {
  const nobody = () => null;
  expect(lawful(session, by(guard('xa', ['05:00', '07:00'])), nobody)).toEqual({ outside: null, authorised: null });
  const early = by(guard('xa', ['05:00', '06:30']));
  expect(lawful(session, early, nobody)).toMatchObject({ outside: { from: 300, to: 600 }, authorised: null });
  // The order is for the part that lies outside; one for the other part lets nothing pass.
  expect(lawful(session, early, (segment) => (segment === 'muc-300' ? order : null))).toEqual({
    outside: null,
    authorised: order,
  });
  expect(lawful(session, early, (segment) => (segment === 'muc-0' ? order : null))).toMatchObject({
    outside: { from: 300 },
  });
  // Silence is no sound.
  const silent = { ...session, entries: session.entries.map((entry) => ({ ...entry, cut: null })) };
  expect(lawful(silent, early, nobody)).toEqual({ outside: null, authorised: null });
});
