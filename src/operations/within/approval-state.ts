/**
 * Whether the script and the sound of versions of items are approved, as they are now. Planning does not ask: it airs what is
 * no draft; whoever checks a coming day does.
 */
import type { ItemId, Sha256 } from '../../core/ids.ts';
import { scriptHash, type VersionForm, type VersionState, versionState, wordsOf } from '../../core/library/approval.ts';
import { cutHash } from '../../core/playlist/cut.ts';
import type { Cut } from '../../core/playlist/model.ts';
import type { Item } from '../../core/schedule/model.ts';
import type { Rows } from '../../store/database.ts';
import { type ItemApprovalRow, loadItemApprovals, loadScriptHeads } from '../../store/library.ts';
import { loadItems } from '../../store/schedule.ts';
import { loadCuts } from '../../store/sounds.ts';

export interface ApprovalState extends VersionForm {
  readonly item: ItemId;
  readonly language: string;
  readonly state: VersionState;
  /** The newest yes, whether or not it still holds. */
  readonly newest: ItemApprovalRow | null;
}

export interface AskedVersion {
  readonly item: ItemId;
  readonly language: string;
}

const keyOf = ({ item, language }: AskedVersion): string => `${item} ${language}`;

/** Of each version asked for that there is, by "item language". */
export const approvalStates = (rows: Rows, wanted: readonly AskedVersion[]): ReadonlyMap<string, ApprovalState> => {
  const keys = new Set(wanted.map(keyOf));
  const ids = [...new Set(wanted.map(({ item }) => item))];
  const asked = new Set<string>(ids);
  const items = loadItems(rows).filter(({ id }) => asked.has(id));
  const states = statesOf(rows, items, ids).filter((state) => keys.has(keyOf(state)));
  return new Map(states.map((state) => [keyOf(state), state]));
};

/** Of every version of `items`, by item, then in the order of its languages. `ids` null: they are all that there are. */
export const statesOf = (rows: Rows, items: readonly Item[], ids: readonly ItemId[] | null): ApprovalState[] => {
  const heads = new Map(loadScriptHeads(rows, ids).map((head) => [keyOf(head), head.hash]));
  const approvals = new Map(loadItemApprovals(rows, ids).map((row) => [keyOf(row), row]));
  const cuts = loadCuts(rows);
  const written = new Map<string, string[]>();
  for (const key of heads.keys()) {
    const [item = '', language = ''] = key.split(' ');
    written.set(item, [...(written.get(item) ?? []), language]);
  }
  return items.flatMap((item) =>
    languagesOf(item, written.get(item.id) ?? []).map((language): ApprovalState => {
      const key = keyOf({ item: item.id, language });
      const form = { script: scriptIn(item, language, heads.get(key)), sound: soundIn(item, language, cuts) };
      const newest = approvals.get(key) ?? null;
      return { item: item.id, language, ...form, state: versionState(form, newest), newest };
    }),
  );
};

/** Those of its versions, then those in which somebody has written a script. */
const languagesOf = ({ versions }: Pick<Item, 'versions'>, written: readonly string[]): readonly string[] => [
  ...new Set([...versions.map(({ language }) => language), ...written.toSorted()]),
];

/** The newest row wins; without one, the text in the schedule file is the script. */
const scriptIn = ({ versions }: Item, language: string, row: Sha256 | undefined): Sha256 | null =>
  row === undefined
    ? scriptHash(versions.find((version) => version.language === language)?.script ?? null)
    : wordsOf(row);

const soundIn = ({ versions }: Item, language: string, cuts: ReadonlyMap<string, Cut>): Sha256 | null => {
  const name = versions.find((version) => version.language === language)?.sound ?? null;
  const cut = name === null ? undefined : cuts.get(name);
  return cut === undefined ? null : cutHash(cut);
};
