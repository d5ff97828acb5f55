/** The form of a new item. */
import { html } from 'hono/html';
import { languageWord, words } from '../../contract/sentences/index.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState } from '../forms/sent.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { NOTHING_YET, particulars } from './item-fields.ts';

export const NEW = 'tin-moi';

export const newItemPage = (page: Page, schedule: Schedule, form: FormState): Html => {
  const { m, lang } = page;
  const { library } = m;
  const fields = fieldsOf(form);
  const inside = html`${particulars(page, fields, schedule, NOTHING_YET)}
<div class="grid">
${fields.select(
  { name: 'language', label: library.firstLanguage, value: 'vi', attributes: { required: true } },
  Object.keys(words(lang).languages).map((language) => ({ value: language, label: languageWord(language, lang) })),
)}
${fields.text({ name: 'sound', label: library.sound, hint: library.soundNameHint, attributes: { autocomplete: 'off' } })}
</div>`;
  return layout(page, {
    title: library.newTitle,
    section: 'library',
    made: null,
    body: html`<header class="day-head"><p><a href="${links.library}">${library.back}</a></p><h1><b>${library.newTitle}</b></h1><p class="lead">${library.newLead}</p></header>
<section class="panel" aria-label="${library.newTitle}">${formOf(page, form, { action: links.newItem, send: library.make }, inside)}</section>`,
  });
};
