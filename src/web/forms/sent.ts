/**
 * A form as it was sent, and what was wrong with it, beside the fields it concerns.
 *
 * Texts come trimmed and in NFC. Passphrases come untouched and are never given back to a page.
 */
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { Refusal, RefusalCode } from '../../core/refusal.ts';
import { nfc } from '../../core/text.ts';
import type { Asked } from '../answer.ts';
import type { Page } from '../layout.ts';

export interface Sent {
  /** '' where nothing was typed. */
  readonly text: (name: string) => string;
  /** As typed, with its spaces. */
  readonly secret: (name: string) => string;
  /** Of check boxes: every value that was ticked. */
  readonly all: (name: string) => readonly string[];
}

export const sentForm = async (c: Asked): Promise<Sent> => {
  const body = await c.req.parseBody({ all: true });
  const all = (name: string): readonly string[] => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined;
    return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  };
  const secret = (name: string): string => all(name)[0] ?? '';
  return { text: (name) => nfc(secret(name)).trim(), secret, all };
};

export interface Fault {
  /** null: it concerns the form as a whole. */
  readonly field: string | null;
  readonly text: string;
}

/** One form of a page: its id, what was typed into it, and why it was refused. */
export interface FormState {
  readonly id: string;
  readonly sent: Sent | null;
  readonly faults: readonly Fault[];
}

export const freshForm = (id: string): FormState => ({ id, sent: null, faults: [] });

/** Names of fields → what people call them. */
export type Labels = Readonly<Record<string, string>>;

/** The form as it comes back with what was refused. */
export const refusedForm = (
  { lang }: Page,
  id: string,
  sent: Sent,
  refusals: readonly Refusal[],
  labels: Labels,
): FormState => ({
  id,
  sent,
  faults: refusals.map((refusal) => {
    const field = fieldOf(refusal, labels);
    return { field, text: sentenceOf(field === null ? refusal : inWords(refusal, labels[field] ?? field), lang) };
  }),
});

/** What the page itself says of a refusal, and beside which field. */
type OwnWords = Partial<Readonly<Record<RefusalCode, Fault>>>;

/** The form as it comes back, with the page's own words where it has any: it knows better what was asked. */
export const inOwnWords = (form: FormState, refusals: readonly Refusal[], own: OwnWords): FormState => ({
  ...form,
  faults: form.faults.map((fault, n) => {
    const code = refusals[n]?.code;
    return (code === undefined ? undefined : own[code]) ?? fault;
  }),
});

/** A sentence about a value that was wrong names its field as the page does. */
const inWords = (refusal: Refusal, label: string): Refusal =>
  refusal.code === 'request.wrong' ? { ...refusal, params: { ...refusal.params, field: label } } : refusal;

/** Which field a refusal may be told beside, when the form has it. */
const CONCERNS: Partial<Readonly<Record<RefusalCode, readonly string[]>>> = {
  'sign-in.wrong': ['current'],
  'sign-in.code-wrong': ['code'],
  'passphrase.short': ['passphrase'],
  'passphrase.long': ['passphrase'],
  'passphrase.common': ['passphrase'],
  'person.login-taken': ['login'],
  'reason.missing': ['why', 'reason'],
  'unit.unknown': ['unit'],
  'unit.ended': ['unit'],
  'right.elsewhere': ['unit', 'channel'],
  'grant.already': ['role'],
  'token.expiry': ['days'],
  'channel.unknown': ['channel'],
};

const fieldOf = (refusal: Refusal, labels: Labels): string | null => {
  const pointed = refusal.place?.pointer?.slice(1);
  const named = refusal.code === 'request.wrong' ? [refusal.params.field] : [];
  const candidates = [...(pointed === undefined ? [] : [pointed]), ...named, ...(CONCERNS[refusal.code] ?? [])];
  return candidates.find((name) => Object.hasOwn(labels, name)) ?? null;
};
