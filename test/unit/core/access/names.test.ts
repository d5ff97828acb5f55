/** Logins and names: the forms that are taken. */
import { describe, expect, test } from 'vitest';
import { goodLogin, goodName, loginKey } from '../../../../src/core/access/names.ts';

describe('logins', () => {
  test.each([
    ['lan', 'lan'],
    [' Lan.Tran ', 'lan.tran'],
    ['2-loa_xa', '2-loa_xa'],
    ['a'.repeat(32), 'a'.repeat(32)],
  ])('%j is %j', (typed, login) => expect(goodLogin(typed)).toEqual({ ok: true, value: login }));

  test.each(['', 'a', '.lan', '-lan', 'lan tran', 'lân', 'lan@xa', 'a'.repeat(33), 'lan\n2', 'ｌａｎ', 'lan/../x'])(
    '%j is none',
    (typed) =>
      expect(goodLogin(typed)).toMatchObject({ refusals: [{ code: 'request.wrong', params: { field: 'login' } }] }),
  );

  test('compared as stored', () => expect(loginKey(' LAN ')).toBe('lan'));
});

describe('names', () => {
  test('in NFC, without spaces around', () => {
    expect(goodName(' Trần Thị Lan '.normalize('NFD'))).toEqual({ ok: true, value: 'Trần Thị Lan' });
  });

  test('a Khmer name with its joiners, and a hundred characters', () => {
    for (const name of ['ថាច់ ស៊ីណា', 'ក\u200bខ', 'ă'.repeat(100)])
      expect(goodName(name)).toEqual({ ok: true, value: name });
  });

  test.each(['', '   ', 'a\u0000b', 'a\nb', 'x'.repeat(101), 'admin\u202enimda', '\ud800'])('%j is none', (typed) => {
    expect(goodName(typed)).toMatchObject({ refusals: [{ code: 'request.wrong', params: { field: 'name' } }] });
  });
});
