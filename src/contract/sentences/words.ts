/**
 * Looking terms up: the closed lists whole, and the open ones (genres, languages) with the raw value as the
 * answer where no word is known, because they are data that a centre may extend.
 */
import type { Lang } from './format.ts';
import { en } from './words-en.ts';
import { vi } from './words-vi.ts';

export type Words = typeof vi;

const WORDS: Readonly<Record<Lang, Words>> = { vi, en };

/** Every term in one language: `words('vi').outcomes.aired` → 'đã phát'. */
export const words = (lang: Lang): Words => WORDS[lang];

const wordIn = (list: Readonly<Record<string, string>>, key: string): string =>
  Object.hasOwn(list, key) ? (list[key] ?? key) : key;

/** 'newsItem' → 'tin'; a genre without a word is shown as it was written. */
export const genreWord = (genre: string, lang: Lang): string => wordIn(WORDS[lang].genres, genre);

/** 'km' → 'tiếng Khmer'; a language without a word is shown by its tag. */
export const languageWord = (language: string, lang: Lang): string => wordIn(WORDS[lang].languages, language);

/** 'operator' → 'người phụ trách đài xã', for an air log role that comes as plain text. */
export const roleWord = (role: string, lang: Lang): string => wordIn(WORDS[lang].roles, role);

/** 'segment' → 'tiết mục', for a kind that comes as plain text. */
export const kindWord = (kind: string, lang: Lang): string => wordIn(WORDS[lang].kinds, kind);
