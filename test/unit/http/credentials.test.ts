import { describe, expect, test } from 'vitest';
import { bearerOf, cookieOf, keyOf } from '../../../src/http/credentials.ts';

describe('a bearer token', () => {
  test.each([
    [undefined, null],
    ['', null],
    ['Basic dXNlcjpwYXNz', null],
    ['Digest x', null],
    ['Bearerx', null],
    ['Token loa_m_x', null],
    ['Bearer loa_m_abc-_', 'loa_m_abc-_'],
    ['bearer   loa_m_abc ', 'loa_m_abc'],
    ['BEARER\tx', 'x'],
    // A scheme without a token, and whatever is no token, is refused and not passed over.
    ['Bearer', ''],
    ['Bearer ', ''],
    ['Bearer a b', ''],
    ['Bearer "a"', ''],
    ['Bearer Đài', ''],
    // Two headers arrive as one.
    ['Bearer a, Bearer b', ''],
    ['Bearer, Bearer b', ''],
    ['Basic x, Bearer b', null],
  ])('%j → %j', (header, token) => {
    expect(bearerOf(header)).toBe(token);
  });
});

describe('a cookie', () => {
  test.each([
    ['loa=abc', 'abc'],
    ['x=1; loa=abc; y=2', 'abc'],
    [' loa = abc ', 'abc'],
    [undefined, null],
    ['', null],
    ['loa=', null],
    ['loa', null],
    ['xloa=abc', null],
    ['LOA=abc', null],
    ['__Host-loa=abc', null],
    ['loa-tram=abc', null],
    // One of the two was put there by somebody else, and nobody can tell which.
    ['loa=abc; loa=def', null],
    ['loa=abc; loa=abc', null],
    ['loa=; loa=abc', null],
  ])('of %j → %j', (header, value) => {
    expect(cookieOf(header, 'loa')).toBe(value);
  });
});

describe("a site's key in the address", () => {
  test.each([
    ['GET', '/api/v1/channels/x/calendar.ics', 'k'],
    ['HEAD', '/api/v1/channels/x/days/today/playlist.m3u8', 'k'],
    ['GET', '/api/v1/channels/x/manifest', 'k'],
    ['GET', '/api/v1/channels/x/days/2026-11-23/sessions/buoi-sang/sound.mp3', 'k'],
    ['GET', '/api/v1/channels/x/days/2026-11-23/pack.zip', 'k'],
    ['GET', '/api/v1/channels/x/days/2026-11-23/sheet.pdf', 'k'],
    ['POST', '/api/v1/channels/x/manifest', null],
    ['GET', '/api/v1/channels/x/manifest/receipts', null],
    ['POST', '/api/v1/channels/x/calendar.ics', null],
    ['GET', '/api/v1/channels/x/days/today', null],
    ['GET', '/api/v1/air-log', null],
    ['GET', '/', null],
    ['GET', '/x/api/v1/channels/x/calendar.ics', null],
    ['GET', '/api/v1/channels/x/y/calendar.ics', null],
  ])('%s %s → %j', (method, path, key) => {
    expect(keyOf(method, path, 'k')).toBe(key);
  });
});
