/**
 * An urgent order: one notice that chosen sites sound at once, whatever plays there and whatever the hour, because somebody who is named
 * answers for it. A text of its own under a key of its own: who may sign schedules cannot order an emergency, nor the other way round.
 *
 * Nothing in it waits for a plan. It ends by itself: an order is never valid for longer than a day.
 */
import type { ManifestSound } from '../manifest/model.ts';
import type { LocalTime } from '../time/local.ts';

export const URGENT_FORMAT = 'loa-urgent/1';

/** On every answer about a site's manifest: the tag of the urgent notices that are in force there. */
export const URGENT_HEADER = 'loa-urgent';

/** For how long an order may be valid, how often it may sound, and how long the pauses may be. */
export const URGENT_LIMITS = { hours: 24, repeats: 20, pauseSeconds: 7200, seconds: 900 } as const;

/** What an id looks like; each time that an order sounds is an airing of its own: 'khan-0123456789abcdef.2'. */
export const URGENT_ID = /^khan-[0-9a-f]{16}$/;

/** `bytes`: eight of chance. */
export const urgentId = (bytes: Uint8Array): string => `khan-${bytes.toHex()}`;

/** Who ordered it, in what office, and why: without all three nothing sounds. */
export interface UrgentAuthority {
  readonly by: string;
  readonly office: string;
  readonly reason: string;
}

interface Issued {
  readonly format: typeof URGENT_FORMAT;
  /** The centre, by the name of its urgent key. */
  readonly origin: string;
  readonly id: string;
  /** RFC 3339 instants. From `expiresAt` on it is worth nothing. */
  readonly issuedAt: string;
  readonly expiresAt: string;
  /** Ids of the channels whose sites it is for. */
  readonly sites: readonly string[];
  readonly authority: UrgentAuthority;
}

export interface UrgentOrder extends Issued {
  readonly kind: 'order';
  readonly title: string;
  /** What is said, where it is known as text: for people who read it aloud. */
  readonly text: string | null;
  readonly language: string;
  readonly sound: ManifestSound;
  /** How often it sounds, and the silence between, seconds. */
  readonly repeats: number;
  readonly pauseSeconds: number;
  /** 0–100; null: as the site has it. */
  readonly volume: number | null;
  /** What tells the broadcast day at a place: IANA zone, and when the day begins there. */
  readonly zone: string;
  readonly dayStart: LocalTime;
}

/** Ends an order, also while it sounds. */
export interface UrgentCancel extends Issued {
  readonly kind: 'cancel';
  readonly cancels: string;
}

export type UrgentNotice = UrgentOrder | UrgentCancel;

/** What a site says of an order: it has it, it sounds, and how it ended. */
export const URGENT_RECEIPTS = ['received', 'sounding', 'ended', 'cancelled', 'expired', 'failed'] as const;
export type UrgentReceipt = (typeof URGENT_RECEIPTS)[number];

/** How an order can be over at a site. */
export type UrgentEnd = Exclude<UrgentReceipt, 'received' | 'sounding'>;

/** The airing that is the n-th time, from 1, that an order sounds. */
export const urgentAiring = (id: string, n: number): string => `${id}.${n}`;
