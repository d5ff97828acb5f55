/**
 * What a row of the audit changed, field by field and in words: 'vai trò: biên tập viên → người duyệt'.
 *
 * What has no words here, or is shortened, can be read as it is kept, below; nothing is left out.
 */
import { html } from 'hono/html';
import { formatDate, formatDuration, formatNumber } from '../../contract/sentences/format.ts';
import { genreWord, kindWord, languageWord, words } from '../../contract/sentences/index.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Html, Page } from '../layout.ts';
import { exactMomentText } from '../moments.ts';
import { type AuditNames, shortened } from './names.ts';

export interface Telling {
  readonly page: Page;
  readonly zone: string;
  readonly names: AuditNames;
}

type Fields = Readonly<Record<string, unknown>>;

/** What a value says; null where there are no words for it. */
type Say = (value: unknown, telling: Telling) => string | null;

export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordIn = (list: Readonly<Record<string, string>>, value: unknown): string | null =>
  typeof value === 'string' && Object.hasOwn(list, value) ? (list[value] ?? null) : null;

const plain: Say = (value, { page }) => {
  if (typeof value === 'number') return Number.isFinite(value) ? formatNumber(value, page.lang) : null;
  return typeof value === 'string' ? value : null;
};

/** Samples at 48 kHz, told in seconds; '–' for a segue at the cue-out. */
const inSeconds: Say = (value, telling) =>
  value === null ? '–' : typeof value === 'number' ? plain(Math.round(value / 48) / 1000, telling) : null;

/** A number that counts nothing. */
const numbered: Say = (value) => (typeof value === 'number' || typeof value === 'string' ? String(value) : null);

const moment: Say = (value, { page, zone }) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value)
    ? exactMomentText(value, zone, page.lang)
    : null;

const dayOf: Say = (value, { page }) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? formatDate(value as LocalDate, page.lang) : null;

const roleOf: Say = (value, { page }) => wordIn(words(page.lang).accountRoles, value);

/** Each of several; null when one of them has no words. */
const each =
  (say: Say): Say =>
  (value, telling) => {
    if (!Array.isArray(value)) return null;
    const said = value.map((one) => say(one, telling));
    return said.includes(null) ? null : said.join(', ');
  };

const known = (names: ReadonlyMap<string, string>, id: unknown): string | null =>
  typeof id === 'string' ? (names.get(id) ?? id) : null;

const fingerprint: Say = (value) => (typeof value === 'string' ? shortened(value) : null);

type FieldName = keyof Page['m']['auditDetail']['fields'];

/** `changes` of a schedule file are told below, as a list. */
const SAY: Readonly<Record<Exclude<FieldName, 'changes'>, Say>> = {
  role: roleOf,
  roles: each(roleOf),
  unit: (value, { page, names }) => (value === null ? page.m.form.wholeCentre : known(names.units, value)),
  channel: (value, { names }) => known(names.channels, value),
  scopes: each((value, { page }) => wordIn(words(page.lang).rights, value)),
  kind: (value, { page }) => wordIn(page.m.auditDetail.kinds, value),
  grant: numbered,
  grants: each(numbered),
  exception: numbered,
  version: numbered,
  hash: fingerprint,
  authors: each((value, { page, names }) => {
    const name = known(names.people, value);
    return name === '' ? page.m.audit.erasedPerson : name;
  }),
  files: each(plain),
  changed: each((value, { page }) => wordIn(page.m.auditDetail.fields, value)),
  name: plain,
  login: plain,
  original: fingerprint,
  refused: (value, { page }) => wordIn(page.m.auditDetail.refused, value),
  failures: plain,
  waitSeconds: (value, { page }) => (typeof value === 'number' ? formatDuration(value, page.lang) : null),
  hours: (value, telling) => {
    const said = typeof value === 'number' ? plain(value, telling) : null;
    return said === null ? null : telling.page.m.auditDetail.hours(said);
  },
  signIn: numbered,
  kept: numbered,
  stage: (value, { page }) => wordIn(page.m.auditDetail.stages, value),
  signIns: plain,
  signInsEnded: plain,
  endedSignIns: plain,
  endedAt: moment,
  secondFactorSince: moment,
  secondFactorAt: moment,
  recoveryLeft: plain,
  passphraseAt: moment,
  disabledAt: moment,
  expiresAt: (value, telling) => (value === null ? telling.page.m.tokens.noExpiry : moment(value, telling)),
  revokedAt: moment,
  words: plain,
  airLogNames: plain,
  session: plain,
  segment: plain,
  action: (value, { page }) => wordIn(page.m.auditDetail.actions, value),
  scope: (value, { page }) => wordIn(page.m.auditDetail.scopes, value),
  day: dayOf,
  toDay: dayOf,
  time: plain,
  into: plain,
  after: plain,
  channels: each((value, { names }) => known(names.channels, value)),
  maxSeconds: (value, { page }) => (typeof value === 'number' ? formatDuration(value, page.lang) : null),
  title: plain,
  plays: plain,
  language: (value, { page }) => (typeof value === 'string' ? languageWord(value, page.lang) : null),
  undid: (value, { page }) => wordIn(page.m.auditDetail.alterations, value),
  madeAt: moment,
  alteration: numbered,
  alterations: each(numbered),
  first: plain,
  second: plain,
  id: plain,
  from: dayOf,
  to: dayOf,
  units: each((value, { names }) => known(names.units, value)),
  genres: each((value, { page }) => (typeof value === 'string' ? genreWord(value, page.lang) : null)),
  replacement: plain,
  authority: plain,
  document: plain,
  confirmation: numbered,
  confirmations: each(numbered),
  cueIn: inSeconds,
  cueOut: inSeconds,
  gainDb: plain,
  fadeIn: inSeconds,
  fadeOut: inSeconds,
  segue: inSeconds,
  recipe: numbered,
};

export interface Told {
  readonly label: string;
  readonly text: string;
}

/** What is the same for every row, or empty: a site's link has no scopes and no unit of its own. */
const saysNothing = (field: string, after: Fields): boolean => {
  const value = after[field];
  if (field === 'unit') return value === null && typeof after['channel'] === 'string';
  if (field === 'expiresAt') return false;
  if (field === 'waitSeconds') return value === 0;
  return value === null || (Array.isArray(value) && value.length === 0);
};

interface Sides {
  /** null: there was nothing. */
  readonly before: Fields | null;
  /** null: nothing is left. */
  readonly after: Fields | null;
}

/** One field; null when there are no words for it, and nothing when it says nothing. */
const toldOf = (field: string, { before, after }: Sides, telling: Telling): Told | null | undefined => {
  const { m } = telling.page;
  if (!Object.hasOwn(SAY, field)) return null;
  const name = field as keyof typeof SAY;
  const label = m.auditDetail.fields[name];
  const had = before !== null && Object.hasOwn(before, field);
  const has = after !== null && Object.hasOwn(after, field);
  const say = (value: unknown, none: string): string | null =>
    SAY[name](value, telling) ?? (value === null ? none : null);
  const then = had ? say(before[field], m.auditDetail.nothing) : null;
  const now = has ? say(after[field], m.auditDetail.gone) : m.auditDetail.gone;
  if (!had) {
    if (after === null || saysNothing(field, after)) return undefined;
    return now === null ? null : { label, text: now };
  }
  // What the other side never speaks of has not ended.
  const alone = !has && after !== null;
  if (then === null || now === null) return null;
  return { label, text: alone || then === now ? then : `${then} → ${now}` };
};

const sidesOf = (detail: unknown): Sides | null => {
  if (!isRecord(detail)) return null;
  const side = (value: unknown): Fields | null | undefined =>
    value === null || value === undefined ? null : isRecord(value) ? value : undefined;
  const [before, after] = [side(detail['before']), side(detail['after'])];
  return before === undefined || after === undefined ? null : { before, after };
};

/** The fields of a row in words, and whether there is more to it than these say. */
export const toldFields = (
  detail: unknown,
  telling: Telling,
): { readonly told: readonly Told[]; readonly more: boolean } => {
  const sides = sidesOf(detail);
  if (sides === null) return { told: [], more: detail !== null && detail !== undefined };
  const { before, after } = sides;
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const all = fields.filter((field) => field !== 'changes').map((field) => toldOf(field, sides, telling));
  const told = all.filter((one) => one !== null && one !== undefined);
  const short = told.some(({ text }) => text.includes('…'));
  return { told, more: short || all.includes(null) || fields.includes('changes') };
};

/** How many changes of a schedule file are told one by one. */
const MOST_CHANGES = 20;
const WHAT = ['added', 'changed', 'removed'] as const;

const scheduleChanges = ({ page }: Telling, detail: unknown): Html => {
  const { lang, m } = page;
  const { auditDetail } = m;
  const listed = sidesOf(detail)?.after?.['changes'];
  const changes = Array.isArray(listed) ? listed.filter(isRecord) : [];
  if (changes.length === 0) return html``;
  const count = (what: string): string =>
    formatNumber(changes.filter((change) => change['what'] === what).length, lang);
  const text = ({ what, kind, name, id }: Fields): string =>
    `${wordIn(auditDetail.what, what) ?? String(what)} ${kindWord(String(kind), lang)} ${String(name ?? id)}`;
  const [added, changed, removed] = WHAT.map(count);
  const over = changes.length - MOST_CHANGES;
  return html`<li><b>${auditDetail.fields.changes}</b>: ${auditDetail.counts(added ?? '0', changed ?? '0', removed ?? '0')}</li>
${changes.slice(0, MOST_CHANGES).map((change) => html`<li>${text(change)}</li>`)}${over > 0 ? html`<li>${auditDetail.more(formatNumber(over, lang))}</li>` : ''}`;
};

/** Folded away; nothing for a row that keeps nothing. */
export const detailOf = (telling: Telling, detail: unknown): Html => {
  const { m } = telling.page;
  const { told, more } = toldFields(detail, telling);
  if (told.length === 0 && !more) return html``;
  const raw = more
    ? html`<details><summary>${m.auditDetail.raw}</summary><pre>${typeof detail === 'string' ? detail : JSON.stringify(detail)}</pre></details>`
    : '';
  return html`<details><summary>${m.audit.details}</summary><ul class="told">${told.map(({ label, text }) => html`<li><b>${label}</b>: ${text}</li>`)}${scheduleChanges(telling, detail)}</ul>${raw}</details>`;
};
