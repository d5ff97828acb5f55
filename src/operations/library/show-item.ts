/**
 * One item as a whole: its versions side by side with script, sound and approval; its history; where it airs.
 */
import { placesOf } from '../../core/access/schedule-places.ts';
import type { Sha256 } from '../../core/ids.ts';
import { scriptHash, type VersionState } from '../../core/library/approval.ts';
import { type ItemState, itemStates } from '../../core/library/item-state.ts';
import { type ReadingTime, readingTime } from '../../core/library/reading-time.ts';
import { usesOf } from '../../core/library/uses.ts';
import { cutHash } from '../../core/playlist/cut.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Item } from '../../core/schedule/model.ts';
import { loadAlterations } from '../../store/alterations.ts';
import type { Rows } from '../../store/database.ts';
import { actsOn, readItemApprovals, readScripts } from '../../store/library.ts';
import { loadSchedule, loadSources } from '../../store/schedule.ts';
import { findSoundName, loadCuts } from '../../store/sounds.ts';
import type { Ctx } from '../context.ts';
import { type Asking, groundOf, operation, seesWith } from '../operation.ts';
import { showSchedule } from '../show-schedule.ts';
import { type ApprovalState, statesOf } from '../within/approval-state.ts';
import { BY_HAND, foundItem } from '../within/found-item.ts';
import { type Act, actsOfVersion } from '../within/item-authors.ts';
import { type ItemUses, itemUses } from '../within/item-uses.ts';
import { libraryNow } from '../within/library-now.ts';
import { ownItems } from '../within/own-items.ts';
import { actorsIn, type ShownActor } from '../within/shown-names.ts';

/** Who did something, and when. */
export interface ShownAct {
  readonly by: ShownActor;
  readonly at: string;
}

export interface ShownVersion {
  readonly language: string;
  readonly state: VersionState;
  readonly synthetic: boolean;
  /** null: no words. `from` 'file': nobody has written one here, so the schedule file's text is the script. */
  readonly script: {
    readonly text: string;
    readonly hash: Sha256;
    readonly from: 'library' | 'file';
    readonly written: ShownAct | null;
    readonly reading: ReadingTime;
  } | null;
  /** Whether the schedule file has another text, which does not count. */
  readonly fileDiffers: boolean;
  /** null: no file name is given yet. */
  readonly sound: {
    readonly name: string;
    /** What the name stands for; null: the library has no such sound yet. */
    readonly known: {
      readonly original: Sha256;
      readonly hash: Sha256;
      readonly seconds: number;
      readonly recorded: ShownAct | null;
    } | null;
  } | null;
  /** The newest yes; `holds` says whether it is for what is there now. */
  readonly approval: (ShownAct & { readonly holds: boolean; readonly ownReason: string | null }) | null;
}

/** One line of the history, newest first. */
export interface ItemEvent extends ShownAct {
  readonly what: 'added' | 'changed' | 'written' | 'approved';
  /** null: it concerns the item as a whole. */
  readonly language: string | null;
  readonly script: Sha256 | null;
  readonly sound: Sha256 | null;
  readonly ownReason: string | null;
}

export interface ShownItem {
  readonly item: Item;
  readonly file: string | null;
  readonly states: readonly ItemState[];
  readonly versions: readonly ShownVersion[];
  readonly history: readonly ItemEvent[];
  readonly uses: ItemUses;
  /** What the caller may do with it, but for a fresh second factor. */
  readonly may: { readonly write: boolean; readonly approve: boolean };
}

/** Refuses with right.*, item.unknown. */
export const showItem = operation(
  { name: 'item.show', needs: 'schedule.read' },
  (ctx: Asking & Pick<Ctx, 'airlog'>, id: string): Result<ShownItem> => {
    const { rows } = ctx.store;
    const whole = loadSchedule(rows);
    const found = foundItem({ items: whole.items.filter(ownItems(ctx, whole)) }, id);
    if (!found.ok) return found;
    const seen = showSchedule(ctx);
    if (!seen.ok) return seen;
    const item = found.value;
    const states = statesOf(rows, [item], [item.id]);
    const { segments, replaces } = usesOf(whole, loadAlterations(rows).edits)(item.id);
    const places = placesOf(whole, 'item', item.id, groundOf(ctx).today);
    const file = loadSources(rows).get(`item/${item.id}`) ?? BY_HAND;
    return ok({
      item,
      file: file === BY_HAND ? null : file,
      states: itemStates(
        item,
        states.map(({ state }) => state),
        { now: libraryNow(ctx), used: segments.length + replaces > 0 },
      ),
      versions: versionsOf(rows, item, states),
      history: historyOf(rows, item),
      uses: itemUses(ctx, seen.value, item),
      may: {
        write: seesWith(ctx, 'schedule.write')('anywhere') && places.every(seesWith(ctx, 'schedule.write')),
        approve: seesWith(ctx, 'item.approve')('anywhere') && places.every(seesWith(ctx, 'item.approve')),
      },
    });
  },
);

const versionsOf = (rows: Rows, item: Item, states: readonly ApprovalState[]): ShownVersion[] => {
  const actor = actorsIn(rows);
  const cuts = loadCuts(rows);
  const written = readScripts(rows, item.id);
  const last = (acts: readonly Act[]): ShownAct | null => {
    const act = acts.at(-1);
    return act === undefined ? null : { by: actor(act.by), at: act.at };
  };
  return states.map(({ language, state, newest }): ShownVersion => {
    const version = item.versions.find((one) => one.language === language);
    const name = version?.sound ?? null;
    const original = name === null ? null : (findSoundName(rows, name) ?? null);
    const cut = name === null ? undefined : cuts.get(name);
    const acts = actsOfVersion(rows, { item: item.id, language, original });
    const row = written.find((one) => one.language === language);
    const text = row === undefined ? (version?.script ?? '') : row.text;
    const hash = scriptHash(text);
    return {
      language,
      state,
      synthetic: version?.synthetic ?? false,
      script:
        hash === null
          ? null
          : {
              text,
              hash,
              from: row === undefined ? 'file' : 'library',
              written: last(acts.script),
              reading: readingTime(text, language),
            },
      fileDiffers: row !== undefined && scriptHash(version?.script ?? null) !== null && version?.script !== row.text,
      sound:
        name === null
          ? null
          : {
              name,
              known:
                original === null || cut === undefined
                  ? null
                  : { original, hash: cutHash(cut), seconds: cut.samples / SAMPLE_RATE, recorded: last(acts.sound) },
            },
      approval:
        newest === null
          ? null
          : {
              by: actor(newest.approvedBy),
              at: newest.approvedAt,
              holds: state === 'approved',
              ownReason: newest.ownReason,
            },
    };
  });
};

const historyOf = (rows: Rows, { id }: Item): ItemEvent[] => {
  const actor = actorsIn(rows);
  const none = { language: null, script: null, sound: null, ownReason: null };
  const changes = actsOn(rows, `item/${id}`).flatMap(({ at, actor: by, operation: name }): ItemEvent[] => {
    const what = name === 'item.add' ? 'added' : name === 'item.change' ? 'changed' : null;
    return what === null ? [] : [{ ...none, what, at, by: actor(by) }];
  });
  const scripts = readScripts(rows, id).map(
    ({ language, text, writtenBy, writtenAt }): ItemEvent => ({
      ...none,
      what: 'written',
      language,
      script: scriptHash(text),
      at: writtenAt,
      by: actor(writtenBy),
    }),
  );
  const approvals = readItemApprovals(rows, id).map(
    ({ language, script, sound, ownReason, approvedBy, approvedAt }): ItemEvent => ({
      what: 'approved',
      language,
      script,
      sound,
      ownReason,
      at: approvedAt,
      by: actor(approvedBy),
    }),
  );
  // What happened within one second stays in the order of approvals, scripts, changes: the later rests on the earlier.
  return [...approvals, ...scripts, ...changes].sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1));
};
