import { expect, test } from 'vitest';
import { preferredLang } from '../../../src/contract/api-language.ts';

test.each([
  [undefined, 'vi'],
  [null, 'vi'],
  ['', 'vi'],
  ['*', 'vi'],
  ['fr', 'vi'],
  ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
  ['en', 'en'],
  ['EN-us', 'en'],
  ['en;q=0.8, vi;q=0.9', 'vi'],
  ['en;q=0.9, vi;q=0.8', 'en'],
  ['en;q=0', 'vi'],
  ['en;q=0, vi;q=0', 'vi'],
  ['en;q=banana', 'vi'],
  ['fr, en;q=0.5', 'en'],
  ['english', 'vi'],
])('%s → %s', (header, lang) => {
  expect(preferredLang(header)).toBe(lang);
});
