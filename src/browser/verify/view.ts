/** The verdict as elements of the page. Everything that came from outside is put in as text, never as markup. */
import { EVIDENCE } from '../../contract/sentences/evidence.ts';
import { formatDate, formatDateTime, formatNumber, type Lang } from '../../contract/sentences/format.ts';
import { placeOf } from '../../contract/sentences/place.ts';
import { anchorEn } from '../../contract/sentences/refusals-anchor-en.ts';
import { anchorVi } from '../../contract/sentences/refusals-anchor-vi.ts';
import { proofEn } from '../../contract/sentences/refusals-proof-en.ts';
import { proofVi } from '../../contract/sentences/refusals-proof-vi.ts';
import { words } from '../../contract/sentences/words.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { LocalDate, LocalDateTime } from '../../core/time/local.ts';
import { type Child, element } from './element.ts';
import type { Holds, Judged } from './judge.ts';
import type { Row } from './rows.ts';
import { localIn, pageWords } from './say.ts';
import { vouchingOf } from './vouching.ts';
import type { PageWords } from './words-vi.ts';

/** The sign beside the word: colour alone says nothing. */
const SIGNS = { passed: '✓', failed: '✕', undecided: '?' } as const;

const verdict = (kind: keyof typeof SIGNS, lang: Lang, sentence: string): readonly HTMLElement[] => {
  const sign = element('span', 'sign', SIGNS[kind]);
  sign.setAttribute('aria-hidden', 'true');
  return [element('h2', `verdict ${kind}`, sign, pageWords(lang)[kind]), element('p', 'said', sentence)];
};

const facts = (pairs: readonly (readonly [term: string, ...about: Child[]])[]): HTMLElement =>
  element('dl', '', ...pairs.flatMap(([term, ...about]) => [element('dt', '', term), element('dd', '', ...about)]));

export const resultOf = (judged: Judged, lang: Lang): readonly HTMLElement[] => {
  const say = pageWords(lang);
  if (judged.kind === 'wanted') return verdict('undecided', lang, say.wanted[judged.what]);
  const { result, file } = judged;
  if (result.ok) return held(result.value, lang);
  const [refusal] = result.refusals;
  const where = placeOf(refusal.place, lang);
  return [
    ...verdict('failed', lang, sentenceOf(refusal, lang)),
    facts([
      [say.facts.file, file],
      ...(where === null || where === file ? [] : [[say.facts.wrong, element('b', '', where)] as const]),
      [say.facts.code, refusal.code],
    ]),
  ];
};

/** Of the codes that checking evidence can give; the others are a bug. */
const sentenceOf = ({ code, params }: Refusal, lang: Lang): string => {
  const all = (lang === 'vi' ? { ...proofVi, ...anchorVi } : { ...proofEn, ...anchorEn }) as Readonly<
    Record<string, (given: Refusal['params']) => string>
  >;
  const sentence = all[code];
  if (sentence === undefined) throw new Error(code);
  return sentence(params).normalize('NFC');
};

const held = (holds: Holds, lang: Lang): readonly HTMLElement[] => {
  const say = pageWords(lang);
  const { checkpoint, rows, kind } = holds;
  const { origin, size, root } = checkpoint;
  const seq = rows[0]?.seq;
  const sentence =
    kind === 'proof' && seq !== undefined
      ? EVIDENCE[lang].proved(seq, origin, size)
      : EVIDENCE[lang].holds(holds.entries, origin, size);
  const recorded = rows
    .map(momentOf)
    .filter((local) => local !== null)
    .sort();
  const [first, last] = [recorded[0], recorded.at(-1)];
  return [
    ...verdict('passed', lang, sentence),
    ...(holds.ownKey ? [element('p', 'warning', `${EVIDENCE[lang].ownKey}.`)] : []),
    facts([
      [say.facts.file, holds.file],
      [say.facts.log, origin],
      [say.facts.checkpoint, say.atSize(formatNumber(size, lang))],
      [say.facts.root, element('code', '', root.toBase64())],
      ...(first === undefined || last === undefined
        ? []
        : [[say.facts.recorded, say.between(formatDateTime(first, lang), formatDateTime(last, lang))] as const]),
      [
        say.facts.key,
        element('code', '', holds.vkey),
        element('small', '', holds.ownKey ? say.keyFromFile : say.keyFromPaper),
      ],
    ]),
    ...vouchingOf(holds, lang),
  ];
};

/** When it was recorded, in the time of its place; null: it does not say. */
const momentOf = ({ recordedAt, zone }: Row): LocalDateTime | null => localIn(recordedAt, zone);

export const rowsOf = (holds: Holds, lang: Lang): readonly HTMLElement[] => {
  const say = pageWords(lang);
  const { columns } = say;
  const all = holds.entries > holds.rows.length;
  const table = element(
    'table',
    '',
    element('caption', 'unseen', say.entries),
    element('thead', '', element('tr', '', ...Object.values(columns).map((title) => heading(title, 'col')))),
    element('tbody', '', ...holds.rows.map((row) => entryRow(row, lang))),
  );
  return [
    element('h2', '', say.entries),
    ...(all
      ? [element('p', 'hint', say.firstOf(formatNumber(holds.rows.length, lang), formatNumber(holds.entries, lang)))]
      : []),
    table,
  ];
};

const heading = (text: string, scope: string): HTMLElement => {
  const made = element('th', '', text);
  made.setAttribute('scope', scope);
  return made;
};

const entryRow = (row: Row, lang: Lang): HTMLElement => {
  const { columns, corrects } = pageWords(lang);
  const { outcomes, notAiredReasons } = words(lang);
  const cell = (name: keyof PageWords['columns'], ...children: readonly Child[]): HTMLElement => {
    const made = element('td', name, ...children);
    made.dataset['title'] = columns[name];
    return made;
  };
  const word = (table: Readonly<Record<string, string>>, key: string): string =>
    Object.hasOwn(table, key) ? (table[key] ?? key) : key;
  const moment = momentOf(row);
  const day = /^\d{4}-\d\d-\d\d$/.test(row.day) ? formatDate(row.day as LocalDate, lang) : row.day;
  return element(
    'tr',
    '',
    heading(String(row.seq), 'row'),
    cell('planned', `${row.clock} ${day}`.trim()),
    cell('channel', row.channel),
    cell('title', row.title),
    cell(
      'outcome',
      element('b', row.outcome === 'aired' ? 'good' : 'fair', word(outcomes, row.outcome)),
      ...(row.reason === '' ? [] : [element('small', '', word(notAiredReasons, row.reason))]),
      ...(row.corrects === null ? [] : [element('small', '', corrects(formatNumber(row.corrects, lang)))]),
    ),
    cell('recordedAt', moment === null ? '' : formatDateTime(moment, lang)),
  );
};
