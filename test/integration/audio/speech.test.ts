/**
 * Text to speech with the real espeak-ng, and with a command as an operator sets it: how long, how loud, the same bytes each
 * time, and what a hostile text can do (nothing).
 */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audio, type AudioOptions, createAudio } from '../../../src/audio/engine.ts';
import { expandForReading } from '../../../src/core/reading/expand.ts';
import { must } from '../../../src/core/result.ts';
import type { Voice } from '../../../src/core/speech/voices.ts';

const TEXT = 'Ủy ban nhân dân xã Mỹ Tú thông báo lịch cúp nước ngày mai.';
let folder: string;
let audio: Audio;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'loa-speech-'));
  audio = createAudio({ dataDir: join(folder, 'data') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const speaking = (text: string, voice: Voice = 'north', rate = 150) => ({
  text,
  reading: expandForReading(text),
  language: 'vi' as const,
  voice,
  rate,
  dictionary: '[]',
});
const speak = async (text: string, voice?: Voice, rate?: number) =>
  must(await audio.speech.speak(speaking(text, voice, rate)));

/** The samples of a spoken WAV: 16 bit, one channel. */
const samplesOf = (hash: string, of: Audio = audio): Int16Array => {
  const bytes = readFileSync(of.shelf.pathOf(hash as never));
  return new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.byteLength));
};
const loudest = (samples: Int16Array): number => samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);

/** A script as an operator's command. */
const command = (name: string, lines: string): string => {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
};
const withCommand = (name: string, words: readonly string[], more: Partial<AudioOptions> = {}): Audio =>
  createAudio({ dataDir: join(folder, name), speech: { command: words }, ...more });

describe('espeak-ng', () => {
  test.each(['north', 'central', 'south'] as const)(
    'speaks with the voice of the %s, audibly and at a human pace',
    async (voice) => {
      const facts = await speak(TEXT, voice);
      // 14 syllables, then the pause of a paragraph.
      expect(facts.seconds).toBeGreaterThan(2.5);
      expect(facts.seconds).toBeLessThan(9);
      expect(loudest(samplesOf(facts.sound))).toBeGreaterThan(8_000);
      expect(facts).toMatchObject({ engine: 'espeak-ng', voice, language: 'vi', rate: 150 });
      expect(facts.engineVersion).toMatch(/^1\.\d+/);
      expect(await audio.speech.factsOf(facts.sound)).toEqual(facts);
    },
  );

  test('three voices are three sounds; a slower one is longer', async () => {
    const sounds = [await speak(TEXT, 'north'), await speak(TEXT, 'central'), await speak(TEXT, 'south')];
    expect(new Set(sounds.map(({ sound }) => sound)).size).toBe(3);
    expect((await speak(TEXT, 'north', 100)).seconds).toBeGreaterThan((await speak(TEXT, 'north', 220)).seconds * 1.3);
  });

  test('the same text gives the same bytes in another house, also in many pieces', async () => {
    const long = Array(40).fill(TEXT).join(' ');
    const other = createAudio({ dataDir: join(folder, 'other') });
    const [here, there] = [await speak(long), must(await other.speech.speak(speaking(long)))];
    expect(there).toEqual(here);
    expect(readFileSync(other.shelf.pathOf(there.sound)).equals(readFileSync(audio.shelf.pathOf(here.sound)))).toBe(
      true,
    );
  });

  test('between two paragraphs nobody speaks for half a second', async () => {
    const { sound } = await speak('Xin chào.\nTạm biệt.');
    const samples = samplesOf(sound);
    let [longest, run] = [0, 0];
    const last = samples.findLastIndex((one) => Math.abs(one) > 200);
    for (const one of samples.subarray(0, last)) {
      run = Math.abs(one) > 200 ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    expect(longest / 22_050).toBeGreaterThan(0.5);
    expect(longest / 22_050).toBeLessThan(1.6);
  });

  test('markup, phoneme escapes and options are words like any other', async () => {
    // Taken for a command, each of these would be shorter than its words, or another voice, or a file.
    const plain = await speak('xin chào bà con');
    for (const hostile of [
      '<speak>xin chào bà con',
      '[[xin]] chào bà con',
      '\u0001100Sxin chào bà con',
      '{xin} chào bà con',
    ]) {
      const spoken = await speak(hostile);
      expect(spoken.seconds, hostile).toBeGreaterThan(plain.seconds * 0.9);
      expect(loudest(samplesOf(spoken.sound)), hostile).toBeGreaterThan(8_000);
    }
    const wav = join(folder, 'evil.wav');
    const option = await speak(`-w ${wav}\n--help\nxin chào`);
    expect(existsSync(wav)).toBe(false);
    expect(option.seconds).toBeGreaterThan(plain.seconds);
  });

  test('a hundred thousand letters in little memory, and a text without a word is refused', async () => {
    const text = `${TEXT} `.repeat(1_600).slice(0, 95_000);
    const before = process.memoryUsage().rss;
    const shares: number[] = [];
    const facts = must(await audio.speech.speak(speaking(text), { onProgress: (share) => shares.push(share) }));
    expect(facts.seconds).toBeGreaterThan(3_000);
    expect(statSync(audio.shelf.pathOf(facts.sound)).size).toBeGreaterThan(100_000_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(120_000_000);
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    for (const [text_, code] of [
      ['…! ? ...', 'speech.empty'],
      ['a '.repeat(60_000), 'speech.too-long'],
    ] as const)
      expect(await audio.speech.speak(speaking(text_))).toMatchObject({ refusals: [{ code }] });
  }, 60_000);

  test('a machine without it says so', async () => {
    const none = createAudio({ dataDir: join(folder, 'none'), speech: { espeak: 'no-such-espeak' } });
    expect(await none.speech.speak(speaking(TEXT))).toEqual({
      ok: false,
      refusals: [{ code: 'speech.engine-missing', params: { engine: 'espeak-ng' } }],
    });
  });

  test('stopped between pieces it leaves nothing half made', async () => {
    const data = join(folder, 'stopped');
    const house = createAudio({ dataDir: data });
    const stop = new AbortController();
    const spoken = house.speech.speak(speaking(`${TEXT}\n`.repeat(300)), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(await spoken).toMatchObject({ refusals: [{ code: 'audio.cancelled' }] });
    expect(existsSync(join(data, 'shelf/sha256'))).toBe(false);
    expect(existsSync(join(data, 'shelf/known'))).toBe(false);
  });
});

describe("an operator's command", () => {
  const TO_PIPE = 'exec espeak-ng -v vi -s "$1" -b 1 --stdin --stdout';

  test('text on stdin, WAV on stdout', async () => {
    const house = withCommand('pipes', [command('pipe', TO_PIPE), '{rate}']);
    const facts = must(await house.speech.speak(speaking(TEXT)));
    expect(facts.engine).toBe('pipe');
    expect(facts.engineVersion).toMatch(/^command-[0-9a-f]{12}$/);
    expect(facts.seconds).toBeGreaterThan(2.5);
    expect(loudest(samplesOf(facts.sound, house))).toBeGreaterThan(8_000);
  });

  test('text and WAV as files, the voice as a word', async () => {
    const script = command('files', 'test "$3" = south || exit 5\nexec espeak-ng -v vi -b 1 -f "$1" -w "$2"');
    const house = withCommand('files-data', [script, '{text}', '{wav}', '{voice}']);
    expect(must(await house.speech.speak(speaking(TEXT, 'south'))).seconds).toBeGreaterThan(2);
    expect(await house.speech.speak(speaking(TEXT, 'north'))).toMatchObject({
      refusals: [{ code: 'speech.engine-failed', params: { engine: 'files' } }],
    });
  });

  test.each([
    ['says why it failed', 'echo "no model" >&2; exit 1', 'no model'],
    ['writes no sound', 'echo hello', 'no 16-bit PCM WAV of one kind'],
    ['writes nothing', 'exit 0', 'no 16-bit PCM WAV of one kind'],
  ])('one that %s is refused in its own words', async (name, lines, detail) => {
    const house = withCommand(name, [command('bad', lines)]);
    expect(await house.speech.speak(speaking(TEXT))).toEqual({
      ok: false,
      refusals: [{ code: 'speech.engine-failed', params: { engine: 'bad', detail } }],
    });
  });

  test('one that is not there is missing', async () => {
    const house = withCommand('gone', [join(folder, 'gone-program')]);
    expect(await house.speech.speak(speaking(TEXT))).toMatchObject({ refusals: [{ code: 'speech.engine-missing' }] });
  });

  test('it is cut off from the network where the machine allows that, and stopped with all that it started', async () => {
    const seen = join(folder, 'seen');
    const net = withCommand('net-data', [
      command('net', `tail -n +3 /proc/net/dev > ${seen}\n${TO_PIPE.replace('"$1"', '150')}`),
    ]);
    const { locks } = must(await net.versions());
    must(await net.speech.speak(speaking(TEXT)));
    const cards = readFileSync(seen, 'utf8').trim().split('\n');
    // Its own loopback, over which nothing has gone, is all that it sees.
    if (locks.includes('no-network')) expect(cards).toEqual([expect.stringMatching(/^ *lo: +0 /)]);
    else expect(cards.length).toBeGreaterThan(0);

    const pid = join(folder, 'child.pid');
    const slow = withCommand('slow-data', [command('slow', `sleep 300 & echo $! > ${pid}\nwait`)]);
    const stop = new AbortController();
    const spoken = slow.speech.speak(speaking(TEXT), { signal: stop.signal });
    await expect.poll(() => existsSync(pid) && readFileSync(pid, 'utf8').trim() !== '', { timeout: 10_000 }).toBe(true);
    stop.abort();
    expect(await spoken).toMatchObject({ refusals: [{ code: 'audio.cancelled' }] });
    const child = Number(readFileSync(pid, 'utf8'));
    await expect
      .poll(() => existsSync(`/proc/${child}`) && !readFileSync(`/proc/${child}/stat`, 'utf8').includes(') Z '), {
        timeout: 5_000,
      })
      .toBe(false);
  }, 30_000);
});
