/**
 * How sites that have pinned a key of their centre go on to the next one: the old key signs a short note (c2sp.org/signed-note) that names
 * its follower, with a number that rises by one each time. A site follows from the key that it holds, and never back.
 *
 * The first lines keep a link of one kind of key from being taken for one of the other, or for a manifest or an order.
 */
import { ok, type Result, refuse } from '../result.ts';
import type { KeyChainFault } from './faults.ts';
import { formatNote, parseNote } from './note.ts';
import { openNote, type Sign, signText, type Verify, verified } from './signed.ts';
import { formatVerifierKey, type LogKey, noteKeyIn } from './verifier-key.ts';

/** What the keys that sites pin sign: manifests, or urgent orders. */
export const SITE_KEY_USES = ['schedule', 'urgent'] as const;
export type SiteKeyUse = (typeof SITE_KEY_USES)[number];

export interface KeyLink {
  /** Of the new key: the first key of all is number 1 and has no link. */
  readonly number: number;
  /** Verifier keys of one name. */
  readonly oldKey: string;
  readonly newKey: string;
  /** RFC 3339 instant. */
  readonly at: string;
}

/** A centre that changes its key every week for nineteen years. */
const MOST_LINKS = 1000;

const headOf = (use: SiteKeyUse): string => `loa-next-${use}-key/1`;

/** What the old key signs. */
const linkText = (use: SiteKeyUse, { number, oldKey, newKey, at }: KeyLink): string =>
  `${headOf(use)}\nnumber ${number}\nold ${oldKey}\nnew ${newKey}\nat ${at}\n`;

/** The signed note. `old`: the key that `link.oldKey` writes. */
export const signKeyLink = (use: SiteKeyUse, link: KeyLink, old: LogKey, sign: Sign): string => {
  const text = linkText(use, link);
  return formatNote({ text, signatures: [signText(old, text, sign)] });
};

/** Null: not such a note. Its signature is not judged. */
export const keyLinkIn = (use: SiteKeyUse, note: string): KeyLink | null => {
  const parsed = parseNote(note);
  const text = parsed.ok ? parsed.value.text : '';
  const found = /^[^\n]+\nnumber ([1-9]\d{0,3})\nold (\S+)\nnew (\S+)\nat (\S+)\n$/.exec(text);
  const [, number = '', oldKey = '', newKey = '', at = ''] = found ?? [];
  const link = { number: Number(number), oldKey, newKey, at };
  return found !== null && linkText(use, link) === text ? link : null;
};

/** The keys that somebody has believed, the oldest first; the last is the one that is pinned now. */
export interface PinnedKeys {
  readonly keys: readonly [LogKey, ...LogKey[]];
  /** The notes that led from the first to the last. */
  readonly links: readonly string[];
}

export const pinnedKey = ({ keys }: PinnedKeys): LogKey => keys.at(-1) ?? keys[0];

/**
 * `pinned` with all that the notes of `chain` (the oldest first) lead to from there; as it was when they end with its last key. Refuses with
 * schedule-key.chain or urgent-key.chain, naming the number of the link that is wrong, 0 for the whole.
 */
export const followKeyLinks = (
  use: SiteKeyUse,
  pinned: PinnedKeys,
  chain: readonly string[],
  verify: Verify,
): Result<PinnedKeys> => {
  const wrong = (fault: KeyChainFault, number = 0): Result<never> =>
    refuse(`${use}-key.chain`, { fault, number, pinned: formatVerifierKey(pinnedKey(pinned)) });
  const links = chain.slice(0, MOST_LINKS + 1).map((note) => ({ note, link: keyLinkIn(use, note) }));
  if (links.length > MOST_LINKS) return wrong('unreadable');
  const held = formatVerifierKey(pinnedKey(pinned));
  const known = new Set(pinned.keys.map(formatVerifierKey));
  const added: [LogKey, string][] = [];
  let before: KeyLink | null = null;
  let at = held;
  let isOnTheWay = false;
  for (const { note, link } of links) {
    if (link === null) return wrong('unreadable', (before?.number ?? 0) + 1);
    const { number, oldKey, newKey } = link;
    if (before !== null && (number !== before.number + 1 || oldKey !== before.newKey)) return wrong('gap', number);
    before = link;
    if (oldKey === held) isOnTheWay = true;
    if (!isOnTheWay) continue;
    const [old, next] = [noteKeyIn(oldKey), noteKeyIn(newKey)];
    if (old === null || next === null || next.name !== old.name) return wrong('unreadable', number);
    if (known.has(newKey)) return wrong('back', number);
    const parsed = parseNote(note);
    if (oldKey !== at || !parsed.ok || !verified(openNote(parsed.value, [old]), verify).ok)
      return wrong('signature', number);
    known.add(newKey);
    at = newKey;
    added.push([next, note]);
  }
  if (added.length === 0) return before === null || before.newKey === held ? ok(pinned) : wrong('unknown');
  return ok({
    keys: [...pinned.keys, ...added.map(([key]) => key)],
    links: [...pinned.links, ...added.map(([, note]) => note)],
  });
};
