import { describe, expect, test } from 'vitest';
import {
  exactSeconds,
  exactSecondsText,
  lineOf,
  locate,
  uriOf,
} from '../../../../src/contract/playlist-formats/model.ts';

describe('exact seconds', () => {
  test.each([
    [0, 0, '0.000000'],
    [1, 0.000021, '0.000021'],
    [48_000, 1, '1.000000'],
    [2_952_000, 61.5, '61.500000'],
    [3, 0.000063, '0.000063'],
    [86_400 * 48_000, 86_400, '86400.000000'],
  ])('%i samples', (samples, seconds, text) => {
    expect(exactSeconds(samples)).toBe(seconds);
    expect(exactSecondsText(samples)).toBe(text);
  });
  test('number and text agree, and give the sample back, over a whole session', () => {
    for (let samples = 0; samples < 90 * 60 * 48_000; samples += 99_991) {
      expect(Number(exactSecondsText(samples))).toBe(exactSeconds(samples));
      expect(Math.round(exactSeconds(samples) * 48_000)).toBe(samples);
    }
  });
});

describe('where a sound is found', () => {
  test.each([
    ['sounds/a.mp3', null, 'sounds/a.mp3'],
    ['sounds/a.mp3', 'http://127.0.0.1:8057/', 'http://127.0.0.1:8057/sounds/a.mp3'],
    ['/api/v1/sounds/a.mp3', 'http://127.0.0.1:8057/x/y', 'http://127.0.0.1:8057/api/v1/sounds/a.mp3'],
    ['https://khac.vn/a.mp3', 'http://127.0.0.1:8057/', 'https://khac.vn/a.mp3'],
    ['buổi sáng.mp3', 'http://h/', 'http://h/bu%E1%BB%95i%20s%C3%A1ng.mp3'],
    ['a/b.mp3', '/srv/phat-thanh/', '/srv/phat-thanh/b.mp3'.replace('/b', '/a/b')],
    ['/srv/a.mp3', '/khac', '/srv/a.mp3'],
    ['a/b.mp3', 'D:\\PhatThanh\\', 'D:\\PhatThanh\\a\\b.mp3'],
    ['a/b.mp3', '\\\\may-chu\\phat-thanh', '\\\\may-chu\\phat-thanh\\a\\b.mp3'],
    ['E:\\a.mp3', 'D:\\PhatThanh', 'E:\\a.mp3'],
    ['a\r\nb.mp3', null, 'a b.mp3'],
  ])('%s from %s', (url, base, found) => expect(locate(url, base)).toBe(found));
});

describe('a location as a URI', () => {
  test.each([
    ['http://h/bu%E1%BB%95i.mp3', 'http://h/bu%E1%BB%95i.mp3'],
    ['http://[::1]:8057/a.mp3?x=1#t', 'http://[::1]:8057/a.mp3?x=1#t'],
    ['buổi sáng.mp3', 'bu%E1%BB%95i%20s%C3%A1ng.mp3'],
    ['D:\\Phát thanh\\50% #1.mp3', 'file:///D:/Ph%C3%A1t%20thanh/50%25%20%231.mp3'],
    ['\\\\may-chu\\a\\b.mp3', 'file://may-chu/a/b.mp3'],
    ['/srv/a b.mp3', '/srv/a%20b.mp3'],
    ['a"<b>.mp3', 'a%22%3Cb%3E.mp3'],
  ])('%s', (location, uri) => expect(uriOf(location)).toBe(uri));
});

test('a title of nothing but spaces is called by its id', () => {
  expect(lineOf(' \n ', 'buoi-sang')).toBe('buoi-sang');
});
