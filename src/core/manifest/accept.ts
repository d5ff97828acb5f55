/**
 * Whether a manifest that arrived takes the place of the one that a site holds.
 *
 * A good manifest is only ever replaced by a newer good one: nothing that is empty, older, expired, meant for another site or signed by
 * somebody else wipes what is held (TUF's rollback, freeze and mix-and-match). Signatures are judged before this, in signed-manifest.ts.
 */
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { ManifestFault } from './faults.ts';
import type { Manifest } from './model.ts';

/** What a site is. */
export interface Site {
  readonly id: string;
  /** The centre whose manifests it plays. */
  readonly origin: string;
}

export interface Arrived {
  readonly manifest: Manifest;
  /** The whole signed note: the same version with other bytes is another manifest. */
  readonly note: string;
}

/**
 * 'new': it takes the place; 'same': it is the one that is held. `now` is an RFC 3339 instant; null: the site does not know the
 * time, and expiry is not judged. Refuses with manifest.refused.
 */
export const accept = (
  site: Site,
  held: Arrived | null,
  arrived: Arrived,
  now: string | null,
): Result<'new' | 'same'> => {
  const { manifest } = arrived;
  const fault = faultOf(site, held, arrived, now);
  if (fault !== null)
    return refuse('manifest.refused', {
      fault,
      site: manifest.site.id,
      version: manifest.version,
      held: held?.manifest.version ?? 0,
    });
  return ok(held?.note === arrived.note ? 'same' : 'new');
};

const faultOf = (
  site: Site,
  held: Arrived | null,
  { manifest, note }: Arrived,
  now: string | null,
): ManifestFault | null => {
  if (manifest.origin !== site.origin) return 'origin';
  if (manifest.site.id !== site.id) return 'site';
  if (manifest.days.length === 0) return 'empty';
  if (held !== null && manifest.version < held.manifest.version) return 'older';
  if (held !== null && manifest.version === held.manifest.version && note !== held.note) return 'other-content';
  return now !== null && manifest.validUntil <= now ? 'expired' : null;
};
