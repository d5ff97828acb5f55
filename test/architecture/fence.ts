/**
 * Runs the project's own checking tools on the real tree, or on a copy of it with bad files dropped in.
 *
 * A fence that lets everything through looks the same as a clean tree; so each one is shown files that must not
 * pass (bad/<fence>/<path>.txt, whose `// breaks:` line says what the tool has to answer). The copy carries the
 * real configuration: what the tests try is what guards the tree. Decides nothing about the rules themselves.
 */
import { spawn } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const BAD = join(ROOT, 'test/architecture/bad');
const CONFIGURATION = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'src/core/tsconfig.json',
  'src/browser/tsconfig.json',
  'biome.json',
  '.gitignore',
  'drizzle.config.ts',
];

export interface Answer {
  readonly code: number;
  readonly out: string;
}

/** Runs a tool from node_modules/.bin in a folder; stdout only, so that progress does not spoil JSON. */
export const tool = (name: string, args: readonly string[], folder: string = ROOT): Promise<Answer> =>
  new Promise((settle, fail) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules/.bin', name), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    let out = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
    });
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      complaint += piece;
    });
    child.on('error', fail);
    child.on('close', (code) => settle({ code: code ?? -1, out: out === '' ? complaint : out }));
  });

/** What a tool found: where, and everything it said about it in one line. */
export interface Finding {
  readonly file: string;
  readonly said: string;
}

interface BadFile {
  /** Where it lies in the copy: 'src/core/reads-a-file.ts'. */
  readonly file: string;
  /** Every word the finding has to contain; empty for a file that is only there for the others. */
  readonly breaks: string;
}

/** The bad files kept for one fence, in order of their paths. */
export const badFiles = (fence: string): readonly BadFile[] =>
  globSync('**/*.txt', { cwd: join(BAD, fence) })
    .sort()
    .map((path) => ({
      file: path.replace(/\.txt$/, ''),
      breaks: /^\/\/ breaks: (.+)$/m.exec(readFileSync(join(BAD, fence, path), 'utf8'))?.[1] ?? '',
    }));

/**
 * A copy of the tree, with the fence's bad files in it, in a new folder; `remove` takes it away. Without the tree
 * it has the configuration and the bad files only, for a tool that takes its time over every file.
 */
export const copyWithBad = (fence: string, tree = true): { readonly folder: string; readonly remove: () => void } => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-fence-'));
  const code = (path: string): boolean => !path.startsWith(BAD) && !/\.(wav|flac|mp3|ogg|db|woff2?|ttf)$/.test(path);
  const parts = tree ? ['src', 'media', 'test'] : [];
  for (const part of parts) cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter: code });
  for (const file of CONFIGURATION) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { file } of badFiles(fence)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), readFileSync(join(BAD, fence, `${file}.txt`)));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** Whether one of the findings is in this file and says all of these words. */
export const isFound = (findings: readonly Finding[], { file, breaks }: BadFile): boolean =>
  findings.some((finding) => finding.file === file && breaks.split(' ').every((word) => finding.said.includes(word)));

/** Program files of a folder, as paths from the root. */
export const programFiles = (...folders: readonly string[]): readonly string[] =>
  folders
    .flatMap((folder) => globSync(`${folder}/**/*.{ts,js,mjs,tsx}`, { cwd: ROOT }))
    .filter((path) => !/^src\/web\/assets\/.*\.js$/.test(path))
    .sort();
