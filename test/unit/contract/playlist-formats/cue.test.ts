import { describe, expect, test } from 'vitest';
import { cue, cueTime } from '../../../../src/contract/playlist-formats/cue.ts';
import { dayOf, entry, session } from '../../../support/day-list.ts';

describe('mm:ss:ff, floored', () => {
  test.each([
    [0, '00:00:00'],
    [639, '00:00:00'],
    [640, '00:00:01'],
    [47_999, '00:00:74'],
    [48_000, '00:01:00'],
    [3_600 * 48_000, '60:00:00'],
    [100 * 60 * 48_000 + 640, '100:00:01'],
  ])('%i samples → %s', (samples, text) => expect(cueTime(samples)).toBe(text));

  test('never later than the sound and less than a frame early', () => {
    for (let samples = 0; samples < 48_000 * 600; samples += 7_919) {
      const [minutes = 0, seconds = 0, frames = 0] = cueTime(samples).split(':').map(Number);
      const early = samples - ((minutes * 60 + seconds) * 75 + frames) * 640;
      expect(early).toBeGreaterThanOrEqual(0);
      expect(early).toBeLessThan(640);
    }
  });
});

describe('at most 99 tracks on a sheet', () => {
  const titles = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name} ${n + 1}`);
  const text = cue(
    dayOf([
      session('Sáng', '05:00:00', titles(80, 'Sáng'), 'a.mp3'),
      session('Trưa', '11:00:00', titles(40, 'Trưa'), 'b.wav'),
      session('Chiều', '17:00:00', titles(3, 'Chiều'), 'c.mp3'),
    ]),
    { base: null },
  );
  const files = text.split(/^FILE /m).slice(1);

  test('numbers run through from 01 to 99', () => {
    const numbers = [...text.matchAll(/^ {2}TRACK (\d+) AUDIO\r$/gm)].map((match) => Number(match[1]));
    expect(numbers).toEqual(Array.from({ length: 99 }, (_, n) => n + 1));
  });
  test('every file keeps at least one track', () => {
    expect(files.map((file) => file.match(/TRACK/g)?.length)).toEqual([80, 18, 1]);
  });
  test('what is over is named with its exact time: nothing is lost', () => {
    expect(files.map((file) => file.match(/REM OVER-99/g)?.length ?? 0)).toEqual([0, 22, 2]);
    expect(text).toContain('  REM OVER-99 61.500000 61.500000 "Chiều 2"\r\n');
    for (const title of [...titles(80, 'Sáng'), ...titles(40, 'Trưa'), ...titles(3, 'Chiều')]) {
      expect(text).toContain(`"${title}"`);
    }
  });
});

test('a long title is cut between letters, quotes become single', () => {
  const family = '👨‍👩‍👧‍👦';
  const sheet = (title: string) => cue(dayOf([session('S', '05:00:00', [title], 'a.mp3')]), { base: null });
  const titleOf = (text: string) => / {4}TITLE "([^"]*)"/.exec(text)?.[1] ?? '';
  expect(titleOf(sheet('a "b" c'))).toBe("a 'b' c");
  expect(titleOf(sheet('x'.repeat(80)))).toBe('x'.repeat(80));
  expect(titleOf(sheet('x'.repeat(81)))).toBe(`${'x'.repeat(79)}…`);
  expect(titleOf(sheet(family.repeat(20)))).toBe(`${family.repeat(7)}…`);
  const marks = titleOf(sheet('ế'.normalize('NFD').repeat(60)));
  expect(marks).toBe(`${'ế'.normalize('NFD').repeat(26)}…`);
});

test('a session of silence is one track with the name of the session', () => {
  const text = cue(dayOf([session('Mặc niệm', '05:00:00', [], 'a.mp3')]), { base: null });
  expect(text).toContain('  TRACK 01 AUDIO\r\n    TITLE "Mặc niệm"\r\n    INDEX 01 00:00:00\r\n');
});

test('a piece that begins between two frames keeps its exact second beside the floored cue', () => {
  const one = session('S', '05:00:00', ['Một'], 'a.mp3');
  const list = dayOf([{ ...one, playlist: { ...one.playlist, entries: [entry('Một', 100_001, 48_000)] } }]);
  expect(cue(list, { base: null })).toContain('    REM EXACT 2.083354 1.000000\r\n    INDEX 01 00:02:06\r\n');
});
