/**
 * What an event or a cell plays: an item, a strand, or what a segment of the schedule plays, by id or by name.
 *
 * Names are compared without marks and capitals. Nothing is played on a guess: no match, or two, is refused.
 */
import { nearest } from '../../core/near.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import { searchKey } from '../../core/text.ts';
import { contentFields } from '../schedule-file/written.ts';
import type { Library, Playable } from './model.ts';

/** Items and strands by id and name; segments by title, where neither has it. */
export const libraryOf = ({ items, strands, segments }: Pick<Schedule, 'items' | 'strands' | 'segments'>): Library => {
  const byId = new Map<string, Playable>();
  const byName = new Map<string, Playable[]>();
  const add = (playable: Playable): void => {
    const key = searchKey(playable.name);
    byName.set(key, [...(byName.get(key) ?? []), playable]);
  };
  for (const { id, title } of items) byId.set(`item:${id}`, { name: title, fields: { item: id } });
  for (const { id, name } of strands) byId.set(`strand:${id}`, { name, fields: { strand: id } });
  for (const playable of byId.values()) add(playable);
  const own = new Set(byName.keys());
  const seen = new Set<string>();
  for (const { title, language, content } of segments) {
    const fields = { ...contentFields(content), ...(language === 'vi' ? {} : { language }) };
    const key = JSON.stringify([searchKey(title), fields]);
    if (own.has(searchKey(title)) || seen.has(key)) continue;
    seen.add(key);
    add({ name: title, fields });
  }
  return { byId, byName };
};

const NEAR_LIMIT = 3;

/** Up to three names close to one that is not known. */
const near = (text: string, { byId, byName }: Library): string => {
  const ids = [...byId.keys()].map((id) => id.replace(/^[a-z]+:/, ''));
  const rest = new Map([...byName].map(([key, [first]]) => [key, first?.name ?? key]));
  for (const id of ids) rest.set(id, id);
  const found: string[] = [];
  const key = searchKey(text);
  const within = [...rest.keys()].filter((name) => key.length >= 4 && (name.includes(key) || key.includes(name)));
  while (found.length < NEAR_LIMIT) {
    const next = within.shift() ?? nearest(key, rest.keys());
    if (next === null) break;
    found.push(rest.get(next) ?? next);
    rest.delete(next);
  }
  return [...new Set(found)].join(', ');
};

/** By id alone: 'ban-tin', or 'strand:ban-tin' where an item has the same. Several when both have it. */
const withId = (text: string, { byId }: Library): Playable[] =>
  (text.includes(':') ? [text] : [`item:${text}`, `strand:${text}`]).flatMap((key) => byId.get(key) ?? []);

const COUNTED = /^(.*\S)\s*[x×]\s*([1-9]|1\d|20)$/iu;

/** Everything that an id or a name may mean. */
export const meanings = (text: string, library: Library): readonly Playable[] => {
  const plain = text.trim();
  const found = withId(plain, library);
  if (found.length > 0) return found;
  const named = library.byName.get(searchKey(plain)) ?? [];
  if (named.length > 0) return named;
  // 'ban-tin x2': the next two of the strand.
  const [, name, count] = COUNTED.exec(plain) ?? [];
  return name === undefined
    ? []
    : meanings(name, library).flatMap((one) =>
        one.fields.strand === undefined ? [] : [{ ...one, fields: { ...one.fields, count: Number(count) } }],
      );
};

/** The one thing that a text means. Refuses with import.content, naming what is near. */
export const playableOf = (text: string, library: Library): Result<Playable> => {
  const [found, ...others] = meanings(text, library);
  if (found !== undefined && others.length === 0) return ok(found);
  if (found === undefined) return refuse('import.content', { text, near: near(text, library), several: false });
  const names = [found, ...others].map(({ fields, name }) => idOf(fields) ?? name);
  return refuse('import.content', { text, near: [...new Set(names)].slice(0, 5).join(', '), several: true });
};

/** How a cell or X-LOA-CONTENT names it; null for what has no id of its own. */
const idOf = (fields: Playable['fields']): string | null => {
  if (fields.item !== undefined) return `item:${fields.item}`;
  return fields.strand === undefined ? null : `strand:${fields.strand}`;
};
