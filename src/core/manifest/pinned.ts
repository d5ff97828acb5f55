/**
 * A note that came, held against the keys that a site has pinned: by whom it is signed, and whether that key may be believed from now on.
 *
 * The key moves on only with a good note that its follower signed, so that key and note are kept together.
 */
import { followKeyLinks, type PinnedKeys, pinnedKey } from '../evidence/next-key.ts';
import { parseNote } from '../evidence/note.ts';
import type { Verify } from '../evidence/signed.ts';
import type { LogKey } from '../evidence/verifier-key.ts';
import { ok, type Result, refuse } from '../result.ts';
import { openManifest } from './signed-manifest.ts';

/** The first of the keys that stands under the note, well or badly signed; undefined: none of them. */
export const signerOf = (note: string, keys: readonly LogKey[]): LogKey | undefined => {
  const parsed = parseNote(note);
  if (!parsed.ok) return undefined;
  const { signatures } = parsed.value;
  return keys.find(({ name, id }) => signatures.some((one) => one.name === name && one.keyId === id));
};

/** Whether a chain of keys could say more of it: it reads as a note, and nobody under it is known. */
export const isByUnknown = (note: string, { keys }: PinnedKeys): boolean =>
  parseNote(note).ok && signerOf(note, keys) === undefined;

export interface OpenedByPinned {
  /** Its shape is not judged here. */
  readonly json: string;
  /** To be kept with the note, once that is taken. */
  readonly pinned: PinnedKeys;
}

/**
 * `chain`: what the centre says of its keys; null: it was not asked. Refuses with manifest.refused (unreadable, signature, old-key) and
 * schedule-key.chain.
 */
export const openByPinned = (
  note: string,
  pinned: PinnedKeys,
  chain: readonly string[] | null,
  verify: Verify,
): Result<OpenedByPinned> => {
  const newest = pinnedKey(pinned);
  const known = signerOf(note, [newest, ...pinned.keys]);
  if (known !== undefined && known !== newest)
    return refuse('manifest.refused', { fault: 'old-key', site: '', version: 0, held: 0 });
  const followed =
    known === undefined && chain !== null ? followKeyLinks('schedule', pinned, chain, verify) : ok(pinned);
  if (!followed.ok) return followed;
  const by = upTo(followed.value, signerOf(note, followed.value.keys) ?? newest);
  const json = openManifest(note, pinnedKey(by), verify);
  return json.ok ? ok({ json: json.value, pinned: by }) : json;
};

/** Without the keys that came after `key`. */
const upTo = ({ keys, links }: PinnedKeys, key: LogKey): PinnedKeys => {
  const after = keys.length - 1 - keys.indexOf(key);
  const [first, ...more] = keys;
  return after === 0
    ? { keys, links }
    : { keys: [first, ...more.slice(0, more.length - after)], links: links.slice(0, links.length - after) };
};
