/** What is refused where what aired is proved, or others are asked to confirm it: the part of core/refusal.ts that is about evidence. */
import type { EvidencePart, EvidenceText, ExportFault, ProofFault, Silence, TimeStampFault } from './faults.ts';

export interface EvidenceRefusals {
  // proving what aired
  'proof.unreadable': { readonly what: EvidenceText; readonly part: EvidencePart };
  'proof.wrong': { readonly fault: ProofFault };
  /** The first entry of an exported log that is wrong, by its number. */
  'log-export.wrong': { readonly seq: number; readonly fault: ExportFault };
  // asking others to confirm it
  'witness.key': { readonly path: string; readonly fault: 'missing' | 'there' | 'unreadable' };
  'witness.unreachable': { readonly url: string; readonly why: Silence };
  /** It cosigned another size than the one that was asked from: `size`. */
  'witness.behind': { readonly url: string; readonly size: number };
  /** `status`: what it answered (c2sp.org/tlog-witness gives each a meaning). */
  'witness.refused': { readonly url: string; readonly status: number };
  /** It answered without a signature by the key that we know it by. */
  'witness.unknown': { readonly url: string; readonly name: string };
  'timestamp.unreachable': { readonly url: string; readonly why: Silence };
  /** `status`: PKIStatus (RFC 3161 §2.4.2), `failures`: the bits of PKIFailureInfo, parted by blanks. */
  'timestamp.refused': { readonly status: number; readonly failures: string };
  'timestamp.wrong': { readonly fault: TimeStampFault };
  /** It could not be checked here. */
  'timestamp.unchecked': { readonly tool: string };
}
