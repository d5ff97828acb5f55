/** A real witness on loopback, in this process: started, stopped and started again at the same address. */
import { listen } from '../../src/http/serve.ts';
import { runWitness } from '../../src/witness/run.ts';

export interface RunningWitness {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface WitnessForm {
  readonly folder: string;
  /** Verifier keys of the logs that it serves. */
  readonly logs: readonly string[];
  /** 0, when not given: any that is free. */
  readonly port?: number;
  /** Its clock. */
  readonly now?: () => string;
}

export const startWitness = async ({
  folder,
  logs,
  port = 0,
  now = () => '2026-11-29T12:00:00Z',
}: WitnessForm): Promise<RunningWitness> => {
  const stop = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const url = await new Promise<string>((ready) => {
    running = runWitness(
      { folder, logs, host: '127.0.0.1', port },
      {
        listen,
        now,
        lang: 'en',
        signal: stop.signal,
        say: (line) => {
          const said = /http:\S+/.exec(line)?.[0];
          if (said !== undefined) ready(said);
        },
      },
    );
  });
  return {
    url,
    stop: async () => {
      stop.abort();
      await running;
    },
  };
};
