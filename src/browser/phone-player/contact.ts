/**
 * Asks the centre for a newer manifest, and judges it as a site's agent does: by the key that was pinned when the player was first
 * switched on or one that it signed for, and by core/manifest/accept.ts. What is not taken changes nothing.
 *
 * Its shape is not judged a second time: whoever signs made it by the schema, and this code came from the same centre.
 */
import { pinnedKey } from '../../core/evidence/next-key.ts';
import { formatVerifierKey, type LogKey, noteKeyIn } from '../../core/evidence/verifier-key.ts';
import { type Arrived, accept } from '../../core/manifest/accept.ts';
import type { ManifestFault } from '../../core/manifest/faults.ts';
import { MANIFEST_FORMAT, type Manifest } from '../../core/manifest/model.ts';
import { isByUnknown, openByPinned } from '../../core/manifest/pinned.ts';
import { manifestTag } from '../../core/manifest/signed-manifest.ts';
import { URGENT_HEADER } from '../../core/urgent/model.ts';
import type { Centre } from './centre.ts';
import { verify } from './keys.ts';
import type { Contacted } from './shown.ts';

export interface ContactParts {
  readonly centre: Centre;
  readonly channel: string;
  readonly vkey: string | null;
  readonly note: string | null;
  /** RFC 3339; null: the time is not known. */
  readonly now: () => string | null;
  /** Keeps the key for good, before anything that it signed is taken. */
  readonly pin: (vkey: string) => Promise<void>;
  /** Keeps it, and the key that signed it, before it is played. */
  readonly taken: (arrived: Arrived, vkey: string) => Promise<void>;
  /** The centre was heard: the tag of the urgent notices that are in force; null: it does not say. */
  readonly urgent: (tag: string | null) => Promise<void>;
}

export interface Contact {
  /** What was kept, judged as when it came; null: nothing, or it is damaged. */
  readonly held: Arrived | null;
  readonly ask: () => Promise<Contacted>;
}

interface Opened extends Arrived {
  readonly by: LogKey;
}

/** `chain`: how the centre's keys followed one another; null: it was not asked. */
const arrivedIn = (note: string, key: LogKey, chain: readonly string[] | null): Opened | ManifestFault => {
  const opened = openByPinned(note, { keys: [key], links: [] }, chain, verify);
  if (!opened.ok) {
    const [refusal] = opened.refusals;
    return refusal.code === 'manifest.refused' ? refusal.params.fault : 'signature';
  }
  try {
    const manifest = JSON.parse(opened.value.json) as Manifest;
    return manifest.format === MANIFEST_FORMAT ? { manifest, note, by: pinnedKey(opened.value.pinned) } : 'unreadable';
  } catch {
    return 'unreadable';
  }
};

export const contactWith = (parts: ContactParts): Contact => {
  const { centre, channel } = parts;
  let key = parts.vkey === null ? null : noteKeyIn(parts.vkey);
  const kept = parts.note === null || key === null ? null : arrivedIn(parts.note, key, null);
  const first = typeof kept === 'string' ? null : kept;
  let held = first;
  let tag = held === null ? null : manifestTag(held.manifest.version, held.note);
  const pinned = async (): Promise<LogKey | Contacted> => {
    if (key !== null) return key;
    const answer = await centre.ask('/api/v1/schedule-key', { headers: { accept: 'application/json' } });
    if (answer === null) return 'away';
    if (answer.status === 401 || answer.status === 403) return 'locked';
    const said = (await answer.json().catch(() => null)) as { readonly vkey?: unknown } | null;
    const vkey = typeof said?.vkey === 'string' ? said.vkey : '';
    const found = noteKeyIn(vkey);
    if (found === null) return 'away';
    await parts.pin(vkey);
    key = found;
    return found;
  };
  /** Asked only where nobody is known who signed what came; null: it did not say. */
  const keyChain = async (): Promise<readonly string[] | null> => {
    const answer = await centre.ask('/api/v1/schedule-key', { headers: { accept: 'application/json' } });
    if (answer?.status !== 200) return null;
    const said = (await answer.json().catch(() => null)) as { readonly chain?: unknown } | null;
    return Array.isArray(said?.chain) ? said.chain.filter((link) => typeof link === 'string') : null;
  };
  const judge = async (note: string, pinnedBy: LogKey): Promise<Contacted> => {
    const isUnknown = isByUnknown(note, { keys: [pinnedBy], links: [] });
    const chain = isUnknown ? await keyChain() : null;
    if (isUnknown && chain === null) return 'away';
    const arrived = arrivedIn(note, pinnedBy, chain);
    if (typeof arrived === 'string') return arrived;
    const { by } = arrived;
    const taking = accept({ id: channel, origin: by.name }, held, arrived, parts.now());
    if (!taking.ok) {
      const [refusal] = taking.refusals;
      return refusal.code === 'manifest.refused' ? refusal.params.fault : 'unreadable';
    }
    tag = manifestTag(arrived.manifest.version, note);
    if (taking.value === 'same') return 'ok';
    await parts.taken(arrived, formatVerifierKey(by));
    key = by;
    held = arrived;
    return 'ok';
  };
  return {
    held: first,
    ask: async () => {
      const by = await pinned();
      if (typeof by === 'string') return by;
      const answer = await centre.ask(`/api/v1/channels/${encodeURIComponent(channel)}/manifest`, {
        headers: { accept: 'text/plain', ...(tag === null ? {} : { 'if-none-match': tag }) },
      });
      if (answer === null) return 'away';
      // What goes wrong with an order does not keep a manifest away, nor the other way round.
      await parts.urgent(answer.headers.get(URGENT_HEADER)).catch(() => undefined);
      if (answer.status === 304) return 'ok';
      if (answer.status === 401 || answer.status === 403) return 'locked';
      if (answer.status === 404) return 'none';
      if (answer.status !== 200) return 'away';
      const note = await answer.text().catch(() => null);
      return note === null ? 'away' : judge(note, by);
    },
  };
};
