import { describe, expect, test } from 'vitest';
import { judge, keepMessages, progressIn } from '../../../src/audio/outcome.ts';

const options = { what: 'render', timeoutSeconds: 30, dataPath: '/data' };
const ending = { code: 0, stopped: null, messages: 'done' };

describe('judge', () => {
  test('an end without a fault answers with what was said', () => {
    expect(judge(ending, options)).toEqual({ ok: true, value: 'done' });
  });
  test('a full disk is seen even behind exit code 0', () => {
    const messages = 'av_interleaved_write_frame(): No space left on device\nsize= 1kB time=00:00:01.00';
    expect(judge({ ...ending, messages }, options)).toMatchObject({
      refusals: [{ code: 'data.full', params: { path: '/data' } }],
    });
  });
  test('who stopped it counts more than how it ended', () => {
    const stopped = { code: null, messages: '' };
    expect(judge({ ...stopped, stopped: 'cancelled' }, options)).toMatchObject({
      refusals: [{ code: 'audio.cancelled' }],
    });
    expect(judge({ ...stopped, stopped: 'timeout' }, options)).toMatchObject({
      refusals: [{ code: 'audio.timeout', params: { what: 'render', seconds: 30 } }],
    });
  });
  test('a failure says the last words, without the running line', () => {
    const messages = 'Input #0\nInvalid data found\r\nsize=       0kB time=00:00:00.00\r\n';
    expect(judge({ ...ending, code: 1, messages }, options)).toMatchObject({
      refusals: [{ code: 'audio.failed', params: { what: 'render', detail: 'Input #0 · Invalid data found' } }],
    });
  });
});

test('messages are bounded, and keep their beginning and their end', () => {
  const messages = keepMessages();
  messages.add('first ');
  for (let i = 0; i < 20_000; i++) messages.add(`line ${i} of a tool that talks too much\n`);
  messages.add('last');
  const text = messages.text();
  expect(text.length).toBeLessThan(600_000);
  expect(text.startsWith('first ')).toBe(true);
  expect(text.endsWith('last')).toBe(true);
});

test('progress is the last time in the text', () => {
  expect(progressIn('size= 1 time=00:00:59.50 x\rsize= 2 time=01:02:03.25 speed=2x')).toBe(3723.25);
  expect(progressIn('time=N/A')).toBeNull();
});
