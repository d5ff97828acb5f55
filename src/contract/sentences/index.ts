/**
 * What the product says to people: the one door to its sentences, for http, web, cli and reports.
 *
 * Each sentence names the thing and the way out; the place in a person's own file is told by placeOf, beside it.
 * It decides nothing and knows no status codes. Sentences are one line, in NFC, without control characters.
 */
import type { Refusal, RefusalCode } from '../../core/refusal.ts';
import type { Lang } from './format.ts';
import type { RefusalSentences } from './refusals.ts';
import { accessEn } from './refusals-access-en.ts';
import { accessVi } from './refusals-access-vi.ts';
import { alteredEn } from './refusals-altered-en.ts';
import { alteredVi } from './refusals-altered-vi.ts';
import { anchorEn } from './refusals-anchor-en.ts';
import { anchorVi } from './refusals-anchor-vi.ts';
import { importEn } from './refusals-import-en.ts';
import { importVi } from './refusals-import-vi.ts';
import { libraryEn } from './refusals-library-en.ts';
import { libraryVi } from './refusals-library-vi.ts';
import { packageEn } from './refusals-package-en.ts';
import { packageVi } from './refusals-package-vi.ts';
import { proofEn } from './refusals-proof-en.ts';
import { proofVi } from './refusals-proof-vi.ts';
import { publishedEn } from './refusals-published-en.ts';
import { publishedVi } from './refusals-published-vi.ts';
import { runningEn } from './refusals-running-en.ts';
import { runningVi } from './refusals-running-vi.ts';
import { siteEn } from './refusals-site-en.ts';
import { siteVi } from './refusals-site-vi.ts';
import { speechEn } from './refusals-speech-en.ts';
import { speechVi } from './refusals-speech-vi.ts';
import { urgentRefusalsEn } from './refusals-urgent-en.ts';
import { urgentRefusalsVi } from './refusals-urgent-vi.ts';
import { writtenEn } from './refusals-written-en.ts';
import { writtenVi } from './refusals-written-vi.ts';

export { LANGS, type Lang } from './format.ts';
export { placeOf } from './place.ts';
export { noticeText, reasonText } from './reasons.ts';
export { genreWord, kindWord, languageWord, words } from './words.ts';

const REFUSALS: Readonly<Record<Lang, RefusalSentences>> = {
  vi: {
    ...writtenVi,
    ...importVi,
    ...accessVi,
    ...alteredVi,
    ...libraryVi,
    ...runningVi,
    ...speechVi,
    ...proofVi,
    ...anchorVi,
    ...publishedVi,
    ...packageVi,
    ...siteVi,
    ...urgentRefusalsVi,
  },
  en: {
    ...writtenEn,
    ...importEn,
    ...accessEn,
    ...alteredEn,
    ...libraryEn,
    ...runningEn,
    ...speechEn,
    ...proofEn,
    ...anchorEn,
    ...publishedEn,
    ...packageEn,
    ...siteEn,
    ...urgentRefusalsEn,
  },
};

/** Every code that can be refused, in alphabetical order: what docs/problems must describe. */
export const REFUSAL_CODES: readonly RefusalCode[] = (Object.keys(REFUSALS.vi) as RefusalCode[]).sort();

/** One or two sentences: what is wrong, and what to do about it. */
export const sentenceOf = (refusal: Refusal, lang: Lang): string => {
  // The table has for each code the function of just its parameters, which the compiler cannot follow over the union.
  const sentence = REFUSALS[lang][refusal.code] as (params: Refusal['params']) => string;
  return sentence(refusal.params).normalize('NFC');
};
