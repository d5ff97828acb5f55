/** Where something stands that concerns several channels at once: with the first of them that is not the caller's, which is then refused. */
import type { Where } from '../../core/access/decide.ts';
import type { Right } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { type Asking, seesWith } from '../operation.ts';
import { onChannel } from './ground.ts';

/** 'anywhere' for none. Refuses with channel.unknown. */
export const onChannels = (ctx: Asking, right: Right, channels: readonly string[]): Result<Where> => {
  const sees = seesWith(ctx, right);
  let last: Result<Where> = ok('anywhere');
  for (const channel of channels) {
    last = onChannel(ctx, channel, 'today');
    if (!last.ok || !sees(last.value)) return last;
  }
  return last;
};
