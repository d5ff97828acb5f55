/** An evidence bundle as the files of its ZIP: names and bytes, the same for the same entries and checkpoint. */
import { BUNDLE } from '../core/evidence/bundle-files.ts';
import { keyChangeProof } from '../core/evidence/bundle-keys.ts';
import { keyChangeFile } from '../core/evidence/key-chain.ts';
import { VERIFY_SH } from './bundle-script.ts';
import { type BundleFacts, bundleReadme } from './bundle-texts.ts';

export interface BundleFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What there is to be put in. */
export interface Bundled {
  readonly origin: string;
  readonly vkey: string;
  readonly pem: string;
  readonly checkpoint: string;
  readonly before: BundleFacts['before'];
  readonly witnesses: readonly string[];
  readonly older: { readonly size: number; readonly checkpoint: string; readonly consistency: string } | null;
  readonly stamp: {
    readonly checkpoint: string;
    readonly token: Uint8Array;
    readonly time: string;
    readonly ca: string | null;
  } | null;
  readonly entries: readonly { readonly seq: number; readonly leaf: Uint8Array; readonly proof: string }[];
  readonly keyChanges: Bundled['entries'];
  readonly cuts: readonly string[];
}

/** The sound that is put in beside: how many files, and how many are no longer in the house. */
export interface SoundCounts {
  readonly sounds: number;
  readonly gone: number;
}

const utf8 = new TextEncoder();

export const bundleFiles = (
  { origin, vkey, pem, checkpoint, before, witnesses, older, stamp, entries, keyChanges, cuts }: Bundled,
  { from, to }: { readonly from: string; readonly to: string },
  { sounds, gone }: SoundCounts = { sounds: 0, gone: 0 },
): BundleFile[] => {
  const size = Number(checkpoint.split('\n')[1]);
  const facts: BundleFacts = {
    ...{ from, to, origin, vkey, size, before, sounds, gone },
    entries: entries.length,
    keyChanges: keyChanges.length,
    witnesses: witnesses
      .map((key) => key.replace(/\+.*$/, ''))
      .filter((name) => checkpoint.includes(`\n\u2014 ${name} `)),
    grewFrom: older?.size ?? null,
    stamp: stamp === null ? null : { time: stamp.time, ca: stamp.ca !== null },
  };
  const texts: readonly (readonly [string, string])[] = [
    [BUNDLE.readme, bundleReadme(facts)],
    [BUNDLE.script, VERIFY_SH],
    [BUNDLE.checkpoint, checkpoint],
    [BUNDLE.key, `${vkey}\n`],
    [BUNDLE.pem, pem],
    [BUNDLE.media, cuts.map((cut) => `${cut}  ${BUNDLE.sound(cut)}\n`).join('')],
    ...(witnesses.length === 0 ? [] : [[BUNDLE.witnesses, witnesses.map((key) => `${key}\n`).join('')] as const]),
    ...(older === null
      ? []
      : [[BUNDLE.older, older.checkpoint] as const, [BUNDLE.consistency, older.consistency] as const]),
    ...(stamp === null ? [] : [[BUNDLE.stamped, stamp.checkpoint] as const]),
    ...(stamp?.ca == null ? [] : [[BUNDLE.authority, stamp.ca] as const]),
    ...entries.map(({ seq, proof }) => [BUNDLE.proof(seq), proof] as const),
    ...keyChanges.map(({ seq, proof }) => [keyChangeProof(seq), proof] as const),
  ];
  return [
    ...texts.map(([name, text]) => ({ name, bytes: utf8.encode(text) })),
    ...(stamp === null ? [] : [{ name: BUNDLE.stamp, bytes: stamp.token }]),
    ...entries.map(({ seq, leaf }) => ({ name: BUNDLE.entry(seq), bytes: leaf })),
    ...keyChanges.map(({ seq, leaf }) => ({ name: keyChangeFile(seq), bytes: leaf })),
  ];
};

/** 'bang-chung-20250401-20250430.zip'. */
export const bundleName = (from: string, to: string): string =>
  `bang-chung-${from.replaceAll('-', '')}-${to.replaceAll('-', '')}.zip`;
