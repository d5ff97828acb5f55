/** The longer choices of the edit form: what is to air, and where a segment is moved to. */
import { html } from 'hono/html';
import { genreWord, languageWord } from '../../contract/sentences/index.ts';
import type { Segment } from '../../core/schedule/model.ts';
import { fieldsOf } from '../forms/fields.ts';
import type { FormState } from '../forms/sent.ts';
import type { Html, Page } from '../layout.ts';
import type { Subject } from './subject.ts';

const inOrder = (segments: readonly Segment[], session: string): readonly Segment[] =>
  segments.filter((one) => one.session === session).toSorted((a, b) => a.position - b.position);

const byTitle = <T>(list: readonly T[], title: (one: T) => string): readonly T[] =>
  list.toSorted((a, b) => title(a).localeCompare(title(b), 'vi'));

/** Items that can sound, and strands; for a new place also its title, language and what it follows. */
export const contentFields = (
  page: Page,
  { schedule, session }: Subject,
  form: FormState,
  segment: Segment | null,
): Html => {
  const { m, lang } = page;
  const fields = fieldsOf(form);
  const items = byTitle(
    schedule.items.filter(({ versions }) => versions.some(({ sound }) => sound !== null)),
    ({ title }) => title,
  );
  const groups = [
    {
      label: m.edit.items,
      options: items.map(({ id, title, genre, draft }) => ({
        value: `item/${id}`,
        label: `${title} (${[genreWord(genre, lang), ...(draft ? [m.edit.draft] : [])].join(', ')})`,
      })),
    },
    {
      label: m.edit.strands,
      options: byTitle(schedule.strands, ({ name }) => name).map(({ id, name }) => ({
        value: `strand/${id}`,
        label: name,
      })),
    },
  ].filter(({ options }) => options.length > 0);
  const content = fields.select(
    { name: 'content', label: m.edit.content, attributes: { required: true } },
    [{ value: '', label: m.form.choose }],
    groups,
  );
  const label = fields.text({
    name: 'label',
    label: m.edit.label,
    hint: m.edit.labelHint,
    attributes: { autocomplete: 'off' },
  });
  if (segment !== null) return html`<div class="grid">${content}${label}</div>`;
  const languages = [
    ...new Set(['vi', ...schedule.items.flatMap(({ versions }) => versions.map(({ language }) => language))]),
  ];
  const own = inOrder(schedule.segments, session.id);
  return html`<div class="grid">${content}${label}
${fields.select({ name: 'after', label: m.edit.after, value: own.at(-1)?.id ?? '' }, [
  { value: '', label: m.edit.first },
  ...own.map(({ id, title }) => ({ value: id, label: title })),
])}
${fields.select(
  { name: 'language', label: m.edit.language, value: 'vi' },
  languages.map((value) => ({ value, label: languageWord(value, lang) })),
)}</div>`;
};

/** Every place in the channel's other sessions. */
export const placeField = (page: Page, { schedule, session, channel }: Subject, form: FormState): Html => {
  const { m } = page;
  const others = schedule.sessions.filter(
    ({ id, channels }) => id !== session.id && channels.includes(channel.channel.id),
  );
  if (others.length === 0) return html`<p class="hint">${m.edit.noPlaces}</p>`;
  const groups = others.map(({ id, name }) => ({
    label: name,
    options: [
      { value: `${id}/`, label: m.edit.placeAt(name) },
      ...inOrder(schedule.segments, id).map((one) => ({
        value: `${id}/${one.id}`,
        label: m.edit.placeAfter(one.title),
      })),
    ],
  }));
  return html`<div class="grid">${fieldsOf(form).select({ name: 'place', label: m.edit.place, attributes: { required: true } }, [{ value: '', label: m.form.choose }], groups)}</div>`;
};
