/** Urgent notices that are in force for a channel, with the tag by which its site sees that they, or the key that signs them, are others. */
import type { ChannelId } from '../../core/ids.ts';
import { urgentTag } from '../../core/urgent/signed-urgent.ts';
import { newestSiteKeyLink } from '../../store/site-keys.ts';
import { urgentNotes } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';

export interface UrgentInForce {
  /** Signed notes, the oldest first. */
  readonly notes: readonly string[];
  readonly tag: string;
}

export const urgentInForce = ({ store, clock }: Pick<Ctx, 'store' | 'clock'>, channel: ChannelId): UrgentInForce => {
  const notes = urgentNotes(store.rows, channel, clock.instant());
  return { notes, tag: urgentTag(notes, newestSiteKeyLink(store.rows, 'urgent')?.number ?? 1) };
};
