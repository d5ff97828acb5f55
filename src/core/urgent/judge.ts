/**
 * What a site makes of the urgent notices that the centre answers: which key it believes, which notices are to be obeyed, and why the others
 * are not. The agent and the page's player judge by this alone.
 *
 * The urgent key is named once, by the key of the manifests, and pinned then: a later statement that names another one changes nothing, so
 * that whoever steals the key of the manifests cannot order an emergency at a site that is in use.
 */
import type { Verify } from '../evidence/signed.ts';
import { formatVerifierKey, type LogKey } from '../evidence/verifier-key.ts';
import type { Refusal } from '../refusal.ts';
import { type Result, refusal } from '../result.ts';
import { acceptUrgent } from './accept.ts';
import type { UrgentNotice } from './model.ts';
import { readUrgent } from './read.ts';
import { openUrgent, openUrgentKey } from './signed-urgent.ts';

export interface JudgingSite {
  /** Its channel. */
  readonly id: string;
  /** The key of the manifests, as it was pinned. */
  readonly centreKey: LogKey;
  /** The urgent key that it pinned; null: none yet. */
  readonly pinned: LogKey | null;
  readonly verify: Verify;
}

/** As the centre answers: signed notes all of them. */
export interface UrgentAnswer {
  /** Which key signs urgent orders, by the key of the manifests. */
  readonly key: string;
  readonly notes: readonly string[];
}

export interface Judged {
  /** The key that is to be pinned, and the statement that names it, to be kept before any notice is taken; null: one was pinned before. */
  readonly pins: { readonly key: LogKey; readonly statement: string } | null;
  /** To be obeyed. */
  readonly notices: readonly UrgentNotice[];
  /** Why the others are not: urgent.refused. */
  readonly refused: readonly Refusal[];
}

/** The urgent key in a statement that was kept; null: none, or the key of the manifests does not vouch for it. */
export const pinnedIn = (statement: string | null, centreKey: LogKey, verify: Verify): LogKey | null => {
  const read = statement === null ? null : openUrgentKey(statement, centreKey, verify);
  return read?.ok === true ? read.value : null;
};

/** `now`: RFC 3339; null: the time is not known. */
export const judgeUrgent = (site: JudgingSite, answer: UrgentAnswer, now: string | null): Judged => {
  const { centreKey, pinned, verify } = site;
  const named = openUrgentKey(answer.key, centreKey, verify);
  const by = pinned ?? (named.ok ? named.value : null);
  if (by === null) return { pins: null, notices: [], refused: named.ok ? [] : named.refusals };
  const isOther = named.ok && formatVerifierKey(named.value) !== formatVerifierKey(by);
  const notices: UrgentNotice[] = [];
  const refused: Refusal[] = isOther ? [refusal('urgent.refused', { fault: 'key', id: '' })] : [];
  for (const note of answer.notes) {
    const notice = opened(note, by, site, now);
    if (notice.ok) notices.push(notice.value);
    else refused.push(...notice.refusals);
  }
  return { pins: pinned === null ? { key: by, statement: answer.key } : null, notices, refused };
};

const opened = (note: string, by: LogKey, { id, verify }: JudgingSite, now: string | null): Result<UrgentNotice> => {
  const json = openUrgent(note, by, verify);
  const notice = json.ok ? readUrgent(json.value) : json;
  if (!notice.ok) return notice;
  const fit = acceptUrgent({ id, origin: by.name }, notice.value, now);
  return fit.ok ? notice : fit;
};
