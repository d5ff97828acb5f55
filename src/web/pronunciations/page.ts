/** The centre's own pronunciations: each with its sound, and a form for one more. */
import { html } from 'hono/html';
import type { ListedPronunciation } from '../../operations/speech/pronunciations.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { actorName } from '../schedule/actor.ts';

export interface PronunciationParts {
  readonly listed: readonly ListedPronunciation[];
  /** false: the reader may hear them and changes none. */
  readonly mayChange: boolean;
  readonly form: FormState;
  /** What is heard just now: the word and the sound's hash. */
  readonly heard: { readonly word: string; readonly sound: string } | null;
  readonly done: 'changed' | 'taken-back' | null;
}

export const pronunciationsPage = (page: Page, { listed, mayChange, form, heard, done }: PronunciationParts): Html => {
  const { pronunciations: say, speech } = page.m;
  const fields = fieldsOf(form);
  const text = { maxlength: 200, autocomplete: 'off', required: true } as const;
  return layout(page, {
    title: say.title,
    section: 'speech',
    made: null,
    body: html`<header class="day-head"><h1><b>${say.title}</b></h1><p class="lead">${say.lead}</p></header>
<p class="ways"><a class="button" href="${links.speech}">${speech.title}</a></p>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${say.done[done]}</span></p>`}
${heard === null ? '' : html`<section class="panel" aria-label="${say.playing(heard.word)}"><p>${say.playing(heard.word)}</p><audio controls autoplay src="${links.speechSound(heard.sound)}" aria-label="${say.playing(heard.word)}"></audio></section>`}
${
  listed.length === 0
    ? html`<p class="empty">${icon('none')}<span>${say.none}</span></p>`
    : html`<section class="panel" aria-labelledby="tu"><h2 id="tu">${say.caption}</h2><ul class="items">${listed.map((one) => row(page, one, mayChange))}</ul></section>`
}
${
  mayChange
    ? html`<section class="panel" aria-labelledby="them"><h2 id="them">${say.add}</h2>
${formOf(
  page,
  form,
  { action: links.pronunciations, send: say.save },
  html`<div class="grid">${fields.text({ name: 'written', label: say.written, hint: say.writtenHint, attributes: { ...text, maxlength: 100 } })}
${fields.text({ name: 'spoken', label: say.spoken, hint: say.spokenHint, attributes: text })}</div>`,
)}</section>`
    : ''
}`,
  });
};

const row = (page: Page, { written, spoken, by }: ListedPronunciation, mayChange: boolean): Html => {
  const { pronunciations: say } = page.m;
  const button = (action: string, label: string, told: string): Html =>
    html`<form method="post" action="${action}" class="one"><input type="hidden" name="written" value="${written}"><input type="hidden" name="spoken" value="${spoken}"><button type="submit" aria-label="${told}">${label}</button></form>`;
  return html`<li><div><p><b>${written}</b> → ${spoken}</p><p class="hint">${say.by}: ${actorName(page, by)}</p></div>
<div class="ways">${button(links.hearPronunciation, say.hear, say.hearOne(written))}${mayChange ? button(links.takeBackPronunciation, say.takeBack, say.takeBackOne(written)) : ''}</div></li>`;
};
