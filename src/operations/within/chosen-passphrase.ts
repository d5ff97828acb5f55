/** A passphrase that a person has chosen, judged by the core with the lists that are known. */
import { goodPassphrase } from '../../core/access/passphrase.ts';
import type { Result } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { loadStations, loadUnits } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';

/** Answers it in NFC. Refuses with passphrase.*. */
export const chosenPassphrase = async (
  ctx: Pick<Ctx, 'secrets' | 'store'>,
  typed: string,
  { login, name }: { readonly login: string; readonly name: string },
): Promise<Result<string>> =>
  goodPassphrase(typed, {
    common: await ctx.secrets.commonPassphrases(),
    own: [login, ...login.split(/[._-]/), name, ...places(ctx.store.rows)],
  });

/** What stands on every door here: the units and stations of the schedule, by name. */
const places = (rows: Rows): string[] => [...loadUnits(rows), ...loadStations(rows)].map(({ name }) => name);
