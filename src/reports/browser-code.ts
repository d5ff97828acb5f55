/**
 * Code and style for the browser, made of src/browser by esbuild when a page first asks, in memory (ADR 0022).
 *
 * One after the other: esbuild's own process serves all of them and ends with each.
 */
import { fileURLToPath } from 'node:url';

/** Browsers of 2022 (Chrome 109 is the last on Windows 7); `deflate-raw` asks for these. */
const BROWSERS = ['chrome103', 'firefox113', 'safari16.4'];

let last: Promise<unknown> = Promise.resolve();

/** `entries`: name → file under src/browser. Answers the text of each, as one script or style that needs no other. */
export const browserCode = <Name extends string>(
  entries: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, string>>> => {
  const made = last.then(() => build(entries));
  last = made.catch(() => undefined);
  return made;
};

const build = async <Name extends string>(
  entries: Readonly<Record<Name, string>>,
): Promise<Readonly<Record<Name, string>>> => {
  const { build: bundle, stop } = await import('esbuild');
  const names = Object.keys(entries) as Name[];
  const sourceOf = (file: string): string => fileURLToPath(new URL(`../browser/${file}`, import.meta.url));
  try {
    const { outputFiles } = await bundle({
      entryPoints: Object.fromEntries(names.map((name) => [name, sourceOf(entries[name])])),
      outdir: '/',
      bundle: true,
      minify: true,
      write: false,
      // Escapes would make Vietnamese three times as long.
      charset: 'utf8',
      format: 'iife',
      target: BROWSERS,
      legalComments: 'none',
      logLevel: 'silent',
    });
    const textOf = (name: Name): string =>
      outputFiles.find(({ path }) => /^\/(.*)\.(?:js|css)$/.exec(path)?.[1] === name)?.text.trim() ?? '';
    return Object.fromEntries(names.map((name) => [name, textOf(name)])) as Record<Name, string>;
  } finally {
    await stop();
  }
};
