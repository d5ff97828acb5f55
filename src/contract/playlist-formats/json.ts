/**
 * The complete machine form of a day: `loa-day-playlist/1`.
 *
 * Everything the other formats leave out is here: identities, hashes, samples, absences with their reasons.
 * Within version 1 fields may be added, so readers skip what they do not know; none is renamed or removed.
 */
import { z } from 'zod';
import { SHA256_PATTERN } from '../../core/ids.ts';
import type { Playlist, PlaylistEntry, Reason } from '../../core/playlist/model.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import type { DayList, DaySession, SessionSound, WriteOptions } from './model.ts';
import { exactSeconds, inOrder, locate } from './model.ts';

const DAY_LIST_FORMAT = 'loa-day-playlist/1';

/** Every reason code, once; the compiler refuses a code that is missing or gone. */
const REASONS = {
  'by-rule': true,
  rotation: true,
  'repeat-of': true,
  'waits-for-recording': true,
  'sound-missing': true,
  'no-version': true,
  'not-valid': true,
  'strand-empty': true,
  'nothing-to-repeat': true,
  'no-room': true,
  'no-gap': true,
  'bed-missing': true,
  'session-clash': true,
  'fixed-start-passed': true,
  'fills-until': true,
  'hour-moved': true,
  'hour-doubled': true,
  cancelled: true,
  'moved-away': true,
  'moved-here': true,
  edited: true,
  suspended: true,
  replaced: true,
  'guard-hours': true,
  'guard-sessions': true,
  'guard-length': true,
  preempted: true,
  yields: true,
  'decision-open': true,
  'begins-late': true,
  'priority-first': true,
  draft: true,
  embargoed: true,
  expired: true,
  'first-run-missed': true,
} as const satisfies Record<Reason['code'], true>;

const sha256 = z.string().regex(SHA256_PATTERN).describe('SHA-256 of the bytes, lower-case hex');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const samples = z.int().min(0).describe('Whole samples at sampleRate');
const seconds = z.number().min(0).describe('Seconds, exact to six decimals');

const MomentJson = z
  .object({
    local: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/),
    zone: z.string().min(1).describe('IANA zone as the station wrote it'),
    instant: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
  })
  .describe('Local date-time, zone and instant of one moment');

const ReasonJson = z
  .object({ code: z.enum(Object.keys(REASONS) as (keyof typeof REASONS)[]) })
  .catchall(z.union([z.string(), z.number(), z.null()]))
  .describe('The code never changes; beside it stand the facts of this case');

const EntryJson = z.object({
  id: z.string(),
  segment: z.string(),
  kind: z.enum(['sound', 'relay', 'filler']),
  title: z.string(),
  item: z.string().nullable(),
  genre: z.string().nullable(),
  strand: z.string().nullable(),
  language: z.string().nullable(),
  run: z.enum(['first', 'repeat']).nullable(),
  campaign: z.string().nullable(),
  contentGroup: z.string().nullable(),
  master: sha256.nullable().describe('The house master laid here; null is silence'),
  masterSamples: samples.nullable(),
  start: MomentJson,
  offsetSeconds: seconds.describe('Seconds from the start of the session, exact to six decimals'),
  durationSeconds: seconds,
  offsetSamples: samples,
  lengthSamples: samples,
  fadeOutSamples: samples,
  crossfade: z
    .object({ inSamples: samples, outSamples: samples })
    .optional()
    .describe(
      'It sounds together with the entry before and the one after, each at equal power; not there: it does not',
    ),
  segueSamples: samples.optional().describe('The next entry begins so long before the end of this one'),
  bed: z
    .object({
      item: z.string(),
      master: sha256,
      underDb: z.number().describe('dB under the level of what it lies under'),
    })
    .optional()
    .describe('Music under it, repeated or faded to its length'),
  sampleRate: z.literal(SAMPLE_RATE),
  reasons: z.array(ReasonJson).describe('Why this sounds here'),
});

const AbsenceJson = z.object({
  id: z.string(),
  segment: z.string(),
  title: z.string(),
  item: z.string().nullable(),
  language: z.string().nullable(),
  reason: ReasonJson,
});

const SoundJson = z.object({
  url: z.string(),
  sha256,
  bytes: z.int().min(0),
  seconds: z.number().min(0).describe('Length of the file by decoding, in seconds'),
  mime: z.string(),
});

const SessionJson = z.object({
  session: z.string(),
  name: z.string(),
  start: MomentJson,
  profile: z.string().describe('Loudness profile'),
  durationSeconds: seconds,
  lengthSamples: samples,
  sampleRate: z.literal(SAMPLE_RATE),
  sound: SoundJson.nullable().describe('null: not rendered yet'),
  entries: z.array(EntryJson),
  absences: z.array(AbsenceJson).describe('What should have been here and is not'),
});

export const DayListJson = z
  .object({
    format: z.literal(DAY_LIST_FORMAT),
    channel: z.object({ id: z.string(), name: z.string() }),
    day,
    zone: z.string().min(1),
    generatedFrom: z.string().nullable().describe('Version or hash of the schedule this was planned from'),
    sessions: z.array(SessionJson),
    checkpoint: z
      .object({
        origin: z.string(),
        size: z.int().min(0).describe('Entries in the air log'),
        root: z.string().describe('Base64'),
        note: z.string().describe('The signed note (c2sp.org/tlog-checkpoint), to be kept'),
      })
      .optional()
      .describe('The checkpoint that closed the last broadcast day of the air log; not there: no day is closed yet'),
  })
  .describe('One broadcast day of one channel, with exact times');

export type DayListJson = z.infer<typeof DayListJson>;

const entryJson = (entry: PlaylistEntry): z.infer<typeof EntryJson> => ({
  id: entry.id,
  segment: entry.segment,
  kind: entry.kind,
  title: entry.title,
  item: entry.item,
  genre: entry.genre,
  strand: entry.strand,
  language: entry.language,
  run: entry.run,
  campaign: entry.campaign,
  contentGroup: entry.contentGroup,
  master: entry.cut?.master ?? null,
  masterSamples: entry.cut?.samples ?? null,
  start: entry.start,
  offsetSeconds: exactSeconds(entry.offset),
  durationSeconds: exactSeconds(entry.length),
  offsetSamples: entry.offset,
  lengthSamples: entry.length,
  fadeOutSamples: entry.fadeOut,
  ...(entry.crossfade === undefined
    ? {}
    : { crossfade: { inSamples: entry.crossfade.in, outSamples: entry.crossfade.out } }),
  ...(entry.segue === undefined ? {} : { segueSamples: entry.segue }),
  ...(entry.bed == null
    ? {}
    : { bed: { item: entry.bed.item, master: entry.bed.cut.master, underDb: entry.bed.underDb } }),
  sampleRate: SAMPLE_RATE,
  reasons: entry.reasons.map((reason) => ({ ...reason })),
});

const absenceJson = ({ id, segment, title, item, language, reason }: Playlist['absences'][number]) => ({
  id,
  segment,
  title,
  item,
  language,
  reason: { ...reason },
});

const soundJson = (sound: SessionSound, base: string | null): z.infer<typeof SoundJson> => ({
  url: locate(sound.url, base),
  sha256: sound.sha256,
  bytes: sound.bytes,
  seconds: sound.seconds,
  mime: sound.mime,
});

const sessionJson = ({ playlist, sound }: DaySession, base: string | null): z.infer<typeof SessionJson> => ({
  session: playlist.session,
  name: playlist.sessionName,
  start: playlist.start,
  profile: playlist.profile,
  durationSeconds: exactSeconds(playlist.length),
  lengthSamples: playlist.length,
  sampleRate: SAMPLE_RATE,
  sound: sound === null ? null : soundJson(sound, base),
  entries: playlist.entries.map(entryJson),
  absences: playlist.absences.map(absenceJson),
});

/** The day as a value of `DayListJson`. */
export const dayListJson = (list: DayList, { base }: WriteOptions): DayListJson => ({
  format: DAY_LIST_FORMAT,
  channel: { id: list.channel.id, name: list.channel.name },
  day: list.day,
  zone: list.zone,
  generatedFrom: list.generatedFrom,
  sessions: inOrder(list).map((session) => sessionJson(session, base)),
  ...(list.checkpoint == null ? {} : { checkpoint: { ...list.checkpoint } }),
});

/** The same as UTF-8 text, indented by two, with a line break at the end. */
export const json = (list: DayList, options: WriteOptions): string =>
  `${JSON.stringify(dayListJson(list, options), null, 2)}\n`;
