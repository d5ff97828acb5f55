/** A text, what will be said for it with the differences marked, and the sound that was made, to be listened to and taken in. */
import { html } from 'hono/html';
import { RATE, VOICES } from '../../contract/api-speech.ts';
import { formatDuration, formatNumber } from '../../contract/sentences/format.ts';
import type { OpenedSpeech, SpeechReading } from '../../operations/speech/speak.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';

/** What a form of a page may carry: letters with marks are many bytes on the way. */
const PAGE_TEXT = 4000;
/** So many differences are shown; a long text has hundreds of the same kind. */
const SHOWN = 60;

/** What was typed so far, as every form of the page carries it on. */
export interface SpeechTyped {
  readonly text: string;
  readonly voice: string;
  readonly rate: string;
  readonly item: string;
}

export interface SpeechParts {
  readonly typed: SpeechTyped;
  readonly textForm: FormState;
  /** null: nobody has asked what will be said. */
  readonly read: SpeechReading | null;
  readonly readForm: FormState;
}

const area = (form: FormState, name: string, label: string, hint: string, value: string, rows: number): Html => {
  const id = `${form.id}-${name}`;
  const faults = form.faults.filter(({ field }) => field === name);
  const wrong = faults.length > 0;
  return html`<p class="field wide"><label for="${id}">${label}</label>
<textarea id="${id}" name="${name}" rows="${rows}" maxlength="${PAGE_TEXT}" required aria-describedby="${id}-hint${wrong ? ` ${id}-fault` : ''}"${wrong ? html` aria-invalid="true"` : ''}>
${value}</textarea><span class="hint" id="${id}-hint">${hint}</span>${wrong ? html`<span class="fault" id="${id}-fault">${icon('warn')}<span>${faults.map(({ text }) => text).join(' ')}</span></span>` : ''}</p>`;
};

const voiceFields = ({ m }: Page, form: FormState, { voice, rate }: SpeechTyped): Html => {
  const { speech } = m;
  const fields = fieldsOf(form);
  return html`<div class="grid">
${fields.select(
  { name: 'voice', label: speech.voice, value: voice },
  VOICES.map((value) => ({ value, label: speech.voices[value] })),
)}
${fields.text({
  name: 'rate',
  label: speech.rate,
  hint: speech.rateHint,
  value: rate,
  attributes: { type: 'number', min: RATE.least, max: RATE.most, step: 1, required: true, maxlength: undefined },
})}</div>`;
};

export const speechPage = (page: Page, { typed, textForm, read, readForm }: SpeechParts): Html => {
  const { m } = page;
  const { speech } = m;
  const hidden = fieldsOf(textForm).hidden('item', typed.item);
  return layout(page, {
    title: speech.title,
    section: 'speech',
    made: null,
    body: html`<header class="day-head"><h1><b>${speech.title}</b></h1><p class="lead">${speech.lead}</p></header>
<p class="ways"><a class="button" href="${links.pronunciations}">${speech.pronunciations}</a></p>
<section class="panel" aria-labelledby="van-ban"><h2 id="van-ban">${speech.text}</h2>
${formOf(
  page,
  textForm,
  { action: links.speech, send: speech.read, ...(read === null ? {} : { tone: 'quiet' as const }) },
  html`${hidden}${area(textForm, 'text', speech.text, speech.textHint, typed.text, 8)}${voiceFields(page, textForm, typed)}<p class="hint">${speech.khmer}</p>`,
)}</section>
${read === null ? '' : readingPart(page, typed, read, readForm)}`,
  });
};

const readingPart = (page: Page, typed: SpeechTyped, read: SpeechReading, form: FormState): Html => {
  const { m, lang } = page;
  const { speech } = m;
  const differing = read.differences.filter(({ spoken }) => spoken !== null);
  const fields = fieldsOf(form);
  const kept = (['text', 'voice', 'rate', 'item'] as const).map((name) => fields.hidden(name, typed[name]));
  return html`<section class="panel" aria-labelledby="loi-doc" id="doc"><h2 id="loi-doc">${speech.readHeading}</h2>
<p>${speech.about(formatDuration(read.seconds, lang))}</p>
${
  differing.length === 0
    ? html`<p>${speech.asWritten}</p>`
    : html`<h3 id="khac">${speech.differs}</h3>
<ul class="items" aria-labelledby="khac">${differing.slice(0, SHOWN).map(({ written, spoken }) => html`<li><p><del>${written}</del> → <ins>${spoken === '' ? speech.notSaid : spoken}</ins></p></li>`)}</ul>
${differing.length > SHOWN ? html`<p class="hint">${speech.more(formatNumber(differing.length - SHOWN, lang))}</p>` : ''}`
}
${formOf(
  page,
  form,
  { action: links.makeSpeech, send: speech.make },
  html`${kept}${area(form, 'reading', speech.reading, speech.readingHint, form.sent?.text('reading') ?? read.reading, 8)}`,
)}</section>`;
};

export interface MadeParts {
  readonly opened: OpenedSpeech;
  readonly form: FormState;
  readonly item: string;
  /** What it was called when it was taken in; null: not yet. */
  readonly done: { readonly name: string; readonly item: string } | null;
}

export const madePage = (page: Page, { opened, form, item, done }: MadeParts): Html => {
  const { m, lang } = page;
  const { speech } = m;
  const { facts } = opened;
  const fields = fieldsOf(form);
  const text = { maxlength: 190, autocomplete: 'off' } as const;
  return layout(page, {
    title: speech.madeTitle,
    section: 'speech',
    made: null,
    body: html`<header class="day-head"><h1><b>${speech.madeTitle}</b></h1><p class="lead">${speech.madeLead}</p></header>
${done === null ? '' : html`<p class="notice" role="status">${icon('ok')}<span>${speech.done(done.name)}${done.item === '' ? '' : ` ${speech.doneItem(done.item)}`}</span></p>`}
<section class="panel" aria-labelledby="nghe"><h2 id="nghe">${speech.listen}</h2>
<audio controls preload="metadata" src="${links.speechSound(facts.sound)}" aria-label="${speech.listen}"></audio>
<h3>${speech.facts}</h3>
<ul class="items">
<li><p>${speech.engine}: ${facts.engine} ${facts.engineVersion}</p></li>
<li><p>${speech.voice}: ${speech.voices[facts.voice]} · ${speech.rate}: ${facts.rate}</p></li>
<li><p>${speech.length}: ${formatDuration(Math.round(facts.seconds), lang)}</p></li>
<li><p>${speech.mark}: SHA-256 <code>${facts.sound.slice(0, 16)}…</code></p></li>
</ul></section>
<section class="panel" aria-labelledby="nhan"><h2 id="nhan">${speech.takeIn}</h2>
${formOf(
  page,
  form,
  { action: links.madeSpeech(facts.sound), send: speech.takeIn },
  html`<div class="grid">${fields.text({ name: 'name', label: speech.name, hint: speech.nameHint, value: item === '' ? '' : `${item}.wav`, attributes: { ...text, required: true } })}
${fields.text({ name: 'item', label: speech.item, hint: speech.itemHint, value: item, attributes: text })}</div>
${fields.boxes({ name: 'heard', label: speech.heardHint }, [{ value: 'yes', label: speech.heard }])}`,
)}</section>
<p class="ways"><a class="button" href="${links.speech}">${speech.again}</a></p>`,
  });
};
