/**
 * Forms as people fill them in: label, hint and fault belong to their field for eyes and for screen readers alike.
 *
 * Plain POST forms; nothing in them needs a script. A passphrase is never written back into a page.
 */
import { html, raw } from 'hono/html';
import { icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import type { FormState } from './sent.ts';

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const written = (attributes: Attributes): Html =>
  html`${Object.entries(attributes).map(([name, value]) => {
    if (value === undefined || value === false) return '';
    return value === true ? raw(` ${name}`) : html` ${raw(name)}="${value}"`;
  })}`;

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What stands in it before anybody has typed. */
  readonly value?: string;
  readonly attributes?: Attributes;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

/** Options under a heading. */
export interface OptionGroup {
  readonly label: string;
  readonly options: readonly Option[];
}

/** The fields of one form. */
export const fieldsOf = (form: FormState) => {
  const at = (name: string): string => `${form.id}-${name}`;
  const told = (name: string) => form.faults.filter(({ field }) => field === name);
  const fault = (name: string): Html =>
    told(name).length === 0
      ? html``
      : html`<span class="fault" id="${at(name)}-fault">${icon('warn')}<span>${told(name)
          .map(({ text }) => text)
          .join(' ')}</span></span>`;
  const hintOf = ({ name, hint }: Pick<Field, 'name' | 'hint'>): Html =>
    hint === undefined ? html`` : html`<span class="hint" id="${at(name)}-hint">${hint}</span>`;
  const marks = ({ name, hint }: Pick<Field, 'name' | 'hint'>): Attributes => {
    const wrong = told(name).length > 0;
    const ids = [...(hint === undefined ? [] : [`${at(name)}-hint`]), ...(wrong ? [`${at(name)}-fault`] : [])];
    return {
      'aria-invalid': wrong ? 'true' : undefined,
      'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    };
  };
  const input = (field: Field, own: Attributes): Html =>
    html`<p class="field"><label for="${at(field.name)}">${field.label}</label>
<input${written({ id: at(field.name), name: field.name, ...own, ...field.attributes, ...marks(field) })}>${hintOf(field)}${fault(field.name)}</p>`;
  const typed = ({ name, value }: Field): string => form.sent?.text(name) ?? value ?? '';
  const ticked = (name: string, value: string, before: readonly string[]): boolean =>
    (form.sent?.all(name) ?? before).includes(value);
  const optionOf = (chosen: string, { value, label }: Option): Html =>
    html`<option${written({ value, selected: value === chosen })}>${label}</option>`;

  return {
    text: (field: Field): Html => input(field, { value: typed(field), maxlength: 200 }),
    /** Several lines; what was typed comes back whole. `language`: in which it is written. */
    lines: (field: Field, language: string): Html =>
      html`<p class="field"><label for="${at(field.name)}">${field.label}</label>
<textarea${written({ id: at(field.name), name: field.name, lang: language, rows: 12, ...field.attributes, ...marks(field) })}>
${typed(field)}</textarea>${hintOf(field)}${fault(field.name)}</p>`,
    /** Comes back empty, whatever was typed. */
    secret: (field: Field): Html => input(field, { type: 'password', maxlength: 1024 }),
    select: (field: Field, options: readonly Option[], groups: readonly OptionGroup[] = []): Html => {
      const chosen = typed(field);
      return html`<p class="field"><label for="${at(field.name)}">${field.label}</label>
<select${written({ id: at(field.name), name: field.name, ...field.attributes, ...marks(field) })}>${options.map((option) => optionOf(chosen, option))}${groups.map(({ label, options: grouped }) => html`<optgroup label="${label}">${grouped.map((option) => optionOf(chosen, option))}</optgroup>`)}</select>${hintOf(field)}${fault(field.name)}</p>`;
    },
    /** One of a list. */
    radios: (field: Field, options: readonly Option[]): Html =>
      html`<fieldset class="choices" id="${at(field.name)}"${written(marks(field))}><legend>${field.label}</legend>${hintOf(field)}
${options.map(({ value, label }) => html`<label class="choice"><input${written({ type: 'radio', name: field.name, value, required: true, checked: value === typed(field) })}><span>${label}</span></label>`)}
${fault(field.name)}</fieldset>`,
    /** Several of a list; `before`: those ticked when nobody has typed yet. */
    boxes: (field: Field, options: readonly Option[], before: readonly string[] = []): Html =>
      html`<fieldset class="choices" id="${at(field.name)}"${written(marks(field))}><legend>${field.label}</legend>${hintOf(field)}
${options.map(({ value, label }) => html`<label class="choice"><input${written({ type: 'checkbox', name: field.name, value, checked: ticked(field.name, value, before) })}><span>${label}</span></label>`)}
${fault(field.name)}</fieldset>`,
    /** One box that has to be ticked. `stays`: it comes back ticked, where seconds count; without, it is meant anew each time. */
    sure: ({ name, label, stays = false }: Pick<Field, 'name' | 'label'> & { readonly stays?: boolean }): Html =>
      html`<p class="field"><label class="choice"><input${written({ id: at(name), type: 'checkbox', name, value: 'yes', required: true, checked: stays && ticked(name, 'yes', []), ...marks({ name }) })}><span>${label}</span></label>${fault(name)}</p>`,
    hidden: (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`,
  };
};

interface FormShape {
  readonly action: string;
  /** What the button says. */
  readonly send: string;
  /** 'quiet': not what most people came for; 'grave': cannot be undone, or hits somebody. */
  readonly tone?: 'quiet' | 'grave';
  /** With long text: sent as it is, and not as three signs for each accent. */
  readonly long?: boolean;
}

/** A whole form. What was refused is told first, and has the focus when the page comes back. */
export const formOf = (
  { m }: Page,
  form: FormState,
  { action, send, tone, long = false }: FormShape,
  inside: Html,
): Html => {
  const { faults } = form;
  const summary =
    faults.length === 0
      ? ''
      : html`<div class="faults" role="alert" tabindex="-1" autofocus><p>${m.form.wrong}</p><ul>${faults.map(({ field, text }) => html`<li>${field === null ? text : html`<a href="#${form.id}-${field}">${text}</a>`}</li>`)}</ul></div>`;
  return html`<form method="post" action="${action}" id="${form.id}"${long ? raw(' enctype="multipart/form-data"') : ''}>
${summary}${inside}
<p class="send${tone === undefined ? '' : ` ${tone}`}"><button type="submit">${send}</button></p>
</form>`;
};

/** What was refused of a form that the page no longer has, because what it was about is gone: nobody is left without an answer. */
export const lostForm = (form: FormState | null, there: (id: string) => boolean): Html =>
  form === null || form.faults.length === 0 || there(form.id)
    ? html``
    : html`<div class="faults" role="alert" tabindex="-1" autofocus>${form.faults.map(({ text }) => html`<p>${text}</p>`)}</div>`;

/** One button that does one thing. `label` tells whose, where several buttons say the same. */
export const buttonForm = (action: string, text: string, label?: string): Html =>
  html`<form method="post" action="${action}" class="one"><button type="submit"${label === undefined ? '' : html` aria-label="${label}"`}>${text}</button></form>`;
