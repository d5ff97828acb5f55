/** One sound: its outline, the traffic light with what puts it right, its measures in words, and how it is used. */
import { html } from 'hono/html';
import { formatDuration, formatNumber } from '../../contract/sentences/format.ts';
import { lightText } from '../../contract/sentences/sound-light.ts';
import type { ShownSound } from '../../operations/sounds/show-sound.ts';
import { holds } from '../access.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { drawnOutline } from './outline.ts';
import { fieldText, secondsText } from './typed.ts';

const RATE = 48_000;
export const USE_FORM = 'cach-dung';
export const UNDO_FORM = 'hoan-tac';

export interface SoundParts {
  readonly shown: ShownSound;
  readonly zone: string;
  /** The form that was refused. */
  readonly form: FormState | null;
  readonly faults: readonly string[];
  readonly isSaved: boolean;
}

export const soundPage = (page: Page, parts: SoundParts): Html => {
  const { m } = page;
  const { shown } = parts;
  const name = shown.names.join(', ') || m.sound.unnamed;
  const may = shown.mayAdjust && holds(page.caller, 'sound.write');
  const { sound, columns, used } = shown;
  return layout(page, {
    title: m.sound.title(name),
    section: null,
    made: null,
    body: html`<header class="day-head"><h1><b>${m.sound.title(name)}</b></h1>${badge(page, shown)}</header>
${parts.isSaved ? html`<p class="notice" role="status">${icon('ok')}<span>${m.sound.saved}</span></p>` : ''}
${parts.faults.length > 0 ? html`<div class="faults" role="alert">${parts.faults.map((text) => html`<p>${text}</p>`)}</div>` : ''}
<figure class="outlined">${drawnOutline(columns, sound.samples, used, m.sound.outline(name))}
<figcaption>${m.sound.drawn(lengthText(page, sound.samples))}</figcaption></figure>
<div class="panels">
${verdict(page, shown, may)}
${listening(page, shown, name)}
${measured(page, shown)}
${use(page, parts, may)}
</div>`,
  });
};

const lengthText = ({ lang }: Page, samples: number): string => formatDuration(Math.round(samples / 480) / 100, lang);

const LIGHTS = { green: ['good', 'ok'], amber: ['fair', 'warn'], red: ['bad', 'stop'] } as const;

const badge = ({ m }: Page, { light }: ShownSound): Html => {
  const [tone, sign] = LIGHTS[light.colour];
  return html`<p><span class="badge ${tone}">${icon(sign)}<span>${m.sound.light[light.colour]}</span></span></p>`;
};

const verdict = (page: Page, { light, profile, sound }: ShownSound, may: boolean): Html => {
  const { m, lang } = page;
  const fixable = light.reasons.filter(({ fix }) => fix !== null);
  const button = (code: string, text: string): Html =>
    html`<form method="post" action="${links.fixSound(sound.original)}" class="one"><input type="hidden" name="fix" value="${code}"><button type="submit">${text}</button></form>`;
  return html`<section class="panel"><h2>${m.sound.judged}</h2>
<p class="lead">${m.sound.profile(formatNumber(profile.loudness, lang), profile.channels)}</p>
${light.reasons.length === 0 ? html`<p>${m.sound.green}</p>` : ''}
<ul class="verdicts">${light.reasons.map((reason) => {
    const [tone, sign] = LIGHTS[reason.level];
    return html`<li><span class="badge ${tone}">${icon(sign)}<span>${m.sound.levels[reason.level]}</span></span> <span>${lightText(reason, lang)}</span>${may && reason.fix !== null ? button(reason.code, m.sound.fixes[reason.code] ?? reason.code) : ''}</li>`;
  })}</ul>
${may && fixable.length > 1 ? button('all', m.sound.fixAll) : ''}</section>`;
};

const listening = ({ m }: Page, { sound, used, isAdjusted }: ShownSound, name: string): Html => {
  const source = links.soundMaster(sound.original);
  const part = `#t=${used.cueIn / RATE},${used.cueOut / RATE}`;
  const player = (label: string, address: string): Html =>
    html`<p>${label}</p><audio controls preload="none" src="${address}" aria-label="${label}: ${name}"></audio>`;
  return html`<section class="panel"><h2>${m.sound.listen}</h2>
${player(m.sound.before, source)}
${isAdjusted ? html`${player(m.sound.after, `${source}${part}`)}<p class="lead">${m.sound.afterHint}</p>` : ''}</section>`;
};

const measured = (page: Page, { measures, sound }: ShownSound): Html => {
  const { m, lang } = page;
  const { measures: labels } = m.sound;
  const number = (value: number): string => formatNumber(Math.round(value * 10) / 10, lang);
  const { silence, clips, kind } = measures;
  const rows: readonly (readonly [string, string])[] = [
    [labels.length, lengthText(page, sound.samples)],
    [labels.loudness, `${number(measures.integrated)} LUFS`],
    [labels.range, `${number(measures.range)} LU`],
    [labels.loudest, `${number(measures.shortTermMax)} LUFS`],
    [labels.truePeak, `${number(measures.truePeak)} dBTP`],
    [labels.silence, m.sound.ends(number(silence.head), number(silence.tail))],
    [labels.inside, silence.inside.length === 0 ? m.sound.none : m.sound.stretches(number(silence.inside.length))],
    [labels.clips, clips.runs === 0 ? m.sound.none : m.sound.places(number(clips.runs))],
    [labels.channels, m.sound.channels(measures.channels)],
    [labels.kind, `${m.sound.kinds[kind.guess]} (${m.sound.sure(number(kind.sure * 100))})`],
  ];
  return html`<section class="panel"><h2>${m.sound.measured}</h2>
<dl>${rows.map(([label, text]) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl></section>`;
};

const use = (page: Page, { shown, form, zone }: SoundParts, may: boolean): Html => {
  const { m, lang } = page;
  const { adjusted, isAdjusted } = shown;
  const now = isAdjusted || adjusted === null ? '' : html`<p>${m.sound.asItIs}</p>`;
  return html`<section class="panel"><h2>${m.sound.use}</h2><p class="lead">${m.sound.useLead}</p>
${adjusted === null ? html`<p>${m.sound.asItIs}</p>` : html`<p>${m.sound.adjusted(momentText(adjusted.madeAt, zone, lang), adjusted.reason)}</p>`}${now}
${may ? html`${useForm(page, shown, form)}${adjusted === null ? '' : undoForm(page, shown, form)}` : ''}</section>`;
};

const useForm = (page: Page, { sound, used }: ShownSound, refused: FormState | null): Html => {
  const { m, lang } = page;
  const form = refused?.id === USE_FORM ? refused : freshForm(USE_FORM);
  const fields = fieldsOf(form);
  const text = (name: keyof typeof m.sound.fields, value: string, hint?: string): Html =>
    fields.text({
      ...{ name, value, label: m.sound.fields[name] },
      ...(hint === undefined ? {} : { hint }),
      attributes: { inputmode: name === 'gainDb' ? 'text' : 'decimal', autocomplete: 'off', maxlength: 20 },
    });
  const seconds = (samples: number): string => secondsText(samples, lang);
  const inside = html`<div class="pairs">${text('cueIn', seconds(used.cueIn))}${text('cueOut', seconds(used.cueOut))}
${text('fadeIn', seconds(used.fadeIn))}${text('fadeOut', seconds(used.fadeOut))}
${text('segue', used.segue === null ? '' : seconds(used.segue), m.sound.segueHint)}${text('gainDb', fieldText(used.gainDb, lang))}</div>
${fields.text({ name: 'reason', label: m.sound.fields.reason, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}`;
  return formOf(page, form, { action: links.adjustSound(sound.original), send: m.sound.save }, inside);
};

const undoForm = (page: Page, { sound }: ShownSound, refused: FormState | null): Html => {
  const { m } = page;
  const form = refused?.id === UNDO_FORM ? refused : freshForm(UNDO_FORM);
  const inside = fieldsOf(form).text({
    name: 'reason',
    label: m.sound.undoReason,
    attributes: { maxlength: 500, autocomplete: 'off', required: true },
  });
  const shape = { action: links.undoSound(sound.original), send: m.sound.undo, tone: 'quiet' } as const;
  return html`<details class="do"${form === refused ? html` open` : ''}><summary>${m.sound.undo}</summary>${formOf(page, form, shape, inside)}</details>`;
};
