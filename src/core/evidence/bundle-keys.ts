/**
 * The changes of the log's key as a bundle carries them: each entry with its proof, 'keys/7.json' and 'keys/7.tlog-proof'.
 */
import { ok, type Result, refuse } from '../result.ts';
import { type KeyChange, keyChangeFile, keyChangeOf } from './key-chain.ts';

export const keyChangeProof = (seq: number): string => `keys/${seq}.tlog-proof`;

const NAME = /^keys\/(0|[1-9][0-9]{0,15})\.(?:json|tlog-proof)$/;

/**
 * In order of number. Refuses with bundle.unknown-file, bundle.missing, what `textOf` refuses with, and proof.wrong: chain (an entry
 * that is no change of keys).
 */
export const keyChangesIn = (
  names: Iterable<string>,
  textOf: (name: string) => Result<string>,
): Result<readonly KeyChange[]> => {
  const seqs = new Set<number>();
  for (const name of names) {
    if (!name.startsWith('keys/')) continue;
    const seq = NAME.exec(name)?.[1];
    if (seq === undefined) return refuse('bundle.unknown-file', { file: name }, { file: name });
    seqs.add(Number(seq));
  }
  const changes: KeyChange[] = [];
  for (const seq of [...seqs].sort((a, b) => a - b)) {
    const text = textOf(keyChangeFile(seq));
    if (!text.ok) return text;
    const change = keyChangeIn(seq, text.value);
    if (change === null) return refuse('proof.wrong', { fault: 'chain' }, { file: keyChangeFile(seq) });
    changes.push(change);
  }
  return ok(changes);
};

/** From outside: nothing of it is believed to be there. */
const keyChangeIn = (seq: number, text: string): KeyChange | null => {
  try {
    const change = keyChangeOf(seq, JSON.parse(text));
    const { recordedAt, oldKey, newKey, signature } = change ?? {};
    const isText = [recordedAt, oldKey, newKey].every((one) => typeof one === 'string');
    return isText && (signature === null || typeof signature === 'string') ? change : null;
  } catch {
    return null;
  }
};
