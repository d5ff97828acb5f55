/** `loa witness run`: key, what was seen, a socket; until the signal. */
import type { Hono } from 'hono';
import type { Lang } from '../contract/sentences/index.ts';
import { formatVerifierKey, type LogKey, noteKeyIn } from '../core/evidence/verifier-key.ts';
import { ok, okUnless, type Result, refusal } from '../core/result.ts';
import type { Listening, ListenOptions } from '../http/serve.ts';
import { witnessApp } from './app.ts';
import { readWitnessKey } from './key-file.ts';
import { openSeen } from './seen.ts';
import { createWitness } from './witness.ts';
import { eventText, witnessWords } from './words.ts';

export interface WitnessAsked {
  readonly folder: string;
  /** vkeys. */
  readonly logs: readonly string[];
  readonly host: string;
  readonly port: number;
}

export interface WitnessWorld {
  readonly listen: (app: Hono, options: ListenOptions) => Promise<Result<Listening>>;
  /** RFC 3339. */
  readonly now: () => string;
  readonly lang: Lang;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Refuses with config.wrong (a key that is no log's), witness.key, what openSeen() and listening refuse with. */
export const runWitness = async (asked: WitnessAsked, world: WitnessWorld): Promise<Result<void>> => {
  const { lang, say, signal } = world;
  const logs = logKeysIn(asked.logs);
  if (!logs.ok) return logs;
  const signer = readWitnessKey(asked.folder);
  if (!signer.ok) return signer;
  const seen = openSeen(asked.folder, signer.value.key);
  if (!seen.ok) return seen;
  try {
    const witness = createWitness({
      folder: asked.folder,
      signer: signer.value,
      logs: logs.value,
      seen: seen.value,
      now: world.now,
      told: (event) => say(eventText(event, lang)),
    });
    const app = witnessApp(witness, (error) => say(witnessWords(lang).fault(String(error))));
    const listening = await world.listen(app, { host: asked.host, port: asked.port });
    if (!listening.ok) return listening;
    say(witnessWords(lang).knownBy(formatVerifierKey(witness.key)));
    say(witnessWords(lang).listening(listening.value.url));
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await listening.value.stop();
    say(witnessWords(lang).stopped);
    return ok(undefined);
  } finally {
    seen.value.close();
  }
};

const logKeysIn = (vkeys: readonly string[]): Result<readonly LogKey[]> => {
  const read = vkeys.map((vkey) => ({ vkey, key: noteKeyIn(vkey) }));
  const keys = read.flatMap(({ key }) => key ?? []);
  const wrong = read
    .filter(({ key }) => key === null)
    .map(({ vkey }) => refusal('config.wrong', { name: '--log', value: vkey, expected: 'log-vkey' }));
  return okUnless(wrong, () => keys);
};
