/**
 * Branded names of things, so that a channel cannot be handed in where a session is wanted.
 *
 * Ids are short ASCII words chosen by people in schedule files (`buoi-sang`); they are keys, never shown
 * as titles. Official unit codes are not ids: codes are reused over time (see docs/vocabulary.md).
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type UnitId = Id<'unit'>;
export type StationId = Id<'station'>;
export type ChannelId = Id<'channel'>;
export type SessionId = Id<'session'>;
export type SegmentId = Id<'segment'>;
export type StrandId = Id<'strand'>;
export type ItemId = Id<'item'>;
export type CampaignId = Id<'campaign'>;
export type ContentGroupId = Id<'contentGroup'>;
export type FestivalId = Id<'festival'>;
export type OverlayId = Id<'overlay'>;
export type GuardId = Id<'guard'>;

/** SHA-256 of some bytes, 64 lower-case hex digits. */
export type Sha256 = Id<'sha256'>;

/** What an id may look like: 1–64 of a–z, 0–9 and inner hyphens, beginning with a letter or digit. */
export const ID_PATTERN = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

export const SHA256_PATTERN = /^[0-9a-f]{64}$/;

/** Ids that the program makes itself: a letter, a hyphen and 16 hex digits ('p-…' people, 't-…' tokens, 's-…' sign-ins). */
export type PersonId = Id<'person'>;
export type TokenId = Id<'token'>;
export type SignInId = Id<'signIn'>;
