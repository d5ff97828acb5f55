import { describe, expect, test } from 'vitest';
import { mayWrite } from '../../../src/contract/local-write.ts';

const attempt = (peer: string | null, headers: Record<string, string>) => {
  const result = mayWrite({ peer, header: (name) => headers[name] });
  return result.ok ? 'yes' : result.refusals[0].code;
};
const HOST = { host: 'localhost:8057' };

describe('who may write while there are no accounts', () => {
  test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1', '::FFFF:127.0.0.1'])('this machine: %s', (peer) => {
    expect(attempt(peer, HOST)).toBe('yes');
  });

  test.each(['192.168.1.7', '10.0.0.1', '::ffff:192.168.1.7', 'fe80::1', '1127.0.0.1', '127.0.0.1.evil', '', null])(
    'another machine: %s',
    (peer) => {
      expect(attempt(peer, HOST)).toBe('write.local-only');
    },
  );

  test.each(['localhost', 'LOCALHOST:80', '127.0.0.1:8057', '[::1]:8057', '[::1]'])('asked for as %s', (host) => {
    expect(attempt('127.0.0.1', { host })).toBe('yes');
  });

  test.each([
    'loa.local:8057',
    'localhost.evil.vn',
    'evil.vn',
    '127.0.0.1.nip.io',
    '',
    'localhost:8057@evil.vn',
    '[::1',
  ])('a name that was made to lead here (DNS rebinding): %s', (host) => {
    expect(attempt('127.0.0.1', { host })).toBe('write.local-only');
  });

  test('a request without Host is refused', () => {
    expect(attempt('127.0.0.1', {})).toBe('write.local-only');
  });

  test.each(['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'])('through a proxy: %s', (name) => {
    expect(attempt('127.0.0.1', { ...HOST, [name]: '127.0.0.1' })).toBe('write.local-only');
    expect(attempt('127.0.0.1', { ...HOST, [name]: '' })).toBe('write.local-only');
  });
});

describe('from which page', () => {
  test.each([
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8057' }, 'yes'],
    [{ 'sec-fetch-site': 'none' }, 'yes'],
    [{ origin: 'http://LOCALHOST:8057' }, 'yes'],
    [{ referer: 'http://localhost:8057/kenh/dai-my-tu' }, 'yes'],
    [{ referer: 'http://localhost:8057' }, 'yes'],
    // Every port of localhost is one site to a browser, and not one of ours.
    [{ 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' }, 'request.origin'],
    [{ 'sec-fetch-site': 'cross-site' }, 'request.origin'],
    [{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }, 'request.origin'],
    [{ origin: 'null' }, 'request.origin'],
    [{ origin: 'https://localhost:8057' }, 'request.origin'],
    [{ origin: 'http://evil.vn' }, 'request.origin'],
    [{ origin: 'http://localhost:8057.evil.vn' }, 'request.origin'],
    [{ referer: 'http://evil.vn/http://localhost:8057/' }, 'request.origin'],
    [{ referer: 'http://localhost:80570/' }, 'request.origin'],
  ])('%j → %s', (headers, verdict) => {
    expect(attempt('127.0.0.1', { ...HOST, ...headers })).toBe(verdict);
  });
});
