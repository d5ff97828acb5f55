/**
 * One VEVENT as it was written: what it says, nothing worked out. Every property is either read here, known to say
 * nothing about what airs when, or told as left aside.
 */
import type { Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import type { Component } from './components.ts';
import { type ContentLine, listOf, textOf } from './lines.ts';
import type { ImportNotice } from './model.ts';
import { type Lasting, lastingOf, periodsOf, timeOf, type Written, type WrittenPeriod } from './times.ts';

/** Something listed, with the line it stands in. */
export interface AtLine<T> {
  readonly line: number;
  readonly value: T;
}

export interface Event {
  readonly file: string;
  readonly line: number;
  readonly uid: string | null;
  readonly summary: string;
  readonly status: string;
  readonly start: Written;
  readonly end: { readonly at: Written } | { readonly lasts: Lasting } | null;
  readonly rules: readonly AtLine<string>[];
  readonly also: readonly AtLine<WrittenPeriod>[];
  readonly except: readonly AtLine<Written>[];
  /** The instance of its series that it changes. */
  readonly instance: AtLine<Written> | null;
  /** X-LOA-CONTENT in order; empty: not said. */
  readonly plays: readonly string[];
  readonly categories: readonly string[];
}

export interface ReadEvent {
  readonly file: string;
  /** null when it cannot be read; then `refusals` say why. */
  readonly event: Event | null;
  readonly uid: string | null;
  readonly summary: string;
  readonly line: number;
  readonly refusals: readonly Refusal[];
  readonly notices: readonly ImportNotice[];
}

/** What does not change what airs, and is not worth a word: who wrote it when. */
const SILENT = new Set(['DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'SEQUENCE', 'TRANSP', 'CLASS', 'X-LOA-CONTENT']);
const READ = new Set([
  ...['UID', 'SUMMARY', 'STATUS', 'DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'EXRULE'],
  ...['RECURRENCE-ID', 'CATEGORIES'],
]);
/** What there may be once only (§3.6.1). */
const ONCE = ['UID', 'SUMMARY', 'STATUS', 'DTSTART', 'DTEND', 'DURATION', 'RECURRENCE-ID'];

export const readEvent = (file: string, component: Component): ReadEvent => {
  const { line, properties } = component;
  const all = (name: string): readonly ContentLine[] => properties.filter((property) => property.name === name);
  const one = (name: string): ContentLine | undefined => all(name)[0];
  const summary = textOf(one('SUMMARY')?.value ?? '').slice(0, 300);
  const uid = one('UID')?.value.trim() || null;
  const refusals: Refusal[] = [];
  const wrong = (reason: string, at: number, value: string | null = null): null => {
    refusals.push(refusal('import.event', { event: summary, reason, value }, { file, line: at }));
    return null;
  };
  for (const bad of component.bad) wrong('unreadable', bad.line);
  for (const name of ONCE) for (const again of all(name).slice(1)) wrong('double', again.line, name);
  for (const old of all('EXRULE')) wrong('exrule', old.line);

  const timed = (property: ContentLine): Written | null =>
    timeOf(property.value, property) ?? wrong('bad-time', property.line, property.value.slice(0, 80));
  const listed = (name: string): AtLine<WrittenPeriod>[] =>
    all(name).flatMap((property) => {
      const periods = periodsOf(property) ?? wrong('bad-time', property.line, property.value.slice(0, 80));
      return (periods ?? []).map((value) => ({ line: property.line, value }));
    });

  const begin = one('DTSTART');
  const start = begin === undefined ? wrong('no-start', line) : timed(begin);
  if (start?.kind === 'day') wrong('all-day', begin?.line ?? line);
  const [ends, lasts] = [one('DTEND'), one('DURATION')];
  if (ends !== undefined && lasts !== undefined) wrong('double', lasts.line, 'DTEND, DURATION');
  let end: Event['end'] = null;
  if (ends !== undefined) {
    const at = timed(ends);
    if (at?.kind === 'day' && start?.kind !== 'day') wrong('bad-time', ends.line, ends.value);
    if (at !== null) end = { at };
  } else if (lasts !== undefined) {
    const length = lastingOf(lasts.value) ?? wrong('bad-time', lasts.line, lasts.value.slice(0, 80));
    if (length !== null) end = { lasts: length };
  }
  const recurrenceId = one('RECURRENCE-ID');
  if (recurrenceId?.params.get('RANGE')?.[0]?.toUpperCase() === 'THISANDFUTURE')
    wrong('this-and-future', recurrenceId.line);
  const instance = recurrenceId === undefined ? null : timed(recurrenceId);
  const status = (one('STATUS')?.value ?? 'CONFIRMED').trim().toUpperCase();
  if (status === 'TENTATIVE') wrong('tentative', one('STATUS')?.line ?? line);

  const read = { file, uid, summary, line, refusals, notices: aside(file, component) };
  const also = listed('RDATE');
  const except = listed('EXDATE').map((each) => ({ line: each.line, value: each.value.start }));
  for (const { line: at, value } of also) if (value.start.kind === 'day') wrong('bad-time', at);
  if (start === null || refusals.length > 0) return { ...read, event: null };
  return {
    ...read,
    event: {
      ...{ file, line, uid, summary, status, start, end, also, except },
      rules: all('RRULE').map((property) => ({ line: property.line, value: property.value.trim() })),
      instance: recurrenceId === undefined || instance === null ? null : { line: recurrenceId.line, value: instance },
      plays: all('X-LOA-CONTENT').flatMap(({ value }) => listOf(value).map(textOf)),
      categories: all('CATEGORIES').flatMap(({ value }) => listOf(value).map(textOf)),
    },
  };
};

/** Properties and components that say something Loa does not keep, each named. */
const aside = (file: string, { properties, within }: Component): ImportNotice[] => [
  ...properties
    .filter(({ name }) => !READ.has(name) && !SILENT.has(name))
    .map(({ name, line }): ImportNotice => ({ code: 'property', about: name, place: { file, line }, count: 1 })),
  ...within.map(
    ({ name, line }): ImportNotice => ({ code: 'component', about: name, place: { file, line }, count: 1 }),
  ),
];
