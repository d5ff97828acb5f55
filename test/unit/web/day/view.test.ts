import { describe, expect, test } from 'vitest';
import type { SegmentId } from '../../../../src/core/ids.ts';
import type { Absence, Playlist, PlaylistEntry } from '../../../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../../../src/core/playlist/profile.ts';
import type { Schedule } from '../../../../src/core/schedule/model.ts';
import type { Moment } from '../../../../src/core/time/moment.ts';
import type { ShownSession } from '../../../../src/operations/show-day.ts';
import { clockAfter, lengthText, readinessOf, sessionViews } from '../../../../src/web/day/view.ts';

const START: Moment = {
  local: '2026-11-23T05:00:00' as Moment['local'],
  zone: 'Asia/Ho_Chi_Minh',
  instant: '2026-11-22T22:00:00Z',
};

const entry = (segment: string, over: Partial<PlaylistEntry> = {}): PlaylistEntry =>
  ({
    id: `${segment}@1`,
    segment: segment as SegmentId,
    kind: 'sound',
    cut: { master: 'a', samples: 1 },
    ...over,
  }) as PlaylistEntry;

const absence = (segment: string): Absence =>
  ({ id: `${segment}@1`, segment: segment as SegmentId, reason: { code: 'strand-empty', strand: 'x' } }) as Absence;

const session = (id: string, parts: Partial<Playlist>, rendered = true): ShownSession => ({
  playlist: { session: id, start: START, length: 60 * SAMPLE_RATE, entries: [], absences: [], ...parts } as Playlist,
  rendering: rendered ? ({ output: 'f' } as ShownSession['rendering']) : null,
  deadAir: null,
});

const schedule = (...segments: string[]): Pick<Schedule, 'sessions' | 'segments'> => ({
  sessions: [{ id: 's', maxSeconds: 1800 }] as unknown as Schedule['sessions'],
  segments: segments.map((id, position) => ({ id, position })) as unknown as Schedule['segments'],
});

const rowsOf = (shown: ShownSession, ...segments: string[]): string[] =>
  sessionViews({ sessions: [shown] }, schedule(...segments), START.instant)[0]!.rows.map((row) =>
    row.kind === 'entry' ? row.entry.segment : `(${row.absence.segment})`,
  );

describe('rows', () => {
  test('what is absent stands where its segment has its place', () => {
    const shown = session('s', { entries: [entry('a'), entry('c')], absences: [absence('d'), absence('b')] });
    expect(rowsOf(shown, 'a', 'b', 'c', 'd')).toEqual(['a', '(b)', 'c', '(d)']);
  });

  test('a segment that gave one piece of two keeps its absence beside it', () => {
    const shown = session('s', { entries: [entry('a'), entry('b')], absences: [absence('a')] });
    expect(rowsOf(shown, 'a', 'b')).toEqual(['a', '(a)', 'b']);
  });

  test('what the schedule no longer has is not lost: it comes last', () => {
    const shown = session('s', { entries: [entry('a')], absences: [absence('gone'), absence('gone')] });
    expect(rowsOf(shown, 'a')).toEqual(['a', '(gone)', '(gone)']);
  });

  test('a session of absences alone shows them all', () => {
    expect(rowsOf(session('s', { absences: [absence('b'), absence('a')] }), 'a', 'b')).toEqual(['(a)', '(b)']);
  });
});

describe('states', () => {
  const state = (shown: ShownSession) => sessionViews({ sessions: [shown] }, schedule(), START.instant)[0]!.state;

  test('rendered, waiting, silent, and only relayed are four things', () => {
    expect(state(session('s', { entries: [entry('a')] }))).toBe('rendered');
    expect(state(session('s', { entries: [entry('a')] }, false))).toBe('waiting');
    expect(state(session('s', { entries: [] }, false))).toBe('silent');
    expect(state(session('s', { entries: [entry('a', { kind: 'relay', cut: null })] }, false))).toBe('relay-only');
  });

  test('a session is on air until its last second, and only the first to come is next', () => {
    const at = (instant: string) => ({ ...START, instant });
    const day = {
      sessions: [
        session('a', {}),
        session('b', { start: at('2026-11-23T10:00:00Z') }),
        session('c', { start: at('2026-11-23T12:00:00Z') }),
      ],
    };
    const phases = (now: string) => sessionViews(day, schedule(), now).map(({ phase }) => phase);
    expect(phases('2026-11-22T21:59:59Z')).toEqual(['next', 'later', 'later']);
    expect(phases('2026-11-22T22:00:59Z')).toEqual(['now', 'next', 'later']);
    expect(phases('2026-11-22T22:01:00Z')).toEqual(['over', 'next', 'later']);
    expect(phases('2026-11-23T13:00:00Z')).toEqual(['over', 'over', 'over']);
  });
});

describe('readiness', () => {
  const light = (...sessions: ShownSession[]) => readinessOf(sessionViews({ sessions }, schedule(), START.instant));
  const good = session('s', { entries: [entry('a')] });

  test('green only when everything is rendered and nothing is missing', () => {
    expect(light(good)).toEqual({ light: 'green', faults: [] });
    expect(light().light).toBe('none');
  });

  test('amber for what waits or is missing, red for silence, each with its reason', () => {
    const lacking = session('s', { entries: [entry('a')], absences: [absence('b')] });
    const waiting = session('s', { entries: [entry('a')] }, false);
    const silent = session('s', {}, false);
    expect(light(good, lacking).light).toBe('amber');
    expect(light(good, waiting).faults.map(({ kind }) => kind)).toEqual(['waiting']);
    expect(light(lacking, silent)).toMatchObject({ light: 'red', faults: [{ kind: 'missing' }, { kind: 'silent' }] });
  });

  test('a session that only relays is in order', () => {
    expect(light(session('s', { entries: [entry('a', { kind: 'relay', cut: null })] }, false)).light).toBe('green');
  });
});

test('lengths are rounded to the second, also over a minute and an hour', () => {
  expect([0, 4.2, 59.6, 600, 3661].map(lengthText)).toEqual(['0:00', '0:04', '1:00', '10:00', '1:01:01']);
});

test('the end of a session crosses midnight', () => {
  expect(clockAfter({ ...START, instant: '2026-11-22T16:59:00Z' }, 90)).toBe('00:00:30');
});

test('what somebody took off the air is no fault of the day; what found no room is', () => {
  const off = (code: string): Absence => ({ ...absence('a'), reason: { code, alteration: 1 } as Absence['reason'] });
  const views = sessionViews(
    {
      sessions: [
        session('cancelled', { absences: [off('cancelled')] }, false),
        session('partly', { entries: [entry('b')], absences: [off('suspended')] }),
        session('clash', { absences: [off('session-clash')] }, false),
      ],
    },
    schedule('a', 'b'),
    START.instant,
  );
  expect(views.map(({ state }) => state)).toEqual(['off', 'rendered', 'silent']);
  expect(readinessOf(views.slice(0, 2))).toEqual({ light: 'green', faults: [] });
  expect(readinessOf(views).light).toBe('red');
});
