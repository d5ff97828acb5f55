/**
 * A second person's yes to a version of an item: to this script and this sound, named by their hashes. Any later change of
 * either is another hash, and so another thing that nobody has approved.
 */
import { unitOfPlace, type Where } from '../../core/access/decide.ts';
import { actorOf, type PersonCaller, RIGHTS_OF } from '../../core/access/model.ts';
import { placesOf } from '../../core/access/schedule-places.ts';
import { type OnePersonException, secondPerson } from '../../core/access/two-persons.ts';
import type { Sha256, UnitId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { findStandingException } from '../../store/exceptions.ts';
import { addItemApproval } from '../../store/library.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { findSoundName } from '../../store/sounds.ts';
import type { Ctx } from '../context.ts';
import { groundOf, operation, seesWith } from '../operation.ts';
import { unitOfPlaces } from '../within/alteration-reach.ts';
import { statesOf } from '../within/approval-state.ts';
import { foundItem } from '../within/found-item.ts';
import { actsOfVersion, authorsOf } from '../within/item-authors.ts';
import { note } from '../within/note.ts';

interface Asked {
  readonly item: string;
  readonly language: string;
  /** What the approver has read (null: no words) and heard. */
  readonly script: Sha256 | null;
  readonly sound: Sha256;
}

export interface ApprovedVersion {
  readonly script: Sha256 | null;
  readonly sound: Sha256;
  readonly at: string;
  /** The unit's reason, when its own author approved it. */
  readonly ownReason: string | null;
}

/**
 * Refuses with right.*, second-factor.*, item.unknown; right.not-yours for what is no person; item.no-sound, item.changed
 * when the hashes are not those of now, item.approved, approval.own-work; data.*.
 */
export const approveVersion = operation(
  { name: 'item.approve', needs: 'item.approve' },
  (
    ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>,
    { item: id, language, script, sound }: Asked,
  ): Result<ApprovedVersion> => {
    const { caller } = ctx;
    if (caller.kind !== 'person') return refuse('right.not-yours', {});
    return ctx.store.transact((rows) => {
      const schedule = loadSchedule(rows);
      const found = foundItem(schedule, id);
      if (!found.ok) return found;
      const item = found.value;
      const places = placesOf(schedule, 'item', item.id, groundOf(ctx).today);
      if (!places.every(seesWith(ctx, 'item.approve'))) return refuse('right.elsewhere', { right: 'item.approve' });
      const named = { title: item.title, language };
      const now = statesOf(rows, [item], [item.id]).find((state) => state.language === language);
      if (now === undefined || now.sound === null) return refuse('item.no-sound', named);
      if (now.script !== script || now.sound !== sound) return refuse('item.changed', named);
      if (now.state === 'approved') return refuse('item.approved', named);
      const name = item.versions.find((version) => version.language === language)?.sound ?? '';
      const acts = actsOfVersion(rows, { item: item.id, language, original: findSoundName(rows, name) ?? null });
      const authors = authorsOf(rows, acts, now, now.newest);
      const used = secondPerson(authors, caller.id, exceptionAt(rows, caller, places));
      if (!used.ok) return used;
      const ownReason = used.value?.reason ?? null;
      const at = ctx.clock.instant();
      addItemApproval(rows, {
        item: item.id,
        language,
        script,
        sound,
        ownReason,
        approvedBy: actorOf(caller) ?? '',
        approvedAt: at,
      });
      note(ctx, rows, {
        operation: 'item.approve',
        unit: unitOfPlaces(places),
        subject: `item/${item.id}`,
        before: null,
        after: { language, script, sound, authors, own: ownReason !== null },
        words: ownReason ?? '',
      });
      return ok({ script, sound, at, ownReason });
    });
  },
);

/**
 * The exception under which somebody may approve their own work: every unit where it airs has one. Of an item that nothing
 * asks for yet, the units that they approve for.
 */
const exceptionAt = (rows: Rows, caller: PersonCaller, places: readonly Where[]): OnePersonException | null => {
  const airs = places.map((place): UnitId | null => (typeof place === 'string' ? null : unitOfPlace(place)));
  const own = caller.grants.filter(({ role }) => RIGHTS_OF[role].includes('item.approve')).map(({ unit }) => unit);
  const units = [...new Set(places.length > 0 ? airs : own)];
  const found = units.map((unit) => (unit === null ? undefined : findStandingException(rows, [unit])));
  const [first] = found;
  return first === undefined || found.includes(undefined) ? null : first;
};
