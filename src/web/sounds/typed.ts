/** Seconds and decibels as people type them in the form of a sound: with a comma or a point. */
import type { Lang } from '../../contract/sentences/format.ts';
import type { Refusal } from '../../core/refusal.ts';
import { okUnless, type Result, refusal } from '../../core/result.ts';
import type { Adjustment } from '../../core/sound/adjustment.ts';
import type { Sent } from '../forms/sent.ts';

const RATE = 48_000;

/** A number as it stands in a field: nothing between its thousands. */
export const fieldText = (value: number, lang: Lang): string =>
  lang === 'vi' ? String(value).replace('.', ',') : String(value);

/** Samples as seconds with thousandths. */
export const secondsText = (samples: number, lang: Lang): string =>
  fieldText(Math.round((samples * 1000) / RATE) / 1000, lang);

const LENGTHS = ['cueIn', 'cueOut', 'fadeIn', 'fadeOut'] as const;
const NUMBER = /^[+\-−]?\d{1,6}(?:[.,]\d{1,6})?$/;

/** What differs from how the sound is used now: a field that nobody touched moves by no sample. Refuses with request.wrong. */
export const typedUse = (sent: Sent, used: Adjustment, lang: Lang): Result<Partial<Adjustment>> => {
  const refusals: Refusal[] = [];
  const change: { -readonly [F in keyof Adjustment]?: Adjustment[F] } = {};
  const numberOf = (field: string): number | null => {
    const text = sent.text(field).replace(/\s/g, '');
    if (NUMBER.test(text)) return Number(text.replace(',', '.').replace('−', '-'));
    refusals.push(refusal('request.wrong', { field, expected: 'number' }, { pointer: `/${field}` }));
    return null;
  };
  for (const field of LENGTHS) {
    if (sent.text(field) === secondsText(used[field], lang)) continue;
    const seconds = numberOf(field);
    if (seconds !== null) change[field] = Math.round(seconds * RATE);
  }
  const segue = sent.text('segue');
  if (segue === '') change.segue = null;
  else if (used.segue === null || segue !== secondsText(used.segue, lang)) {
    const seconds = numberOf('segue');
    if (seconds !== null) change.segue = Math.round(seconds * RATE);
  }
  const gain = sent.text('gainDb') === '' ? 0 : numberOf('gainDb');
  if (gain !== null) change.gainDb = gain;
  return okUnless(refusals, () => change);
};
