/**
 * Jobs as server-sent events: looked at twice a second, told only when something changed.
 *
 * The id of an event is the instant up to which its reader knows everything, so that whoever comes back is told what ended
 * while they were away. Who asks is found out again and again: the stream ends with the right.
 */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { jobJson } from '../../contract/api-jobs.ts';
import type { AskEnv } from '../../contract/asking.ts';
import type { Caller } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import type { House } from '../../operations/context.ts';
import { listJobs } from '../../operations/jobs/list-jobs.ts';

export interface EventsOptions {
  /** Who asks, found out anew. */
  readonly whoAsks: (c: Context<AskEnv>) => Result<Caller>;
  /** Aborts when the service stops: nobody has to wait for readers who only listen. */
  readonly stopping: AbortSignal | undefined;
}

const LOOK_MS = 500;
const PING_LOOKS = 40;
/** Every two seconds. */
const ASK_LOOKS = 4;
const MOST = 200;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

export const sendJobEvents = (
  c: Context<AskEnv>,
  house: House,
  { whoAsks, stopping }: EventsOptions,
): Response & { readonly _data?: never } => {
  // Proxies that collect answers would hold the events back.
  c.header('X-Accel-Buffering', 'no');
  const last = c.req.header('last-event-id') ?? '';
  const began = house.clock.instant();
  const since = INSTANT.test(last) && last < began ? last : began;
  return streamSSE(c, async (stream) => {
    let caller = c.get('caller');
    const told = new Map<number, string>();
    for (let looks = 0; !stream.aborted && !stream.closed; looks += 1) {
      if (looks % ASK_LOOKS === ASK_LOOKS - 1) {
        const asked = whoAsks(c);
        if (!asked.ok) break;
        caller = asked.value;
      }
      const id = house.clock.instant();
      const found = listJobs({ ...house, caller }, { states: [], since, limit: MOST });
      if (!found.ok || stopping?.aborted) break;
      for (const job of found.value.jobs.toReversed()) {
        const data = JSON.stringify(jobJson(job));
        if (told.get(job.id) === data) continue;
        told.set(job.id, data);
        await stream.writeSSE({ event: 'job', id, data });
      }
      if (looks % PING_LOOKS === 0) await stream.write(': ping\n\n');
      await stream.sleep(LOOK_MS);
    }
    if (!stream.aborted) await stream.writeSSE({ event: 'end', data: '' });
  });
};
