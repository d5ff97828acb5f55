/** One version of an item: its script with the time it takes to read, its recording, and who approved just these two. */
import { html } from 'hono/html';
import { formatDuration, formatNumber } from '../../contract/sentences/format.ts';
import { languageWord } from '../../contract/sentences/index.ts';
import type { ShownItem, ShownVersion } from '../../operations/library/show-item.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';
import { actWords, stateBadge } from './shown.ts';

export const scriptForm = (language: string): string => `van-ban-${language}`;
export const approvalForm = (language: string): string => `duyet-${language}`;

export interface VersionParts {
  readonly shown: ShownItem;
  readonly version: ShownVersion;
  readonly zone: string;
  /** A form of the page that came back with something wrong; null: none. */
  readonly refused: FormState | null;
}

export const versionPanel = (page: Page, parts: VersionParts): Html => {
  const { m, lang } = page;
  const { version } = parts;
  const id = `ban-${version.language}`;
  return html`<section class="panel version" aria-labelledby="${id}">
<h2 id="${id}"><span class="language">${languageWord(version.language, lang)}</span> ${stateBadge(page, version.state)}${version.synthetic ? html` <span class="badge calm">${icon('relay')}<span>${m.library.synthetic}</span></span>` : ''}</h2>
${scriptPart(page, parts)}
${soundPart(page, parts)}
${approvalPart(page, parts)}
</section>`;
};

const scriptPart = (page: Page, { shown, version, zone, refused }: VersionParts): Html => {
  const { m, lang } = page;
  const { library } = m;
  const { script, language } = version;
  const id = scriptForm(language);
  const form = refused?.id === id ? refused : freshForm(id);
  const fields = fieldsOf(form);
  const editor = (): Html =>
    formOf(
      page,
      form,
      { action: links.itemStep(shown.item.id, 'script'), send: library.saveScript, tone: 'quiet', long: true },
      html`${fields.hidden('language', language)}${fields.hidden('was', script?.hash ?? '')}
${fields.lines({ name: 'text', label: library.scriptOf(languageWord(language, lang)), hint: library.scriptHint, value: script?.text ?? '' }, language)}`,
    );
  const read = (): Html =>
    script === null
      ? html`<p class="hint">${library.noScript}</p>`
      : html`<h3>${library.script}</h3><p class="script" lang="${language}">${script.text}</p>`;
  return html`${shown.may.write ? editor() : read()}
${lengths(page, version)}
${script?.written == null ? '' : html`<p class="hint">${library.writtenBy(...actWords(page, script.written, zone))}</p>`}
${script?.from === 'file' && shown.may.write ? html`<p class="hint">${library.scriptFromFile}</p>` : ''}
${version.fileDiffers ? html`<p class="hint">${library.fileDiffers}</p>` : ''}`;
};

/** How long it takes to read, beside how long the recording is: what does not fit is seen at once. */
const lengths = ({ m, lang }: Page, { script, sound }: ShownVersion): Html => {
  const { library } = m;
  if (script === null) return html``;
  const { unit, count, perMinute, seconds } = script.reading;
  const how = library.readingHow[unit](formatNumber(count, lang), formatNumber(perMinute, lang));
  const heard = sound?.known == null ? '' : `; ${library.soundLength(formatDuration(sound.known.seconds, lang))}`;
  return html`<p class="lengths"><b>${library.reading(formatDuration(seconds, lang))}</b>${heard} <small>(${how})</small></p>`;
};

const soundPart = (page: Page, { shown, version, zone }: VersionParts): Html => {
  const { m, lang } = page;
  const { library } = m;
  const { sound } = version;
  const known = sound?.known ?? null;
  const told = (): Html => {
    if (sound === null) return html`<p class="state">${icon('wait')}<span>${library.noSoundName}</span></p>`;
    if (known === null) return html`<p class="state">${icon('wait')}<span>${library.soundWaits(sound.name)}</span></p>`;
    return html`<p>${sound.name} · ${formatDuration(known.seconds, lang)}</p>
<audio controls preload="none" src="${links.soundMaster(known.original)}" aria-label="${library.listen(shown.item.title, languageWord(version.language, lang))}"></audio>
<p><a href="${links.soundPage(known.original)}">${library.soundPage}</a></p>
${known.recorded === null ? '' : html`<p class="hint">${library.recordedBy(...actWords(page, known.recorded, zone))}</p>`}`;
  };
  return html`<h3>${library.sound}</h3>${told()}`;
};

const approvalPart = (page: Page, { shown, version, zone, refused }: VersionParts): Html => {
  const { m, lang } = page;
  const { library } = m;
  const { approval, language, script, sound, state } = version;
  const known = sound?.known ?? null;
  const told = (): Html => {
    if (approval?.holds === true)
      return html`<p class="state good">${icon('ok')}<span>${library.approvedBy(...actWords(page, approval, zone))}</span></p>${approval.ownReason === null ? '' : html`<p class="hint">${library.ownReason(approval.ownReason)}</p>`}`;
    if (approval !== null)
      return html`<p class="state">${icon('warn')}<span>${library.approvalVoid(...actWords(page, approval, zone))}</span></p>`;
    const words = state === 'waits-for-recording' ? library.approvalWaits : library.notApproved;
    return html`<p class="state">${icon('wait')}<span>${words}</span></p>`;
  };
  const id = approvalForm(language);
  const form = refused?.id === id ? refused : freshForm(id);
  const fields = fieldsOf(form);
  const button =
    known !== null && state === 'waits-for-approval' && shown.may.approve
      ? formOf(
          page,
          form,
          { action: links.itemStep(shown.item.id, 'approve'), send: library.approveOne(languageWord(language, lang)) },
          html`${fields.hidden('language', language)}${fields.hidden('script', script?.hash ?? '')}${fields.hidden('sound', known.hash)}
<p class="hint">${library.approveHint}</p>`,
        )
      : '';
  const what =
    known === null
      ? ''
      : html`<p class="hint">${button === '' ? library.now : library.what}</p>
<dl class="hashes"><dt>${library.hashScript}</dt><dd>${script === null ? library.noWords : html`<code>${shortHash(script.hash)}</code>`}</dd><dt>${library.hashSound}</dt><dd><code>${shortHash(known.hash)}</code></dd></dl>`;
  return html`<h3>${library.approval}</h3>${told()}${what}${button}`;
};

/** Enough to tell two apart. */
export const shortHash = (hash: string): string => hash.slice(0, 12);
