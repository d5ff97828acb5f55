import { describe, expect, test } from 'vitest';
import { isLoopback, readerOf } from '../../../src/http/reader.ts';

const PROXIES = new Set(['127.0.0.1', '::1', '10.0.0.2']);
const reader = (peer: string | null, forwardedFor?: string, forwardedProto?: string) =>
  readerOf({ peer, forwardedFor, forwardedProto }, PROXIES);

describe('a proxy is believed only when it was told of', () => {
  test.each(['192.168.1.9', '10.0.0.3', 'fe80::1', null])('not %s', (peer) => {
    expect(reader(peer, '1.2.3.4', 'https')).toEqual({ address: peer ?? 'unknown', https: false });
  });

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '::FFFF:10.0.0.2'])('but %s is', (peer) => {
    expect(reader(peer, '1.2.3.4', 'https')).toEqual({ address: '1.2.3.4', https: true });
  });

  test('without proxies nothing is', () => {
    const told = { peer: '127.0.0.1', forwardedFor: '1.2.3.4', forwardedProto: 'https' };
    expect(readerOf(told, new Set())).toEqual({ address: '127.0.0.1', https: false });
  });
});

describe('the reader behind a proxy', () => {
  test.each([
    // What stands further left the reader may have written.
    ['6.6.6.6, 1.2.3.4', '1.2.3.4'],
    ['6.6.6.6, 1.2.3.4, 10.0.0.2', '1.2.3.4'],
    ['1.2.3.4, ::ffff:10.0.0.2', '1.2.3.4'],
    ['2001:DB8::7', '2001:db8::7'],
    ['::ffff:1.2.3.4', '1.2.3.4'],
    // Nothing but proxies: the first of them asked itself.
    ['10.0.0.2', '10.0.0.2'],
    // What is no address ends the walk.
    ['1.2.3.4, unknown', '127.0.0.1'],
    ['1.2.3.4, unknown, 10.0.0.2', '10.0.0.2'],
    ['1.2.3.4\nx', '127.0.0.1'],
    ['<script>', '127.0.0.1'],
    ['', '127.0.0.1'],
  ])('%j → %s', (forwardedFor, address) => {
    expect(reader('127.0.0.1', forwardedFor).address).toBe(address);
  });

  test.each([
    ['https', true],
    ['HTTPS', true],
    ['http, https', true],
    ['https, http', false],
    ['http', false],
    ['', false],
    [undefined, false],
  ])('came by %j → https %s', (proto, https) => {
    expect(reader('127.0.0.1', '1.2.3.4', proto).https).toBe(https);
  });
});

test.each(['127.0.0.1', '127.8.9.1', '::1', 'localhost', 'LOCALHOST', '::ffff:127.0.0.1'])(
  '%s is this machine',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);
test.each(['0.0.0.0', '::', '192.168.1.2', '127.0.0.1.nip.io', 'localhost.evil.vn', '', '1127.0.0.1'])(
  '%s is not only this machine',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);
