/** The fields of an item as a form: for a new one and for one that is changed. */
import { html } from 'hono/html';
import { genreWord, languageWord, words } from '../../contract/sentences/index.ts';
import type { Item, Schedule } from '../../core/schedule/model.ts';
import { dateOf, type LocalDateTime, timeOf } from '../../core/time/local.ts';
import type { fieldsOf, OptionGroup } from '../forms/fields.ts';
import { DAY_FIELD, dayTyped } from '../forms/typed.ts';
import type { Html, Page } from '../layout.ts';

type Fields = ReturnType<typeof fieldsOf>;
type Before = Omit<Item, 'id' | 'versions'>;

export const NOTHING_YET: Before = {
  title: '',
  genre: 'newsItem',
  campaign: null,
  contentGroup: null,
  audiences: [],
  from: null,
  to: null,
  notBefore: null,
  notFrom: null,
  draft: false,
};

/** '25/11/2026 05:30' as the fields show it. */
const momentTyped = (moment: LocalDateTime): string =>
  `${dayTyped(dateOf(moment))} ${timeOf(moment).replace(/:00$/, '')}`;

export const particulars = (page: Page, fields: Fields, schedule: Schedule, before: Before): Html => {
  const { m, lang } = page;
  const { library } = m;
  const genres = [...new Set([...Object.keys(words(lang).genres), ...schedule.items.map(({ genre }) => genre)])].filter(
    (genre) => genre !== 'relay',
  );
  const groups: OptionGroup[] = schedule.campaigns.map(({ id, name, contentGroups }) => ({
    label: name,
    options: [
      { value: id, label: `${name} – ${library.wholeCampaign}` },
      ...contentGroups.map((group) => ({ value: `${id}/${group.id}`, label: group.name })),
    ],
  }));
  const group = before.contentGroup === null ? '' : `/${before.contentGroup}`;
  const day = (name: 'from' | 'to', label: string): Html =>
    fields.text({
      name,
      label,
      hint: library.dayHint,
      value: before[name] === null ? '' : dayTyped(before[name]),
      attributes: DAY_FIELD,
    });
  const moment = (name: 'notBefore' | 'notFrom', label: string): Html =>
    fields.text({
      name,
      label,
      hint: library.momentHint,
      value: before[name] === null ? '' : momentTyped(before[name]),
      attributes: { maxlength: 19, autocomplete: 'off' },
    });
  return html`${fields.text({ name: 'title', label: library.name, hint: library.nameHint, value: before.title, attributes: { autocomplete: 'off', required: true } })}
<div class="grid">
${fields.select(
  { name: 'genre', label: library.genre, value: before.genre, attributes: { required: true } },
  genres.map((genre) => ({ value: genre, label: genreWord(genre, lang) })),
)}
${fields.select(
  { name: 'campaign', label: library.group, value: before.campaign === null ? '' : `${before.campaign}${group}` },
  [{ value: '', label: library.noCampaign }],
  groups,
)}
${day('from', library.fromDay)}${day('to', library.toDay)}
${moment('notBefore', library.embargo)}${moment('notFrom', library.expiry)}
${fields.text({ name: 'audiences', label: library.audiences, hint: library.audiencesHint, value: before.audiences.join(', '), attributes: { autocomplete: 'off' } })}
</div>
${fields.boxes({ name: 'draft', label: library.draft, hint: library.draftHint }, [{ value: 'yes', label: library.isDraft }], before.draft ? ['yes'] : [])}`;
};

/** Name of the sound and kind of voice of one version. */
export const versionFields = (
  { m, lang }: Page,
  fields: Fields,
  language: string,
  before: { readonly sound: string | null; readonly synthetic: boolean },
): Html => {
  const { library } = m;
  const word = languageWord(language, lang);
  return html`${fields.text({ name: `sound-${language}`, label: library.soundName(word), hint: library.soundNameHint, value: before.sound ?? '', attributes: { autocomplete: 'off' } })}
${fields.boxes({ name: `synthetic-${language}`, label: library.voice(word) }, [{ value: 'yes', label: library.isSynthetic }], before.synthetic ? ['yes'] : [])}`;
};
