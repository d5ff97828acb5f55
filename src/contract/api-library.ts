/** How the API speaks of items, their scripts and their approval: shapes in, shapes out. Whose they are, the operations decide. */
import { z } from 'zod';
import type { CampaignId, ContentGroupId, ItemId } from '../core/ids.ts';
import { SHA256_PATTERN } from '../core/ids.ts';
import { ITEM_STATES } from '../core/library/item-state.ts';
import type { Item } from '../core/schedule/model.ts';
import { type LocalDate, type LocalDateTime, parseLocalDateTime } from '../core/time/local.ts';
import { checkedBy, DateText, IdText } from './api.ts';

/** For borders, which offer them to be chosen. */
export { ITEM_STATES };

export const LanguageText = z
  .string()
  .regex(/^[a-z]{2,3}$/)
  .describe("BCP 47 primary tag: 'vi', 'km'");
const HashText = z.string().regex(SHA256_PATTERN).describe('SHA-256, 64 hex digits');
const MomentText = z.string().superRefine(checkedBy(parseLocalDateTime)).describe('Local date and time of the station');
const Cursor = z.string().max(400);

export const ItemsQuery = z.strictObject({
  text: z.string().max(200).optional().describe('Words of titles and scripts; without accents finds the same'),
  strand: IdText.optional(),
  campaign: IdText.optional(),
  contentGroup: IdText.optional(),
  language: LanguageText.optional(),
  genre: z.string().max(40).optional(),
  unit: IdText.optional().describe('Hears it, answers for where it airs, or owns its campaign; today'),
  state: z.enum(ITEM_STATES).optional(),
  after: Cursor.optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

const VersionStateJson = z.enum(['waits-for-recording', 'waits-for-approval', 'approved']);
const limits = {
  from: z.string().nullable().describe('First day on which it may air'),
  to: z.string().nullable().describe('Last day on which it may air, included'),
  notBefore: z.string().nullable().describe('Embargo: not before this local time'),
  notFrom: z.string().nullable().describe('Expiry: not from this local time on'),
};

export const ListedItemJson = z.object({
  id: z.string(),
  title: z.string(),
  genre: z.string(),
  campaign: z.string().nullable(),
  contentGroup: z.string().nullable(),
  ...limits,
  versions: z.array(z.object({ language: z.string(), state: VersionStateJson })),
  states: z.array(z.enum(ITEM_STATES)).describe('All that holds at once'),
  file: z.string().nullable().describe('The schedule file that gives it; null: made or taken over by hand'),
});

export const ItemsJson = z.object({
  items: z.array(ListedItemJson),
  found: z.int().min(0).describe('How many there are in all'),
  next: z.string().nullable().describe('`after` of the next page; null: there is none'),
});

const ActorJson = z.object({
  id: z.string(),
  kind: z.enum(['person', 'machine', 'site', 'system', 'nobody']),
  name: z.string().nullable().describe('null: it has none, or it was erased'),
});
const act = { by: ActorJson, at: z.string().describe('RFC 3339, UTC') };
const NamedJson = z.object({ id: z.string(), name: z.string() });

export const ItemJson = z.object({
  item: z.object({
    id: z.string(),
    title: z.string(),
    genre: z.string(),
    campaign: z.string().nullable(),
    contentGroup: z.string().nullable(),
    audiences: z.array(z.string()),
    ...limits,
    draft: z.boolean(),
  }),
  file: z.string().nullable(),
  states: z.array(z.enum(ITEM_STATES)),
  versions: z.array(
    z.object({
      language: z.string(),
      state: VersionStateJson,
      synthetic: z.boolean(),
      script: z
        .object({
          text: z.string(),
          hash: z.string(),
          from: z.enum(['library', 'file']),
          written: z.object(act).nullable(),
          reading: z.object({
            unit: z.enum(['syllables', 'words', 'characters']),
            perMinute: z.number(),
            count: z.int(),
            seconds: z.int(),
          }),
        })
        .nullable()
        .describe('null: no words'),
      fileDiffers: z.boolean().describe('Whether the schedule file has another text, which does not count'),
      sound: z
        .object({
          name: z.string(),
          known: z
            .object({
              original: z.string(),
              hash: z.string().describe('What is approved of it: the master and how it is used'),
              seconds: z.number(),
              recorded: z.object(act).nullable(),
            })
            .nullable()
            .describe('null: the library has no such sound yet'),
        })
        .nullable(),
      approval: z
        .object({ ...act, holds: z.boolean(), ownReason: z.string().nullable() })
        .nullable()
        .describe('The newest; `holds` tells whether it is for what is there now'),
    }),
  ),
  history: z.array(
    z.object({
      ...act,
      what: z.enum(['added', 'changed', 'written', 'approved']),
      language: z.string().nullable(),
      script: z.string().nullable(),
      sound: z.string().nullable(),
      ownReason: z.string().nullable(),
    }),
  ),
  uses: z.object({
    strands: z.array(NamedJson),
    segments: z.array(
      z.object({ id: z.string(), title: z.string(), session: NamedJson, channels: z.array(NamedJson) }),
    ),
    coming: z.array(z.object({ channel: NamedJson, day: z.string(), session: z.string(), at: z.string() })),
    lastAired: z.object({ channel: NamedJson, day: z.string() }).nullable(),
    lookedBack: z.int().describe('How many days back were looked at'),
  }),
  may: z.object({ write: z.boolean(), approve: z.boolean() }),
});

const VersionJson = z.strictObject({
  language: LanguageText,
  sound: z.string().max(200).nullable().default(null).describe('File name of its sound in the library'),
  synthetic: z.boolean().default(false).describe('Whether the voice is synthetic'),
});

const Fields = {
  title: z.string().max(400),
  genre: z.string().max(40),
  campaign: IdText.nullable(),
  contentGroup: IdText.nullable(),
  audiences: z.array(z.string().max(100)).max(20),
  from: DateText.nullable(),
  to: DateText.nullable(),
  notBefore: MomentText.nullable(),
  notFrom: MomentText.nullable(),
  draft: z.boolean(),
  versions: z.array(VersionJson).max(20),
};

export const NewItemJson = z.strictObject({
  id: IdText.nullable().default(null).describe('null: made from the title'),
  title: Fields.title,
  genre: Fields.genre,
  campaign: Fields.campaign.default(null),
  contentGroup: Fields.contentGroup.default(null),
  audiences: Fields.audiences.default([]),
  from: Fields.from.default(null),
  to: Fields.to.default(null),
  notBefore: Fields.notBefore.default(null),
  notFrom: Fields.notFrom.default(null),
  draft: Fields.draft.default(false),
  versions: Fields.versions.default([{ language: 'vi', sound: null, synthetic: false }]),
});

export const ChangeItemJson = z.strictObject({
  ...z.object(Fields).partial().shape,
  takeOver: z.boolean().default(false).describe('Let the library keep an item that a schedule file gave until now'),
});

export const ScriptJson = z.strictObject({
  text: z.string().max(60_000).describe('Empty: no words'),
  was: HashText.nullable()
    .optional()
    .describe('The script that the writer had before them; refused when it is another by now'),
});

export const WrittenScriptJson = z.object({ hash: z.string().nullable(), isNew: z.boolean() });

export const ApproveVersionJson = z.strictObject({
  language: LanguageText,
  script: HashText.nullable().describe('The script that was read; null: no words'),
  sound: HashText.describe('The sound that was heard'),
});

export const ApprovedVersionJson = z.object({
  script: z.string().nullable(),
  sound: z.string(),
  at: z.string(),
  ownReason: z.string().nullable(),
});

type WrittenFields = Omit<Item, 'id' | 'versions'> & {
  readonly versions: readonly {
    readonly language: string;
    readonly sound: string | null;
    readonly synthetic: boolean;
  }[];
};

/** Ids and days were checked by their shapes. */
export const newItemOf = (json: z.infer<typeof NewItemJson>): WrittenFields & { readonly id: ItemId | null } => ({
  ...json,
  id: json.id as ItemId | null,
  campaign: json.campaign as CampaignId | null,
  contentGroup: json.contentGroup as ContentGroupId | null,
  from: json.from as LocalDate | null,
  to: json.to as LocalDate | null,
  notBefore: json.notBefore as LocalDateTime | null,
  notFrom: json.notFrom as LocalDateTime | null,
});

/** Only what is given. */
export const changedFieldsOf = ({
  takeOver: _takeOver,
  ...json
}: z.infer<typeof ChangeItemJson>): Partial<WrittenFields> =>
  Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined)) as Partial<WrittenFields>;
