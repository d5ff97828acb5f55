import { describe, expect, test } from 'vitest';
import { isFromUs, isLoopbackHost, originOfHost } from '../../../src/http/origin.ts';

const OWN = 'http://localhost:8057';

describe('a request that changes something comes from our own page', () => {
  test.each([
    [{ site: 'same-origin', origin: OWN }, true],
    [{ site: 'same-origin', origin: undefined }, true],
    [{ site: undefined, origin: OWN }, true],
    [{ site: undefined, origin: 'HTTP://LOCALHOST:8057' }, true],
    [{ site: 'none', origin: OWN }, true],
    // A bookmark, a page that was opened by hand: no form of ours.
    [{ site: 'none', origin: undefined }, false],
    [{ site: undefined, origin: undefined }, false],
    // Every port of localhost is one site to a browser, and not one of ours.
    [{ site: 'same-site', origin: OWN }, false],
    [{ site: 'same-site', origin: 'http://localhost:3000' }, false],
    [{ site: 'same-origin', origin: 'http://localhost:3000' }, false],
    [{ site: 'cross-site', origin: OWN }, false],
    [{ site: 'cross-site', origin: undefined }, false],
    [{ site: 'SAME-ORIGIN', origin: undefined }, false],
    [{ site: '', origin: undefined }, false],
    [{ site: undefined, origin: 'null' }, false],
    [{ site: 'same-origin', origin: 'null' }, false],
    [{ site: undefined, origin: '' }, false],
    [{ site: undefined, origin: 'https://localhost:8057' }, false],
    [{ site: undefined, origin: 'http://localhost:80570' }, false],
    [{ site: undefined, origin: 'http://localhost:8057.evil.vn' }, false],
    [{ site: undefined, origin: `${OWN}, http://evil.vn` }, false],
  ])('%j → %s', (sender, expected) => {
    expect(isFromUs(sender, OWN)).toBe(expected);
  });
});

test.each([
  ['loa.local:8057', false, 'http://loa.local:8057'],
  ['LOA.local', true, 'https://loa.local'],
  ['loa.local:80', false, 'http://loa.local'],
  ['loa.local:443', true, 'https://loa.local'],
  ['loa.local:443', false, 'http://loa.local:443'],
  ['[::1]:8057', false, 'http://[::1]:8057'],
])('the origin of %s (https %s) is %s', (host, secure, origin) => {
  expect(originOfHost(host, secure)).toEqual({ ok: true, value: origin });
});
test.each(['', 'a b', 'x"y', 'evil.vn/..', 'x,y', '-x', 'u@h', '[::1', 'x:y', 'a\r\nb'])('%j is no host', (host) => {
  expect(originOfHost(host, false).ok).toBe(false);
});

test.each(['localhost', 'LOCALHOST:80', '127.0.0.1:8057', '127.9.9.9', '[::1]:8057', '[::1]'])(
  '%s is this machine',
  (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  },
);
test.each(['loa.local:8057', 'localhost.evil.vn', 'evil.vn', '127.0.0.1.nip.io', '', 'localhost:8057@evil.vn', '[::1'])(
  '%s is a name that was made to lead here',
  (host) => {
    expect(isLoopbackHost(host)).toBe(false);
  },
);
