/** Refusals of what people write, in English: what is wrong, then the way out. */

import { yamlText } from './faults.ts';
import { formatBytes, formatNumber } from './format.ts';
import { dayText, expectedText, fieldText, quote, readingText, thingText, writingText } from './phrases.ts';
import type { RefusalSentences, WrittenCode } from './refusals.ts';
import { words } from './words.ts';

const { kinds } = words('en');
const number = (value: number): string => formatNumber(value, 'en');
const maybe = (near: string | null): string => (near === null ? '' : ` Did you mean ${quote(near)}?`);

export const writtenEn: RefusalSentences<WrittenCode> = {
  'rule.malformed': ({ rule, part }) => {
    // A text of no parts was never meant as one.
    if (!rule.includes('='))
      return `The recurrence rule ${quote(rule)} cannot be read. Write NAME=VALUE parts with semicolons between, for example FREQ=WEEKLY;BYDAY=MO,SU; or a lunar day, for example “rằm tháng Giêng”.`;
    const where = part === '' ? 'has an empty part between two semicolons' : `is not well written at ${quote(part)}`;
    return `The recurrence rule ${quote(rule)} ${part === 'FREQ' ? 'has no value for FREQ' : where}. Write each part once as NAME=VALUE, with semicolons between, for example FREQ=WEEKLY;BYDAY=MO,SU.`;
  },
  'rule.frequency': ({ rule, frequency }) =>
    `The recurrence rule ${quote(rule)} asks for the frequency ${quote(frequency)}, which Loa does not take. Use DAILY, WEEKLY, MONTHLY or YEARLY; to air several times a day, add another session.`,
  'rule.part-unknown': ({ rule, part }) =>
    `The recurrence rule ${quote(rule)} has a part ${quote(part)}, which Loa does not use. Use only FREQ, INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST; clock times go into “start”, the zone belongs to the station.`,
  'rule.value': ({ rule, part, value, allowed }) =>
    `In the recurrence rule ${quote(rule)} the value ${quote(value)} of ${part} cannot be used here. Use: ${expectedText(allowed, 'en')}.`,
  'rule.count-and-until': ({ rule }) =>
    `The recurrence rule ${quote(rule)} has both COUNT and UNTIL. Keep only one of them.`,
  'rule.too-many': ({ rule, limit }) =>
    `A list in the recurrence rule ${quote(rule)} has more than ${number(limit)} values. Shorten it, or split it into several rules under “rules”.`,
  'rule.never': ({ rule }) =>
    `The recurrence rule ${quote(rule)} falls on no day at all, for example because it asks for 30 February. Look again at BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and the first day.`,
  'rule.lunar': ({ rule, problem }) => {
    if (problem === 'festival')
      return `The rule ${quote(rule)} cannot be read. After “lễ” write the id of a festival of the schedule files, for example “lễ chol-chnam-thmay”.`;
    if (problem === 'solar-or-lunar')
      return `The day ${quote(rule)} may be lunar or solar. If it is lunar, add “âm lịch” at its end; if it is solar, write a recurrence rule, for example FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2.`;
    return `The lunar day ${quote(rule)} cannot be read. Write it like “rằm tháng Giêng”, “mùng 1 hằng tháng”, “30 Tết” or “10 tháng 3 âm lịch”; or write a recurrence rule, for example FREQ=WEEKLY;BYDAY=MO,SU.`;
  },
  'time.date': ({ text }) =>
    `The date ${quote(text)} cannot be read. Write a real day as year-month-day, for example 2025-04-07.`,
  'time.clock': ({ text }) =>
    `The clock time ${quote(text)} cannot be read. Write it as 05:00 or 05:00:00, from 00:00 to 23:59:59; midnight is 00:00 of the next day.`,
  'time.zone': ({ zone }) =>
    `There is no time zone ${quote(zone)}. Use an IANA name; for Viet Nam it is Asia/Ho_Chi_Minh.`,
  'time.range': ({ from, to }) =>
    `The period runs backwards: its last day, ${dayText(to, 'en')}, comes before its first, ${dayText(from, 'en')}. Correct one of the two days.`,
  'time.range-long': ({ from, to, limitDays }) =>
    `The period from ${dayText(from, 'en')} to ${dayText(to, 'en')} is longer than the ${number(limitDays)} days that may be asked for at once. Ask for several shorter periods.`,
  'file.unreadable': ({ path, reason }) =>
    `The file ${quote(path)} cannot be read: ${readingText(reason, 'en')}. Check its name, its folder and the permission to read it.`,
  'file.unwritable': ({ path, reason }) =>
    `The file ${quote(path)} cannot be written: ${writingText(reason, 'en')}. Check the folder and the permission to write there.`,
  'file.encoding': ({ path }) =>
    `The file ${quote(path)} is not UTF-8 text. If it was written in an old font encoding (TCVN3, VNI) or saved as UTF-16, convert it to Unicode and save it as UTF-8.`,
  'file.large': ({ path, bytes, limit }) => {
    const [is, may] = [formatBytes(bytes, 'en'), formatBytes(limit, 'en')];
    const sizes = is === may ? [`${number(bytes)} bytes`, `${number(limit)} bytes`] : [is, may];
    return `The file ${quote(path)} has ${sizes[0]}, more than the limit of ${sizes[1]}. Split it into several files and apply them together.`;
  },
  'yaml.syntax': ({ reason }) =>
    `The schedule file is not correct YAML at this place: ${yamlText(reason, 'en')}. Correct this line or the one just before it.`,
  'yaml.tab': () =>
    'This line is indented with the Tab key, which YAML does not allow. Use spaces instead, two for each level.',
  'yaml.aliases': ({ limit }) =>
    `The file uses an alias (*name) that was not defined before with &name, or uses aliases more than ${number(limit)} times. Check the name of the alias or write its content out; text that begins with * must be in quotes.`,
  'schedule.empty': ({ files }) =>
    files === 0
      ? 'No schedule file was found to apply. Name at least one .yaml file.'
      : `There is no schedule in the files that were read (${number(files)}). Check whether the right files were chosen and whether they hold more than comments.`,
  'schedule.field-unknown': ({ field, near }) =>
    `There is no field ${quote(field)} here.${maybe(near)} Correct the name or remove the line.`,
  'schedule.field-missing': ({ field }) => `The required field ${quote(field)} is missing here. Add it.`,
  'schedule.field-wrong': ({ field, expected }) =>
    `${fieldText(field, 'en')} is not right: it must be ${expectedText(expected, 'en')}. Correct it and apply the file again.`,
  'schedule.id-double': ({ kind, id, first }) =>
    `The ${kinds[kind]} id ${quote(id)} is already taken at ${quote(first)}. Give one of the two another id, or remove the double entry.`,
  'schedule.reference': ({ kind, id, near }) =>
    `There is no ${kinds[kind]} with the id ${quote(id)}.${maybe(near)} Correct the id, or write this ${kinds[kind]} into a schedule file.`,
  'schedule.circle': ({ kind, ids }) =>
    `These refer to each other in a circle (${kinds[kind]}): ${quote(ids)}. Remove or correct one link of the circle.`,
  'schedule.in-use': ({ kind, id, by }) =>
    `The ${kinds[kind]} ${quote(id)} cannot be removed, because the ${thingText(by, 'en')} still uses it. Change or remove that first, then apply again.`,
};
