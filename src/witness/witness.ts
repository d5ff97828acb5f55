/**
 * The witness: asked with a request's text, it answers as c2sp.org/tlog-witness has it.
 *
 * `add` does not wait for anything: to look, to keep and to sign is one step, and two requests cannot come between each other.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoint } from '../core/evidence/checkpoint.ts';
import { type Judged, judgeCheckpoint } from '../core/evidence/judge-checkpoint.ts';
import { formatNote, type Note, signatureLine } from '../core/evidence/note.ts';
import { cosignText } from '../core/evidence/signed.ts';
import type { LogKey, WitnessKey } from '../core/evidence/verifier-key.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import type { Signer } from './key-file.ts';
import type { LastSeen, Seen } from './seen.ts';
import { writeNew } from './write-new.ts';

export interface Answer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly type: 'text/plain; charset=utf-8' | 'text/x.tlog.size';
  readonly body: string;
}

/** What whoever looks after the witness is told. */
export type Event =
  | { readonly kind: 'cosigned' | 'inconsistent'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'not-signed' | 'unknown-log'; readonly origin: string }
  /** `path`: where both checkpoints lie; null when so many lie there already that no more are kept. */
  | { readonly kind: 'split'; readonly checkpoint: Checkpoint; readonly path: string | null };

export interface Witness {
  readonly key: WitnessKey;
  readonly logs: readonly LogKey[];
  readonly last: (origin: string) => LastSeen | null;
  /** How many checkpoints are kept that contradict a cosigned one. */
  readonly splits: () => number;
  readonly add: (body: string) => Answer;
}

export interface WitnessParts {
  readonly folder: string;
  readonly signer: Signer;
  readonly logs: readonly LogKey[];
  readonly seen: Seen;
  /** RFC 3339. */
  readonly now: () => string;
  readonly told: (event: Event) => void;
}

/** Each is two small files; one is enough to prove the case, and whoever holds the log's key must not fill the disk. */
const MOST_SPLITS = 100;

export const createWitness = ({ folder, signer, logs, seen, now, told }: WitnessParts): Witness => {
  const splitFolder = join(folder, 'split');
  mkdirSync(splitFolder, { recursive: true, mode: 0o700 });
  const splits = (): number => readdirSync(splitFolder).filter((name) => name.endsWith('.offered')).length;

  const cosign = ({ checkpoint, note }: Extract<Judged, { kind: 'cosign' }>): Answer => {
    const time = Math.floor(Temporal.Instant.from(now()).epochMilliseconds / 1000);
    const signature = cosignText(signer.key, note.text, time, signer.sign);
    // First on the disk, then out: a signature that is out and forgotten could be contradicted by the next one.
    seen.keep(checkpoint.origin, { text: note.text, signatures: [...note.signatures, signature] });
    told({ kind: 'cosigned', checkpoint });
    return { status: 200, type: 'text/plain; charset=utf-8', body: signatureLine(signature) };
  };

  const keepSplit = (origin: string, offered: Note): string | null => {
    const path = join(splitFolder, createHash('sha256').update(offered.text).digest('hex').slice(0, 16));
    const cosigned = seen.last(origin);
    if (cosigned === null || splits() >= MOST_SPLITS) return null;
    writeNew(`${path}.cosigned`, formatNote(cosigned.note));
    writeNew(`${path}.offered`, formatNote(offered));
    return path;
  };

  const answered = (judged: Judged): Answer => {
    switch (judged.kind) {
      case 'cosign':
        return cosign(judged);
      case 'malformed':
        return plain(400, 'the request cannot be read');
      case 'unknown-log':
        told(judged);
        return plain(404, 'this witness does not serve this log');
      case 'not-signed':
        told(judged);
        return plain(403, 'no good signature by a key that is known for this log');
      case 'other-size':
        return size(judged.size);
      case 'split': {
        const { checkpoint, note, asked } = judged;
        told({ kind: 'split', checkpoint, path: keepSplit(checkpoint.origin, note) });
        return asked === checkpoint.size
          ? plain(409, 'another root was cosigned for this size')
          : size(checkpoint.size);
      }
      case 'inconsistent':
        told(judged);
        return plain(422, 'the path does not lead from the checkpoint cosigned last to this one');
    }
  };

  return {
    key: signer.key,
    logs,
    last: seen.last,
    splits,
    add: (body) =>
      answered(judgeCheckpoint(body, { logs, last: (origin) => seen.last(origin)?.checkpoint ?? null }, verifyEd25519)),
  };
};

const plain = (status: Answer['status'], text: string): Answer => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${text}\n`,
});

const size = (known: number): Answer => ({ status: 409, type: 'text/x.tlog.size', body: `${known}\n` });
