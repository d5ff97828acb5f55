/** What people write of an item, as it may be kept: its fields in order, each fault at its field. Knows no rights and no rows. */
import type { Kind, Place, Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import { checkSchedule } from '../../core/schedule/check.ts';
import type { Item, ItemVersion, Schedule } from '../../core/schedule/model.ts';
import { nfc, oneLine } from '../../core/text.ts';
import { isLanguage } from './found-item.ts';

/** A version as people write it; its script is written apart. */
export type WrittenVersion = Omit<ItemVersion, 'script'>;

/** An item as people write it: everything but its id and its scripts. */
export type ItemFields = Omit<Item, 'id' | 'versions'> & { readonly versions: readonly WrittenVersion[] };

const LONGEST_TITLE = 200;
const LONGEST_NAME = 200;
const MOST_VERSIONS = 20;
const GENRE = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

/** The item with texts in NFC on one line. A version keeps the script that a schedule file gave it, as long as it is there. */
export const asItem = (id: Item['id'], fields: ItemFields, before: readonly ItemVersion[]): Item => ({
  ...fields,
  id,
  title: oneLine(nfc(fields.title.toWellFormed())),
  audiences: fields.audiences.map((audience) => oneLine(nfc(audience))).filter((audience) => audience !== ''),
  versions: fields.versions.map(({ language, sound, synthetic }) => ({
    language,
    script: before.find((version) => version.language === language)?.script ?? null,
    sound: sound === null || nfc(sound).trim() === '' ? null : nfc(sound).trim(),
    synthetic,
  })),
});

/** request.wrong, schedule.reference, time.range: each with its pointer. `after` holds `item`. */
export const itemRefusals = (item: Item, after: Schedule): Refusal[] => {
  const wrong: Refusal[] = [];
  const say = (field: string, expected: string): void => {
    wrong.push(refusal('request.wrong', { field, expected }, { pointer: `/${field}` }));
  };
  if (item.title === '') say('title', 'valid');
  if ([...item.title].length > LONGEST_TITLE) say('title', `≤ ${LONGEST_TITLE}`);
  if (!GENRE.test(item.genre)) say('genre', 'valid');
  const languages = item.versions.map(({ language }) => language);
  if (languages.length > MOST_VERSIONS) say('versions', `≤ ${MOST_VERSIONS}`);
  if (new Set(languages).size < languages.length) say('versions', 'valid');
  if (!languages.every(isLanguage)) say('language', 'language');
  if (
    item.versions.some(
      ({ sound }) => sound !== null && ([...sound].length > LONGEST_NAME || /[/\\\p{Cc}]/u.test(sound)),
    )
  )
    say('sound', 'valid');
  const locate = (kind: Kind, of: string, field?: string): Place | undefined =>
    kind === 'item' && of === item.id ? { pointer: `/${(field ?? '').replaceAll('.', '/')}` } : undefined;
  return [...wrong, ...checkSchedule(after, locate)];
};
