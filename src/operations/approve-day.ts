/**
 * A second person's yes to one version of a channel's day.
 *
 * What was written since a second person last said yes on the channel is still nobody's but its authors': a small change
 * by somebody else in between, or a month gone by, does not make one's own work another's.
 */
import { unitOfPlace } from '../core/access/decide.ts';
import { secondPerson } from '../core/access/two-persons.ts';
import type { ChannelId, PersonId } from '../core/ids.ts';
import type { Playlist } from '../core/playlist/model.ts';
import { renderKey, renderSpec } from '../core/playlist/render-spec.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { type ApprovalRow, addApproval, findApproval, findApprovedBefore } from '../store/approvals.ts';
import { peopleWho } from '../store/audit-reading.ts';
import type { Rows } from '../store/database.ts';
import { findRenderings, findRundown, type RundownRow } from '../store/days.ts';
import { findStandingException } from '../store/exceptions.ts';
import type { Ctx } from './context.ts';
import { operation } from './operation.ts';
import { type Approved, shownApproval } from './within/approved.ts';
import { onChannel } from './within/ground.ts';
import { note } from './within/note.ts';
import { passesGate } from './within/outgoing.ts';
import { hasSound } from './within/planned-day.ts';

type Approving = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

interface Asked {
  readonly channel: string;
  readonly day: LocalDate;
  /** The version that the approver has looked at. */
  readonly version: number;
}

/** What goes into a day and is done by people. */
const AUTHORING = [
  'schedule.apply',
  'sound.take-in',
  'item.add',
  'item.change',
  'edit.make',
  'alteration.undo',
  'conflict.decide',
  'overlay.add',
  'overlay.lift',
  'festival.confirm',
];

/**
 * Refuses with right.*, second-factor.*, channel.unknown; right.not-yours for what is no person; playlist.nothing while the
 * day is not planned; approval.changed when there is a newer version, approval.already, conflict.open,
 * render.silence, approval.own-work; data.*.
 */
export const approveDay = operation(
  {
    name: 'day.approve',
    needs: 'day.approve',
    where: (ctx: Approving, { channel, day }: Asked) => onChannel(ctx, channel, day),
  },
  (ctx: Approving, { channel, day, version }: Asked): Result<Approved> => {
    const { caller } = ctx;
    if (caller.kind !== 'person') return refuse('right.not-yours', {});
    const place = onChannel(ctx, channel, day);
    if (!place.ok) return place;
    const unit = unitOfPlace(place.value);
    return ctx.store.transact((rows) => {
      const newest = findRundown(rows, channel as ChannelId, day);
      if (newest === undefined) return refuse('playlist.nothing', { channel, day });
      if (newest.version !== version) return refuse('approval.changed', { version: newest.version });
      if (findApproval(rows, newest) !== undefined) return refuse('approval.already', { version });
      // Two priority items are a person's to decide, before anybody says yes to the day (Circular 39/2020/TT-BTTTT).
      const open = newest.conflicts.find(({ state }) => state === 'open');
      if (open !== undefined)
        return refuse('conflict.open', { first: open.kept.title, second: open.yields.title, at: open.from });
      const gate = gateOf(rows, newest.playlists);
      if (!gate.ok) return gate;
      const authors = authorsOf(rows, newest);
      const exception = findStandingException(rows, unit === null ? [] : [unit]) ?? null;
      const used = secondPerson(authors, caller.id, exception);
      if (!used.ok) return used;
      const reason = used.value?.reason ?? null;
      const row: ApprovalRow = {
        channel: newest.channel,
        day,
        version,
        hash: newest.hash,
        approver: caller.id,
        at: ctx.clock.instant(),
        authors,
        exception: reason,
      };
      addApproval(rows, row);
      note(ctx, rows, {
        operation: 'day.approve',
        unit,
        subject: `day/${channel}/${day}`,
        before: null,
        after: { version, hash: newest.hash, authors, exception: reason === null ? null : (exception?.id ?? null) },
        words: reason ?? '',
      });
      return ok(shownApproval(rows, row));
    });
  },
);

/**
 * Who wrote what nobody has approved yet: since the newest approved version on this channel was planned, of whatever day,
 * and from the beginning while there is none. Both ends count.
 */
const authorsOf = (rows: Rows, newest: RundownRow): PersonId[] => {
  const from = findApprovedBefore(rows, newest) ?? BEGINNING;
  return peopleWho(rows, { operations: AUTHORING, from, to: newest.plannedAt }) as PersonId[];
};

/** What was rendered and misses its gate is nobody's to approve. Refuses with render.silence. */
const gateOf = (rows: Rows, playlists: readonly Playlist[]): Result<void> => {
  for (const playlist of playlists.filter(hasSound)) {
    const key = renderKey(renderSpec(playlist, 'mp3'));
    const gate = passesGate(playlist, findRenderings(rows, [key]).get(key) ?? null);
    if (!gate.ok) return gate;
  }
  return ok(undefined);
};

const BEGINNING = '1970-01-01T00:00:00Z';
