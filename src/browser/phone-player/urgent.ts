/**
 * Urgent orders in the page's player, as the agent has them (site/urgent-desk.ts): fetched when the centre's tag changes, judged by
 * core/urgent/judge.ts, and the centre told how each stands.
 *
 * What is to be told is read off the player, which is kept: so nothing of it is lost with the network or the page, and what is told twice
 * the centre keeps once.
 */
import { formatVerifierKey, type LogKey } from '../../core/evidence/verifier-key.ts';
import { holdsAll, receiptsOf, type Urgency } from '../../core/playback/urgency.ts';
import { judgeUrgent, pinnedIn, type UrgentAnswer } from '../../core/urgent/judge.ts';
import type { UrgentNotice } from '../../core/urgent/model.ts';
import type { UrgentFault } from '../../core/urgent/refusals.ts';
import type { Centre } from './centre.ts';
import { verify } from './keys.ts';

export interface DeskParts {
  readonly centre: Centre;
  readonly channel: string;
  /** The key of the manifests as it is pinned here; null: not yet. */
  readonly centreKey: () => LogKey | null;
  /** What names the pinned urgent key, as it was kept; null: none is pinned. */
  readonly statement: string | null;
  /** RFC 3339, whole seconds; null: the time is not known. */
  readonly now: () => string | null;
  readonly urgency: () => Urgency;
  /** Keeps it for good, before any notice by its key is taken. */
  readonly pin: (statement: string) => Promise<void>;
  readonly taken: (notices: readonly UrgentNotice[]) => Promise<void>;
}

export interface Desk {
  /** Fetches what is in force when its tag is another one than before. null: the centre does not say. */
  readonly look: (tag: string | null) => Promise<void>;
  /** Tells the centre what it has not been told; answers whether it knows all. */
  readonly tell: () => Promise<boolean>;
  /** Why notices of the last look were not taken, each once. */
  readonly faults: () => readonly UrgentFault[];
  /** The pinned urgent key as people read it; null: none. */
  readonly vkey: () => string | null;
}

const answerIn = (body: unknown): UrgentAnswer | null => {
  const { key, notes } = Object(body) as { readonly key?: unknown; readonly notes?: unknown };
  return typeof key === 'string' && Array.isArray(notes) ? { key, notes: notes.map(String) } : null;
};

export const urgentDesk = (parts: DeskParts): Desk => {
  const { centre, channel, urgency } = parts;
  const path = `/api/v1/channels/${encodeURIComponent(channel)}/urgent`;
  let pinned: LogKey | null = null;
  let seen: string | null = null;
  let faults: readonly UrgentFault[] = [];
  const answered = new Set<string>();
  const pinnedBy = (centreKey: LogKey | null): LogKey | null => {
    if (pinned === null && centreKey !== null) pinned = pinnedIn(parts.statement, centreKey, verify);
    return pinned;
  };
  return {
    faults: () => faults,
    vkey: () => {
      const key = pinnedBy(parts.centreKey());
      return key === null ? null : formatVerifierKey(key);
    },
    look: async (tag) => {
      const centreKey = parts.centreKey();
      if (tag === null || tag === seen || centreKey === null) return;
      const said = await centre.ask(path, { headers: { accept: 'application/json' } });
      const answer = said?.status === 200 ? answerIn(await said.json().catch(() => null)) : null;
      if (answer === null) return;
      const site = { id: channel, centreKey, pinned: pinnedBy(centreKey), verify };
      const { pins, notices, refused } = judgeUrgent(site, answer, parts.now());
      const why = refused.flatMap((one) => (one.code === 'urgent.refused' ? [one.params.fault] : []));
      faults = [...new Set(why)];
      if (pins !== null) {
        await parts.pin(pins.statement);
        pinned = pins.key;
      }
      // Without a key nothing was judged: it is asked for again.
      if (pinned === null) return;
      if (notices.length > 0) await parts.taken(notices);
      seen = holdsAll(urgency(), notices) ? tag : null;
    },
    tell: async () => {
      for (const { order, kind } of receiptsOf(urgency())) {
        if (answered.has(`${order} ${kind}`)) continue;
        const answer = await centre.ask(`${path}/receipts`, {
          method: 'POST',
          body: JSON.stringify({ order, kind }),
          headers: { 'content-type': 'application/json' },
        });
        // A link that opens nothing any more may be followed by one that does.
        if (answer === null || answer.status === 401 || answer.status === 403) return false;
        // What it will not have, it will not have later.
        answered.add(`${order} ${kind}`);
      }
      return true;
    },
  };
};
