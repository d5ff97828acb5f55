/** The sound that ships with the project: complete, of the right length, made from the scripts as they are now. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Piece, pieces } from '../../media/pieces.ts';
import { readScripts, type Script } from '../../media/script.ts';
import { measure, tagOf } from '../../media/sound.ts';
import { expandForReading } from '../../src/core/reading/expand.ts';

const FOLDER = fileURLToPath(new URL('../../media/', import.meta.url));
const scripts: readonly Script[] = readScripts();
const sounds: readonly Piece[] = pieces(scripts);
const fileOf = (id: string): string => `${FOLDER}${id}.opus`;
/** What is a programme item: everything spoken except the station's own words. */
const items = scripts.filter(({ genre, voice }) => voice !== null && !['stationIdent', 'signOff'].includes(genre));

/** Seconds by decoding every sample, not by what the file says of itself. */
const decodedSeconds = (file: string): number => {
  const args = ['-v', 'error', '-i', file, '-f', 's16le', '-ac', '1', '-ar', '48000', '-'];
  return execFileSync('ffmpeg', args, { maxBuffer: 64 * 1024 * 1024 }).length / 2 / 48_000;
};

test.each(sounds.map(({ id }) => id))('%s has its sound, made from its present source', (id) => {
  const piece = sounds.find((sound) => sound.id === id);
  expect(existsSync(fileOf(id))).toBe(true);
  expect(tagOf(fileOf(id), 'SOURCE_SHA256')).toBe(piece?.source);
  expect(tagOf(fileOf(id), 'TITLE')).toBe(piece?.title);
});

test.each(items.map(({ id }) => id))('%s lasts 30 to 120 seconds, unclipped and without a hole', (id) => {
  const seconds = decodedSeconds(fileOf(id));
  expect(seconds).toBeGreaterThanOrEqual(30);
  expect(seconds).toBeLessThanOrEqual(120);
  const found = measure(fileOf(id));
  expect(found.seconds).toBeCloseTo(seconds, 1);
  expect(found.truePeak).toBeLessThan(-1);
  expect(found.longestGap).toBeLessThan(2);
  expect(found.headSilence).toBeLessThanOrEqual(0.3);
  expect(found.loudness).toBeGreaterThan(-22);
});

test('the filler can be repeated: it begins and ends at silence, with no click where it meets itself', () => {
  const args = ['-v', 'error', '-i', fileOf('nhac-cho'), '-f', 's16le', '-ac', '1', '-ar', '48000', '-'];
  const bytes = execFileSync('ffmpeg', args, { maxBuffer: 64 * 1024 * 1024 });
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const loudest = (part: Int16Array): number => part.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(samples.length / 48_000).toBeGreaterThanOrEqual(90);
  expect(samples.length / 48_000).toBeLessThanOrEqual(120);
  // 1 % of full scale in the first and last 10 ms.
  expect(loudest(samples.subarray(0, 480))).toBeLessThan(328);
  expect(loudest(samples.subarray(-480))).toBeLessThan(328);
  expect(loudest(samples)).toBeGreaterThan(8_000);
});

test('all four content groups of Plan 114 are covered, four items each at least', () => {
  for (const group of [1, 2, 3, 4]) {
    expect(items.filter(({ contentGroup }) => contentGroup === group).length).toBeGreaterThanOrEqual(4);
  }
});

test('nothing in a Vietnamese script is left for the voice to stumble over', () => {
  for (const { id, body } of scripts.filter(({ language }) => language === 'vi')) {
    expect(expandForReading(body), id).not.toMatch(/\d|\p{Lu}{2,}|[/&%@*_]/u);
  }
});

test('a Khmer script waits for people: it names no voice and has no sound', () => {
  const khmer = scripts.filter(({ language }) => language === 'km');
  expect(khmer.length).toBeGreaterThan(0);
  for (const { id, voice } of khmer) {
    expect(voice).toBeNull();
    expect(existsSync(fileOf(id))).toBe(false);
  }
});

test('every sound in the folder is accounted for, and all together stay below 8 MiB', () => {
  const found = readdirSync(FOLDER).filter((name) => name.endsWith('.opus'));
  expect(found.sort()).toEqual(sounds.map(({ id }) => `${id}.opus`).sort());
  const bytes = found.reduce((sum, name) => sum + statSync(FOLDER + name).size, 0);
  expect(bytes).toBeLessThan(8 * 1024 * 1024);
});
