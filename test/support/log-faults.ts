/**
 * What an air log that was cut off or killed has to be: the root over its entries, the nodes under it, and every checkpoint that
 * it keeps, or that stands beside the keys, signed and true. Says in words what is not.
 */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Head } from '../../src/core/evidence/merkle.ts';
import { parseNote } from '../../src/core/evidence/note.ts';
import { rootBuilder } from '../../src/core/evidence/root-builder.ts';
import { verified } from '../../src/core/evidence/signed.ts';
import { openCheckpoint } from '../../src/core/evidence/trust.ts';
import type { AirLog } from '../../src/store/airlog.ts';
import { outsideHead } from '../../src/store/key-files.ts';
import { ed25519 } from './ed25519.ts';
import { logSignerOf } from './log-signer.ts';

/** The same few notes are looked at in thousands of states, and a signature takes long. */
const judged = new Map<string, Head | null>();

const signedIn = (note: string): Head | null => {
  const before = judged.get(note);
  if (before !== undefined) return before;
  const parsed = parseNote(note);
  const opened = parsed.ok ? verified(openCheckpoint(parsed.value, TRUST), ed25519) : parsed;
  const head = opened.ok ? opened.value.checkpoint : null;
  judged.set(note, head);
  return head;
};

const TRUST = { origin: logSignerOf().key.name, log: [logSignerOf().key], witnesses: [], quorum: 0 };

export interface LookedOver {
  /** Sizes of the checkpoints in the file. */
  readonly sealed: ReadonlySet<number>;
  /** Size of the checkpoint beside the keys; 0: none. */
  readonly outside: number;
  readonly faults: readonly string[];
}

export const lookOverLog = (folder: string, airlog: AirLog): LookedOver => {
  const file = new Database(join(folder, 'airlog.db'), { readonly: true });
  try {
    const faults: string[] = [];
    const heads = new Map<number, Uint8Array[]>();
    const known = (size: number, root: Uint8Array): void => void heads.set(size, [...(heads.get(size) ?? []), root]);
    const sealed = new Set<number>();
    for (const { size, note } of file.prepare('SELECT size, note FROM checkpoint').iterate() as Iterable<{
      size: number;
      note: string;
    }>) {
      const head = signedIn(note);
      if (head?.size !== size) faults.push(`checkpoint ${size}: not as it was signed`);
      else known(size, head.root);
      sealed.add(size);
    }
    const outside = outsideHead(folder);
    if (outside !== null) known(outside.size, outside.root);
    const builder = rootBuilder((bytes) => hash('sha256', bytes, 'buffer'));
    known(airlog.size(), airlog.tree.head().root);
    const compare = (): void => {
      for (const root of heads.get(builder.size()) ?? [])
        if (Buffer.compare(builder.root(), root) !== 0) faults.push(`root of ${builder.size()} entries`);
      heads.delete(builder.size());
    };
    compare();
    for (const leaf of file.prepare('SELECT leaf FROM air_log ORDER BY seq').pluck().iterate()) {
      builder.add(leaf as Uint8Array);
      compare();
    }
    for (const size of heads.keys()) faults.push(`a checkpoint of ${size} entries, the log has ${builder.size()}`);
    const tree = airlog.faultIn('all');
    if (tree !== null) faults.push(tree);
    return { sealed, outside: outside?.size ?? 0, faults };
  } finally {
    file.close();
  }
};
