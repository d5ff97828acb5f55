/** What people sign in with and are called: the forms that are taken. Who already has one, the store knows. */
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { nfc } from '../text.ts';

const LOGIN = /^[a-z0-9][a-z0-9._-]{1,31}$/;
const LONGEST_NAME = 100;
/** Control characters, broken text, and what turns the reading direction round to make one name look like another. */
const UNSEEMLY = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;

/** How a login is compared, whatever was typed. */
export const loginKey = (typed: string): string => typed.trim().toLowerCase();

/** A login as it is stored. Refuses with request.wrong. */
export const goodLogin = (typed: string): Result<string> => {
  const login = loginKey(typed);
  return LOGIN.test(login)
    ? ok(login)
    : refuse('request.wrong', { field: 'login', expected: 'login' }, { pointer: '/login' });
};

/** A person's name as it is stored: NFC, trimmed, 1–100 code points, no control characters. Refuses with request.wrong. */
export const goodName = (typed: string): Result<string> => {
  const name = nfc(typed).trim();
  const length = [...name].length;
  return length >= 1 && length <= LONGEST_NAME && !UNSEEMLY.test(name)
    ? ok(name)
    : refuse('request.wrong', { field: 'name', expected: 'person-name' }, { pointer: '/name' });
};
