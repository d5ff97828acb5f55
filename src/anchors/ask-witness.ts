/**
 * Asking a witness to cosign a checkpoint (c2sp.org/tlog-witness, add-checkpoint), and believing only its own key.
 */
import { parseAddCheckpoint } from '../core/evidence/add-checkpoint.ts';
import { type NoteSignature, parseSignatures } from '../core/evidence/note.ts';
import { openNote, verified } from '../core/evidence/signed.ts';
import type { WitnessKey } from '../core/evidence/verifier-key.ts';
import { must, ok, type Result, refuse } from '../core/result.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import { post } from './post.ts';

export interface WitnessQuestion {
  /** The submission prefix: 'http://10.96.0.8:8067'. */
  readonly url: string;
  /** The key that the witness is known by. */
  readonly key: WitnessKey;
  /** What formatAddCheckpoint() made. */
  readonly body: string;
  /** 10,000 when not given. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/**
 * The witness's signature lines for the checkpoint in `body`, each verified; lines of other keys are passed over. Refuses with
 * witness.unreachable, witness.behind (with the size to go on from), witness.refused, witness.unknown.
 */
export const askWitness = async (question: WitnessQuestion): Promise<Result<readonly NoteSignature[]>> => {
  const { url, key, body, timeoutMs = TIMEOUT_MS } = question;
  const { note } = must(parseAddCheckpoint(body));
  const heard = await post({
    url: `${url.replace(/\/+$/, '')}/add-checkpoint`,
    type: 'text/plain; charset=utf-8',
    body: new TextEncoder().encode(body),
    timeoutMs,
    mostBytes: MOST_BYTES,
    signal: question.signal,
  });
  if ('silent' in heard) return refuse('witness.unreachable', { url, why: heard.silent });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(heard.body);
  const size = heard.status === 409 && heard.type === 'text/x.tlog.size' ? sizeIn(text) : null;
  if (size !== null) return refuse('witness.behind', { url, size });
  if (heard.status !== 200) return refuse('witness.refused', { url, status: heard.status });
  const lines = parseSignatures(text);
  const own = lines.ok ? lines.value.filter(({ name, keyId }) => name === key.name && keyId === key.id) : [];
  const signed = verified(openNote({ text: note.text, signatures: own }, [key]), verifyEd25519);
  return signed.ok ? ok(own) : refuse('witness.unknown', { url, name: key.name });
};

/** A size and a line feed. */
const sizeIn = (text: string): number | null => {
  const size = /^(?:0|[1-9]\d*)\n$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : null;
};
