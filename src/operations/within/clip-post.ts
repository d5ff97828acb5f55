/** The text that goes with a clip, and its job: the name under which it is known, what it is called and whom it concerns. */
import { placesOf } from '../../core/access/schedule-places.ts';
import type { ClipShape } from '../../core/clips/spec.ts';
import { keyOf } from '../../core/evidence/key.ts';
import type { Sha256 } from '../../core/ids.ts';
import { oneLine } from '../../core/text.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { type Asking, groundOf } from '../operation.ts';
import type { AskedClip } from './clip.ts';
import type { FoundVersion } from './item-version.ts';
import type { JobPlace } from './render-job.ts';

/** Letters of a script that stand for the whole: what lists show before “see more”. */
const SUMMARY = 280;

/** The beginning of a text up to a sentence's end, or to a word's with an ellipsis. */
const summaryOf = (script: string): string => {
  const text = oneLine(script).replace(/\s+/gu, ' ');
  if (text.length <= SUMMARY) return text;
  const head = text.slice(0, SUMMARY).replace(/[\ud800-\udbff]$/, '');
  const sentence = /^.*[.!?…។](?=\s|$)/su.exec(head)?.[0];
  if (sentence !== undefined && sentence.length > SUMMARY / 3) return sentence;
  const word = head.lastIndexOf(' ');
  return `${(word > SUMMARY / 2 ? head.slice(0, word) : head).trimEnd()}…`;
};

/** Title, summary, who speaks. No hashtags: what they should be is for who posts it. */
export const postText = ({ item, script, campaign, strand, sender }: FoundVersion): string =>
  [
    item.title,
    script === null ? null : summaryOf(script),
    [sender, strand?.name ?? campaign?.name ?? null].filter((part) => part !== null && part !== '').join(' · '),
  ]
    .filter((part) => part !== null && part !== '')
    .join('\n\n');

/** Jobs of one clip are one job, whoever asks. */
export const clipJobKey = ({ item, language, shape }: AskedClip): Sha256 =>
  keyOf({ clipJob: { item, language, shape } });

export interface ClipPayload {
  readonly asked: AskedClip;
  readonly places: readonly JobPlace[];
}

const SHAPE_WORDS: Readonly<Record<ClipShape, string>> = { square: 'vuông', portrait: 'dọc' };

/** A job that is for whoever answers for the channels where the item airs. */
export const clipJob = (
  ctx: Asking,
  asked: AskedClip,
  { item }: FoundVersion,
): { readonly payload: ClipPayload; readonly label: string } => {
  const label = `Clip ${SHAPE_WORDS[asked.shape]} · ${item.title}`;
  const { today } = groundOf(ctx);
  const places = placesOf(loadSchedule(ctx.store.rows), 'item', item.id, today).flatMap((place): JobPlace[] =>
    typeof place === 'string' || place.channel === null ? [] : [{ channel: place.channel, day: today, label }],
  );
  return { payload: { asked, places }, label };
};
