/** The English sentences of an explanation. */
import type { WhyActor, WhyAnswer, WhySaid } from '../../core/schedule/explain-model.ts';
import { formatDate, formatDateTime, formatDuration } from './format.ts';
import { quote, shown, timeText } from './phrases.ts';
import type { WhySentences } from './why-phrases.ts';
import { words } from './words.ts';

const { outcomes, notAiredReasons, roles } = words('en');

const actor = ({ kind, name }: WhyActor): string => {
  if (kind === 'system') return 'the system';
  return name === null ? 'somebody whose name was erased' : shown(name);
};

const at = ({ at: begin }: WhyAnswer): string => (begin === null ? '' : ` at ${timeText(begin.slice(11), 'en')}`);

const outcome = ({ outcome: is, reason, secondsHeard, note }: WhySaid): string =>
  [
    outcomes[is],
    ...(secondsHeard === null || is !== 'partly' ? [] : [`heard for ${formatDuration(secondsHeard, 'en')}`]),
    ...(reason === null ? [] : [`because: ${notAiredReasons[reason]}`]),
    ...(note === null ? [] : [`note ${quote(note)}`]),
  ].join(', ');

export const whyEn: WhySentences = {
  question: (answer, what, when) => {
    switch (answer.status) {
      case 'not-planned':
        return `Why does ${what} not air on ${when}?`;
      case 'planned':
        return `Why does ${what} air${at(answer)} on ${when}?`;
      case 'aired':
        return `Why did ${what} air${at(answer)} on ${when}?`;
      case 'not-aired':
        return `Why did ${what}, planned${at(answer)} on ${when}, not air?`;
      case 'partly':
        return `Why did ${what}${at(answer)} on ${when} air only in part?`;
      case 'unknown':
        return `Did ${what} air${at(answer)} on ${when}?`;
    }
  },
  unsaid: 'Nobody has confirmed it.',
  logClosed: 'The air log is not open to whoever asks, so this is by the schedule only.',
  workedOut: 'No plan of this day was stored; what follows is worked out from the schedule as it is now.',
  notInPlan: 'When the day was planned, the session did not have it.',
  said: (said, what) =>
    `${what === null ? '' : `${what}: `}${said.by === null ? 'Somebody' : shown(said.by)} (${roles[said.role]}) wrote at ${formatDateTime(said.at, 'en')}: ${outcome(said)}${said.stands ? '' : ' (this is not what counts)'}.`,
  offChannel: ({ from, to, why }) =>
    why === 'not-yet'
      ? `The channel begins on ${from === null ? '' : formatDate(from, 'en')}.`
      : `The channel ended after ${to === null ? '' : formatDate(to, 'en')}.`,
  offDays: ({ why, from, to }, rule, ofSession) => {
    const begin = `By the schedule${ofSession ? ' of the session' : ''}: ${rule}`;
    switch (why) {
      case 'not-yet':
        return `${begin}, from ${from === null ? '' : formatDate(from, 'en')}; this day is earlier.`;
      case 'over':
        return `${begin}, to ${to === null ? '' : formatDate(to, 'en')}; this day is later.`;
      case 'excepted':
        return `${begin}; the schedule leaves out this very day.`;
      case 'other-days':
        return `${begin}; this day is not one of them.`;
    }
  },
  next: (when) => `The next time is ${when}.`,
  noNext: 'There is no next time soon.',
  festivalDays: (name) => `the days of the festival ${quote(name)}`,
  waits: ({ name, waiting }) =>
    `Days of the festival ${quote(name)} wait to be confirmed: ${waiting.map(({ from, to }) => (from === to ? formatDate(from, 'en') : `from ${formatDate(from, 'en')} to ${formatDate(to, 'en')}`)).join(', ')}; only then does it air on them.`,
  onlyDays: (days) => `only on ${days}`,
  alsoDays: (days) => `also on ${days}`,
  authorised: ({ by, reason, document }) =>
    `An emergency, authorised by ${shown(by)}${document === null ? '' : ` (${shown(document)})`}, reason ${quote(reason)}.`,
  altered: ({ id, kind, by, at: made, reason, undone }) => {
    const told = `${kind === 'decision' ? 'Decision' : 'Edit'} ${id} was made by ${actor(by)} at ${formatDateTime(made, 'en')}, reason ${quote(reason)}`;
    return undone === null
      ? `${told}.`
      : `${told}; ${actor(undone.by)} undid it at ${formatDateTime(undone.at, 'en')}, reason ${quote(undone.reason)}.`;
  },
  ordered: ({ name, from, to, authority, document, reason }) =>
    `The order ${quote(name)} of ${shown(authority)}${document === null ? '' : ` (${shown(document)})`} holds from ${formatDate(from, 'en')} to ${formatDate(to, 'en')}, reason ${quote(reason)}.`,
};
