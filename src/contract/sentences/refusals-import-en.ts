/** Refusals of imported calendars and week grids, in English: what is wrong, then the way out. */

import { formatNumber } from './format.ts';
import { quote } from './phrases.ts';
import type { ImportCode, RefusalSentences } from './refusals.ts';

const number = (value: number): string => formatNumber(value, 'en');
const name = (text: string): string => (text === '' ? 'without a name' : quote(text));

const ENCODINGS = {
  'utf-16': 'UTF-16 (Notepad calls it “Unicode”)',
  'windows-1258': 'Windows-1258',
  tcvn3: 'TCVN3 (.VnTime fonts)',
  unknown: 'an encoding that Loa does not know',
} as const;

const SYNTAX: Readonly<Record<string, string>> = {
  'no-calendar':
    'this is no line of an iCalendar file, which begins with BEGIN:VCALENDAR. Choose the .ics file that the calendar program exported',
  line: 'this is no line of a calendar (it has no colon, or is not UTF-8). Correct or remove the line',
  nesting: 'BEGIN and END do not match. Export the file again',
  unfinished:
    'the file stops in the middle, without END:VCALENDAR, perhaps a broken download. Fetch or export it again',
  version: 'only iCalendar 2.0 with Gregorian dates is taken (VERSION:2.0, CALSCALE:GREGORIAN). Export it in that form',
  method: 'the file answers or withdraws an invitation and is no calendar. Export the whole calendar as .ics',
  'no-header':
    'there is no header row with a column Time, a column Minutes and at least one weekday (Mon … Sun). Add it on top',
  quote: 'a quote is opened and not closed, or text follows a closing one. Correct this cell',
};

const EVENT: Readonly<Record<string, string>> = {
  'all-day': 'lasts all day and has no clock time. Give it a start and an end',
  'no-start': 'has no start (DTSTART). Give it one',
  'no-length': 'has no end, or does not end after its start. Give it an end',
  'too-short': 'is shorter than a minute. Correct its end',
  'too-long': 'is longer than 24 hours. Split it into several events',
  unreadable: 'has a line that cannot be read. Correct or remove the line',
  double: 'says one thing twice, or two things that exclude each other. Keep one',
  tentative: 'is only tentative (STATUS:TENTATIVE). Confirm it in the calendar program and export again',
  exrule: 'uses EXRULE, an old form that Loa does not take. Take single days away with EXDATE',
  'start-off-rule':
    'starts on a day on which its rule does not fall, so that nobody can say whether it airs that day. Correct its start or its rule',
  'too-many-days': 'has more than 1,000 single days or more than 10 rules. Use a rule instead of single days',
  'this-and-future':
    'changes one instance and all later ones (RANGE=THISANDFUTURE). End the old event and make a new one from that day',
  'no-such-instance': 'changes an instance that its series does not have. Export the whole series again',
  'changed-rule': 'changes one instance and has a rule of its own. Make it another event',
  group: 'belongs to a series of which a part cannot be imported. Correct that part first',
  'uid-double': 'has the UID of another event in the file. Remove the older one',
  'utc-day-shift':
    "is written in UTC, and at the station's time its rule falls on other days, which cannot be written exactly. Give it the station's zone",
  'no-name': 'has no name and does not say what it plays. Give it a name',
  'bad-time': 'has a time that cannot be read, or both a zone and a Z. Correct it',
};

const CELL: Readonly<Record<string, string>> = {
  clock: 'must be a clock time such as 05:30 or 5h30, from 00:00 to 23:59',
  minutes: 'must be a number of minutes from 1 to 1440',
  date: 'must be a real day such as 2025-04-07 or 07/4/2025',
  'column-unknown': 'a week grid has no such column. Rename or remove it',
  'column-double': 'this column is there twice. Keep one',
  'beyond-header': 'this cell lies beyond the columns that have a name. Look at the separators of the row',
  range: 'the last day comes before the first. Correct one of the two',
};

export const importEn: RefusalSentences<ImportCode> = {
  'import.encoding': ({ path, encoding }) =>
    `The file ${quote(path)} is stored as ${ENCODINGS[encoding]}, not UTF-8. In Excel choose Save as, type “CSV UTF-8”; convert text in old fonts to Unicode first.`,
  'import.syntax': ({ reason }) => `The file cannot be read at this place: ${SYNTAX[reason] ?? quote(reason)}.`,
  'import.too-many': ({ limit }) =>
    `The file has more than ${number(limit)} events or rows. Split it into several files.`,
  'import.event': ({ event, reason, value }) =>
    `The event ${name(event)} ${EVENT[reason] ?? quote(reason)}${value === null ? '' : ` (${quote(value)})`}.`,
  'import.zone': ({ event, zone, station }) =>
    `The event ${name(event)} repeats by the clocks of ${quote(zone)}, which are not those of the station (${quote(station)}), so its time would not keep its meaning. Give the event the station's zone and export again.`,
  'import.content': ({ text, near, several }) => {
    if (several) return `${quote(text)} may be several things: ${quote(near)}. Write the id instead of the name.`;
    const maybe = near === '' ? '' : ` Did you mean ${quote(near)}?`;
    return `It is not known what to play for ${quote(text)}: no item, strand or segment has this id or name.${maybe} Correct the name, or say what to play with --content.`;
  },
  'import.cell': ({ column, text, reason }) =>
    `Column ${quote(column)}, cell ${quote(text)}: ${CELL[reason] ?? quote(reason)}.`,
  'import.channels': ({ channels }) =>
    `The channels ${quote(channels)} do not belong to one station, so the times in the file could mean either. Import for each station on its own.`,
};
