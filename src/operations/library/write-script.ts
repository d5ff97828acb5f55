/**
 * The script of an item in one language, written: a new row each time, so that what was said before stays to be read.
 *
 * A script written here goes before the text in a schedule file from then on; an empty one says that there are no words.
 */
import { actorOf } from '../../core/access/model.ts';
import { placesOf } from '../../core/access/schedule-places.ts';
import { textHash } from '../../core/evidence/text-hash.ts';
import type { Sha256 } from '../../core/ids.ts';
import { scriptHash } from '../../core/library/approval.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { nfc, searchKey } from '../../core/text.ts';
import { addScript } from '../../store/library.ts';
import { loadSchedule } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { groundOf, operation } from '../operation.ts';
import { unitOfPlaces } from '../within/alteration-reach.ts';
import { statesOf } from '../within/approval-state.ts';
import { mayWrite } from '../within/edits.ts';
import { foundItem, isLanguage } from '../within/found-item.ts';
import { note } from '../within/note.ts';

interface Asked {
  readonly item: string;
  /** BCP 47 primary tag. */
  readonly language: string;
  readonly text: string;
  /** The hash of the script that the writer had before them (null: none); not given: whatever it is, it is written over. */
  readonly was?: Sha256 | null | undefined;
}

export interface WrittenScript {
  /** null: no words. */
  readonly hash: Sha256 | null;
  /** false: it was just this already, and nothing was written. */
  readonly isNew: boolean;
}

/** In code points: more than two hours of reading. */
const LONGEST = 40_000;

/** Refuses with right.*, item.unknown, item.changed, data.*; with request.wrong a language that is none and a text too long. */
export const writeScript = operation(
  { name: 'script.write', needs: 'schedule.write' },
  (
    ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>,
    { item: id, language, text: typed, was }: Asked,
  ): Result<WrittenScript> =>
    ctx.store.transact((rows): Result<WrittenScript> => {
      const schedule = loadSchedule(rows);
      const found = foundItem(schedule, id);
      if (!found.ok) return found;
      const item = found.value;
      const places = placesOf(schedule, 'item', item.id, groundOf(ctx).today);
      const mine = mayWrite(ctx, places);
      if (!mine.ok) return mine;
      if (!isLanguage(language))
        return refuse('request.wrong', { field: 'language', expected: 'language' }, { pointer: '/language' });
      const text = asKept(typed);
      if ([...text].length > LONGEST)
        return refuse('request.wrong', { field: 'text', expected: `≤ ${LONGEST}` }, { pointer: '/text' });
      const before = statesOf(rows, [item], [item.id]).find((state) => state.language === language)?.script ?? null;
      if (was !== undefined && was !== before) return refuse('item.changed', { title: item.title, language });
      const hash = scriptHash(text);
      if (hash === before) return ok({ hash, isNew: false });
      addScript(rows, {
        item: item.id,
        language,
        text,
        searchKey: searchKey(text),
        hash: textHash(text),
        writtenBy: actorOf(ctx.caller) ?? 'nobody',
        writtenAt: ctx.clock.instant(),
      });
      note(ctx, rows, {
        operation: 'script.write',
        unit: unitOfPlaces(places),
        subject: `item/${item.id}`,
        before: { language, script: before },
        after: { language, script: hash },
      });
      return ok({ hash, isNew: true });
    }),
);

/** NFC, line breaks as '\n', nothing after the last word of a line: what editors and browsers add makes no other script. */
const asKept = (typed: string): string =>
  nfc(typed.toWellFormed())
    .replace(/\r\n?/g, '\n')
    .replace(/[\t ]+$/gm, '')
    .replace(/^\n+|\s+$/g, '');
