/**
 * The shape of the catalogues of refusals: a sentence for every code, or it does not compile.
 *
 * A catalogue is eleven tables, what a person wrote, what they imported, who may do what, what was altered, the library, text
 * to speech, evidence, those who confirm it, what is published, sites, and everything else, so that no file grows too long.
 */
import type { RefusalCode, RefusalParams } from '../../core/refusal.ts';

export type RefusalSentences<C extends RefusalCode = RefusalCode> = {
  readonly [K in C]: (params: RefusalParams[K]) => string;
};

/** Refusals of what people write: rules, days, files, schedules. */
export type WrittenCode = Extract<RefusalCode, `${'rule' | 'time' | 'file' | 'yaml' | 'schedule'}.${string}`>;

/** Refusals of calendars and week grids that are imported. */
export type ImportCode = Extract<RefusalCode, `import.${string}`>;

/** Refusals of who asks: signing in, rights, people, tokens. */
export type AccessCode = Extract<
  RefusalCode,
  | `${'sign-in' | 'credential' | 'link' | 'passphrase' | 'second-factor'}.${string}`
  | `${'right' | 'approval' | 'reason' | 'person' | 'grant' | 'unit' | 'token' | 'hold'}.${string}`
>;

/** Refusals of what people do to single occurrences: edits, decisions, orders. */
export type AlteredCode = Extract<
  RefusalCode,
  `${'edit' | 'alteration' | 'conflict' | 'overlay' | 'festival'}.${string}`
>;

/** Refusals of items, their scripts and their approval. */
export type LibraryCode = Extract<RefusalCode, `item.${string}`>;

/** Refusals of text to speech. */
export type SpeechCode = Extract<RefusalCode, `${'speech' | 'pronunciation'}.${string}`>;

/** Refusals of signed texts, proofs, bundles and exported logs: all that the page that checks evidence can say. */
export type ProofCode = Extract<RefusalCode, `${'proof' | 'bundle' | 'log-export'}.${string}`>;

/** Refusals of witnesses and time-stamp authorities. */
export type AnchorCode = Extract<RefusalCode, `${'witness' | 'timestamp'}.${string}`>;

/** Refusals of publishing, and of what was published. */
export type PublishedCode = Extract<RefusalCode, `${'manifest' | 'schedule-key'}.${string}`>;

/** Refusals of offline packages, at the centre and at a site. */
export type PackageCode = Extract<RefusalCode, `package.${string}`>;
/** Refusals of sites that join a centre and play. */
export type SiteCode = Extract<RefusalCode, `site.${string}`>;

/** Refusals of urgent orders, and of the key that signs them. */
export type UrgentCode = Extract<RefusalCode, `${'urgent' | 'urgent-key'}.${string}`>;

/** All other refusals: sound, the air log, the store, the service. */
export type RunningCode = Exclude<
  RefusalCode,
  | WrittenCode
  | ImportCode
  | AccessCode
  | AlteredCode
  | LibraryCode
  | SpeechCode
  | ProofCode
  | AnchorCode
  | PublishedCode
  | PackageCode
  | SiteCode
  | UrgentCode
>;
