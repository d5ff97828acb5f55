/**
 * The first minute on a machine that has little: prepare.js and loa.js as real processes, on a PATH made for the
 * test, in a copy of the bootstrap. npm and apt-get are small scripts that write down how they were called.
 */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const AS_ROOT = process.getuid?.() === 0;
const NOBODY = { uid: 65_534, gid: 65_534 };

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loa-bootstrap-'));
  chmodSync(root, 0o755);
  cpSync(join(ROOT, 'src/bootstrap'), join(root, 'src/bootstrap'), { recursive: true });
  cpSync(join(ROOT, 'src/loa.js'), join(root, 'src/loa.js'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'package-lock.json'), '{}');
  mkdirSync(join(root, 'bin'));
  for (const program of ['sh', 'env', 'true', 'mkdir', 'cat'])
    symlinkSync(`/bin/${program}`, join(root, 'bin', program));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** A program on the test's PATH; `$0.log` beside it keeps the words of every call. */
const program = (name: string, script: string): void => {
  writeFileSync(join(root, 'bin', name), `#!/bin/sh\necho "$*" >> '${join(root, 'bin', name)}.log'\n${script}\n`, {
    mode: 0o755,
  });
};
const calls = (name: string): readonly string[] => {
  const log = join(root, 'bin', `${name}.log`);
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
};
const withFfmpeg = (): void => {
  program('ffmpeg', 'exit 0');
  program('ffprobe', 'exit 0');
};

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

interface How {
  readonly node?: string;
  readonly first?: readonly string[];
  readonly as?: { readonly uid: number; readonly gid: number };
  /** Called once, when the process has said something on stdout. */
  readonly onSaid?: (kill: (signal: NodeJS.Signals) => void) => void;
}

const start = (script: string, words: readonly string[], how: How = {}): Promise<Ended> =>
  new Promise((settle, fail) => {
    const child = spawn(how.node ?? process.execPath, [...(how.first ?? []), join(root, script), ...words], {
      cwd: root,
      env: { PATH: join(root, 'bin'), HOME: root },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...how.as,
    });
    let out = '';
    let err = '';
    child.stdout.on('data', (piece: Buffer) => {
      if (out === '') how.onSaid?.((signal) => child.kill(signal));
      out += piece.toString();
    });
    child.stderr.on('data', (piece: Buffer) => {
      err += piece.toString();
    });
    child.on('error', fail);
    child.on('close', (code, signal) => settle({ code, signal, out, err }));
  });

/** The lines of an answer, without those that say what is going on. */
const sentences = ({ err }: Ended): readonly string[] =>
  err.split('\n').filter((line) => line !== '' && !/ (…|✓ \d+ s|✗ \d+ s)$/.test(line));

const APT = 'apt-get update && apt-get install -y --no-install-recommends ffmpeg';

describe('ffmpeg', () => {
  const ready = (): void => {
    program('npm', 'mkdir -p node_modules/.bin');
  };

  test('is missing, and this user may install nothing: one sentence with the command, exit code 2', async () => {
    ready();
    // Nobody may not even look into the folder where the test's own Node lies.
    const node = join(root, 'node');
    copyFileSync(process.execPath, node);
    chmodSync(node, 0o755);
    const ended = await start('src/bootstrap/prepare.js', ['start'], AS_ROOT ? { node, as: NOBODY } : { node });
    const command = 'sudo apt-get update && sudo apt-get install -y --no-install-recommends ffmpeg';
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err.split('\n')).toEqual([
      `Máy chưa có ffmpeg: hãy chạy «${command}» rồi gõ lại «npm start».`,
      `This machine has no ffmpeg: run "${command}", then type "npm start" again.`,
      '',
    ]);
    expect(calls('npm')).toEqual([]);
  });

  // As root or with sudo, whichever the test has.
  const installer = (script: string): void => {
    ready();
    program('apt-get', script);
    program('sudo', 'shift; exec "$@"');
    program('dpkg-query', 'exit 1');
  };
  const gives = `for name in ffmpeg ffprobe; do echo '#!/bin/sh' > "$BIN/$name"; /bin/chmod 755 "$BIN/$name"; done`;

  test('is missing, and apt-get may be asked: it is installed without questions', async () => {
    installer(`case "$*" in *install*) BIN='${join(root, 'bin')}'; ${gives};; esac`);
    const ended = await start('src/bootstrap/prepare.js', ['start']);
    expect(sentences(ended)).toEqual([]);
    expect(ended.code).toBe(0);
    expect(calls('apt-get').filter((words) => words !== '--version')).toEqual([
      '-o DPkg::Lock::Timeout=120 install -y --no-install-recommends ffmpeg',
    ]);
    expect(ended.err).toContain('Đang cài ffmpeg');
  });

  test('no list of packages yet: apt-get update, then once more', async () => {
    installer(`case "$*" in
      *update*) echo yes > '${join(root, 'bin/lists')}';;
      *install*) [ -f '${join(root, 'bin/lists')}' ] || exit 100; BIN='${join(root, 'bin')}'; ${gives};;
    esac`);
    const ended = await start('src/bootstrap/prepare.js', ['start']);
    expect(sentences(ended)).toEqual([]);
    expect(ended.code).toBe(0);
    expect(calls('apt-get').map((words) => /install|update/.exec(words)?.[0] ?? '')).toEqual([
      '',
      'install',
      'update',
      'install',
    ]);
  });

  test('dpkg believes it is there while the program is gone: it is installed again', async () => {
    installer(`case "$*" in *--reinstall*) BIN='${join(root, 'bin')}'; ${gives};; esac`);
    program('dpkg-query', "echo 'Status: install ok installed'");
    expect((await start('src/bootstrap/prepare.js', ['start'])).code).toBe(0);
  });

  test('an ffmpeg that is there and does not run is no ffmpeg', async () => {
    installer('[ "$1" = --version ] || { echo "E: Unable to fetch some archives"; exit 100; }');
    withFfmpeg();
    program('ffmpeg', 'exit 127');
    const ended = await start('src/bootstrap/prepare.js', ['start']);
    expect(ended.code).toBe(2);
    expect(sentences(ended)).toHaveLength(2);
    expect(sentences(ended)[1]).toContain('apt-get says "Unable to fetch some archives"');
    expect(sentences(ended)[1]?.replaceAll('sudo ', '')).toContain(APT);
  });
});

describe('the packages', () => {
  beforeEach(withFfmpeg);
  const stamp = (): string => join(root, 'node_modules/.loa-lock');

  test('are installed from the lock without install scripts, once, and again when the lock changes', async () => {
    program('npm', 'mkdir -p node_modules/.bin');
    const first = await start('src/bootstrap/prepare.js', ['start']);
    expect(first.code).toBe(0);
    expect(calls('npm')).toHaveLength(1);
    expect(calls('npm')[0]).toMatch(/^ci --ignore-scripts --include=dev --include=optional /);
    expect(readlinkSync(join(root, 'node_modules/.bin/loa'))).toBe('../../src/loa.js');

    const second = await start('src/bootstrap/prepare.js', ['start']);
    expect(second).toMatchObject({ code: 0, out: '', err: '' });
    expect(calls('npm')).toHaveLength(1);

    writeFileSync(join(root, 'package-lock.json'), '{ }');
    expect((await start('src/bootstrap/prepare.js', ['start'])).code).toBe(0);
    expect(calls('npm')).toHaveLength(2);
  });

  test.each(['absent', 'ready'])(
    'a link in their place (what it leads to: %s) is refused, and nothing there is touched',
    async (state) => {
      program('npm', 'rm -rf node_modules/*; mkdir -p node_modules/.bin');
      const elsewhere = join(root, 'elsewhere');
      if (state === 'ready') {
        program('npm', 'mkdir -p node_modules/.bin');
        expect((await start('src/bootstrap/prepare.js', ['start'])).code).toBe(0);
        renameSync(join(root, 'node_modules'), elsewhere);
        writeFileSync(join(elsewhere, 'kept'), 'kept');
      }
      symlinkSync(elsewhere, join(root, 'node_modules'));
      const before = [existsSync(elsewhere) ? readdirSync(elsewhere).sort() : null, calls('npm').length];
      const ended = await start('src/bootstrap/prepare.js', ['start']);
      expect(ended).toMatchObject({ code: 2, out: '' });
      expect(sentences(ended)).toHaveLength(2);
      expect(sentences(ended)[0]).toMatch(/^node_modules là một liên kết, .* rồi gõ lại «npm start»\.$/);
      expect(sentences(ended)[1]).toContain('would empty the folder that it points to');
      expect([existsSync(elsewhere) ? readdirSync(elsewhere).sort() : null, calls('npm').length]).toEqual(before);
    },
  );

  test.each([
    [
      'npm error code ENOTFOUND\nnpm error network request failed',
      'the npm registry cannot be reached; check the network',
    ],
    ['npm error code ENOSPC\nnpm error nospc no space left on device', 'the disk is full'],
    ['npm error code EACCES\nnpm error syscall mkdir', 'node_modules cannot be written'],
    [
      'npm error code EUSAGE\nnpm error\nnpm error The lock is out of step.\nnpm error Usage',
      'npm says "The lock is out of step."',
    ],
  ])('npm fails with %j: one sentence, exit code 2, and nothing looks installed', async (said, why) => {
    writeFileSync(join(root, 'said'), `${said}\n`);
    program('npm', `mkdir -p node_modules; echo half > node_modules/half; cat '${join(root, 'said')}' >&2; exit 1`);
    const ended = await start('src/bootstrap/prepare.js', ['start']);
    expect(ended.code).toBe(2);
    expect(sentences(ended)).toHaveLength(2);
    expect(sentences(ended)[0]).toMatch(/^Không cài được các gói của Loa: .* rồi gõ lại «npm start»\.$/);
    expect(sentences(ended)[1]).toContain(why);
    expect(existsSync(stamp())).toBe(false);
  });

  test('no npm on the machine: the sentence says how to get it', async () => {
    const ended = await start('src/bootstrap/prepare.js', ['start']);
    expect(ended.code).toBe(2);
    expect(sentences(ended)[1]).toContain('npm is missing; run "sudo apt-get install -y npm"');
  });
});

describe('the guard in front of the program', () => {
  /** A Node that says it is version 20; and the machine's own, where it is really old. */
  const pretending = {
    first: ['--import', "data:text/javascript,Object.defineProperty(process,'version',{value:'v20.1.0'})"],
  };
  const cli = (text: string): void => writeFileSync(join(root, 'src/cli.ts'), text);
  const carry = (): void => {
    const folder = join(root, `node_modules/node-${process.platform}-${process.arch}/bin`);
    mkdirSync(folder, { recursive: true });
    symlinkSync(process.execPath, join(folder, 'node'));
  };
  const old = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .filter((path) => existsSync(path) && !path.startsWith(ROOT))
    .map((node): How => ({ node }));

  test('an old Node and none carried: two lines, exit code 2, and the program is not loaded', async () => {
    cli("process.stdout.write('loaded');");
    const ended = await start('src/loa.js', ['serve'], pretending);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err.trim().split('\n')).toHaveLength(2);
    expect(ended.err).toMatch(/^Loa cần Node\.js 26 trở lên nhưng máy đang dùng v20\.1\.0: .*«npm start»/);
    expect(ended.err).toContain('Loa needs Node.js 26 or newer and this is v20.1.0');
  });

  test.each([pretending, ...old.slice(0, 1)])(
    'an old Node hands over to the carried one: words, output and exit code',
    async (how) => {
      carry();
      cli(
        'const words: string[] = process.argv.slice(2); console.log(process.version, ...words); process.exitCode = 7;',
      );
      const ended = await start('src/loa.js', ['plan', '--from', 'một ngày'], how);
      expect(ended).toMatchObject({ code: 7, err: '', out: `${process.version} plan --from một ngày\n` });
    },
  );

  test('a signal reaches the program behind the guard, and how it ended comes back', async () => {
    carry();
    cli(
      "setInterval(() => {}, 1000); process.on('SIGTERM', () => { console.log('closing'); process.exit(5); }); console.log('up');",
    );
    const ended = await start('src/loa.js', [], { ...pretending, onSaid: (kill) => kill('SIGTERM') });
    expect(ended).toMatchObject({ code: 5, signal: null, out: 'up\nclosing\n' });

    cli("setInterval(() => {}, 1000); console.log('up');");
    const killed = await start('src/loa.js', [], { ...pretending, onSaid: (kill) => kill('SIGTERM') });
    expect(killed).toMatchObject({ code: null, signal: 'SIGTERM' });
  });

  test('a Node that can run it does so itself', async () => {
    cli('console.log(process.argv.length);');
    expect(await start('src/loa.js', ['log'])).toMatchObject({ code: 0, out: '3\n', err: '' });
  });
});
