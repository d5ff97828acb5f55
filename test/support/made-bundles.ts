/** Evidence bundles as files in memory, of a log that a test has open; what `loa bundle` packs, without the store that it asks for rights. */
import { createHash } from 'node:crypto';
import { bundleFiles } from '../../src/contract/bundle-files.ts';
import { formatVerifierKey } from '../../src/core/evidence/verifier-key.ts';
import type { Sha256 } from '../../src/core/ids.ts';
import { must, ok } from '../../src/core/result.ts';
import { noteOf, provedUnder, sealedNow } from '../../src/operations/within/sealed.ts';
import type { LogSigner } from '../../src/secrets/log-key.ts';
import type { AirLog, StoredCheckpoint } from '../../src/store/airlog.ts';
import { logSignerOf } from './log-signer.ts';

export type Files = Map<string, Uint8Array>;

export const sealedLog = (airlog: AirLog, signer: LogSigner = logSignerOf()): StoredCheckpoint => {
  const clock = { instant: () => '2025-04-07T00:10:00Z' };
  const sealed = must(sealedNow({ clock, airlog, logKey: () => ok(signer) }));
  if (sealed === null) throw new Error('a log with entries has a checkpoint');
  return sealed;
};

/** The entries of these numbers under `checkpoint`, SHA256SUMS and all. */
export const bundleOf = (
  airlog: AirLog,
  seqs: readonly number[],
  checkpoint = sealedLog(airlog),
  signer: LogSigner = logSignerOf(),
): Files => {
  const note = noteOf(checkpoint);
  const entries = seqs.map((seq) => {
    const proved = provedUnder(airlog, seq, checkpoint, note);
    if (proved === undefined) throw new Error(`no entry ${seq}`);
    return proved;
  });
  const cuts: Sha256[] = [];
  const bundle = {
    ...{ origin: signer.key.name, vkey: formatVerifierKey(signer.key), pem: signer.pem },
    ...{ checkpoint: checkpoint.note, entries, cuts },
  };
  const files = bundleFiles(bundle, { from: '2025-04-01', to: '2025-04-30' });
  return summed(new Map(files.map(({ name, bytes }) => [name, bytes])));
};

/** With SHA256SUMS made anew, as whoever spoils a bundle would. */
export const summed = (files: Files): Files => {
  const names = [...files.keys()].filter((name) => name !== 'SHA256SUMS').sort();
  const sums = names.map(
    (name) =>
      `${createHash('sha256')
        .update(files.get(name) ?? '')
        .digest('hex')}  ${name}\n`,
  );
  return new Map([...files, ['SHA256SUMS', Buffer.from(sums.join(''))]]);
};
