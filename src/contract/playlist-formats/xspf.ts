/**
 * XSPF version 1 (http://xspf.org/ns/0/): the day as XML, one track per rendered session.
 *
 * Children stand in the order of the specification. What XSPF has no element for is in `meta` (starts) and
 * in an `extension` (cue times, sessions without sound). Text that XML cannot hold is replaced, never
 * passed on: a list that a player refuses to open is worse than one odd letter.
 */
import type { DayList, DaySession, RenderedSession, WriteOptions } from './model.ts';
import { checkpointWords, exactSecondsText, inOrder, isRendered, lineOf, locate, uriOf } from './model.ts';

const NAMESPACE = 'urn:x-loa:day-playlist:1';
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** One line as XML character data or attribute value; U+FFFE and U+FFFF are not XML 1.0 characters (§2.2). */
const xml = (text: string): string =>
  lineOf(text, '')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

const meta = (name: string, value: string): string => `<meta rel="urn:x-loa:${name}">${xml(value)}</meta>`;

const extension = (children: readonly string[]): string[] =>
  children.length === 0
    ? []
    : [`<extension application="${NAMESPACE}">`, ...children.map((child) => `  ${child}`), '</extension>'];

const starts = ({ playlist: { start } }: DaySession): string[] => [
  meta('start', start.instant),
  meta('start-local', start.local),
  meta('zone', start.zone),
];

const track = (list: DayList, session: RenderedSession, number: number, base: string | null): string[] => {
  const { playlist, sound } = session;
  const cues = playlist.entries.map((entry) => {
    const times = `offset="${exactSecondsText(entry.offset)}" length="${exactSecondsText(entry.length)}"`;
    return `<cue xmlns="${NAMESPACE}" ${times} title="${xml(lineOf(entry.title, entry.id))}"/>`;
  });
  const children = [
    `<location>${xml(uriOf(locate(sound.url, base)))}</location>`,
    `<identifier>urn:sha256:${sound.sha256}</identifier>`,
    `<title>${xml(lineOf(playlist.sessionName, playlist.session))}</title>`,
    `<creator>${xml(lineOf(list.channel.name, list.channel.id))}</creator>`,
    `<annotation>${xml(playlist.entries.map((entry) => lineOf(entry.title, entry.id)).join(' · '))}</annotation>`,
    `<trackNum>${number}</trackNum>`,
    `<duration>${Math.round(sound.seconds * 1000)}</duration>`,
    ...starts(session),
    ...extension(cues),
  ];
  return ['    <track>', ...children.map((child) => `      ${child}`), '    </track>'];
};

/** LF lines, UTF-8. `duration` is in milliseconds, as XSPF wants; cue offsets are seconds with six decimals. */
export const xspf = (list: DayList, { base }: WriteOptions): string => {
  const sessions = inOrder(list);
  const missing = sessions
    .filter((session) => !isRendered(session))
    .map(({ playlist: { start, sessionName, session } }) => {
      const title = xml(lineOf(sessionName, session));
      return `<notRendered xmlns="${NAMESPACE}" start="${start.instant}" local="${start.local}" title="${title}"/>`;
    });
  const head = [
    `<title>${xml(`${lineOf(list.channel.name, list.channel.id)} ${list.day}`)}</title>`,
    `<creator>${xml(lineOf(list.channel.name, list.channel.id))}</creator>`,
    meta('day', list.day),
    meta('zone', list.zone),
    ...(list.generatedFrom === null ? [] : [meta('schedule', list.generatedFrom)]),
    ...checkpointWords(list).map((words) => meta('checkpoint', words)),
    ...extension(missing),
  ];
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<playlist version="1" xmlns="http://xspf.org/ns/0/">',
    ...head.map((line) => `  ${line}`),
    '  <trackList>',
    ...sessions.filter(isRendered).flatMap((session, index) => track(list, session, index + 1, base)),
    '  </trackList>',
    '</playlist>',
  ];
  return `${lines.join('\n')}\n`;
};
