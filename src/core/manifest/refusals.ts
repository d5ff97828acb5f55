/** What is refused where days are published to the sites: the part of core/refusal.ts that is about manifests. */
import type { KeyChainFault } from '../evidence/faults.ts';
import type { HoldingBack, ManifestFault } from './faults.ts';

export interface ManifestRefusals {
  /** What a site got and does not take; `held`: the version that it keeps, 0 for none. */
  'manifest.refused': {
    readonly fault: ManifestFault;
    readonly site: string;
    readonly version: number;
    readonly held: number;
  };
  /** No day of the channel can go out; `why`: of the first that is held back, null when none is planned. */
  'manifest.nothing': {
    readonly channel: string;
    readonly day: string | null;
    readonly why: HoldingBack | null;
  };
  /** Nothing was ever published for the channel. */
  'manifest.none': { readonly channel: string };
  /** A version that was never published; `newest`: the one that was published last, 0 for none. */
  'manifest.unknown': { readonly version: number; readonly newest: number };
  /** The centre's chain of keys is not followed from the verifier key that is pinned here; `number`: of the link, 0 for the whole. */
  'schedule-key.chain': { readonly fault: KeyChainFault; readonly number: number; readonly pinned: string };
  'schedule-key.missing': { readonly path: string };
  /** `mode`: octal, '644'. */
  'schedule-key.open': { readonly path: string; readonly mode: string };
  'schedule-key.damaged': { readonly path: string };
  /** The key's name and id, and those under the newest manifest. */
  'schedule-key.other': { readonly path: string; readonly found: string; readonly wanted: string };
}
