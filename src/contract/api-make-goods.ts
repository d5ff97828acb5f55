/** Shapes of the API about what was lost and where it can be made good. */
import { z } from 'zod';
import type { LostAiring } from '../core/campaign/lost.ts';
import type { MakeGood } from '../core/campaign/make-goods.ts';
import { IdText, MomentJson } from './api.ts';
import { makeGoodText } from './sentences/coverage.ts';
import type { Lang } from './sentences/format.ts';
import { reasonText } from './sentences/reasons.ts';
import { words } from './sentences/words.ts';

const EditJson = z
  .object({
    of: z.literal('session'),
    session: IdText,
    action: z.object({
      kind: z.literal('add'),
      after: z.string().nullable().describe('The segment that it follows; null: first'),
      title: z.string(),
      content: z.object({ kind: z.literal('item'), item: IdText }),
      language: z.string(),
    }),
    scope: z.literal('this'),
    day: z.string().describe('The calendar date for which the session is asked'),
    reason: z.string().describe('A reason to go with it, which may be said otherwise'),
    evenSo: z.literal(false),
  })
  .describe('An edit, ready to be sent as it is');

export const MakeGoodsJson = z.object({
  lost: z.array(
    z.object({
      id: z.string(),
      day: z.string().describe('Broadcast day'),
      session: z.object({ id: z.string(), name: z.string() }),
      title: z.string(),
      item: z.string(),
      language: z.string(),
      campaign: z.string().nullable(),
      kind: z
        .enum(['said', 'planned'])
        .describe("'said': people said that it did not air; 'planned': left out of the plan"),
      why: z.string().nullable().describe('In the language of Accept-Language'),
      offers: z
        .array(
          z.object({
            day: z.string(),
            session: z.object({ id: z.string(), name: z.string() }),
            start: MomentJson.describe('When it would be heard'),
            seconds: z.number().min(0),
            channels: z.array(IdText).describe('Wherever the session is heard on that day'),
            edit: EditJson,
          }),
        )
        .describe('Nearest day first, at most five'),
    }),
  ),
  more: z.int().min(0).describe('How many more were lost, for which nothing was looked for'),
});

interface Offered {
  readonly offered: readonly { readonly lost: LostAiring; readonly offers: readonly MakeGood[] }[];
  readonly more: number;
}

const whyText = ({ why }: LostAiring, lang: Lang): string | null => {
  if (why.kind === 'planned') return reasonText(why.reason, lang);
  return why.reason === null ? null : words(lang).notAiredReasons[why.reason];
};

export const makeGoodsJson = ({ offered, more }: Offered, lang: Lang): z.infer<typeof MakeGoodsJson> => ({
  lost: offered.map(({ lost, offers }) => ({
    id: lost.id,
    day: lost.day,
    session: { id: lost.session, name: lost.sessionName },
    title: lost.title,
    item: lost.item,
    language: lost.language,
    campaign: lost.campaign,
    kind: lost.why.kind,
    why: whyText(lost, lang),
    offers: offers.map(({ day, session, sessionName, start, seconds, channels, edit }) => ({
      day,
      session: { id: session, name: sessionName },
      start,
      seconds,
      channels: [...channels],
      edit: editJson(edit, makeGoodText(lost.title, lost.day, lang)),
    })),
  })),
  more,
});

const editJson = ({ action, ...edit }: MakeGood['edit'], reason: string): z.infer<typeof EditJson> => {
  // A make-good is an item: anything else would be a place nobody was offered.
  if (action.content.kind !== 'item') throw new Error(`a make-good of ${action.content.kind}`);
  return { ...edit, action: { ...action, content: { ...action.content } }, reason, evenSo: false };
};
