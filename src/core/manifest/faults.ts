/** What can be wrong with a manifest that arrived, and what keeps a day from going out: closed lists, for refusals and their sentences. */

/** Why a manifest is not taken. */
export type ManifestFault =
  /** It does not read: cut off, not JSON, other fields. */
  | 'unreadable'
  /** The key that we know did not sign it, or nobody did. */
  | 'signature'
  /** A key signed it that another one has replaced here. */
  | 'old-key'
  | 'origin'
  | 'site'
  /** A version before the one that is held. */
  | 'older'
  /** The version that is held, with other content. */
  | 'other-content'
  | 'expired'
  /** It names no day. */
  | 'empty';

/** Why a day, or a version of it, does not go out. */
export const HOLDING_BACK = ['not-approved', 'not-rendered', 'file-gone', 'silence', 'hours'] as const;
export type HoldingBack = (typeof HOLDING_BACK)[number];

/** 'missing': it is not there; 'cut': its end is; 'changed': other bytes than were sent. */
export type FileFault = 'missing' | 'cut' | 'changed';

/** A file of an offline package that did not arrive as it was sent. */
export interface BadFile {
  readonly name: string;
  readonly fault: FileFault;
}
