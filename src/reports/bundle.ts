/** The ZIP of an evidence bundle, as the command line writes it and HTTP sends it. */
import { type Bundled, bundleFiles } from '../contract/bundle-files.ts';
import { type Pack, packZip } from './pack.ts';

/** Bears the date of the last day. The same entries under the same checkpoint are the same bytes. */
export const bundleZip = (bundle: Bundled, span: { readonly from: string; readonly to: string }): Promise<Pack> =>
  packZip(span.to, [], bundleFiles(bundle, span));
