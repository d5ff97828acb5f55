/**
 * Concrete ways out of a conflict, each tried out by planning: it makes this conflict go away and no new one appear,
 * no guard has more to say than before, and nothing that has to air is lost. Which of two goes first a person may say
 * whatever it costs: it is offered with what others lose by it.
 *
 * Offers, and decides nothing. An emergency is never offered to be moved, shortened or taken elsewhere.
 */
import { placeOfChannel } from '../access/decide.ts';
import type { SegmentId } from '../ids.ts';
import { planChannelDay } from '../playlist/day.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import { at, dateOf, holdsOn, type LocalTime, timeOf } from '../time/local.ts';
import { clockSeconds, clockText, DAY } from '../time/quiet.ts';
import type { EditTarget } from './alterations.ts';
import type { Claimant } from './conflict-model.ts';
import { sessionAt } from './occurrences.ts';
import { helps, lostByDecision, type Question, type Side, sideOf } from './try-out.ts';
import type { ProposedEdit, WayOut } from './ways-model.ts';

const STEP_SECONDS = 300;
/** How many free places in each direction are tried before it is given up. */
const MOST_TRIED = 6;
/** What is left of a shortened session has to be worth a start. */
const SHORTEST_SECONDS = 60;

/** The ways out of a conflict of a channel's day, the gentlest first; empty when it is decided. */
export const waysOut = (question: Question): WayOut[] => {
  const { conflict } = question;
  if (conflict.state === 'decided') return [];
  const { kept, yields } = conflict;
  const ways = conflict.kind === 'sessions' ? sessionWays(question) : placeWays(question);
  if (conflict.state !== 'open') return ways;
  const first = (a: Claimant, b: Claimant): WayOut => ({
    kind: 'first',
    title: a.title,
    other: b.title,
    first: a.slot,
    second: b.slot,
    loses: conflict.kind === 'sessions' ? lostByDecision(question, a, b) : [],
  });
  return [...ways, first(kept, yields), first(yields, kept)];
};

const sessionWays = (question: Question): WayOut[] => {
  const { conflict } = question;
  const [yields, kept] = [conflict.yields, conflict.kept].map((claimant) => ({
    urgent: claimant.priority === 'emergency',
    side: sideOf(question, claimant),
  }));
  const all = [yields?.side, kept?.side].filter((side) => side !== null && side !== undefined);
  const sides = [yields, kept].flatMap((one) =>
    one === undefined || one.urgent || one.side === null ? [] : [one.side],
  );
  return [
    ...sides.flatMap((side) => droppings(question, side)),
    ...sides.flatMap((side) => shortenings(question, side)),
    ...sides.flatMap((side) => moves(question, side, all)),
    ...sides.flatMap((side) => channels(question, side)),
  ];
};

const edit = (
  { session, occurrence }: Side,
  action: Extract<EditTarget, { of: 'session' }>['action'],
): ProposedEdit => ({
  of: 'session',
  session,
  action,
  scope: 'this',
  day: occurrence.date,
});

/** The nearest time before and the nearest after, on the same date, at five minutes of the clock. */
const moves = (question: Question, side: Side, both: readonly Side[]): WayOut[] => {
  const { prepared, channel, now } = question;
  const { wanted, date } = side.occurrence;
  const busy = planChannelDay(prepared, channel, side.occurrence.day).playlists.filter(
    ({ session, length }) => session !== side.session && length > 0,
  );
  const taken = busy.map(({ start, length }) => {
    const from = clockSeconds(timeOf(start.local)) + (dateOf(start.local) > dateOf(wanted) ? DAY : 0);
    return { from, to: from + Math.ceil(length / SAMPLE_RATE) };
  });
  // The other side may be silent in the plan as it is, and takes its time again once this one has gone.
  for (const other of both) {
    if (other === side || dateOf(other.occurrence.wanted) !== dateOf(wanted)) continue;
    const from = clockSeconds(timeOf(other.occurrence.wanted));
    taken.push({ from, to: from + other.seconds });
  }
  const own = clockSeconds(timeOf(wanted));
  const isFree = (from: number): boolean => taken.every((one) => from + side.seconds <= one.from || from >= one.to);
  const toward = (step: number): WayOut[] => {
    let tries = 0;
    for (
      let from = Math.floor((own + (step < 0 ? -1 : 0)) / STEP_SECONDS) * STEP_SECONDS + Math.max(0, step);
      from >= 0 && from < DAY && tries < MOST_TRIED;
      from += step
    ) {
      const time = clockText(from) as LocalTime;
      const to = at(dateOf(wanted), time);
      if (!isFree(from) || to <= now) continue;
      tries += 1;
      const day = dateOf(wanted) === date ? null : dateOf(wanted);
      const edits = [edit(side, { kind: 'move', day, time })];
      if (helps(question, side, edits)) return [{ kind: 'move', title: side.title, from: wanted, to, edits }];
    }
    return [];
  };
  return [...toward(-STEP_SECONDS), ...toward(STEP_SECONDS)];
};

/** Seconds from the start of a side to the start of the other; null when it does not begin first. */
const until = ({ conflict }: Question, { occurrence }: Side): number | null => {
  const begins = Temporal.PlainDateTime.from(occurrence.wanted);
  const seconds = begins.until(Temporal.PlainDateTime.from(conflict.from)).total('seconds');
  return seconds > 0 ? seconds : null;
};

/** What begins first ends where the other begins. */
const shortenings = (question: Question, side: Side): WayOut[] => {
  const seconds = until(question, side);
  if (seconds === null || seconds < SHORTEST_SECONDS) return [];
  const edits = [edit(side, { kind: 'length', maxSeconds: Math.floor(seconds) })];
  return helps(question, side, edits) ? [{ kind: 'shorten', title: side.title, seconds, edits }] : [];
};

/** What begins first leaves optional segments out, from the end, until it has ended in time. */
const droppings = (question: Question, side: Side): WayOut[] => {
  if (until(question, side) === null) return [];
  const optional = question.prepared
    .segmentsOf(side.session)
    .filter(({ required, content, priority }) => !required && content.kind !== 'filler' && priority === 'normal');
  return leavingOut(question, side, side.title, optional);
};

const leavingOut = (
  question: Question,
  side: Pick<Side, 'occurrence' | 'channels'>,
  title: string,
  optional: readonly { readonly id: SegmentId; readonly title: string }[],
): WayOut[] => {
  for (let count = 1; count <= optional.length; count += 1) {
    const dropped = optional.slice(-count);
    const edits = dropped.map(
      ({ id }): ProposedEdit => ({
        of: 'segment',
        segment: id,
        action: { kind: 'cancel' },
        scope: 'this',
        day: side.occurrence.date,
      }),
    );
    if (helps(question, side, edits)) return [{ kind: 'drop', title, dropped: dropped.map((one) => one.title), edits }];
  }
  return [];
};

/** Another channel of the same station that is free at that time and heard in a unit that hears this one. */
const channels = (question: Question, side: Side): WayOut[] => {
  const { prepared, channel, day } = question;
  const { channel: own, station } = prepared.channel(channel);
  const served = new Set(placeOfChannel(own, station, day).served);
  const others = prepared.schedule.channels.filter(
    (one) =>
      one.station === station.id &&
      !side.channels.includes(one.id) &&
      holdsOn(one, day) &&
      placeOfChannel(one, station, day).served.some((unit) => served.has(unit)),
  );
  for (const { id, name } of others) {
    const edits = [
      edit(side, { kind: 'channels', channels: side.channels.map((one) => (one === channel ? id : one)) }),
    ];
    if (helps(question, side, edits))
      return [{ kind: 'channel', title: side.title, channel: id, channelName: name, edits }];
  }
  return [];
};

/** Two urgent places of one session: what is optional makes room, or the session lasts longer. */
const placeWays = (question: Question): WayOut[] => {
  const { prepared, channel, conflict } = question;
  const [id = ''] = conflict.yields.slot.split('@');
  const home = prepared.segment(id as SegmentId)?.session;
  const session = prepared.schedule.sessions.find((one) => one.id === home);
  if (session === undefined) return [];
  const side = sideOf(question, { ...conflict.yields, slot: `${session.id}@${conflict.yields.slot.split('@')[1]}` });
  if (side === null) return [];
  const optional = prepared
    .segmentsOf(session.id)
    .filter(({ required, content, priority }) => !required && content.kind !== 'filler' && priority === 'normal');
  const elsewhere = prepared
    .sessionsOn(channel)
    .filter((one) => one.id !== session.id)
    .flatMap((one): WayOut[] => {
      const { station } = prepared.channel(channel);
      const state = sessionAt(prepared, one, side.occurrence.date, station);
      if (state === null || state.cancelled !== null || state.occurrence.start.local <= question.now) return [];
      const last = prepared.segmentsOf(one.id).at(-1)?.id ?? null;
      const edits: ProposedEdit[] = [
        {
          of: 'segment',
          segment: id as SegmentId,
          action: { kind: 'move', session: one.id, after: last },
          scope: 'this',
          day: side.occurrence.date,
        },
      ];
      const both = { occurrence: side.occurrence, channels: [...side.channels, ...state.session.channels] };
      const { title } = conflict.yields;
      return helps(question, both, edits)
        ? [{ kind: 'move', title, from: side.occurrence.wanted, to: state.occurrence.start.local, edits }]
        : [];
    });
  return [...leavingOut(question, side, session.name, optional), ...elsewhere.slice(0, 2)];
};
