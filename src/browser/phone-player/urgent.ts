/**
 * Urgent orders in the page's player, as the agent has them (site/urgent-desk.ts): fetched when the centre's tag changes, judged by
 * core/urgent/judge.ts, and the centre told how each stands.
 *
 * What is to be told is read off the player, which is kept: so nothing of it is lost with the network or the page, and what is told twice
 * the centre keeps once.
 */
import { type PinnedKeys, pinnedKey } from '../../core/evidence/next-key.ts';
import { formatVerifierKey, noteKeyIn } from '../../core/evidence/verifier-key.ts';
import { holdsAll, receiptsOf, type Urgency } from '../../core/playback/urgency.ts';
import { judgeUrgent, type UrgentAnswer } from '../../core/urgent/judge.ts';
import type { UrgentNotice } from '../../core/urgent/model.ts';
import type { UrgentFault } from '../../core/urgent/refusals.ts';
import type { Centre } from './centre.ts';
import { verify } from './keys.ts';

export interface DeskParts {
  readonly centre: Centre;
  readonly channel: string;
  /** The key of the manifests, as people read it and as it is pinned here; null: not yet. */
  readonly centreKey: () => string | null;
  /** The urgent key that was pinned; null: none. */
  readonly vkey: string | null;
  /** RFC 3339, whole seconds; null: the time is not known. */
  readonly now: () => string | null;
  readonly urgency: () => Urgency;
  /** Keeps it for good, before any notice by its key is taken. */
  readonly pin: (vkey: string) => Promise<void>;
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
  const { key, chain, notes } = Object(body) as Partial<Record<keyof UrgentAnswer, unknown>>;
  if (typeof key !== 'string' || !Array.isArray(chain) || !Array.isArray(notes)) return null;
  return { key, chain: chain.map(String), notes: notes.map(String) };
};

/** A page keeps the newest key alone: what led to it, it has followed. */
const only = (vkey: string | null): PinnedKeys | null => {
  const key = vkey === null ? null : noteKeyIn(vkey);
  return key === null ? null : { keys: [key], links: [] };
};

export const urgentDesk = (parts: DeskParts): Desk => {
  const { centre, channel, urgency } = parts;
  const path = `/api/v1/channels/${encodeURIComponent(channel)}/urgent`;
  let pinned = only(parts.vkey);
  let seen: string | null = null;
  let faults: readonly UrgentFault[] = [];
  const answered = new Set<string>();
  return {
    faults: () => faults,
    vkey: () => (pinned === null ? null : formatVerifierKey(pinnedKey(pinned))),
    look: async (tag) => {
      const centreKeys = only(parts.centreKey());
      if (tag === null || tag === seen || centreKeys === null) return;
      const said = await centre.ask(path, { headers: { accept: 'application/json' } });
      const answer = said?.status === 200 ? answerIn(await said.json().catch(() => null)) : null;
      if (answer === null) return;
      const judged = judgeUrgent({ id: channel, centreKeys, pinned, verify }, answer, parts.now());
      const { notices, refused } = judged;
      const why = refused.flatMap((one) => (one.code === 'urgent.refused' ? [one.params.fault] : []));
      faults = [...new Set(why)];
      // Without a key nothing was judged: it is asked for again.
      if (judged.pinned === null) return;
      if (judged.isNew) await parts.pin(formatVerifierKey(pinnedKey(judged.pinned)));
      pinned = judged.pinned;
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
