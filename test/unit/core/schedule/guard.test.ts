/** Allowed hours, numbers and lengths: what a guard refuses, what it warns of, and what passes it. */
import { describe, expect, test } from 'vitest';
import { unitMap } from '../../../../src/core/access/units.ts';
import type { UnitId } from '../../../../src/core/ids.ts';
import { judge, type Sounding } from '../../../../src/core/schedule/guard.ts';
import { dayTypeOf, guardsOn, type RulesOf } from '../../../../src/core/schedule/guard-hours.ts';
import type { DayType, Guard } from '../../../../src/core/schedule/guard-model.ts';
import { isPublicHoliday } from '../../../../src/core/time/holidays.ts';
import type { LocalDate, LocalDateTime } from '../../../../src/core/time/local.ts';
import { place } from '../../../../src/core/time/zone.ts';
import { centre, scheduleOf } from '../../../support/schedules.ts';

const DAY = '2026-11-23' as LocalDate;
const day = (text: string) => text as LocalDate;

/** Guards as people write them; g1, g2 … in order. */
const guards = (...written: readonly string[]): readonly Guard[] =>
  scheduleOf(
    centre(
      `guards:\n${written.map((text, n) => `  - { id: g${n + 1}, name: Quy định ${n + 1}, ${text} }`).join('\n')}`,
    ),
  ).guards;

const always =
  (found: readonly Guard[], type: DayType = 'workday'): RulesOf =>
  () => ({ type, guards: found });

const sounding = (start: string, minutes: number, more: Partial<Sounding> = {}): Sounding => ({
  key: `s@${start}`,
  name: 'Buổi phát',
  start: place(`${start.length > 8 ? '' : `${DAY}T`}${start}:00` as LocalDateTime, 'Asia/Ho_Chi_Minh').moment,
  seconds: minutes * 60,
  emergency: false,
  authorised: null,
  ...more,
});

/** 'level rule start' of each finding. */
const judged = (sessions: readonly Sounding[], rulesOf: RulesOf): string[] =>
  judge(DAY, sessions, rulesOf).findings.map(({ level, rule, at }) => `${level} ${rule} ${at.slice(11, 16)}`);

/** 'key from-to' in minutes of each silence. */
const silent = (sessions: readonly Sounding[], rulesOf: RulesOf): string[] =>
  [...judge(DAY, sessions, rulesOf).silences].flatMap(([key, silences]) =>
    silences.map(({ from, to, reason }) => `${key} ${from / 60}-${to / 60} ${reason.code}`),
  );

const ORDINARY = 'hours: [{ from: "05:00", to: "06:30" }, { from: "17:00", to: "18:30" }]';
const BY = { by: 'Chủ tịch UBND xã', reason: 'Lũ lên nhanh', document: null };

describe('hours', () => {
  const rules = always(guards(ORDINARY));

  test('up to the edge is allowed, a second beyond is not', () => {
    expect(judged([sounding('05:00', 90)], rules)).toEqual([]);
    expect(silent([sounding('05:00', 90, { seconds: 5401 })], rules)).toEqual([`s@05:00 90-${5401 / 60} guard-hours`]);
    expect(silent([sounding('04:50', 20)], rules)).toEqual(['s@04:50 0-10 guard-hours']);
    expect(silent([sounding('06:30', 5)], rules)).toEqual(['s@06:30 0-5 guard-hours']);
  });

  test('back to back at 06:30 the one before is allowed, whatever comes after', () => {
    expect(judged([sounding('06:00', 30), sounding('06:30', 15)], rules)).toEqual(['refused hours 06:30']);
  });

  test('a finding names the hours, the guard and its document; before and after the same hours is said once', () => {
    const [guard] = guards(`${ORDINARY}, document: 12/2022/QĐ-UBND`);
    const { findings } = judge(DAY, [sounding('04:30', 150)], always(guard === undefined ? [] : [guard]));
    expect(findings).toEqual([
      {
        level: 'refused',
        rule: 'hours',
        guard: 'g1',
        guardName: 'Quy định 1',
        document: '12/2022/QĐ-UBND',
        session: 's@04:30',
        sessionName: 'Buổi phát',
        at: '2026-11-23T04:30:00',
        allowed: '05:00:00–06:30:00, 17:00:00–18:30:00',
      },
    ]);
  });

  test('where two guards hold, both have to allow; each forbidden stretch is told by the first that forbids it', () => {
    const two = always(guards('hours: [{ from: "05:00", to: "07:00" }]', 'hours: [{ from: "05:30", to: "08:00" }]'));
    const { silences } = judge(DAY, [sounding('05:00', 150)], two);
    expect(silences.get('s@05:00')?.map(({ from, to, reason }) => [from / 60, to / 60, reason.guard])).toEqual([
      [0, 30, 'Quy định 2'],
      [120, 150, 'Quy định 1'],
    ]);
  });

  test('a night session is judged by the hours of each calendar day that it touches', () => {
    const night = guards(
      'hours: [{ from: "21:00", to: "00:00", days: [workday] }, { from: "00:00", to: "00:15", days: [saturday] }]',
    );
    const rulesOf: RulesOf = (one) => ({ type: dayTypeOf(one, () => false), guards: night });
    const friday = sounding('2026-11-27T23:30', 60);
    expect(judge(day('2026-11-27'), [friday], rulesOf).silences.get(friday.key)).toMatchObject([
      { from: 45 * 60, to: 60 * 60, reason: { allowed: '00:00:00–00:15:00' } },
    ]);
    const saturday = sounding('2026-11-28T23:30', 60);
    expect(judge(day('2026-11-28'), [saturday], rulesOf).silences.get(saturday.key)).toMatchObject([
      { from: 0, to: 3600 },
    ]);
  });

  test('a type of day that no entry names is a day without broadcasts; an entry without days is for all', () => {
    const found = guards('hours: [{ from: "05:00", to: "06:30", days: [workday, saturday] }]');
    expect(judged([sounding('05:00', 30)], always(found, 'saturday'))).toEqual([]);
    const { findings } = judge(DAY, [sounding('05:00', 30)], always(found, 'sunday'));
    expect(findings.map(({ rule, allowed }) => [rule, allowed])).toEqual([['hours', '']]);
  });

  test('a guard that begins at midnight leaves the evening before alone', () => {
    const [guard] = guards(ORDINARY);
    const rulesOf: RulesOf = (one) => ({ type: 'workday', guards: one > DAY && guard !== undefined ? [guard] : [] });
    expect(silent([sounding('23:30', 60)], rulesOf)).toEqual(['s@23:30 30-60 guard-hours']);
  });

  test('on a day when clocks jump, what is doubtful is not allowed', () => {
    const allowed = guards('hours: [{ from: "02:30", to: "04:00" }]', 'hours: [{ from: "00:00", to: "02:30" }]');
    const at = (local: string) => place(local as LocalDateTime, 'Europe/Berlin').moment;
    const session = { ...sounding('01:00', 0), start: at('2026-03-29T01:00:00'), seconds: 7200 };
    const outside = (guard: Guard | undefined) =>
      judge(DAY, [session], always(guard === undefined ? [] : [guard]))
        .silences.get(session.key)
        ?.map(({ from, to }) => [from, to]);
    // 02:30 does not exist: from 03:30 it is surely later than 02:30, until 01:30 surely earlier.
    expect(outside(allowed[0])).toEqual([[0, 5400]]);
    expect(outside(allowed[1])).toEqual([[1800, 7200]]);
  });
});

describe('number and length', () => {
  test('of too many sessions the latest go; one that is silent anyway and an emergency count for nothing', () => {
    const rules = always(guards(`${ORDINARY}, maxSessions: 2`, 'maxSessions: 3'));
    const three = [sounding('17:30', 10), sounding('05:00', 10), sounding('05:30', 10), sounding('12:00', 10)];
    expect(judged(three, rules)).toEqual(['refused hours 12:00', 'refused sessions 17:30']);
    expect(judge(DAY, three, rules).findings.at(-1)).toMatchObject({ guard: 'g1', allowed: '2' });
    const urgent = sounding('05:10', 5, { emergency: true, authorised: BY });
    expect(judged([...three.slice(0, 2), urgent], rules)).toEqual([]);
  });

  test('longer than the smallest length: the end is silent', () => {
    const rules = always(guards('maxSessionMinutes: 45', 'maxSessionMinutes: 60'));
    expect(judged([sounding('05:00', 45)], rules)).toEqual([]);
    expect(silent([sounding('05:00', 50)], rules)).toEqual(['s@05:00 45-50 guard-length']);
    expect(judge(DAY, [sounding('05:00', 50)], rules).findings).toMatchObject([{ guard: 'g1', allowed: '2700' }]);
  });
});

describe('emergency and warning', () => {
  const rules = always(guards(`${ORDINARY}, maxSessions: 1, maxSessionMinutes: 5, special: true`));

  test('with a named authoriser and a reason it passes everything, at night too', () => {
    const urgent = sounding('02:00', 60, { emergency: true, authorised: BY });
    expect(judge(DAY, [urgent], rules)).toEqual({ findings: [], silences: new Map() });
  });

  test.each([null, { ...BY, by: ' ' }, { ...BY, reason: '' }])(
    'without either it is refused, and told what is missing',
    (authorised) => {
      expect(judged([sounding('02:00', 3, { emergency: true, authorised })], rules)).toEqual([
        'refused hours 02:00',
        'refused authoriser 02:00',
      ]);
    },
  );

  test('within the hours an emergency needs nobody', () => {
    expect(judged([sounding('17:00', 5, { emergency: true })], rules)).toEqual([]);
  });

  test('before 06:00 near a pagoda is warned of, and only what sounds counts', () => {
    expect(judged([sounding('05:59', 5)], rules)).toEqual(['warned special 05:59']);
    expect(judged([sounding('06:00', 5)], rules)).toEqual([]);
    expect(judged([sounding('04:00', 5)], rules)).toEqual(['refused hours 04:00']);
  });

  test('past midnight is before 06:00 as well', () => {
    expect(judged([sounding('23:30', 60)], always(guards('special: true')))).toEqual(['warned special 23:30']);
    expect(judged([sounding('23:30', 30)], always(guards('special: true')))).toEqual([]);
  });
});

describe('which guards hold', () => {
  const { units, guards: found } = scheduleOf(`
units:
  - { id: huyen, name: Huyện, kind: huyện, to: 2025-06-30 }
  - { id: xa, name: Xã, kind: xã, parents: [{ unit: huyen, to: 2025-06-30 }] }
  - { id: xa-khac, name: Xã khác, kind: xã }
guards:
  - { id: cua-huyen, name: Của huyện, units: [huyen] }
  - { id: cua-moi-noi, name: Của mọi nơi, from: 2025-01-01, to: 2025-12-31 }
  - { id: cua-xa, name: Của xã, units: [xa] }
`);
  const on = (unit: string, date: string): string[] =>
    guardsOn(found, unitMap(units), [unit as UnitId], day(date)).map(({ id }) => id);

  test('those of the unit, of a unit above it on that day, and of all, within their dates', () => {
    expect(on('xa', '2025-06-30')).toEqual(['cua-huyen', 'cua-moi-noi', 'cua-xa']);
    expect(on('xa', '2025-07-01')).toEqual(['cua-moi-noi', 'cua-xa']);
    expect(on('xa-khac', '2026-01-01')).toEqual([]);
  });

  test.each([
    ['2026-11-23', 'workday'],
    ['2026-11-28', 'saturday'],
    ['2026-11-29', 'sunday'],
    ['2026-09-02', 'holiday'],
    ['2023-04-30', 'holiday'],
  ] as const)('%s is a %s', (date, type) => {
    expect(dayTypeOf(day(date), isPublicHoliday)).toBe(type);
  });
});
