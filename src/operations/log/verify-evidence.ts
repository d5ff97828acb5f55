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
  type HandedExport,
  type HandedProof,
  handedExportReader,
  type ProvedPlace,
} from '../../core/evidence/handed-in.ts';
import { type CheckedExport, LONGEST_EXPORT_LINE } from '../../core/evidence/log-export.ts';
import type { Result } from '../../core/result.ts';
import { refuse } from '../../core/result.ts';
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

export interface ExportAsked extends Omit<HandedExport, 'decode' | 'seen'> {
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** Reads the file once and holds a block of it. Refuses with proof.*, log-export.wrong, and throws what reading throws. */
export const verifyExport = openly(
  'evidence.verify-export',
  async ({ pieces, ...asked }: ExportAsked): Promise<Result<CheckedExport>> => {
    const opened = handedExportReader({ ...asked, decode });
    if (!opened.ok) return opened;
    const reader = opened.value;
    const lines = byteLines(LONGEST_EXPORT_LINE);
    for await (const piece of pieces) {
      const cut = lines.cut(piece);
      if (cut === null) return refuse('proof.unreadable', { what: 'export', part: 'text' }, { file: asked.file });
      for (const line of cut) {
        const refused = reader.take(line);
        if (refused !== null) return refused;
      }
    }
    const rest = lines.rest();
    return (rest.length === 0 ? null : reader.take(rest)) ?? reader.end();
  },
);
