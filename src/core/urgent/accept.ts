/** Whether an urgent notice that arrived is one to obey: its signature is judged before this, in signed-urgent.ts. */
import type { Site } from '../manifest/accept.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import { instantMs } from '../time/zone.ts';
import type { UrgentNotice } from './model.ts';
import type { UrgentFault } from './refusals.ts';

/**
 * `site.origin`: the name of the pinned urgent key. `now` is an RFC 3339 instant; null: the site does not know the time, and expiry is judged
 * before anything sounds. Refuses with urgent.refused. What was settled before is the player's to know.
 */
export const acceptUrgent = (site: Site, notice: UrgentNotice, now: string | null): Result<void> => {
  const fault = faultOf(site, notice, now);
  return fault === null ? ok(undefined) : refuse('urgent.refused', { fault, id: notice.id });
};

const faultOf = (site: Site, notice: UrgentNotice, now: string | null): UrgentFault | null => {
  if (notice.origin !== site.origin) return 'origin';
  if (!notice.sites.includes(site.id)) return 'site';
  const isOver = now !== null && instantMs(notice.expiresAt) <= instantMs(now);
  return isOver ? 'expired' : null;
};
