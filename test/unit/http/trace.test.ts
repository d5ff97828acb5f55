import { expect, test } from 'vitest';
import { NOBODY } from '../../../src/core/access/model.ts';
import { faultLine } from '../../../src/http/trace.ts';

const TOKEN = 'A'.repeat(21) + '_-'.repeat(11);

/** The path as a line tells it. */
const pathIn = (path: string): string => {
  const line = faultLine({ id: 'r-1', method: 'GET', path, caller: NOBODY }, new Error('broken'));
  return /^r-1 GET (.*) nobody Error: broken/.exec(line)?.[1] ?? line;
};

test.each([
  ['/kenh/dai-my-tu/2026-11-23', '/kenh/dai-my-tu/2026-11-23'],
  [
    '/api/v1/channels/dai-my-tu/days/2026-11-23/playlist.m3u8',
    '/api/v1/channels/dai-my-tu/days/2026-11-23/playlist.m3u8',
  ],
  ['/welcome/abc', '/welcome/…'],
  ['/tram/loa_s_abc', '/tram/…'],
  ['//tram/abc', '//tram/…'],
  ['/Welcome/abc/def', '/Welcome/…'],
  // Whatever looks like a token is not told either, wherever it stands.
  [`/x/${TOKEN}/y`, '/x/…/y'],
  ['/x/loa_m_ab', '/x/…'],
  ['/x/abcd-efgh-ijkl-mn27', '/x/…'],
  // One line is one line.
  ['/x\n2026 GET /y', '/x 2026 GET /y'],
  ['/x\r\u2028\u0000y', '/x   y'],
])('%j is traced as %j', (path, traced) => {
  expect(pathIn(path)).toBe(traced);
});

test('a very long path is cut', () => {
  expect(pathIn(`/${'x/'.repeat(5000)}`)).toHaveLength(201);
});

test.each([
  ['a token', `no such token ${TOKEN}`, TOKEN],
  ['a site’s key', 'no such key loa_s_abc-1', 'loa_s_abc-1'],
  ['a hash', `no row ${'0a'.repeat(32)}`, '0a'.repeat(32)],
  ['a passphrase’s hash', 'bad $argon2id$v=19$m=47104,t=1,p=1$c2FsdA$aGFzaA', 'argon2'],
  ['a secret for codes', 'bad secret JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', 'JBSWY3DPEHPK3PXP'],
  ['a recovery code', 'bad code abcd-efgh-ijkl-mn27', 'mn27'],
  ['what a query was asked with', 'Failed query: select 1\nparams: nguyen-van-a,hunter2', 'hunter2'],
])('an error tells no %s', (_, message, secret) => {
  const line = faultLine({ id: 'r-1', method: 'GET', path: '/', caller: NOBODY }, new Error(message));
  expect(line).toContain('…');
  expect(line).not.toContain(secret);
  expect(line).not.toContain('\n');
});
