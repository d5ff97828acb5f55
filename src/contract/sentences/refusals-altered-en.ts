/** Refusals of edits, decisions and orders over the schedule, in English: what is wrong, then the way out. */
import { formatNumber } from './format.ts';
import { dayText, quote, timeText } from './phrases.ts';
import type { AlteredCode, RefusalSentences } from './refusals.ts';

const day = (text: string): string => dayText(text, 'en');
const time = (text: string): string => timeText(text, 'en');
const days = (list: string): string => list.split(' ').map(day).join(', ');
const spans = (known: string): string =>
  known
    .split(' ')
    .map((span) => span.split('/').map(day).join(' to '))
    .join(', ');

export const alteredEn: RefusalSentences<AlteredCode> = {
  'edit.nothing': ({ what, day: on, near, cancelledBy }) =>
    cancelledBy !== undefined
      ? `${quote(what)} on ${day(on)} is cancelled by edit ${cancelledBy}, so a further change would do nothing. Undo edit ${cancelledBy} first, or choose another day.`
      : `By the schedule ${quote(what)} does not air on ${day(on)}, so there is nothing to change. ${near === '' ? 'Look at the schedule again and choose something else.' : `Choose a day on which it airs; the nearest: ${days(near)}.`}`,
  'edit.begun': ({ what, at }) =>
    `Nothing can be changed in ${quote(what)}: it began at ${time(at)}. Choose a later one, or record in the air log what was heard.`,
  'edit.past': ({ what, at }) =>
    `The time ${time(at)} has passed, so ${quote(what)} cannot be moved there. Choose a time that is still to come.`,
  'edit.clashes': ({ channel, first, second, from, to, more }) =>
    `With this change ${quote(first)} and ${quote(second)} want the same time on the channel ${quote(channel)}, from ${time(from)} to ${time(to)}${more === 0 ? '' : `, and there are ${formatNumber(more, 'en')} more conflicts`}. Choose another time; to keep it all the same, do it again and accept the conflict.`,
  'festival.unknown': ({ id, near }) =>
    `There is no festival with the id ${quote(id)} in the schedule files that were applied. ${near === null ? '' : `Did you mean ${quote(near)}? `}See the list with loa festival list.`,
  'festival.not-announced': ({ festival, from, to, known }) =>
    `The schedule files do not have ${quote(festival)} from ${day(from)} to ${day(to)}, so it cannot be confirmed. Choose a span as it is written: ${spans(known)}; or change the file, with its source, and apply it first.`,
  'alteration.unknown': ({ id }) =>
    `There is no change with the number ${quote(id)} among those that may be seen here. Look at the history and choose again.`,
  'alteration.undone': ({ id }) =>
    `The change number ${quote(id)} has been undone already. To change it the same way again, make a new change.`,
  'conflict.unknown': ({ first, second, day: on }) =>
    `On ${day(on)} there is no conflict between ${quote(first)} and ${quote(second)}. The schedule may have changed: load the list of conflicts again.`,
  'conflict.open': ({ first, second, at }) =>
    `This cannot be approved yet: ${quote(first)} and ${quote(second)} are both priority items and want the same time at ${time(at)}. Let an editor decide which goes first, then approve the new version.`,
  'overlay.unknown': ({ id }) =>
    `There is no overlay ${quote(id)} among those that may be seen here. Look at the list of overlays and choose again.`,
  'overlay.over': ({ name, on }) =>
    `The overlay ${quote(name)} holds no more from ${day(on)} on, so there is nothing to lift. Choose an earlier day to end it earlier.`,
};
