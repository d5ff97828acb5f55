/** Ways out of conflicts as values, and when two conflicts are the same. */
import type { ChannelId } from '../ids.ts';
import type { Reason } from '../playlist/model.ts';
import type { LocalDate, LocalDateTime } from '../time/local.ts';
import type { EditTarget } from './alterations.ts';
import type { Conflict } from './conflict-model.ts';

/** An edit of single occurrences, without who makes it and why. */
export type ProposedEdit = EditTarget & { readonly scope: 'this'; readonly day: LocalDate };

/** Something that airs, or would, and does not after a way out. */
export interface Loss {
  /** Of a whole session, its name. */
  readonly title: string;
  /** null: nothing says why. */
  readonly reason: Reason | null;
}

export type WayOut =
  /** To the nearest free place of the same day. */
  | {
      readonly kind: 'move';
      readonly title: string;
      readonly from: LocalDateTime;
      readonly to: LocalDateTime;
      readonly edits: readonly ProposedEdit[];
    }
  | {
      readonly kind: 'shorten';
      readonly title: string;
      readonly seconds: number;
      readonly edits: readonly ProposedEdit[];
    }
  | {
      readonly kind: 'drop';
      readonly title: string;
      readonly dropped: readonly string[];
      readonly edits: readonly ProposedEdit[];
    }
  | {
      readonly kind: 'channel';
      readonly title: string;
      readonly channel: ChannelId;
      readonly channelName: string;
      readonly edits: readonly ProposedEdit[];
    }
  /** A person's word on which goes first. */
  | {
      readonly kind: 'first';
      readonly title: string;
      readonly other: string;
      readonly first: string;
      readonly second: string;
      /** What other sessions lose by it; the side that yields is not told of here. */
      readonly loses: readonly Loss[];
    };

/** Two conflicts are the same when the same two collide in the same way, whichever of them keeps its time. */
export const sameConflict = (a: Conflict, b: Conflict): boolean =>
  a.kind === b.kind &&
  ((a.kept.slot === b.kept.slot && a.yields.slot === b.yields.slot) ||
    (a.kept.slot === b.yields.slot && a.yields.slot === b.kept.slot));

/** Those of `after` that `before` did not have and nobody has decided. */
export const newConflicts = (before: readonly Conflict[], after: readonly Conflict[]): Conflict[] =>
  after.filter((one) => one.state !== 'decided' && !before.some((known) => sameConflict(known, one)));
