import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isPlaylistFormat,
  PLAYLIST_FORMATS,
  PLAYLIST_FORMS,
  playlistFileName,
} from '../../../../src/contract/playlist-formats/index.ts';
import { DayListJson } from '../../../../src/contract/playlist-formats/json.ts';
import type { DayList } from '../../../../src/contract/playlist-formats/model.ts';
import type { ChannelId } from '../../../../src/core/ids.ts';
import { oneLine } from '../../../../src/core/text.ts';
import { DAY, dayOf, NASTY, session } from '../../../support/day-list.ts';

// The same cases on every run: a red test must be red again when it is looked at.
fc.configureGlobal({ seed: 57 });

const write = (format: (typeof PLAYLIST_FORMATS)[number], list: DayList, base: string | null = null): string =>
  PLAYLIST_FORMS[format].write(list, { base });

describe('(k) seconds are seconds in every export: a piece of 61.5 s', () => {
  const list = dayOf([session('Buổi sáng', '05:00:00', ['Bản tin'], 'a.mp3')]);
  test('m3u8: 61.500 seconds, to the millisecond', () => {
    expect(write('m3u8', list)).toContain('#EXTINF:61.500,Buổi sáng\na.mp3\n');
    expect(write('m3u8', list)).toContain('#LOA-CUE:0.000000 61.500000,Bản tin\n');
  });
  test('xspf: 61500 milliseconds, the one format that counts in them', () => {
    expect(write('xspf', list)).toContain('<duration>61500</duration>');
    expect(write('xspf', list)).toContain('length="61.500000"');
  });
  test('pls: 62 whole seconds', () => {
    expect(write('pls', list)).toContain('\nLength1=62\n');
  });
  test('cue: minutes, seconds and frames, and the exact seconds beside them', () => {
    const two = dayOf([session('Buổi sáng', '05:00:00', ['Một', 'Hai'], 'a.mp3')]);
    expect(write('cue', two)).toContain('REM EXACT 61.500000 61.500000\r\n    INDEX 01 01:01:37\r\n');
    expect(write('cue', two)).toContain('REM SECONDS 123.000000\r\n');
  });
  test('json: 61.5 seconds and 2952000 samples', () => {
    const [first] = DayListJson.parse(JSON.parse(write('json', list))).sessions;
    expect(first?.sound?.seconds).toBe(61.5);
    expect(first?.durationSeconds).toBe(61.5);
    expect(first?.entries[0]).toMatchObject({ durationSeconds: 61.5, lengthSamples: 2_952_000, sampleRate: 48_000 });
  });
});

describe('sessions stand by their start, and one without sound is never a line to play', () => {
  const list = dayOf([
    session('Buổi chiều', '17:00:00', ['Chiều'], 'chieu.mp3'),
    session('Buổi trưa', '11:00:00', ['Trưa'], null),
    session('Buổi sáng', '05:00:00', ['Sáng'], 'sang.mp3'),
  ]);
  test('m3u8', () => {
    const played = write('m3u8', list)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(played).toEqual(['sang.mp3', 'chieu.mp3']);
    expect(write('m3u8', list)).toContain(
      '#LOA-NOT-RENDERED:2025-04-07T11:00:00 Asia/Ho_Chi_Minh 2025-04-07T04:00:00Z,Buổi trưa\n',
    );
    expect(write('m3u8', list)).toContain('#LOA-START:2025-04-07T05:00:00 Asia/Ho_Chi_Minh 2025-04-06T22:00:00Z\n');
  });
  test('pls', () => {
    expect(write('pls', list)).toBe(
      [
        '[playlist]',
        'File1=sang.mp3',
        'Title1=Buổi sáng',
        'Length1=62',
        'File2=chieu.mp3',
        'Title2=Buổi chiều',
        'Length2=62',
        'NumberOfEntries=2',
        'Version=2',
        '',
      ].join('\n'),
    );
  });
  test('xspf', () => {
    const text = write('xspf', list);
    expect([...text.matchAll(/<location>(.*)<\/location>/g)].map((match) => match[1])).toEqual([
      'sang.mp3',
      'chieu.mp3',
    ]);
    expect(text).toMatch(/<notRendered [^>]*start="2025-04-07T04:00:00Z"[^>]*title="Buổi trưa"\/>/);
    expect(text).toContain('<meta rel="urn:x-loa:start">2025-04-06T22:00:00Z</meta>');
  });
  test('cue', () => {
    const text = write('cue', list);
    expect([...text.matchAll(/^FILE "(.*)" (.*)\r$/gm)].map((match) => [match[1], match[2]])).toEqual([
      ['sang.mp3', 'MP3'],
      ['chieu.mp3', 'MP3'],
    ]);
    expect(text).toContain('REM NOT-RENDERED 2025-04-07T11:00:00 Asia/Ho_Chi_Minh 2025-04-07T04:00:00Z "Buổi trưa"');
    expect([...text.matchAll(/TRACK (\d+)/g)].map((match) => match[1])).toEqual(['01', '02']);
  });
  test('json keeps it, without sound', () => {
    const day = DayListJson.parse(JSON.parse(write('json', list)));
    expect(day.sessions.map((each) => [each.name, each.sound?.url ?? null])).toEqual([
      ['Buổi sáng', 'sang.mp3'],
      ['Buổi trưa', null],
      ['Buổi chiều', 'chieu.mp3'],
    ]);
  });
  test.each(PLAYLIST_FORMATS)('%s: a day with nothing rendered is a whole, empty list', (format) => {
    const text = write(format, dayOf([session('Buổi sáng', '05:00:00', ['Một'], null)]));
    expect(text).not.toMatch(/^(?!#)\S+\.mp3|File1|<track>|^FILE /m);
    expect(text.endsWith('\n')).toBe(true);
  });
});

/** What a player would take for something to play, read by each format's own rules. */
const playable = {
  m3u8: (text: string) => text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '' && !line.startsWith('#')),
  xspf: (text: string) => [...text.matchAll(/<location>([^<]*)<\/location>/g)].map((match) => match[1]),
  pls: (text: string) => [...text.matchAll(/^File\d+=(.*)$/gm)].map((match) => match[1]),
  cue: (text: string) => [...text.matchAll(/^\s*FILE "([^"]*)" MP3\r?$/gm)].map((match) => match[1]),
  json: (text: string) => DayListJson.parse(JSON.parse(text)).sessions.map((each) => each.sound?.url),
} as const;

const checkTitles = (title: string, name: string) => {
  const list = dayOf([session(name, '05:00:00', [title, 'Hai', title], 'a.mp3')]);
  for (const format of PLAYLIST_FORMATS) expect(playable[format](write(format, list)), format).toEqual(['a.mp3']);
  const m3u8 = write('m3u8', list).trimEnd().split('\n');
  expect(m3u8.filter((line) => line.startsWith('#EXT'))).toHaveLength(3);
  expect(m3u8).toHaveLength(11);
  expect(
    write('pls', list)
      .trimEnd()
      .split(/[\r\n\u2028\u2029]+/),
  ).toHaveLength(6);
  const cue = write('cue', list).trimEnd().split('\r\n');
  expect(cue.filter((line) => /^ {4}INDEX 01 \d\d:\d\d:\d\d$/.test(line))).toHaveLength(3);
  for (const line of cue) expect(line).not.toMatch(/[\r\n]/);
  for (const line of cue.filter((each) => /^ +TITLE /.test(each))) {
    const quoted = /^ {4}TITLE "([^"]+)"$/.exec(line)?.[1] ?? '';
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.length).toBeLessThanOrEqual(80);
    expect(quoted.isWellFormed()).toBe(true);
  }
  const xspf = write('xspf', list);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML 1.0 forbids
  expect(xspf).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  expect(xspf.isWellFormed()).toBe(true);
  expect(xspf.match(/<[a-z]+[ >]/gi)?.length).toBe(22);
  expect(xspf).not.toMatch(/&(?!amp;|lt;|gt;|quot;)|\]\]>/);
};

describe('no title can add, hide or break a line', () => {
  test.each(NASTY.map((title) => [JSON.stringify(title).slice(0, 40), title]))('%s', (_, title) => {
    checkTitles(title, title);
    // JSON leaves a title exactly as typed.
    const day = DayListJson.parse(JSON.parse(write('json', dayOf([session('S', '05:00:00', [title], 'a.mp3')]))));
    expect(day.sessions[0]?.entries[0]?.title).toBe(title);
  });

  test('any text at all', () => {
    const text = fc.string({ unit: 'binary', maxLength: 120 });
    const bits = fc.constantFrom(...NASTY, '\r', '\n', '"', '<', '&', ']]>', '\u0000', '#EXTINF:1,', 'File1=');
    fc.assert(
      fc.property(fc.array(fc.oneof(text, bits), { maxLength: 5 }), text, (parts, name) =>
        checkTitles(parts.join(''), name),
      ),
      { numRuns: 150 },
    );
  });

  test('Vietnamese, Khmer and emoji come out as typed, NFD included', () => {
    for (const title of NASTY.slice(4, 7).filter((each) => each.length <= 80)) {
      const list = dayOf([session(title, '05:00:00', [title], 'a.mp3')]);
      for (const format of PLAYLIST_FORMATS) expect(write(format, list), format).toContain(oneLine(title));
    }
  });

  test.each(PLAYLIST_FORMATS)('%s: a location cannot break out either', (format) => {
    const list = dayOf([session('S', '05:00:00', ['T'], 'a"\r\nFILE "b".mp3')]);
    expect(playable[format](write(format, list))).toHaveLength(1);
  });
});

test('the names of the formats are a closed list with media types and endings', () => {
  expect(PLAYLIST_FORMATS).toEqual(['m3u8', 'xspf', 'pls', 'cue', 'json']);
  expect(isPlaylistFormat('cue')).toBe(true);
  expect(isPlaylistFormat('constructor')).toBe(false);
  expect(playlistFileName('dai-my-tu' as ChannelId, DAY, 'm3u8')).toBe('dai-my-tu-2025-04-07.m3u8');
  for (const format of PLAYLIST_FORMATS) {
    expect(playlistFileName('x' as ChannelId, DAY, format)).toMatch(/^[a-z0-9.-]+$/);
    expect(PLAYLIST_FORMS[format].mime).toMatch(/^(audio|application)\/[a-z+-]+(; charset=utf-8)?$/);
  }
});
