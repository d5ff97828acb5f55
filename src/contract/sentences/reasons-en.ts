/** Why something is, or is not, in a playlist: an English sentence for every code, or it does not compile. */
import { formatDuration, formatNumber } from './format.ts';
import { dayText, quote, shown, timeText } from './phrases.ts';
import { hoursText, type ReasonSentences, rules, whither } from './reason-phrases.ts';
import { languageWord } from './words.ts';

const EDITED_EN = {
  replaced: 'The content was replaced',
  added: 'Added to this session',
  length: 'The longest duration was changed',
  channels: 'The channels were changed',
} as const;

export const en: ReasonSentences = {
  'by-rule': ({ rule }) =>
    rule === '' ? 'Belongs to every one of these sessions.' : `By the schedule: ${rules(rule, 'en')}.`,
  rotation: ({ strand, turn, of }) =>
    `Its turn in the strand ${quote(strand)}: turn ${formatNumber(turn, 'en')}, rotating through ${formatNumber(of, 'en')} ${of === 1 ? 'item' : 'items'}.`,
  'repeat-of': ({ segment }) => `Repeats what the segment ${quote(segment)} played earlier that day.`,
  'waits-for-recording': ({ language }) => `The ${languageWord(language, 'en')} version waits to be recorded.`,
  'sound-missing': ({ sound }) => `The library does not have the sound file ${quote(sound)} yet.`,
  'no-version': ({ language }) => `The item has no ${languageWord(language, 'en')} version yet.`,
  'not-valid': ({ day }) => `${dayText(day, 'en')} lies outside the days on which the item may air.`,
  'strand-empty': ({ strand }) => `The strand ${quote(strand)} has no items yet.`,
  'nothing-to-repeat': ({ segment }) =>
    `There is nothing to repeat: the segment ${quote(segment)} played nothing earlier that day.`,
  'no-room': ({ needed, left }) =>
    `Not enough time: ${formatDuration(needed, 'en')} needed, ${formatDuration(left, 'en')} left.`,
  'no-gap': () => 'The filling music is not played: there is no gap before a fixed start to fill.',
  'bed-missing': ({ bed, order }) =>
    order === undefined
      ? `Airs without music under it: ${quote(bed)} has no sound yet, or may not air at this time.`
      : `Airs without music under it: the order ${quote(order)} suspends ${quote(bed)}.`,
  'session-clash': ({ with: other }) => `Clash: the session ${quote(other)} has not ended by then.`,
  'fixed-start-passed': ({ at }) =>
    `The fixed start ${timeText(at, 'en')} cannot be kept: it has passed by its turn, or lies outside the session.`,
  'fills-until': ({ at }) => `Music that fills the time until ${timeText(at, 'en')}.`,
  'hour-moved': ({ asked, placed, policy }) =>
    `The time asked for, ${timeText(asked, 'en')}, does not exist on the day of the clock change; it airs at ${timeText(placed, 'en')}${policy === undefined ? '' : `, by the station's policy: ${policy === 'forward' ? 'later' : 'earlier'}`}.`,
  'hour-doubled': ({ asked, policy }) =>
    `The time ${timeText(asked, 'en')} comes twice on the day of the clock change; it airs once${policy === undefined ? '' : `, the ${policy} time by the station's policy`}.`,
  cancelled: ({ alteration }) => `This occurrence was cancelled (edit ${alteration}).`,
  'moved-away': ({ alteration, to }) => `Moved to ${whither(to, 'en')} (edit ${alteration}).`,
  'moved-here': ({ alteration, from }) => `Moved here from ${timeText(from, 'en')} (edit ${alteration}).`,
  edited: ({ alteration, what }) => `${EDITED_EN[what]} (edit ${alteration}).`,
  suspended: ({ name, authority, document }) =>
    `Suspended by the order ${quote(name)} of ${shown(authority)}${document === null ? '' : `, document ${shown(document)}`}.`,
  replaced: ({ name, authority }) => `In place of what the order ${quote(name)} of ${shown(authority)} removed.`,
  'guard-hours': ({ guard, allowed }) =>
    `Outside the hours that ${quote(guard)} allows: ${allowed === '' ? 'nothing may air on this day' : hoursText(allowed)}.`,
  'guard-sessions': ({ guard, most }) =>
    `More sessions than ${quote(guard)} allows a day: at most ${formatNumber(most, 'en')}.`,
  'guard-length': ({ guard, seconds }) =>
    `Longer than ${quote(guard)} allows a session to be: at most ${formatDuration(seconds, 'en')}.`,
  preempted: ({ by, priority }) => `Gives way to ${quote(by)}, which has a higher priority (${priority}).`,
  yields: ({ to, alteration }) => `Gives way to ${quote(to)} by decision ${alteration}.`,
  'decision-open': ({ with: other }) =>
    `Wants the same time as ${quote(other)}, and both are priority items: somebody has to decide their order.`,
  'begins-late': ({ seconds, after }) =>
    `Begins ${formatDuration(seconds, 'en')} late, because ${after === null ? 'what is before it' : quote(after)} has not ended.`,
  'priority-first': () => 'Put first, because it is a priority item.',
  draft: () => 'The item is a draft that nobody has approved yet.',
  embargoed: ({ until }) => `The item may not air before ${timeText(until, 'en')}.`,
  expired: ({ at }) => `The item may not air any more since ${timeText(at, 'en')}.`,
  'first-run-missed': ({ segment }) =>
    `Counts as the first run, because the segment ${quote(segment)} could not air it that day.`,
};
