/** What is refused of urgent orders, at the centre and at a site: the part of core/refusal.ts that is about them. */
import type { KeyChainFault } from '../evidence/faults.ts';

/** Why a site does not take an order. */
export type UrgentFault =
  /** It does not read. */
  | 'unreadable'
  /** The urgent key that is pinned did not sign it, or nobody did. */
  | 'signature'
  | 'origin'
  | 'site'
  | 'expired'
  /** A cancel that is older than the order which it names, or names itself. */
  | 'older'
  /** No urgent key is known here, or another one is named than the pinned one. */
  | 'key';

export interface UrgentRefusals {
  'urgent.refused': { readonly fault: UrgentFault; readonly id: string };
  'urgent.unknown': { readonly id: string };
  /** It cannot be cancelled any more. */
  'urgent.over': { readonly id: string; readonly how: 'cancelled' | 'expired' };
  /** Longer than a notice may be, seconds. */
  'urgent.long': { readonly seconds: number; readonly limit: number };
  /** The key is not changed while orders that it signed are in force; `until`: an RFC 3339 instant. */
  'urgent-key.in-force': { readonly until: string };
  /** As schedule-key.chain. */
  'urgent-key.chain': { readonly fault: KeyChainFault; readonly number: number; readonly pinned: string };
  'urgent-key.missing': { readonly path: string };
  /** `mode`: octal, '644'. */
  'urgent-key.open': { readonly path: string; readonly mode: string };
  'urgent-key.damaged': { readonly path: string };
  /** The verifier keys in the file, and as the sites have it. */
  'urgent-key.other': { readonly path: string; readonly found: string; readonly wanted: string };
}
