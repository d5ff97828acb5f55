/** Programs that we did not write, to check evidence with: Go's sumdb, openssl, and the script that a bundle carries. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Files } from './made-bundles.ts';

/** Where Debian puts the sources of Go packages. */
const GOPATH = '/usr/share/gocode';
const SOURCE = fileURLToPath(new URL('./go/bundles.go', import.meta.url));

/** Whether Go and its module with sumdb/note and sumdb/tlog are here. */
export const hasGo = (): boolean =>
  existsSync(join(GOPATH, 'src/golang.org/x/mod/sumdb/tlog')) && spawnSync('go', ['version']).status === 0;

/** bundles.go as a program in `folder`; asks no network. */
export const buildGo = (folder: string): string => {
  const program = join(folder, 'bundles');
  const asked = { GO111MODULE: 'off', GOPATH, GOFLAGS: '', GOPROXY: 'off', CGO_ENABLED: '0' };
  const env = { ...process.env, ...asked, GOCACHE: join(folder, 'cache'), HOME: folder };
  execFileSync('go', ['build', '-o', program, SOURCE], { env, cwd: folder });
  return program;
};

export const layDown = (files: Files, folder: string): void => {
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
};

/** For each bundle, by the name of its folder: 'ok 5', or 'wrong entries/3.json'. */
export const byGo = (program: string, folder: string, vkey: string): ReadonlyMap<string, string> => {
  const said = execFileSync(program, [folder, vkey], { encoding: 'utf8', maxBuffer: 1 << 24 });
  const lines = said.trimEnd().split('\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
};

/** Whether openssl takes the first signature of a checkpoint as that key's, over the text above it. */
export const byOpenssl = (checkpoint: Uint8Array, pem: Uint8Array): boolean => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-openssl-'));
  try {
    const bytes = Buffer.from(checkpoint);
    const at = bytes.indexOf('\n\n');
    const base64 =
      bytes
        .subarray(at + 2)
        .toString('latin1')
        .trimEnd()
        .split(' ')
        .at(-1) ?? '';
    writeFileSync(join(folder, 'text'), bytes.subarray(0, at + 1));
    writeFileSync(join(folder, 'signature'), Buffer.from(base64, 'base64').subarray(4));
    writeFileSync(join(folder, 'pem'), pem);
    const words = 'pkeyutl -verify -pubin -inkey pem -rawin -in text -sigfile signature'.split(' ');
    return spawnSync('openssl', words, { cwd: folder }).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What verify.sh of an unpacked bundle says; null: that it holds. */
export const byScript = (folder: string, vkey: string): string | null => {
  const { status, stdout } = spawnSync('sh', ['verify.sh', vkey], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? null : stdout;
};
