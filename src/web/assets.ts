/**
 * The stylesheet and the fonts: read once at start, served from memory under names that hold their hash.
 *
 * The one file of the pages that touches the disk. It serves nothing but this fixed list, so no path that
 * somebody asks for ever becomes a file name.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';

interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: string;
  readonly etag: string;
}

/** What the head of every page links: '/assets/loa.0123456789ab.css'. */
export interface Heads {
  readonly stylesheet: string;
  readonly icon: string;
  /** The script of the page on which sounds are sent. */
  readonly upload: string;
  /** The script that keeps the page of jobs current. */
  readonly jobs: string;
}

export interface Assets {
  readonly heads: Heads;
  readonly routes: Hono;
}

interface FontFamily {
  readonly name: string;
  readonly folder: URL;
  readonly file: string;
  readonly subsets: readonly string[];
  readonly weights: readonly number[];
}

const FAMILIES: readonly FontFamily[] = [
  {
    name: 'Be Vietnam Pro',
    folder: new URL('files/', import.meta.resolve('@fontsource/be-vietnam-pro/unicode.json')),
    file: 'be-vietnam-pro',
    subsets: ['latin', 'vietnamese', 'latin-ext'],
    weights: [400, 600, 700],
  },
  {
    name: 'Noto Sans Khmer',
    folder: new URL('files/', import.meta.resolve('@fontsource/noto-sans-khmer/unicode.json')),
    file: 'noto-sans-khmer',
    subsets: ['khmer'],
    weights: [400, 600],
  },
];

/** The parts of the stylesheet, in the order in which they overrule each other. */
const STYLES = [
  'tokens',
  'frame',
  'controls',
  'day',
  'session',
  'tables',
  'statement',
  'account',
  'lists',
  'schedule',
  'sound',
  'library',
  'phone',
  'narrow',
  'paper',
] as const;

const read = (url: URL): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(fileURLToPath(url)));

/** Reads everything from the disk; a missing file is a broken installation and throws. */
export const loadAssets = (): Assets => {
  const assets = new Map<string, Asset>();
  const put = (name: string, extension: string, mime: string, bytes: Uint8Array<ArrayBuffer>): string => {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    const file = `${name}.${hash}.${extension}`;
    assets.set(file, { bytes, mime, etag: `"${hash}"` });
    return file;
  };
  const faces = FAMILIES.flatMap((family) => {
    const ranges = JSON.parse(new TextDecoder().decode(read(new URL('../unicode.json', family.folder)))) as Record<
      string,
      string
    >;
    return family.weights.flatMap((weight) =>
      family.subsets.map((subset) => {
        const source = `${family.file}-${subset}-${weight}-normal`;
        const file = put(source, 'woff2', 'font/woff2', read(new URL(`${source}.woff2`, family.folder)));
        return face(family.name, weight, file, ranges[subset] ?? 'U+0-10FFFF');
      }),
    );
  });
  const styles = STYLES.map((part) => new TextDecoder().decode(read(new URL(`assets/${part}.css`, import.meta.url))));
  const whole = new TextEncoder().encode([...faces, ...styles].join('\n').replace(/\/\*.*?\*\//gs, ''));
  const stylesheet = `/assets/${put('loa', 'css', 'text/css; charset=utf-8', whole)}`;
  const icon = `/assets/${put('loa', 'svg', 'image/svg+xml', read(new URL('assets/loa.svg', import.meta.url)))}`;
  const upload = `/assets/${put('upload', 'js', 'text/javascript; charset=utf-8', read(new URL('assets/upload.js', import.meta.url)))}`;
  const jobs = `/assets/${put('jobs', 'js', 'text/javascript; charset=utf-8', read(new URL('assets/jobs.js', import.meta.url)))}`;
  return { heads: { stylesheet, icon, upload, jobs }, routes: routesFor(assets) };
};

/** The browser loads a subset only when the page has a letter of it: Khmer costs nothing where there is none. */
const face = (family: string, weight: number, file: string, range: string): string =>
  `@font-face{font-family:'${family}';font-style:normal;font-display:swap;font-weight:${weight};` +
  `src:url(${file}) format('woff2');unicode-range:${range}}`;

const routesFor = (assets: ReadonlyMap<string, Asset>): Hono => {
  const app = new Hono();
  app.get('/assets/:file', (c, next) => {
    const asset = assets.get(c.req.param('file'));
    if (asset === undefined) return next();
    const headers = {
      'content-type': asset.mime,
      etag: asset.etag,
      // The name changes with the bytes, so what is kept never grows old.
      'cache-control': 'public, max-age=31536000, immutable',
    };
    const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
    if (known.includes(asset.etag)) return c.body(null, 304, headers);
    return c.body(asset.bytes, 200, headers);
  });
  return app;
};
