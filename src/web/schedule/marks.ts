/**
 * What there is to say of a session in a word: cancelled, moved, suspended, replaced, colliding, outside its hours.
 *
 * Each word has its sign. Pure; why it is so is told by whyDay().
 */
import { html } from 'hono/html';
import { formatClock, formatDateTime } from '../../contract/sentences/format.ts';
import type { Playlist, Reason } from '../../core/playlist/model.ts';
import { dateOf, parseLocalDateTime, timeOf } from '../../core/time/local.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { type Icon, icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { conflictsOf, findingsOf, reasonsOf } from './occurrence.ts';

export interface Mark {
  readonly icon: Icon;
  readonly tone: 'good' | 'fair' | 'bad' | 'calm';
  readonly text: string;
}

type Code = Reason['code'];

const mark = (sign: Icon, tone: Mark['tone'], text: string): Mark => ({ icon: sign, tone, text });

export const marksOf = (
  page: Page,
  playlist: Playlist,
  { conflicts, findings }: Pick<ShownDay, 'conflicts' | 'findings'>,
): readonly Mark[] => {
  const { marks } = page.m.week;
  const silent = playlist.entries.length === 0;
  const own = conflictsOf(playlist, conflicts).filter(({ state }) => state !== 'decided');
  const found = findingsOf(playlist, findings);
  const collision = own.some(({ state }) => state === 'open')
    ? [mark('warn', 'bad', marks.open)]
    : own.some(({ state }) => state === 'clash')
      ? [mark('warn', 'bad', marks.clash)]
      : [];
  const guarded = found.map(({ rule, level }) =>
    mark(
      level === 'refused' ? 'stop' : 'warn',
      level === 'refused' ? 'bad' : 'fair',
      {
        hours: marks.hours,
        sessions: marks.sessions,
        length: marks.tooLong,
        special: marks.special,
        authoriser: marks.authoriser,
      }[rule],
    ),
  );
  return [...(silent ? silentMarks(page, playlist) : soundingMarks(page, playlist)), ...collision, ...guarded];
};

/** Of a session of which nothing airs: what took all of it away. */
const silentMarks = (page: Page, playlist: Playlist): Mark[] => {
  const { marks } = page.m.week;
  const reasons = reasonsOf(playlist);
  const has = (code: Code): boolean => reasons.some((reason) => reason.code === code);
  const away = reasons.find(({ code }) => code === 'moved-away');
  if (has('cancelled')) return [mark('stop', 'bad', marks.cancelled)];
  if (away?.code === 'moved-away') return [mark('on', 'calm', marks.movedAway(placeText(page, away.to, playlist)))];
  if (reasons.some((reason) => reason.code === 'edited' && reason.what === 'channels'))
    return [mark('on', 'calm', marks.channels)];
  if (has('suspended')) return [mark('stop', 'fair', marks.suspended)];
  if (has('preempted') || has('yields')) return [mark('wait', 'fair', marks.gives)];
  return [];
};

const soundingMarks = (page: Page, playlist: Playlist): Mark[] => {
  const { m } = page;
  const { marks } = m.week;
  const reasons = reasonsOf(playlist);
  const has = (code: Code): boolean => reasons.some((reason) => reason.code === code);
  const absent = (...codes: Code[]): number =>
    playlist.absences.filter(({ reason }) => codes.includes(reason.code)).length;
  const edited = (what: string): boolean => reasons.some((reason) => reason.code === 'edited' && reason.what === what);
  const cancelled = absent('cancelled', 'moved-away');
  const suspended = absent('suspended');
  const missing = playlist.absences.length - cancelled - suspended;
  // A segment that comes from another session says so too; what moved the session itself is said by all of its pieces.
  const here = playlist.entries
    .map((entry) => entry.reasons.find(({ code }) => code === 'moved-here'))
    .reduce((a, b) => (a !== undefined && b !== undefined ? b : undefined));
  return [
    ...(here?.code === 'moved-here' ? [mark('on', 'calm', marks.movedHere(placeText(page, here.from, playlist)))] : []),
    ...(edited('channels') ? [mark('on', 'calm', marks.channels)] : []),
    ...(edited('length') ? [mark('pen', 'calm', marks.length)] : []),
    ...(edited('replaced') ? [mark('pen', 'calm', marks.edited)] : []),
    ...(edited('added') ? [mark('pen', 'calm', marks.added)] : []),
    ...(cancelled > 0 ? [mark('none', 'calm', marks.cancelledSome(cancelled))] : []),
    ...(suspended > 0 ? [mark('stop', 'fair', marks.suspendedSome(suspended))] : []),
    ...(has('replaced') ? [mark('pen', 'fair', marks.replaced)] : []),
    ...(has('begins-late') ? [mark('wait', 'fair', marks.late)] : []),
    ...(missing > 0 ? [mark('warn', 'fair', m.session.missing(missing))] : []),
  ];
};

/** '17:30', with its day where that is another one; or the session that something went to. */
const placeText = ({ lang }: Page, to: string, { day }: Playlist): string => {
  const local = parseLocalDateTime(to);
  if (!local.ok) return to;
  return dateOf(local.value) === day ? formatClock(timeOf(local.value)) : formatDateTime(local.value, lang);
};

export const badgeOf = (one: Mark): Html =>
  html`<span class="badge ${one.tone}">${icon(one.icon)}<span>${one.text}</span></span>`;
