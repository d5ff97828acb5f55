/**
 * What a site makes of the urgent notices that the centre answers: which key it believes, which notices are to be obeyed, and why the others
 * are not. The agent and the page's player judge by this alone.
 *
 * The urgent key is named once, by the key of the manifests, and pinned then: a later statement that names another one changes nothing, so
 * that whoever steals the key of the manifests cannot order an emergency at a site that is in use. From there only links that the urgent key
 * itself signed lead on (evidence/next-key.ts).
 */
import { followKeyLinks, type PinnedKeys, pinnedKey } from '../evidence/next-key.ts';
import type { Verify } from '../evidence/signed.ts';
import { formatVerifierKey, type LogKey } from '../evidence/verifier-key.ts';
import { signerOf } from '../manifest/pinned.ts';
import type { Refusal } from '../refusal.ts';
import { type Result, refusal } from '../result.ts';
import { acceptUrgent } from './accept.ts';
import type { UrgentNotice } from './model.ts';
import { readUrgent } from './read.ts';
import { openUrgent, openUrgentKey } from './signed-urgent.ts';

export interface JudgingSite {
  /** Its channel. */
  readonly id: string;
  /** The keys of the manifests, as they were pinned. */
  readonly centreKeys: PinnedKeys;
  /** The urgent key that it pinned, and followed from there; null: none yet. */
  readonly pinned: PinnedKeys | null;
  readonly verify: Verify;
}

/** As the centre answers: signed notes all of them. */
export interface UrgentAnswer {
  /** Which key signs urgent orders, by the key of the manifests. */
  readonly key: string;
  /** How that key followed those before it, the oldest link first. */
  readonly chain: readonly string[];
  readonly notes: readonly string[];
}

export interface Judged {
  /** By which the notices were judged; null: there is none to believe, and nothing was judged. */
  readonly pinned: PinnedKeys | null;
  /** Whether it is another than before: to be kept before any notice is taken. */
  readonly isNew: boolean;
  /** To be obeyed. */
  readonly notices: readonly UrgentNotice[];
  /** Why the others are not: urgent.refused, urgent-key.chain. */
  readonly refused: readonly Refusal[];
}

/** The urgent key that a key of the manifests names, that of now or one before it. Refuses with urgent.refused. */
export const namedIn = (statement: string, { keys }: PinnedKeys, verify: Verify): Result<LogKey> =>
  openUrgentKey(statement, signerOf(statement, keys) ?? keys[0], verify);

/** `now`: RFC 3339; null: the time is not known. */
export const judgeUrgent = (site: JudgingSite, answer: UrgentAnswer, now: string | null): Judged => {
  const named = namedIn(answer.key, site.centreKeys, site.verify);
  const refused: Refusal[] = [];
  let { pinned } = site;
  let isNew = false;
  if (pinned === null) {
    if (!named.ok) return { pinned: null, isNew: false, notices: [], refused: named.refusals };
    pinned = { keys: [named.value], links: [] };
    isNew = true;
  } else {
    const followed = followKeyLinks('urgent', pinned, answer.chain, site.verify);
    if (followed.ok) {
      isNew = followed.value.links.length > pinned.links.length;
      pinned = followed.value;
    } else refused.push(...followed.refusals);
    if (named.ok && formatVerifierKey(named.value) !== formatVerifierKey(pinnedKey(pinned)))
      refused.push(refusal('urgent.refused', { fault: 'key', id: '' }));
  }
  const by = pinnedKey(pinned);
  const notices: UrgentNotice[] = [];
  for (const note of answer.notes) {
    const notice = opened(note, by, site, now);
    if (notice.ok) notices.push(notice.value);
    else refused.push(...notice.refusals);
  }
  return { pinned, isNew, notices, refused };
};

const opened = (note: string, by: LogKey, { id, verify }: JudgingSite, now: string | null): Result<UrgentNotice> => {
  const json = openUrgent(note, by, verify);
  const notice = json.ok ? readUrgent(json.value) : json;
  if (!notice.ok) return notice;
  const fit = acceptUrgent({ id, origin: by.name }, notice.value, now);
  return fit.ok ? notice : fit;
};
