/** What was heard and stood in no plan, as a planned airing of version 0: a copy that refers to nothing, named by who tells of it. */
import type { PlannedAiring } from '../../core/evidence/entry.ts';
import type { Channel, Unit } from '../../core/schedule/model.ts';
import { holdsOn, type LocalDate } from '../../core/time/local.ts';
import type { Moment } from '../../core/time/moment.ts';

export interface UnplannedNames {
  readonly channels: readonly Channel[];
  readonly units: readonly Unit[];
}

export interface UnplannedTold {
  readonly channel: string;
  readonly day: LocalDate;
  /** Of whoever tells of it: in no plan. */
  readonly id: string;
  readonly title: string;
  readonly start: Moment;
  readonly seconds: number;
}

/** With the units that the channel served on that day. */
export const unplannedAiring = (
  { channels, units }: UnplannedNames,
  { channel: id, day, id: airing, title, start, seconds }: UnplannedTold,
): PlannedAiring => {
  const channel = channels.find((one) => one.id === id);
  const served = (channel?.units ?? []).filter((link) => holdsOn(link, day)).map(({ unit }) => unit);
  return {
    channel: { id, name: channel?.name ?? id },
    units: units.filter((unit) => served.includes(unit.id)).map((unit) => ({ id: unit.id, name: unit.name })),
    day,
    session: { id: '', name: '' },
    rundownVersion: 0,
    id: airing,
    segment: '',
    title,
    kind: 'sound',
    ...{ item: null, genre: null, language: null, run: null, campaign: null, contentGroup: null },
    start,
    seconds,
    ...{ cut: null, script: null, rule: null },
  };
};
