/**
 * A channel's day taken apart again: for each session and segment that concerns it, what was laid, what was left out and
 * why, and, where the rules do not ask for it, which days they do.
 *
 * Reads what is stored and decides nothing: a reason is shown as planning wrote it.
 */
import type { Outcome } from '../evidence/entry.ts';
import { airingKey, type Numbered, type Standing, standingWords } from '../evidence/standing.ts';
import type { SegmentId, SessionId } from '../ids.ts';
import type { Playlist, PlaylistEntry, Reason } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import type { LocalDate, LocalDateTime } from '../time/local.ts';
import { ruleOf } from './choose.ts';
import { movedBy, withEdits } from './explain-edits.ts';
import type { Explained, OffRule, WhyAbsence, WhyPiece, WhyStatus } from './explain-model.ts';
import type { GuardFinding } from './guard-model.ts';
import type { Channel, Recurrence, Session, Station } from './model.ts';
import { offChannel, offRule } from './off-rule.ts';
import type { Prepared } from './prepare.ts';

export interface AskedDay {
  readonly prepared: Prepared;
  readonly channel: Channel;
  readonly station: Station;
  readonly day: LocalDate;
  readonly playlists: readonly Playlist[];
  readonly findings: readonly GuardFinding[];
  /** All that the air log has of this channel's day. */
  readonly rows: readonly Numbered[];
  /** RFC 3339 instant. */
  readonly now: string;
}

/**
 * In order of start: each session with its segments behind it in their order; then sessions that the day does not have,
 * and at last what only the air log knows.
 */
export const explainDay = (asked: AskedDay): Explained[] => {
  const words = standingWords(asked.rows);
  const planned = asked.playlists.flatMap((playlist) => ofPlaylist(asked, playlist, words));
  const there = new Set(asked.playlists.map(({ session }) => session));
  const absent = asked.prepared
    .sessionsOn(asked.channel.id)
    .filter(({ id }) => !there.has(id))
    .flatMap((session) => ofAbsent(asked, session));
  const known = new Set([...planned, ...absent].map(nameOf));
  const loggedOnly = ofLog(asked, words).filter((one) => !known.has(nameOf(one)));
  return [...planned, ...absent, ...loggedOnly];
};

const nameOf = ({ session, segment }: Explained): string => `${session} ${segment}`;

type Words = ReadonlyMap<string, Standing>;

const ofPlaylist = (asked: AskedDay, playlist: Playlist, words: Words): Explained[] => {
  const { prepared, station, day, now } = asked;
  const { session, sessionName, entries, absences, start } = playlist;
  const base = { session, sessionName };
  const pieces = entries.map((entry) => pieceOf(entry, asked, words));
  const ids = [
    ...new Set([
      ...prepared.segmentsOf(session).map(({ id }) => id),
      ...[...entries, ...absences].map((one) => one.segment),
    ]),
  ];
  const written = asked.prepared.schedule.sessions.find(({ id }) => id === session);
  const moved = entries.length > 0 || written === undefined ? [] : movedBy(asked.prepared, station, playlist, written);
  const said = asked.findings.filter((finding) => finding.session.split('@')[0] === session);
  // An emergency for which nobody answers is judged as anything else: that is part of why it does not air.
  const unanswered = said.filter(({ rule }) => rule === 'authoriser');
  const segments = ids.map((segment): Explained => {
    const own = pieces.filter((_, n) => entries[n]?.segment === segment);
    const missing = absences.filter((one) => one.segment === segment);
    const thing = prepared.segment(segment);
    const isThere = own.length + missing.length > 0;
    const off =
      isThere || thing === undefined || written === undefined ? null : offRule(prepared, written, thing, station, day);
    return {
      ...base,
      segment,
      title: thing?.title ?? missing[0]?.title ?? own[0]?.title ?? segment,
      status: statusOf(own, own[0] === undefined ? null : instantOf(playlist, segment), now),
      at: own[0]?.at ?? null,
      pieces: own.map((piece) =>
        thing === undefined ? piece : byItsRule(piece, thing.recurrence ?? written?.recurrence),
      ),
      absences: withEdits(distinct(missing), moved),
      off,
      authorised: thing?.authorised ?? null,
      findings: thing?.priority === 'emergency' && thing.authorised === null ? unanswered : [],
    };
  });
  const whole: Explained = {
    ...base,
    segment: null,
    title: sessionName,
    status: statusOf(pieces, start.instant, now),
    at: pieces.map(({ at }) => at).sort()[0] ?? null,
    pieces: pieces.length === 0 ? [] : [ofSession(playlist, pieces, written)],
    absences: pieces.length === 0 ? withEdits(distinct(absences), moved) : [],
    off: null,
    authorised: null,
    findings: said,
  };
  const order = (segment: SegmentId | null): number => {
    const n = pieces.findIndex((_, m) => entries[m]?.segment === segment);
    return n < 0 ? Number.POSITIVE_INFINITY : n;
  };
  const laid = segments.filter(({ pieces: own }) => own.length > 0).sort((a, b) => order(a.segment) - order(b.segment));
  return [whole, ...laid, ...segments.filter(({ pieces: own }) => own.length === 0)];
};

const instantOf = ({ entries }: Playlist, segment: SegmentId): string | null =>
  entries.find((entry) => entry.segment === segment)?.start.instant ?? null;

const pieceOf = (entry: PlaylistEntry, { channel }: AskedDay, words: Words): WhyPiece => ({
  id: entry.id,
  title: entry.title,
  at: entry.start.local,
  seconds: Math.round(entry.length / SAMPLE_RATE),
  outcome: words.get(airingKey(channel.id, entry.id))?.outcome ?? null,
  reasons: entry.reasons,
});

/** What speaks of a whole session when every piece has it. */
const OF_SESSIONS: ReadonlySet<Reason['code']> = new Set([
  'moved-here',
  'edited',
  'hour-moved',
  'hour-doubled',
  'begins-late',
]);

/** A relay without a sound beneath it comes without a reason of its own: it is there by its rule. */
const byItsRule = (piece: WhyPiece, recurrence: Recurrence | undefined): WhyPiece =>
  recurrence === undefined || piece.reasons.some(({ code }) => !OF_SESSIONS.has(code))
    ? piece
    : { ...piece, reasons: [{ code: 'by-rule', rule: ruleOf(recurrence) }, ...piece.reasons] };

const ofSession = (
  { session, sessionName, start, length, entries }: Playlist,
  pieces: readonly WhyPiece[],
  written: Session | undefined,
): WhyPiece => {
  const [first] = entries;
  const shared = (first?.reasons ?? []).filter(
    (reason) =>
      OF_SESSIONS.has(reason.code) && entries.every(({ reasons }) => reasons.some((one) => alike(one, reason))),
  );
  const byRule: Reason[] = written === undefined ? [] : [{ code: 'by-rule', rule: ruleOf(written.recurrence) }];
  return {
    id: session,
    title: sessionName,
    at: start.local,
    seconds: Math.round(length / SAMPLE_RATE),
    outcome: outcomeOf(pieces),
    reasons: [...byRule, ...shared],
  };
};

const alike = (a: Reason, b: Reason): boolean => JSON.stringify(a) === JSON.stringify(b);

const distinct = (absences: readonly WhyAbsence[]): WhyAbsence[] =>
  absences
    .filter(({ reason }, n) => absences.findIndex((one) => alike(one.reason, reason)) === n)
    .map(({ title, reason }) => ({ title, reason }));

/** One word for all pieces: null as long as somebody has not spoken of one of them and the others do not differ. */
const outcomeOf = (pieces: readonly WhyPiece[]): Outcome | null => {
  const outcomes = new Set(pieces.map(({ outcome }) => outcome));
  const [only] = outcomes;
  if (outcomes.size === 1) return only ?? null;
  outcomes.delete(null);
  return outcomes.size === 1 && !outcomes.has('partly') ? null : 'partly';
};

const statusOf = (pieces: readonly WhyPiece[], start: string | null, now: string): WhyStatus => {
  if (pieces.length === 0) return 'not-planned';
  return outcomeOf(pieces) ?? (start !== null && start > now ? 'planned' : 'unknown');
};

/** A session of the channel that is not in the day: by its own days, or by the channel's. */
const ofAbsent = ({ prepared, channel, station, day }: AskedDay, session: Session): Explained[] => {
  const ended = offChannel(channel, day);
  const absent = (segment: SegmentId | null, title: string, off: OffRule | null): Explained => ({
    session: session.id,
    sessionName: session.name,
    segment,
    title,
    status: 'not-planned',
    at: null,
    pieces: [],
    absences: [],
    off: ended ?? off,
    authorised: null,
    findings: [],
  });
  return [
    absent(null, session.name, offRule(prepared, session, null, station, day)),
    ...prepared
      .segmentsOf(session.id)
      .map((segment) => absent(segment.id, segment.title, offRule(prepared, session, segment, station, day))),
  ];
};

/** Of what was said of a day and neither the schedule nor the rundown knows any more. */
const ofLog = ({ channel, rows }: AskedDay, words: Words): Explained[] => {
  const found = new Map<string, Explained>();
  for (const { entry } of rows) {
    const { planned } = entry;
    const before = found.get(`${planned.session.id} ${planned.segment}`);
    const piece: WhyPiece = {
      id: planned.id,
      title: planned.title,
      at: planned.start.local as LocalDateTime,
      seconds: planned.seconds,
      outcome: words.get(airingKey(channel.id, planned.id))?.outcome ?? null,
      reasons: [],
    };
    const pieces = [...(before?.pieces ?? []).filter(({ id }) => id !== piece.id), piece];
    found.set(`${planned.session.id} ${planned.segment}`, {
      session: planned.session.id as SessionId,
      sessionName: planned.session.name,
      segment: planned.segment as SegmentId,
      title: planned.title,
      status: outcomeOf(pieces) ?? 'unknown',
      at: pieces[0]?.at ?? null,
      pieces,
      absences: [],
      off: null,
      authorised: null,
      findings: [],
    });
  }
  return [...found.values()];
};
