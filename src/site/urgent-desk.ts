/**
 * Urgent orders at a site: fetching them when the centre's tag changes, believing only what the pinned urgent key signed, and telling the centre
 * how each stands.
 *
 * The urgent key is named once, by the key of the manifests, and pinned then: a later statement that names another one changes nothing, so
 * that whoever steals the key of the manifests cannot order an emergency at a site that is in use. From there only links that the urgent key
 * itself signed lead on.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { urgentIn } from '../contract/urgent.ts';
import { followKeyLinks, type PinnedKeys, pinnedKey } from '../core/evidence/next-key.ts';
import { formatVerifierKey, type LogKey } from '../core/evidence/verifier-key.ts';
import { signerOf } from '../core/manifest/pinned.ts';
import type { Urgency } from '../core/playback/urgency.ts';
import type { Refusal } from '../core/refusal.ts';
import { ok, type Result } from '../core/result.ts';
import { acceptUrgent } from '../core/urgent/accept.ts';
import type { UrgentNotice, UrgentReceipt } from '../core/urgent/model.ts';
import { openUrgent, openUrgentKey } from '../core/urgent/signed-urgent.ts';
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

/** The urgent key that the key of the manifests names, that of now or one before it. */
const namedIn = (statement: string, { keys }: PinnedKeys): Result<LogKey> =>
  openUrgentKey(statement, signerOf(statement, keys) ?? keys[0], verifyEd25519);

/** What was pinned, and followed from there. */
const kept = ({ folder }: SiteFolder, by: PinnedKeys): PinnedKeys | null => {
  try {
    const named = namedIn(readFileSync(statementFile(folder), 'utf8'), by);
    return named.ok ? pinnedIn(folder, formatVerifierKey(named.value), 'urgent') : null;
  } catch {
    return null;
  }
};

export const urgentDesk = ({ site, centre, pins, now, urgency, taken, told }: DeskParts): UrgentDesk => {
  const { channel } = site;
  let keys = kept(site, pins.keys());
  let seen: string | null = null;
  const answered = new Set<string>();
  let said = '';
  const complain = (refusal: Refusal): void => {
    const what = JSON.stringify(refusal);
    if (said !== what) told({ kind: 'refused', refusal });
    said = what;
  };
  /** The newest key to which `chain` leads from the pinned ones. Refuses with file.unwritable; what leads nowhere changes nothing. */
  const followed = (from: PinnedKeys, chain: readonly string[]): Result<PinnedKeys> => {
    const next = followKeyLinks('urgent', from, chain, verifyEd25519);
    if (!next.ok) complain(next.refusals[0]);
    if (!next.ok || next.value.links.length === from.links.length) return ok(from);
    const put = written(site.folder, () => keepLinks(site.folder, next.value, 'urgent'));
    return put.ok ? next : put;
  };
  /** The pinned key; the first one that the key of the manifests names is pinned. Refuses with urgent.refused, file.unwritable. */
  const pinned = (statement: string, chain: readonly string[]): Result<LogKey> => {
    const named = namedIn(statement, pins.keys());
    if (keys !== null) {
      const next = followed(keys, chain);
      if (!next.ok) return next;
      keys = next.value;
      if (named.ok && formatVerifierKey(named.value) !== formatVerifierKey(pinnedKey(keys)))
        complain({ code: 'urgent.refused', params: { fault: 'key', id: '' } });
      return ok(pinnedKey(keys));
    }
    if (!named.ok) return named;
    const path = statementFile(site.folder);
    const put = written(path, () => writeText(path, statement));
    if (put.ok) keys = { keys: [named.value], links: [] };
    return put.ok ? named : put;
  };
  const opened = (note: string, by: LogKey): Result<UrgentNotice> => {
    const json = openUrgent(note, by, verifyEd25519);
    const notice = json.ok ? urgentIn(json.value) : json;
    if (!notice.ok) return notice;
    const fit = acceptUrgent({ id: channel, origin: by.name }, notice.value, now());
    return fit.ok ? notice : fit;
  };
  return {
    look: async (tag) => {
      if (centre === null || tag === null || tag === seen) return;
      const answer = await centre.urgent(channel);
      if (answer.kind !== 'urgent') return;
      const by = pinned(answer.key, answer.chain);
      if (!by.ok) return complain(by.refusals[0]);
      const notices: UrgentNotice[] = [];
      for (const note of answer.notes) {
        const notice = opened(note, by.value);
        if (notice.ok) notices.push(notice.value);
        else complain(notice.refusals[0]);
      }
      if (notices.length > 0) taken(notices);
      // What could not be kept (a full disk) is asked for again.
      const { orders, over } = urgency();
      const isKept = (id: string): boolean => over.has(id) || orders.some(({ order }) => order.id === id);
      seen = notices.every((one) => isKept(one.kind === 'order' ? one.id : one.cancels)) ? tag : null;
    },
    tell: async () => {
      if (centre === null) return REST_MS;
      const { orders, over } = urgency();
      const standing: (readonly [order: string, kind: UrgentReceipt])[] = [
        ...orders.flatMap(({ order: { id }, begun }): [string, UrgentReceipt][] => [
          [id, 'received'],
          ...(begun > 0 ? [[id, 'sounding'] as [string, UrgentReceipt]] : []),
        ]),
        ...[...over].map(([id, { how }]): [string, UrgentReceipt] => [id, how]),
      ];
      for (const [order, kind] of standing) {
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
