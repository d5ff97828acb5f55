/**
 * Urgent orders at a site: fetched when the centre's tag changes, judged by core/urgent/judge.ts, and the centre told how each stands.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PinnedKeys } from '../core/evidence/next-key.ts';
import { formatVerifierKey } from '../core/evidence/verifier-key.ts';
import { holdsAll, receiptsOf, type Urgency } from '../core/playback/urgency.ts';
import type { Refusal } from '../core/refusal.ts';
import { judgeUrgent, namedIn } from '../core/urgent/judge.ts';
import type { UrgentNotice } from '../core/urgent/model.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import type { Centre } from './centre.ts';
import type { SiteFolder } from './folder.ts';
import { keepLinks, type Pins, pinnedIn } from './pins.ts';
import { writeText, written } from './whole-file.ts';
import type { News } from './words.ts';

export interface DeskParts {
  readonly site: SiteFolder;
  /** null: it is never asked. */
  readonly centre: Centre | null;
  /** The keys of the manifests. */
  readonly pins: Pins;
  /** RFC 3339; null: the time is not known. */
  readonly now: () => string | null;
  readonly urgency: () => Urgency;
  readonly taken: (notices: readonly UrgentNotice[]) => void;
  readonly told: (news: News) => void;
}

export interface UrgentDesk {
  /** Fetches what is in force when its tag is another one than before. */
  readonly look: (tag: string | null) => Promise<void>;
  /** Tells the centre what it has not been told; answers how long to wait before the next time, milliseconds. */
  readonly tell: () => Promise<number>;
}

const AGAIN_MS = 5000;
const REST_MS = 600_000;

const statementFile = (folder: string): string => join(folder, 'urgent-key.loa-note');

/** What was pinned, and followed from there. */
const kept = ({ folder }: SiteFolder, by: PinnedKeys): PinnedKeys | null => {
  try {
    const named = namedIn(readFileSync(statementFile(folder), 'utf8'), by, verifyEd25519);
    return named.ok ? pinnedIn(folder, formatVerifierKey(named.value), 'urgent') : null;
  } catch {
    return null;
  }
};

export const urgentDesk = ({ site, centre, pins, now, urgency, taken, told }: DeskParts): UrgentDesk => {
  const { channel, folder } = site;
  let pinned = kept(site, pins.keys());
  let seen: string | null = null;
  const answered = new Set<string>();
  let said = '';
  const complain = (refusal: Refusal): void => {
    const what = JSON.stringify(refusal);
    if (said !== what) told({ kind: 'refused', refusal });
    said = what;
  };
  return {
    look: async (tag) => {
      if (centre === null || tag === null || tag === seen) return;
      const answer = await centre.urgent(channel);
      if (answer.kind !== 'urgent') return;
      const asking = { id: channel, centreKeys: pins.keys(), pinned, verify: verifyEd25519 };
      const judged = judgeUrgent(asking, answer, now());
      const { notices, refused } = judged;
      for (const one of refused) complain(one);
      // Without a key nothing was judged: it is asked for again.
      if (judged.pinned === null) return;
      if (judged.isNew) {
        const { links } = judged.pinned;
        const put = written(folder, () =>
          links.length === 0 ? writeText(statementFile(folder), answer.key) : keepLinks(folder, { links }, 'urgent'),
        );
        if (!put.ok) return complain(put.refusals[0]);
      }
      pinned = judged.pinned;
      if (notices.length > 0) taken(notices);
      seen = holdsAll(urgency(), notices) ? tag : null;
    },
    tell: async () => {
      if (centre === null) return REST_MS;
      for (const { order, kind } of receiptsOf(urgency())) {
        if (answered.has(`${order} ${kind}`)) continue;
        const answer = await centre.urgentReceipt(channel, { order, kind });
        if (answer.kind === 'away') return Math.max(AGAIN_MS, (answer.retrySeconds ?? 0) * 1000);
        // What it will not have, it will not have later.
        answered.add(`${order} ${kind}`);
      }
      return REST_MS;
    },
  };
};
