/** Entries looked for in the leaves themselves: slow, and always possible, also where nothing can be written. */
import type Database from 'better-sqlite3';
import type { LocalDate } from '../core/time/local.ts';
import { leafField, plannedField } from './airlog-fields.ts';

/** Of entries about an airing. What is not given is not asked for. */
export interface LeafFilter {
  /** Broadcast days, both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly channel?: string | undefined;
  readonly campaign?: string | undefined;
  readonly kind?: string | undefined;
}

/** Answers their numbers. Reads the whole log. */
export const amongLeaves = (file: Database.Database): ((filter: LeafFilter) => number[]) => {
  const found = file
    .prepare(`
      SELECT seq FROM air_log
      WHERE ${plannedField('day')} BETWEEN :from AND :to
        AND (:channel IS NULL OR ${plannedField('channel.id')} = :channel)
        AND (:campaign IS NULL OR ${plannedField('campaign.id')} = :campaign)
        AND (:kind IS NULL OR ${leafField('kind')} = :kind)
      ORDER BY seq`)
    .pluck();
  return ({ from, to, channel = null, campaign = null, kind = null }) =>
    found.all({ from, to, channel, campaign, kind }) as number[];
};
