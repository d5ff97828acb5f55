/** The keys that sites pin: who signs now, and one key after another. */
import { shortened, shortKey } from '../../core/evidence/key-chain.ts';
import { type KeyLink, keyLinkIn, SITE_KEY_USES, type SiteKeyUse, signKeyLink } from '../../core/evidence/next-key.ts';
import { parseNote } from '../../core/evidence/note.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Result } from '../../core/result.ts';
import { must, ok } from '../../core/result.ts';
import type { NamedSigner } from '../../secrets/named-signer.ts';
import type { Rows } from '../../store/database.ts';
import { findNewestManifest } from '../../store/manifests.ts';
import { addSiteKeyLink, newestSiteKeyLink, UNSIGNED } from '../../store/site-keys.ts';
import { findUrgentKey } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';
import { note } from './note.ts';

/** The keys that stand under a note, as 'name+id'. */
export const signersOf = (text: string): string[] =>
  must(parseNote(text)).signatures.map(({ name, keyId }) => shortKey({ name, id: keyId }));

/** The key that sites were told of last; null: none yet. */
const toldKey = (rows: Rows, use: SiteKeyUse): string | null => {
  const link = newestSiteKeyLink(rows, use);
  if (link !== undefined) return link.newKey;
  if (use === 'urgent') return findUrgentKey(rows)?.vkey ?? null;
  const newest = findNewestManifest(rows);
  return newest === undefined ? null : (signersOf(newest.note)[0] ?? null);
};

/** Who signs manifests now. Ask within a transaction: it may make the key. Refuses with schedule-key.*, data.*. */
export const scheduleSigner = (ctx: Pick<Ctx, 'scheduleKey'>, rows: Rows): Result<NamedSigner> =>
  ctx.scheduleKey(toldKey(rows, 'schedule'));

/** Who signs urgent orders now. Ask within a transaction: it may make the key. Refuses with urgent-key.*, data.*. */
export const urgentSigner = (ctx: Pick<Ctx, 'urgentKey'>, rows: Rows): Result<NamedSigner> =>
  ctx.urgentKey(toldKey(rows, 'urgent'));

export interface ChangedSiteKey {
  /** Verifier keys. */
  readonly oldKey: string;
  readonly newKey: string;
  /** Of the new key: the first key of all is number 1. */
  readonly number: number;
  /** Where the old key file lies, under keys/. */
  readonly retired: string;
}

type Changing = Pick<
  Ctx,
  'caller' | 'clock' | 'random' | 'store' | 'keyring' | 'siteKeyring' | 'scheduleKey' | 'urgentKey'
>;

interface Change {
  readonly use: SiteKeyUse;
  /** Of the audit. */
  readonly operation: string;
  /** Whether it may be done now. */
  readonly may: (rows: Rows) => Result<unknown>;
  /** Whether the key before may be gone: then nobody signs for the new one, and sites have to join again. */
  readonly lost: boolean;
  /** What else the change asks for, in its transaction. */
  readonly also: (rows: Rows, next: NamedSigner) => Result<unknown>;
}

/**
 * A new key, for which the one before it signs. It signs from the moment at which the link is stored; its file takes the old one's place
 * after that. Broken off before that last step, a change is finished by the next time, which makes no further key.
 */
export const changeSiteKey = (ctx: Changing, { use, operation, may, lost, also }: Change): Result<ChangedSiteKey> =>
  ctx.keyring.alone(() => {
    const linked = ctx.store.transact((rows): Result<ChangedSiteKey> => {
      const free = may(rows);
      if (!free.ok) return free;
      const old = use === 'schedule' ? scheduleSigner(ctx, rows) : urgentSigner(ctx, rows);
      const told = toldKey(rows, use);
      if (!old.ok && (!lost || told === null || !GONE.has(old.refusals[0].code))) return old;
      const oldKey = old.ok ? formatVerifierKey(old.value.key) : (told ?? '');
      const before = newestSiteKeyLink(rows, use);
      const next = ctx.siteKeyring.next(use, oldKey.split('+')[0] ?? '');
      if (!next.ok) return next;
      const newKey = formatVerifierKey(next.value.key);
      const unfinished = oldKey === newKey && before !== undefined ? keyLinkIn(use, before.note) : null;
      if (unfinished !== null) return ok(shown(use, unfinished));
      const link = { number: (before?.number ?? 1) + 1, oldKey, newKey, at: ctx.clock.instant() };
      const signed = old.ok ? signKeyLink(use, link, old.value.key, old.value.sign) : UNSIGNED;
      addSiteKeyLink(rows, { use, number: link.number, newKey, note: signed, at: link.at });
      const more = also(rows, next.value);
      if (!more.ok) return more;
      note(ctx, rows, {
        ...{ operation, unit: null, subject: `${use}-key/${link.number}` },
        before: { key: shortened(oldKey), lost: !old.ok },
        after: { key: shortKey(next.value.key) },
      });
      return ok(shown(use, link));
    });
    if (!linked.ok) return linked;
    const installed = ctx.siteKeyring.install(use);
    return installed.ok ? linked : installed;
  });

/** What tells that a key is not there; anything else is another trouble. */
const GONE: ReadonlySet<string> = new Set(
  SITE_KEY_USES.flatMap((use) => ['missing', 'damaged', 'other'].map((why) => `${use}-key.${why}`)),
);

const shown = (use: SiteKeyUse, { number, oldKey, newKey }: KeyLink): ChangedSiteKey => ({
  ...{ oldKey, newKey, number },
  retired: `retired/${use}-${oldKey.split('+')[1]}.pem`,
});
