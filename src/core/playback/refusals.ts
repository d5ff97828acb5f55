/** What is refused where a site joins a centre and plays: the part of core/refusal.ts that is about agents. */
import type { RowSignatureFault } from '../evidence/row-chain.ts';

export interface SiteRefusals {
  /** A site's folder: it has not joined, has joined already, others can read its secrets, or what lies in it cannot be read. */
  'site.folder': { readonly path: string; readonly fault: 'missing' | 'there' | 'open' | 'unreadable' };
  'site.unreachable': { readonly url: string };
  /** The centre answered with an HTTP status and a code of its own. */
  'site.denied': { readonly url: string; readonly status: number; readonly code: string };
  /** Which of several channels, or that there is none like the one `asked` for ('' for none asked). */
  'site.channel': { readonly asked: string; readonly known: string };
  /** The key on paper and the key that the centre gives. */
  'site.key': { readonly url: string; readonly wanted: string; readonly found: string };
  /** A row that is not as its device wrote it: `n` is its place in the device's chain. */
  'site.row-signature': { readonly device: string; readonly n: number; readonly fault: RowSignatureFault };
  /** A code for joining that is wrong, used or over. */
  'site.code': Record<never, never>;
  /** Another machine has that name in the log. */
  'site.device-taken': { readonly device: string };
  'site.device-unknown': { readonly id: string };
}
