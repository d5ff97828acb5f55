/**
 * What an edit changes, as lines: channels on which the same happens as one, and beyond the first days only their number.
 * The whole of it is what --json prints.
 */
import { conflictText } from '../contract/sentences/conflicts.ts';
import { findingText } from '../contract/sentences/findings.ts';
import { formatDate } from '../contract/sentences/format.ts';
import { reasonText } from '../contract/sentences/index.ts';
import type { LocalDate } from '../core/time/local.ts';
import { timeOf } from '../core/time/local.ts';
import type { EditPreview } from '../operations/alterations/edit-schedule.ts';
import { editMessages } from './edit-messages.ts';
import type { Terminal } from './terminal.ts';

type DayChange = EditPreview['changes'][number];
type SessionChange = DayChange['sessions'][number];

const DAYS_SHOWN = 10;
const CHANNELS_NAMED = 3;

interface Alike {
  readonly day: LocalDate;
  readonly change: SessionChange;
  readonly channels: string[];
}

/** The same change of one day on several channels once, where the first of them stands. */
const alike = (changes: readonly DayChange[]): Alike[] => {
  const groups = new Map<string, Alike>();
  for (const { channel, day, sessions } of changes)
    for (const change of sessions) {
      const key = `${day}/${JSON.stringify(change)}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { day, change, channels: [channel.name] });
      else known.channels.push(channel.name);
    }
  return [...groups.values()];
};

/** '24/11/2026 · Đài Mỹ Tú · Buổi chiều: 17:00 (30 phút) → 14:00 (30 phút)', and beneath it what is heard no more. */
export const previewLines = ({ lang }: Terminal, { changes, conflicts, findings, looked }: EditPreview): string[] => {
  const say = editMessages(lang);
  const shown = (one: { readonly start: string; readonly seconds: number } | null): string =>
    one === null || one.seconds === 0
      ? say.silent
      : `${say.clock(timeOf(one.start as never))} (${say.length(one.seconds)})`;
  const days = [...new Set(changes.map(({ day }) => day))];
  const told = new Set(days.slice(0, DAYS_SHOWN));
  const lines = alike(changes.filter(({ day }) => told.has(day))).flatMap(({ day, channels, change }) => [
    `${formatDate(day, lang)} · ${say.channels(channels.slice(0, CHANNELS_NAMED), Math.max(0, channels.length - CHANNELS_NAMED))} · ${change.name}: ${shown(change.before)} → ${shown(change.after)}`,
    ...change.added.map((title) => `    + ${say.adds} ${title}`),
    ...change.left.map(
      ({ title, reason }) => `    − ${say.leaves} ${title}${reason === null ? '' : `: ${reasonText(reason, lang)}`}`,
    ),
  ]);
  const on = (one: { readonly channel: { readonly name: string }; readonly day: LocalDate }) =>
    `${formatDate(one.day, lang)} · ${one.channel.name}`;
  const last = days.at(-1);
  return [
    ...(lines.length === 0 ? [say.noChange] : lines),
    ...(last === undefined || days.length <= DAYS_SHOWN ? [] : [say.moreDays(days.length - DAYS_SHOWN, last)]),
    ...conflicts.map((one) => `! ${on(one)} · ${conflictText(one, lang)}`),
    ...findings.map((one) => `! ${on(one)} · ${findingText(one, lang)}`),
    ...(looked.whole || looked.to === null ? [] : [say.beyond(looked.to)]),
  ];
};
