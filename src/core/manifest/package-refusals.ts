/** What is refused of an offline package, at the centre and at a site: the part of core/refusal.ts that is about packages. */
import type { BadFile } from './faults.ts';

export interface PackageRefusals {
  /** Sound that the manifest names is not on the shelf as it was signed; `sessions`: which, as their names in the package. */
  'package.sound-gone': { readonly channel: string; readonly sessions: readonly string[] };
  /** All of it together in bytes, and the most there may be. */
  'package.too-large': { readonly bytes: number; readonly most: number; readonly days: number };
  /** It is no package, or a ZIP that may do harm; `detail`: a few English words. */
  'package.unreadable': { readonly path: string; readonly detail: string };
  /** The copy is not whole; `bad`: every file that is missing, cut off or changed. */
  'package.torn': { readonly path: string; readonly bad: readonly BadFile[] };
  /** No key is known here to check the manifest with, or another one than was given. */
  'package.key': { readonly folder: string; readonly why: 'none' | 'other' };
  /** The folder's own site.json does not read. */
  'package.folder': { readonly path: string };
  /** A return file with a line that is no row; `line` from 1, 0: the whole file. */
  'package.rows': { readonly path: string; readonly line: number; readonly detail: string };
}
