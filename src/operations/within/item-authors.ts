/**
 * Who wrote the script of a version and who made its sound: whom a second person has to be second to.
 *
 * What was approved once is the approver's as much as its author's: only what is new since counts.
 */
import type { ItemId, PersonId, Sha256 } from '../../core/ids.ts';
import type { VersionForm } from '../../core/library/approval.ts';
import type { FieldChange } from '../../core/schedule/diff.ts';
import { personBehind } from '../../store/audit-reading.ts';
import type { Rows } from '../../store/database.ts';
import { actsOn, appliedSchedules, findAdjuster, type ItemApprovalRow, readScripts } from '../../store/library.ts';

/** One thing that somebody did. */
export interface Act {
  /** As actorOf() writes it. */
  readonly by: string;
  /** RFC 3339 instant. */
  readonly at: string;
}

export interface VersionActs {
  /** Of the script in force and those before it, oldest first. */
  readonly script: readonly Act[];
  /** Of the sound in force: taken in, adjusted, chosen for this item; oldest first. */
  readonly sound: readonly Act[];
}

interface AskedActs {
  readonly item: ItemId;
  readonly language: string;
  /** The sound under the version's name; null: there is none. */
  readonly original: Sha256 | null;
}

/** Taking in what a machine has spoken gives an item its sound, without naming versions. */
const SPOKEN = 'speech.take-in';

export const actsOfVersion = (rows: Rows, { item, language, original }: AskedActs): VersionActs => {
  const written = readScripts(rows, item)
    .filter((row) => row.language === language)
    .map(({ writtenBy, writtenAt }): Act => ({ by: writtenBy, at: writtenAt }))
    .toReversed();
  const chosen = actsOn(rows, `item/${item}`)
    .filter(
      ({ operation, detail }) =>
        operation === SPOKEN || (/^item\.(?:add|change)$/.test(operation) && namesVersions(detail)),
    )
    .map(actOf);
  const made = original === null ? [] : actsOn(rows, `sound/${original}`).map(actOf);
  const adjusted = original === null ? undefined : findAdjuster(rows, original);
  return {
    script: written.length > 0 ? written : appliedWith(rows, item),
    sound: [...made, ...chosen, ...(adjusted === undefined ? [] : [adjusted])].sort((a, b) => (a.at < b.at ? -1 : 1)),
  };
};

/** The people whose own work an approval would be. `last`: the newest one that there is. */
export const authorsOf = (
  rows: Rows,
  { script, sound }: VersionActs,
  now: VersionForm,
  last: ItemApprovalRow | null,
): readonly PersonId[] => {
  const words = last?.script === now.script ? [] : script.filter(({ at }) => last === null || at >= last.approvedAt);
  const heard = last?.sound === now.sound ? [] : sound;
  return [...new Set([...words, ...heard].map(({ by }) => personBehind(rows, by)))].filter((one) => one !== null);
};

const actOf = ({ actor, at }: { readonly actor: string; readonly at: string }): Act => ({ by: actor, at });

const namesVersions = (detail: unknown): boolean => {
  const { after } = detail as { readonly after?: object | null };
  return after !== null && after !== undefined && 'versions' in after;
};

/** Who applied a schedule file that gave the item, or other versions of it. */
const appliedWith = (rows: Rows, item: ItemId): Act[] =>
  appliedSchedules(rows)
    .filter(({ detail }) => {
      const { after } = detail as { readonly after?: { readonly changes?: readonly Changed[] } };
      return (after?.changes ?? []).some(
        ({ kind, id, what, fields }) =>
          kind === 'item' && id === item && (what === 'added' || fields.some(({ field }) => field === 'versions')),
      );
    })
    .map(actOf);

interface Changed {
  readonly kind: string;
  readonly id: string;
  readonly what: string;
  readonly fields: readonly FieldChange[];
}
