/** By what names an airing goes: whatever may be called differently later. */
import type { PlannedAiring } from '../evidence/entry.ts';

/** Canonical JSON; airings with the same are called the same. */
export const namesOf = ({
  units,
  campaign,
  contentGroup,
  channel,
  session,
}: Pick<PlannedAiring, 'units' | 'campaign' | 'contentGroup' | 'channel' | 'session'>): string =>
  JSON.stringify([units, campaign, contentGroup, channel.name, session.name]);
