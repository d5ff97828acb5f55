/** The page on which sounds are sent: a plain form, and what became of each file. A script makes it go on by itself. */
import { html } from 'hono/html';
import { formatBytes, formatDuration } from '../../contract/sentences/format.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import { quote } from '../../contract/sentences/phrases.ts';
import type { ShownUpload } from '../../operations/uploads/show-uploads.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';

const STATES: Readonly<Record<ShownUpload['state'], { readonly icon: Icon; readonly tone: string }>> = {
  arriving: { icon: 'wait', tone: 'fair' },
  arrived: { icon: 'wait', tone: 'calm' },
  'taken-in': { icon: 'ok', tone: 'good' },
  refused: { icon: 'stop', tone: 'bad' },
};

interface UploadParts {
  readonly uploads: readonly ShownUpload[];
  /** What was wrong with the form that was just sent: of a file by its name, or of the whole. */
  readonly faults: readonly { readonly name: string | null; readonly text: string }[];
}

export const uploadPage = (page: Page, { uploads, faults }: UploadParts): Html => {
  const { m } = page;
  const says = m.uploads;
  return layout(page, {
    title: says.title,
    section: null,
    made: null,
    body: html`<header class="day-head"><h1><b>${says.title}</b></h1><p class="lead">${says.lead}</p></header>
${faults.length === 0 ? '' : html`<div class="faults" role="alert">${faults.map(({ name, text }) => html`<p>${name === null ? '' : html`<b>${name}</b>: `}${text}</p>`)}</div>`}
<section class="panel" aria-labelledby="gui-tep"><h2 id="gui-tep">${says.choose}</h2>
<form class="upload" method="post" action="${links.uploadSounds}" enctype="multipart/form-data" data-upload data-say="${JSON.stringify(says.live)}">
<p class="field"><label for="tep">${says.choose}</label>
<input id="tep" type="file" name="files" multiple required accept="audio/*,video/*,.opus,.flac,.mka,.mkv" aria-describedby="tep-hint">
<span class="hint" id="tep-hint">${says.chooseHint} <span data-drop hidden>${says.drop}</span></span></p>
<p class="send"><button type="submit">${icon('on')}<span>${says.send}</span></button></p>
</form>
<ul class="items uploads" data-live aria-live="polite"></ul></section>
<section class="panel" aria-labelledby="da-gui"><h2 id="da-gui">${says.list}</h2>
${uploads.length === 0 ? html`<p class="empty">${icon('none')}<span>${says.none}</span></p>` : html`<ul class="items uploads">${uploads.map((one) => item(page, one))}</ul>`}
${uploads.some(({ state }) => state === 'arrived') ? html`<p><a class="button" href="${links.uploadSounds}">${says.refresh}</a></p>` : ''}</section>
<script type="module" src="${page.heads.upload}"></script>`,
  });
};

const item = (page: Page, upload: ShownUpload): Html => {
  const { icon: sign, tone } = STATES[upload.state];
  const word = page.m.uploads.states[upload.state];
  return html`<li><div><p><b>${upload.name}</b> <span class="badge ${tone}">${icon(sign)}<span>${word}</span></span></p><p class="hint">${outcome(page, upload)}</p></div></li>`;
};

const outcome = ({ m, lang }: Page, { state, bytes, received, taken, refusals }: ShownUpload): string => {
  const says = m.uploads;
  if (refusals !== null) return sentenceOf(refusals[0], lang);
  if (state === 'arriving') return says.partly(`${formatBytes(received, lang)} / ${formatBytes(bytes, lang)}`);
  if (taken === null) return formatBytes(bytes, lang);
  if (taken.sameAs.length > 0) return says.sameAs(taken.sameAs.map(quote).join(', '));
  return taken.isNew ? says.fresh(formatDuration(taken.seconds, lang)) : says.known;
};
