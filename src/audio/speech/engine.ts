/**
 * The port behind which speech programs stand: one text file in, one WAV out.
 *
 * Two stand there: espeak-ng, and a command that the operator has set. Both run locked up (process.ts): no network, bounded
 * memory and time. A text is the work of many hands, so it is never an argument and there is no shell.
 */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { commandArguments, espeakArguments, namesFile, type SpeakArguments } from '../arguments/speak.ts';
import type { RunOptions } from '../outcome.ts';
import type { LockedRunner, Streams } from '../process.ts';

export interface SpeechEngine {
  readonly name: string;
  /** Refuses with speech.engine-missing. */
  readonly version: () => Promise<Result<string>>;
  /** Writes `wav`. Refuses with speech.engine-missing, speech.engine-failed, audio.timeout, audio.cancelled, data.full. */
  readonly speak: (asked: SpeakArguments, options: RunOptions) => Promise<Result<void>>;
}

/** The largest WAV of one piece, bytes: some minutes of the best sound. */
const PIECE_BYTES = 96 * 1024 ** 2;

/** Exit codes by which `nice` and `prlimit` say that there is no such program, or that it may not be run. */
const NOT_RUN = [126, 127];

const speakWith =
  (runner: LockedRunner, name: string, commandOf: (asked: SpeakArguments) => readonly [string[], Streams]) =>
  async (asked: SpeakArguments, options: RunOptions): Promise<Result<void>> => {
    const [command, streams] = commandOf(asked);
    const ran = await runner.program(command, PIECE_BYTES, options, streams);
    if (ran.missing || NOT_RUN.includes(ran.code ?? 0)) return refuse('speech.engine-missing', { engine: name });
    if (ran.judged.ok) return ok(undefined);
    const [refused] = ran.judged.refusals;
    return refused.code === 'audio.failed'
      ? refuse('speech.engine-failed', { engine: name, detail: refused.params.detail })
      : ran.judged;
  };

/** `program`: by name or absolute path. */
export const espeakEngine = (runner: LockedRunner, program: string): SpeechEngine => ({
  name: 'espeak-ng',
  version: async () => {
    const said = await runner.ask([program, '--version']);
    const version = /text-to-speech: (\S+)/.exec(said ?? '')?.[1];
    return version === undefined ? refuse('speech.engine-missing', { engine: 'espeak-ng' }) : ok(version);
  },
  speak: speakWith(runner, 'espeak-ng', (asked) => [[program, ...espeakArguments(asked)], {}]),
});

/** `words`: program and arguments, as the operator has set them (LOA_SPEECH_COMMAND). */
export const commandEngine = (runner: LockedRunner, words: readonly string[]): SpeechEngine => {
  const name = basename(words[0] ?? '');
  return {
    name,
    // A command of any kind cannot be asked for its version: another list of arguments is another engine.
    version: async () => ok(`command-${createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 12)}`),
    speak: speakWith(runner, name, (asked) => [
      commandArguments(words, asked),
      {
        ...(namesFile(words, 'text') ? {} : { stdin: asked.text }),
        ...(namesFile(words, 'wav') ? {} : { stdout: asked.wav }),
      },
    ]),
  };
};
