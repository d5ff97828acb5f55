/** Whether a file is a manifest that a site would take: from files alone, with no data folder. */
import type { Verify } from '../../core/evidence/signed.ts';
import { parseVerifierKey } from '../../core/evidence/verifier-key.ts';
import { type Arrived, accept } from '../../core/manifest/accept.ts';
import type { Manifest } from '../../core/manifest/model.ts';
import { openManifest } from '../../core/manifest/signed-manifest.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { openly } from '../operation.ts';

export interface AskedManifest {
  /** The text of the file. */
  readonly note: string;
  /** The text of the one that the site holds; null: none. */
  readonly held: string | null;
  readonly vkey: string;
  readonly verify: Verify;
  /** Reads the JSON within (contract/manifest.ts). */
  readonly read: (json: string) => Result<Manifest>;
  /** RFC 3339 instant. */
  readonly now: string;
}

export interface VerifiedManifest {
  readonly manifest: Manifest;
  /** 'new': it would take the place of what is held; 'same': it is what is held. */
  readonly standing: 'new' | 'same';
}

/** Refuses with proof.unreadable (key), manifest.refused. */
export const verifyManifest = openly(
  'evidence.verify-manifest',
  ({ note, held, ...asked }: AskedManifest): Result<VerifiedManifest> => {
    const key = parseVerifierKey(asked.vkey);
    if (!key.ok) return key;
    if (key.value.kind !== 'note') return refuse('proof.unreadable', { what: 'key', part: 'public-key' });
    const signer = { ...key.value, kind: 'note' as const };
    const opened = (text: string): Result<Arrived> => {
      const json = openManifest(text, signer, asked.verify);
      const manifest = json.ok ? asked.read(json.value) : json;
      return manifest.ok ? ok({ manifest: manifest.value, note: text }) : manifest;
    };
    const arrived = opened(note);
    if (!arrived.ok) return arrived;
    const before = held === null ? ok(null) : opened(held);
    if (!before.ok) return before;
    const site = { id: (before.value ?? arrived.value).manifest.site.id, origin: signer.name };
    const taken = accept(site, before.value, arrived.value, asked.now);
    return taken.ok ? ok({ manifest: arrived.value.manifest, standing: taken.value }) : taken;
  },
);
