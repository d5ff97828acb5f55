/** An evidence bundle as the files of its ZIP: names and bytes, the same for the same entries and checkpoint. */
import { BUNDLE } from '../core/evidence/bundle-files.ts';
import { bundleReadme, VERIFY_SH } from './bundle-texts.ts';

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
  readonly entries: readonly { readonly seq: number; readonly leaf: Uint8Array; readonly proof: string }[];
  readonly cuts: readonly string[];
}

const utf8 = new TextEncoder();

export const bundleFiles = (
  { origin, vkey, pem, checkpoint, entries, cuts }: Bundled,
  { from, to }: { readonly from: string; readonly to: string },
): BundleFile[] => {
  const size = Number(checkpoint.split('\n')[1]);
  const texts: readonly (readonly [string, string])[] = [
    [BUNDLE.readme, bundleReadme({ from, to, origin, vkey, entries: entries.length, size })],
    [BUNDLE.script, VERIFY_SH],
    [BUNDLE.checkpoint, checkpoint],
    [BUNDLE.key, `${vkey}\n`],
    [BUNDLE.pem, pem],
    [BUNDLE.media, cuts.map((cut) => `${cut}\n`).join('')],
    ...entries.map(({ seq, proof }) => [BUNDLE.proof(seq), proof] as const),
  ];
  return [
    ...texts.map(([name, text]) => ({ name, bytes: utf8.encode(text) })),
    ...entries.map(({ seq, leaf }) => ({ name: BUNDLE.entry(seq), bytes: leaf })),
  ];
};

/** 'bang-chung-20250401-20250430.zip'. */
export const bundleName = (from: string, to: string): string =>
  `bang-chung-${from.replaceAll('-', '')}-${to.replaceAll('-', '')}.zip`;
