/**
 * A spoken sound → the library, under a name; and, when it is said whose it is, the sound of an item's version, which is
 * then marked as synthetic. That somebody listened is recorded only when a person says so, and an item needs it.
 *
 * An approval that the version had holds for another sound and is thereby void. It approves nothing.
 */
import type { SpeechFacts } from '../../audio/engine.ts';
import { placesOf } from '../../core/access/schedule-places.ts';
import { SHA256_PATTERN, type Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Item, Schedule } from '../../core/schedule/model.ts';
import { nfc, oneLine } from '../../core/text.ts';
import type { Rows } from '../../store/database.ts';
import { loadSchedule, saveSchedule } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { groundOf, operation, seesWith } from '../operation.ts';
import { type TakeInOptions, takeIn } from '../take-in.ts';
import { note } from '../within/note.ts';

export interface TakeInSpeechAsked {
  readonly sound: string;
  /** 'thong-bao-mat-nuoc.wav' */
  readonly name: string;
  /** Whose version's sound it becomes; null: nobody's yet. */
  readonly item: string | null;
  readonly language: string;
  /** A person says that they listened to all of it. */
  readonly heard: boolean;
}

export interface SpeechTakenIn {
  readonly name: string;
  readonly original: Sha256;
  readonly item: string | null;
  readonly facts: SpeechFacts;
  /** false: no person has said that they listened. */
  readonly heard: boolean;
}

const NAME = /^[^/\\]{1,190}\.wav$/iu;

/** Refuses with right.*, speech.unknown, speech.not-heard, speech.version-unknown, request.wrong, media.*, audio.*, data.*. */
export const takeInSpeech = operation(
  { name: 'speech.take-in', needs: 'sound.write' },
  async (ctx: Ctx, asked: TakeInSpeechAsked, options: TakeInOptions): Promise<Result<SpeechTakenIn>> => {
    const name = nfc(oneLine(asked.name));
    if (!NAME.test(name) || name.startsWith('.'))
      return refuse('request.wrong', { field: 'name', expected: 'sound-name' }, { pointer: '/name' });
    const facts = SHA256_PATTERN.test(asked.sound) ? await ctx.audio.speech.factsOf(asked.sound as Sha256) : null;
    if (facts === null || facts.sound !== asked.sound || !(await ctx.audio.shelf.has(facts.sound)))
      return refuse('speech.unknown', { id: asked.sound });
    // A program listens to nothing.
    const heard = asked.heard && (ctx.caller.kind === 'person' || ctx.caller.kind === 'system');
    if (asked.item !== null) {
      if (!heard) return refuse('speech.not-heard', {});
      const there = versionOf(ctx, loadSchedule(ctx.store.rows), asked.item, asked.language);
      if (!there.ok) return there;
    }
    const taken = await takeIn(ctx, ctx.audio.shelf.pathOf(facts.sound), { ...options, name });
    if (!taken.ok) return taken;
    return ctx.store.transact((rows): Result<SpeechTakenIn> => {
      const schedule = loadSchedule(rows);
      const item = asked.item === null ? null : versionOf(ctx, schedule, asked.item, asked.language);
      if (item !== null && !item.ok) return item;
      if (item?.ok) saveVersion(rows, schedule, item.value, asked.language, name);
      const version = item?.value.versions.find(({ language }) => language === asked.language);
      note(ctx, rows, {
        operation: 'speech.take-in',
        unit: null,
        subject: asked.item === null ? `sound/${taken.value.sound.original}` : `item/${asked.item}`,
        before: version === undefined ? null : { sound: version.sound, synthetic: version.synthetic },
        after: { name, original: taken.value.sound.original, synthetic: true, heard, item: asked.item, facts },
      });
      return ok({ name, original: taken.value.sound.original, item: asked.item, facts, heard });
    });
  },
);

/** An item that has a version in the language, for who may write sound wherever it airs. Refuses with speech.version-unknown. */
const versionOf = (ctx: Ctx, schedule: Schedule, id: string, language: string): Result<Item> => {
  const item = schedule.items.find((one) => one.id === id);
  const sees = seesWith(ctx, 'sound.write');
  const mine = item !== undefined && placesOf(schedule, 'item', item.id, groundOf(ctx).today).every(sees);
  if (!mine || !item.versions.some((version) => version.language === language))
    return refuse('speech.version-unknown', { item: id, language });
  return ok(item);
};

const saveVersion = (rows: Rows, schedule: Schedule, item: Item, language: string, name: string): void => {
  const versions = item.versions.map((version) =>
    version.language === language ? { ...version, sound: name, synthetic: true } : version,
  );
  const items = schedule.items.map((one) => (one.id === item.id ? { ...one, versions } : one));
  const change = { what: 'changed', kind: 'item', id: item.id, name: item.title, fields: [] } as const;
  // No file's any more: a person has taken it over.
  saveSchedule(rows, { ...schedule, items }, [change], () => '');
};
