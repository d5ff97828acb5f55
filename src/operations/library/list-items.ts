/**
 * The items of the library: searched without regard to accents, filtered, by title, a page at a time.
 *
 * Only those that concern the caller (within/own-items.ts).
 */
import { placesOf } from '../../core/access/schedule-places.ts';
import type { ItemId } from '../../core/ids.ts';
import type { VersionState } from '../../core/library/approval.ts';
import { type ItemState, itemStates } from '../../core/library/item-state.ts';
import { findsWords, searchWords } from '../../core/library/search.ts';
import { usesOf } from '../../core/library/uses.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Item, Schedule } from '../../core/schedule/model.ts';
import { searchKey } from '../../core/text.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { loadAlterations } from '../../store/alterations.ts';
import type { Rows } from '../../store/database.ts';
import { loadScriptKeys, loadTitleKeys } from '../../store/library.ts';
import { loadSchedule, loadSources } from '../../store/schedule.ts';
import { type Asking, groundOf, operation } from '../operation.ts';
import { statesOf } from '../within/approval-state.ts';
import { BY_HAND } from '../within/found-item.ts';
import { libraryNow } from '../within/library-now.ts';
import { ownItems } from '../within/own-items.ts';

export interface ItemSearch {
  /** Words of titles and scripts. */
  readonly text?: string | undefined;
  readonly strand?: string | undefined;
  readonly campaign?: string | undefined;
  readonly contentGroup?: string | undefined;
  readonly language?: string | undefined;
  readonly genre?: string | undefined;
  /** A unit that hears it, answers for where it airs, or owns its campaign; today. */
  readonly unit?: string | undefined;
  readonly state?: ItemState | undefined;
  /** `next` of the page before. */
  readonly after?: string | undefined;
  /** 1–500 rows. */
  readonly limit: number;
}

export interface ListedItem
  extends Pick<Item, 'id' | 'title' | 'genre' | 'campaign' | 'contentGroup' | 'from' | 'to' | 'notBefore' | 'notFrom'> {
  readonly versions: readonly { readonly language: string; readonly state: VersionState }[];
  readonly states: readonly ItemState[];
  /** The schedule file that gives it; null: made or taken over by hand. */
  readonly file: string | null;
}

export interface ItemPage {
  readonly items: readonly ListedItem[];
  /** How many there are in all. */
  readonly found: number;
  /** `after` of the next page; null when there is none. */
  readonly next: string | null;
}

const MOST = 500;

/** Refuses with right.*, request.wrong. */
export const listItems = operation(
  { name: 'item.list', needs: 'schedule.read' },
  (ctx: Asking, search: ItemSearch): Result<ItemPage> => {
    const { limit } = search;
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
      return refuse('request.wrong', { field: 'limit', expected: `1..${MOST}` }, { pointer: '/limit' });
    const { rows } = ctx.store;
    const schedule = loadSchedule(rows);
    const titles = loadTitleKeys(rows);
    const wanted = [fieldsFit(schedule, search, groundOf(ctx).today), textFits(rows, titles, search.text ?? '')];
    const uses = usesOf(schedule, loadAlterations(rows).edits);
    const sources = loadSources(rows);
    const now = libraryNow(ctx);
    const mine = ownItems(ctx, schedule);
    const kept = schedule.items.filter((item) => mine(item) && wanted.every((fits) => fits(item)));
    const versions = Map.groupBy(statesOf(rows, kept, null), ({ item }) => item);
    const shown = (item: Item): ListedItem => {
      const own = (versions.get(item.id) ?? []).map(({ language, state }) => ({ language, state }));
      const { segments, replaces } = uses(item.id);
      const { id, title, genre, campaign, contentGroup, from, to, notBefore, notFrom } = item;
      const file = sources.get(`item/${id}`) ?? BY_HAND;
      return {
        ...{ id, title, genre, campaign, contentGroup, from, to, notBefore, notFrom },
        versions: own,
        states: itemStates(
          item,
          own.map(({ state }) => state),
          { now, used: segments.length + replaces > 0 },
        ),
        file: file === BY_HAND ? null : file,
      };
    };
    const { state, language, after } = search;
    const all = kept
      .map(shown)
      .filter(({ states }) => state === undefined || states.includes(state))
      .filter((one) => language === undefined || one.versions.some((version) => version.language === language))
      .map((one) => ({ one, at: cursorOf(one.id, titles) }))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
    const rest = after === undefined ? all : all.filter(({ at }) => at > after);
    const page = rest.slice(0, limit);
    return ok({
      items: page.map(({ one }) => one),
      found: all.length,
      next: rest.length > limit ? (page.at(-1)?.at ?? null) : null,
    });
  },
);

/** By title, then id: where a page ends, also when the item there is renamed meanwhile. */
const cursorOf = (id: ItemId, titles: ReadonlyMap<string, string>): string => `${titles.get(id) ?? ''} ~${id}`;

type Fits = (item: Item) => boolean;

const fieldsFit = (schedule: Schedule, search: ItemSearch, today: LocalDate): Fits => {
  const { strand, campaign, contentGroup, genre, unit } = search;
  const inStrand = new Set(schedule.strands.find(({ id }) => id === strand)?.items ?? []);
  return (item) =>
    (strand === undefined || inStrand.has(item.id)) &&
    (campaign === undefined || item.campaign === campaign) &&
    (contentGroup === undefined || item.contentGroup === contentGroup) &&
    (genre === undefined || item.genre === genre) &&
    (unit === undefined || concerns(schedule, item, unit, today));
};

const concerns = (schedule: Schedule, { id }: Item, unit: string, today: LocalDate): boolean =>
  placesOf(schedule, 'item', id, today).some(
    (place) => typeof place !== 'string' && [...place.served, ...place.responsible].some((one) => one === unit),
  );

/** Of each version the script in force: what somebody wrote here, and otherwise what the file says. */
const textFits = (rows: Rows, titles: ReadonlyMap<string, string>, text: string): Fits => {
  const words = searchWords(text);
  if (words.length === 0) return () => true;
  const written = Map.groupBy(loadScriptKeys(rows), ({ item }) => item);
  return ({ id, versions }) => {
    const scripts = written.get(id) ?? [];
    const files = versions
      .filter(({ language, script }) => script !== null && !scripts.some((one) => one.language === language))
      .map(({ script }) => searchKey(script ?? ''));
    return findsWords(words, [titles.get(id) ?? '', ...scripts.map((one) => one.searchKey), ...files]);
  };
};
