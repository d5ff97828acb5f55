/**
 * The centre's own pronunciations: what stands, giving a word one, taking it back. They hold for every synthetic voice of
 * the whole centre from then on; sounds that were made before stay as they are.
 */
import { actorOf } from '../../core/access/model.ts';
import { READING_DICTIONARY } from '../../core/reading/dictionary.ts';
import { isSpoken, type Pronunciation } from '../../core/reading/own-words.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { nfc, oneLine } from '../../core/text.ts';
import { addPronunciation, loadPronunciations, type PronunciationRow } from '../../store/pronunciations.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { actorsIn, type ShownActor } from '../within/shown-names.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

export interface ListedPronunciation extends Pronunciation {
  readonly by: ShownActor;
  readonly at: string;
}

/** In order of the written word. Refuses with right.*. */
export const listPronunciations = operation(
  { name: 'pronunciation.list', needs: 'sound.write' },
  ({ store }: Asking): Result<ListedPronunciation[]> => {
    const maker = actorsIn(store.rows);
    return ok(
      loadPronunciations(store.rows).map(({ written, spoken, changedBy, changedAt }) => ({
        written,
        spoken,
        by: maker(changedBy),
        at: changedAt,
      })),
    );
  },
);

const LONGEST = 100;

const tidy = (text: string): string => nfc(oneLine(text)).replace(/\s+/gu, ' ');

const write = (
  ctx: Changing,
  operationName: string,
  word: Pronunciation,
  before: PronunciationRow | undefined,
): Result<{ readonly id: number }> =>
  ctx.store.transact((rows) => {
    const id = addPronunciation(rows, {
      ...word,
      changedBy: actorOf(ctx.caller) ?? 'nobody',
      changedAt: ctx.clock.instant(),
    });
    note(ctx, rows, {
      operation: operationName,
      unit: null,
      subject: `pronunciation/${id}`,
      before: before === undefined ? null : { pronunciation: before.id, spoken: before.spoken },
      after: { pronunciation: id, ...word },
    });
    return ok({ id });
  });

const inForce = (ctx: Changing, written: string): PronunciationRow | undefined =>
  loadPronunciations(ctx.store.rows).find((row) => row.written === written);

/**
 * Gives a word its pronunciation, or another one; the same once more changes nothing. Refuses with right.*, request.wrong
 * (`spoken` has to be words that are read as they stand).
 */
export const changePronunciation = operation(
  { name: 'pronunciation.change', needs: 'sound.write', where: () => ok('centre' as const) },
  (ctx: Changing, asked: Pronunciation): Result<{ readonly id: number }> => {
    const [written, spoken] = [tidy(asked.written), tidy(asked.spoken)];
    if (written === '' || written.length > LONGEST)
      return refuse('request.wrong', { field: 'written', expected: 'written-word' }, { pointer: '/written' });
    if (spoken.length > 2 * LONGEST || !isSpoken(spoken, READING_DICTIONARY))
      return refuse('request.wrong', { field: 'spoken', expected: 'spoken-words' }, { pointer: '/spoken' });
    const before = inForce(ctx, written);
    if (before?.spoken === spoken) return ok({ id: before.id });
    return write(ctx, 'pronunciation.change', { written, spoken }, before);
  },
);

/** Refuses with right.*, pronunciation.unknown. */
export const takeBackPronunciation = operation(
  { name: 'pronunciation.take-back', needs: 'sound.write', where: () => ok('centre' as const) },
  (ctx: Changing, { written }: Pick<Pronunciation, 'written'>): Result<{ readonly id: number }> => {
    const before = inForce(ctx, tidy(written));
    if (before === undefined) return refuse('pronunciation.unknown', { written });
    return write(ctx, 'pronunciation.take-back', { written: before.written, spoken: '' }, before);
  },
);
