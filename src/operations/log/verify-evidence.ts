/**
 * Whether evidence holds: a bundle, one entry with its proof, or the whole log as a file. Asks the core and nothing else, so it needs
 * no right and no store.
 */
import type { CheckedBundle } from '../../core/evidence/bundle.ts';
import { byteLines } from '../../core/evidence/byte-lines.ts';
import {
  checkHandedBundle,
  checkHandedProof,
  type HandedBundle,
  type HandedProof,
  logKeyIn,
  type ProvedPlace,
} from '../../core/evidence/handed-in.ts';
import { type CheckedExport, exportReader, LONGEST_EXPORT_LINE } from '../../core/evidence/log-export.ts';
import type { Hash } from '../../core/evidence/merkle.ts';
import type { Verify } from '../../core/evidence/signed.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { openly } from '../operation.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decode = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
};

/** Refuses with proof.* for the key, and with what checkBundle() refuses with. */
export const verifyBundle = openly(
  'evidence.verify-bundle',
  (asked: Omit<HandedBundle, 'decode'>): Result<CheckedBundle> => checkHandedBundle({ ...asked, decode }),
);

/** Answers the checkpoint that the entry lies under. Refuses with proof.unreadable, proof.wrong. */
export const verifyProof = openly(
  'evidence.verify-proof',
  (asked: HandedProof): Result<ProvedPlace> => checkHandedProof(asked),
);

export interface ExportAsked {
  /** The file's name, for what is refused. */
  readonly file: string;
  readonly pieces: AsyncIterable<Uint8Array>;
  /** As the asker knows it from paper; null: the one in the file. */
  readonly vkey: string | null;
  readonly verify: Verify;
  readonly hash?: Hash;
}

/** Reads the file once and holds a block of it. Refuses with proof.*, log-export.wrong, and throws what reading throws. */
export const verifyExport = openly(
  'evidence.verify-export',
  async ({ pieces, vkey, ...checks }: ExportAsked): Promise<Result<CheckedExport>> => {
    const key = vkey === null ? ok(null) : logKeyIn(vkey);
    if (!key.ok) return key;
    const reader = exportReader({ ...checks, key: key.value, decode });
    const lines = byteLines(LONGEST_EXPORT_LINE);
    for await (const piece of pieces) {
      const cut = lines.cut(piece);
      if (cut === null) return refuse('proof.unreadable', { what: 'export', part: 'text' }, { file: checks.file });
      for (const line of cut) {
        const refused = reader.take(line);
        if (refused !== null) return refused;
      }
    }
    const rest = lines.rest();
    return (rest.length === 0 ? null : reader.take(rest)) ?? reader.end();
  },
);
