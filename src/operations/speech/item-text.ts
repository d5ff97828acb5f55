/** The script of an item's version, to be spoken: the newest that was written here, else the schedule file's. */
import { placesOf } from '../../core/access/schedule-places.ts';
import type { ItemId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { findScriptText } from '../../store/script-texts.ts';
import { type Asking, groundOf, operation, seesWith } from '../operation.ts';

interface Asked {
  readonly item: string;
  readonly language: string;
}

/** '' for a version without a script. Refuses with right.*, speech.version-unknown. */
export const showItemText = operation(
  { name: 'speech.show-text', needs: 'sound.write' },
  (ctx: Asking, { item: id, language }: Asked): Result<{ readonly title: string; readonly text: string }> => {
    const schedule = loadSchedule(ctx.store.rows);
    const item = schedule.items.find((one) => one.id === id);
    const version = item?.versions.find((one) => one.language === language);
    const sees = seesWith(ctx, 'sound.write');
    if (item === undefined || version === undefined || !placesOf(schedule, 'item', id, groundOf(ctx).today).every(sees))
      return refuse('speech.version-unknown', { item: id, language });
    const written = findScriptText(ctx.store.rows, id as ItemId, language);
    return ok({ title: item.title, text: written ?? version.script ?? '' });
  },
);
