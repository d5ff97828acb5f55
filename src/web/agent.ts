/**
 * What a browser calls itself, in the few words by which its owner knows it again.
 *
 * Only for one's own list of sign-ins: nothing is decided by it, because anybody can write anything there.
 */

/** In this order: most of them also claim to be what comes later. */
const BROWSERS: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Cốc Cốc', /coc_coc_browser/i],
  ['Zalo', /zalo/i],
  ['Edge', /\bEdg(?:A|iOS)?\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
];

const SYSTEMS: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux|X11/],
];

/** Browser and system; null for each that is not known. */
export const agentOf = (text: string): { readonly browser: string | null; readonly system: string | null } => ({
  browser: BROWSERS.find(([, mark]) => mark.test(text))?.[0] ?? null,
  system: SYSTEMS.find(([, mark]) => mark.test(text))?.[0] ?? null,
});
