/**
 * Random edits of a generated schedule, each judged by brute force: does the detector of conflicts tell of just those
 * that there are?
 *
 * The truth is worked out without it: every session is planned as if it were alone on earth, and two of them collide when
 * both have a sound at the same instant on the same channel.
 */
import fc from 'fast-check';
import type { ChannelId, SegmentId, SessionId } from '../../src/core/ids.ts';
import { planChannelDay } from '../../src/core/playlist/day.ts';
import { must } from '../../src/core/result.ts';
import type { Alterations, Edit } from '../../src/core/schedule/alterations.ts';
import { NO_ALTERATIONS } from '../../src/core/schedule/alterations.ts';
import type { Schedule, Session } from '../../src/core/schedule/model.ts';
import { type Prepared, prepare } from '../../src/core/schedule/prepare.ts';
import { expandRecurrence } from '../../src/core/schedule/recurring-days.ts';
import { addDays, eachDay, type LocalDate, type LocalTime } from '../../src/core/time/local.ts';
import { centre, scheduleOf } from './schedules.ts';

const FIRST = '2026-11-23' as LocalDate;
const DAYS = eachDay(FIRST, addDays(FIRST, 6));
/** What is brought from a day beside, or sounds on into it. */
const AROUND = eachDay(addDays(FIRST, -2), addDays(FIRST, 9));
const CHANNELS = ['k1', 'k2'] as ChannelId[];

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const sessionDraw = fc.record({
  // On the half hour, as people write, so that back to back is common.
  start: fc.integer({ min: 10, max: 25 }).map((n) => n * 30),
  rule: fc.constantFrom('', '', ', rule: "FREQ=WEEKLY;BYDAY=MO,WE,FR"'),
  channels: fc.constantFrom('k1', 'k1', 'k2', 'k1, k2'),
  relays: fc.array(fc.record({ minutes: fc.constantFrom(5, 10, 15, 30), required: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  }),
  priority: fc.constantFrom('', '', '', '', ', priority: priority'),
});

const editDraw = fc.record({
  session: fc.nat(),
  segment: fc.nat(),
  day: fc.constantFrom(...DAYS),
  scope: fc.constantFrom<Edit['scope']>('this', 'this', 'this', 'following', 'all'),
  what: fc.constantFrom('move', 'move', 'move', 'day', 'length', 'channels', 'cancel', 'drop', 'add'),
  time: fc
    .oneof({ weight: 6, arbitrary: fc.integer({ min: 60, max: 160 }) }, fc.integer({ min: 275, max: 287 }))
    .map((n) => n * 5),
  minutes: fc.constantFrom(5, 10, 20, 45),
  undone: fc.nat({ max: 9 }).map((n) => n < 3),
});
type EditDraw = typeof editDraw extends fc.Arbitrary<infer T> ? T : never;

export const storms = (edits: number) =>
  fc.record({
    sessions: fc.array(sessionDraw, { minLength: 6, maxLength: 10 }),
    edits: fc.array(editDraw, { minLength: edits, maxLength: edits }),
  });
export type Storm = ReturnType<typeof storms> extends fc.Arbitrary<infer T> ? T : never;

const scheduleIn = ({ sessions }: Storm): Schedule => {
  const lines = sessions.map(({ start, rule, channels, relays, priority }, n) => {
    const segments = relays.map(
      ({ minutes, required }, m) =>
        `{ id: s${n}-${m}, title: T${m}, relay: VOV, minutes: ${minutes}, required: ${required}${m === 0 ? priority : ''} }`,
    );
    return `  - { id: s${n}, name: S${n}, channels: [${channels}], start: "${clock(start)}", maxMinutes: 60, pauseMs: 0, from: 2026-11-01${rule}, segments: [${segments.join(', ')}] }\n`;
  });
  return scheduleOf(centre(`sessions:\n${lines.join('')}`));
};

const editOf = (draw: EditDraw, id: number, { sessions, segments }: Schedule): Edit => {
  const session = sessions[draw.session % sessions.length];
  if (session === undefined) throw new Error('no session');
  const own = segments.filter((one) => one.session === session.id);
  const segment = own[draw.segment % own.length];
  const base = { id, scope: draw.scope, day: draw.day };
  const ofSession = (action: object) => ({ ...base, of: 'session', session: session.id as SessionId, action }) as Edit;
  const time = `${clock(draw.time)}:00` as LocalTime;
  const relay = { kind: 'relay', source: 'VOV2', seconds: draw.minutes * 60, fallback: null };
  switch (draw.what) {
    case 'move':
      return ofSession({ kind: 'move', day: null, time });
    case 'day':
      return { ...ofSession({ kind: 'move', day: addDays(draw.day, 1), time }), scope: 'this' };
    case 'length':
      return ofSession({ kind: 'length', maxSeconds: draw.minutes * 60 });
    case 'channels':
      return ofSession({
        kind: 'channels',
        channels: session.channels.includes(CHANNELS[0] as ChannelId) ? ['k2'] : ['k1'],
      });
    case 'cancel':
      return ofSession({ kind: 'cancel' });
    case 'add':
      return ofSession({ kind: 'add', after: null, title: 'Thêm', content: relay, language: 'vi' });
    default:
      return { ...base, of: 'segment', segment: segment?.id as SegmentId, action: { kind: 'cancel' } };
  }
};

const groundOf = (schedule: Schedule, alterations: Alterations): Prepared =>
  prepare({ schedule, alterations, sounds: new Map(), turns: new Map() });

/** The session on one of its days alone. */
const onlyOn = (session: Session, day: LocalDate): Session => ({
  ...session,
  recurrence: { ...session.recurrence, rules: asksFor(session, day) ? ['FREQ=DAILY;COUNT=1'] : [], from: day, to: day },
});

const asksFor = (session: Session, day: LocalDate): boolean =>
  must(expandRecurrence(session.recurrence, day, day)).length > 0;

/** 'k1 s1@… s2@…' of each two sessions with a sound at the same instant on the same channel. */
const truth = (schedule: Schedule, alterations: Alterations): Set<string> => {
  const alone = schedule.sessions.flatMap((session) => {
    const moved = alterations.edits.some(
      ({ of, action, ...edit }) =>
        of === 'session' &&
        'session' in edit &&
        edit.session === session.id &&
        action.kind === 'move' &&
        'day' in action &&
        action.day !== null,
    );
    // Brought to another day, it may meet itself there: then each of its occurrences is alone.
    const each = moved ? AROUND.map((day) => onlyOn(session, day)) : [session];
    return each.map((one) => ({ session, ground: groundOf({ ...schedule, sessions: [one] }, alterations) }));
  });
  const found = new Set<string>();
  for (const channel of CHANNELS) {
    const sounds = alone.flatMap(({ session, ground }) =>
      AROUND.flatMap((day) =>
        planChannelDay(ground, channel, day).playlists.flatMap(({ start, entries }) =>
          entries.map(({ offset, length, id }) => {
            const from = Temporal.Instant.from(start.instant).epochMilliseconds * 48 + offset;
            return { key: `${session.id}@${id.split('@')[1]}`, from, to: from + length };
          }),
        ),
      ),
    );
    for (const a of sounds)
      for (const b of sounds)
        if (a.key < b.key && a.from < b.to && b.from < a.to && isJudged(Math.max(a.from, b.from)))
          found.add(`${channel} ${a.key} ${b.key}`);
  }
  return found;
};

/** Samples since 1970 → whether that instant lies in the days that are judged, in the station's zone. */
const isJudged = (samples: number): boolean => {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(samples / 48)).toZonedDateTimeISO('Asia/Ho_Chi_Minh');
  return DAYS.includes(local.toPlainDate().toString() as LocalDate);
};

const detected = (ground: Prepared): Set<string> =>
  new Set(
    CHANNELS.flatMap((channel) =>
      AROUND.flatMap((day) =>
        planChannelDay(ground, channel, day)
          .conflicts.filter(({ kind, from }) => kind === 'sessions' && DAYS.includes(from.slice(0, 10) as LocalDate))
          .map(({ kept, yields }) => `${channel} ${[kept.slot, yields.slot].sort().join(' ')}`),
      ),
    ),
  );

export interface Judged {
  edits: number;
  /** Conflicts that there were after some edit and not before it. */
  real: number;
  /** Told, and no two sounds overlap. */
  falseAlarms: number;
  /** Told although the two alone would not overlap: one goes around a third of higher rank, into the time of the other. */
  pushed: number;
  /** Two sounds overlap, and neither side is told in any conflict. */
  misses: number;
  /** Not told, because one of the two gives way to a third and is told with that. */
  behind: number;
  readonly examples: string[];
}

/** Makes the edits one after the other, and judges what is new after each. */
export const judge = (storm: Storm, judged: Judged): void => {
  const schedule = scheduleIn(storm);
  let alterations: Alterations = NO_ALTERATIONS;
  let [knownTruth, knownTold] = [truth(schedule, alterations), detected(groundOf(schedule, alterations))];
  storm.edits.forEach((draw, n) => {
    const edit = editOf(draw, n + 1, schedule);
    alterations = { ...alterations, edits: [...alterations.edits, edit] };
    const [real, told] = [truth(schedule, alterations), detected(groundOf(schedule, alterations))];
    judged.edits += 1;
    const sides = new Set(
      [...told].flatMap((one) =>
        one
          .split(' ')
          .slice(1)
          .map((key) => `${one.split(' ')[0]} ${key}`),
      ),
    );
    for (const one of real) {
      if (!knownTruth.has(one)) judged.real += 1;
      if (told.has(one) || knownTruth.has(one)) continue;
      const [channel, a, b] = one.split(' ');
      if (sides.has(`${channel} ${a}`) || sides.has(`${channel} ${b}`)) judged.behind += 1;
      else {
        judged.misses += 1;
        judged.examples.push(`missed ${one} after ${JSON.stringify(edit)}`);
      }
    }
    for (const one of told)
      if (!real.has(one) && !knownTold.has(one)) {
        const [channel, a, b] = one.split(' ');
        const third = [...told].some(
          (other) =>
            real.has(other) &&
            other !== one &&
            other.startsWith(`${channel} `) &&
            (other.includes(` ${a}`) || other.includes(` ${b}`)),
        );
        if (third) judged.pushed += 1;
        else {
          judged.falseAlarms += 1;
          judged.examples.push(`false alarm ${one} after ${JSON.stringify(edit)}`);
        }
      }
    [knownTruth, knownTold] = [real, told];
    if (!draw.undone) return;
    alterations = { ...alterations, edits: alterations.edits.slice(0, -1) };
    [knownTruth, knownTold] = [truth(schedule, alterations), detected(groundOf(schedule, alterations))];
  });
};

export const nothingJudged = (): Judged => ({
  edits: 0,
  real: 0,
  falseAlarms: 0,
  pushed: 0,
  misses: 0,
  behind: 0,
  examples: [],
});
