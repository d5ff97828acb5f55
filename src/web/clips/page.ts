/** An item's clips: asking for them, how they stand, watching, downloading, and the text to post. It posts nothing itself. */
import { html } from 'hono/html';
import { formatDuration, formatNumber } from '../../contract/sentences/format.ts';
import { languageWord } from '../../contract/sentences/index.ts';
import type { ShownClip, ShownClips, ShownVersion } from '../../operations/clips/show-clips.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links, query } from '../links.ts';

export interface ClipParts {
  readonly shown: ShownClips;
  readonly isAsked: boolean;
  /** The form that came back with something wrong. */
  readonly refused: FormState | null;
}

export const clipForm = (language: string, shape: string): string => `clip-${language}-${shape}`;

const MIB = 1024 * 1024;

export const clipsPage = (page: Page, { shown, isAsked, refused }: ClipParts): Html => {
  const { clips } = page.m;
  const { item, versions, closed } = shown;
  return layout(page, {
    title: clips.title,
    section: 'library',
    made: null,
    body: html`<header class="day-head"><p><a href="${links.item(item.id)}">${clips.back}</a></p><h1><b>${spoken(item.title)}</b></h1><p class="lead">${clips.lead}</p></header>
${isAsked ? html`<p class="notice" role="status">${icon('ok')}<span>${clips.done}</span></p>` : ''}
${closed === null ? '' : html`<p class="empty">${icon('stop')}<span>${clips.closed[closed]}</span></p>`}
${versions.length === 0 ? html`<p class="empty">${icon('none')}<span>${clips.noSound}</span></p>` : versions.map((version) => versionPart(page, shown, version, refused))}`,
  });
};

const versionPart = (page: Page, shown: ShownClips, version: ShownVersion, refused: FormState | null): Html => {
  const { m, lang } = page;
  const { clips } = m;
  const { language, post, hasScript } = version;
  const id = `bai-${language}`;
  return html`<h2>${languageWord(language, lang)}</h2>
${hasScript ? '' : html`<p class="hint">${clips.noScript}</p>`}
<div class="panels clips">${version.clips.map((clip) => clipPart(page, shown, version, clip, refused))}
<section class="panel" aria-labelledby="${id}-ten"><h3 id="${id}-ten">${clips.post}</h3>
<p class="field wide"><label for="${id}">${clips.postHint}</label><textarea id="${id}" lang="${language}" rows="10" readonly>
${post}</textarea></p></section></div>`;
};

const clipPart = (
  page: Page,
  { item, mayMake, closed }: ShownClips,
  { language }: ShownVersion,
  { shape, rendering, job }: ShownClip,
  refused: FormState | null,
): Html => {
  const { m, lang } = page;
  const { clips } = m;
  const id = clipForm(language, shape);
  const form = refused?.id === id ? refused : freshForm(id);
  const fields = fieldsOf(form);
  const asking =
    mayMake && closed === null && job !== 'waiting'
      ? formOf(
          page,
          form,
          { action: links.clips(item.id), send: clips.make },
          html`${fields.hidden('language', language)}${fields.hidden('shape', shape)}`,
        )
      : '';
  const told = (): Html => {
    if (job === 'waiting') return html`<p>${icon('wait')} ${clips.waiting}</p>`;
    if (job === 'failed') return html`<p>${icon('warn')} ${clips.failed}</p>`;
    return html`<p>${clips.notMade}</p>`;
  };
  const name = clips.shapes[shape];
  const made = (): Html => {
    if (rendering === null) return html`${told()}${asking}${mayMake ? '' : html`<p class="hint">${clips.noMake}</p>`}`;
    const file = links.sound(rendering.output);
    const size = `${formatNumber(Number((rendering.bytes / MIB).toFixed(1)), lang)} MB`;
    return html`<video class="${shape}" controls preload="metadata" src="${file}" aria-label="${clips.watch(name)}"></video>
<p><a class="button" href="${file}${query({ download: `${item.id}-${language}-${shape}` })}">${icon('get')}<span>${clips.download}</span></a> <small>${clips.length(formatDuration(Math.round(rendering.seconds), lang), size)}</small></p>`;
  };
  return html`<section class="panel" aria-labelledby="${id}-ten"><h3 id="${id}-ten">${name}</h3>
${made()}</section>`;
};
