// @ts-check
/**
 * The packages: whether node_modules was made from this package-lock.json, and making it so.
 *
 * `npm start` and `npm test` install the same whole set, development packages too: one stamp, one state, and
 * `npm test` after `npm start` has nothing to fetch. No install script ever runs (every native package brings
 * its binary), and nothing here asks the network what is newest: the lock decides.
 */
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join, relative, resolve } from 'node:path';
import { canRun, carriedNode, noCarried } from './node-version.js';
import { lastLine, run } from './run.js';
import { CannotPrepare } from './say.js';

/** @param {string} root */
const stampOf = (root) => join(root, 'node_modules', '.loa-lock');

/** @param {string} root @returns {string} SHA-256 of package-lock.json, hex */
const lockHash = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');

/**
 * Whether the packages are the ones the lock names, and if not, why.
 * @param {string} root the project's folder
 * @param {{ version: string, platform: string, arch: string }} node the Node that asks
 * @returns {'ready' | 'absent' | 'unfinished' | 'lock-changed' | 'no-node'}
 */
export const packagesState = (root, node) => {
  if (!existsSync(join(root, 'node_modules'))) return 'absent';
  if (!existsSync(stampOf(root))) return 'unfinished';
  if (readFileSync(stampOf(root), 'utf8').trim() !== lockHash(root)) return 'lock-changed';
  if (carriedNode(root, node.platform, node.arch) === undefined && !canRun(node.version)) return 'no-node';
  return 'ready';
};

/**
 * How to call npm so that it survives `npm ci` deleting node_modules: with a Node that does not lie in there.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ program: string, first: string[], env: NodeJS.ProcessEnv }}
 */
export const npmCall = (root, env) => {
  const inside = (/** @type {string} */ path) => !relative(join(root, 'node_modules'), resolve(path)).startsWith('..');
  const path = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !inside(folder))
    .join(delimiter);
  const clean = { ...env, PATH: path };
  const npm = env['npm_execpath'];
  const node = env['npm_node_execpath'];
  if (npm !== undefined && /npm-cli\.c?js$/.test(npm) && existsSync(npm)) {
    if (node !== undefined && !inside(node) && existsSync(node)) return { program: node, first: [npm], env: clean };
    return { program: 'node', first: [npm], env: clean };
  }
  return { program: 'npm', first: [], env: clean };
};

/** Why npm failed, from what it said: for the sentence. @param {string} said @returns {[vi: string, en: string]} */
const whyNpmFailed = (said) => {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i.test(said))
    return [
      'không kết nối được tới kho gói npm; hãy kiểm tra mạng (hoặc cài đặt proxy của npm)',
      'the npm registry cannot be reached; check the network (or npm’s proxy setting)',
    ];
  if (/ENOSPC/.test(said)) return ['đĩa đã đầy; hãy giải phóng ít nhất 1 GB', 'the disk is full; free at least 1 GB'];
  if (/EACCES|EPERM|EROFS/.test(said))
    return [
      'không có quyền ghi vào thư mục node_modules; hãy chạy bằng đúng người dùng sở hữu thư mục này',
      'the folder node_modules cannot be written; run this as the user who owns it',
    ];
  // npm says what is wrong first and then how to use npm: the first line that is neither code nor blank.
  const line = /^npm (?:error|ERR!) (?!code )(\S.*)$/m.exec(said)?.[1] ?? lastLine(said);
  return [`npm báo «${line}»; hãy sửa lỗi đó`, `npm says "${line}"; put that right`];
};

/**
 * Throws CannotPrepare when node_modules is a link: `npm ci` empties the folder that it leads to, which is somebody else's.
 * @param {string} root
 * @param {string} again what the person typed: 'npm start'
 */
export const refuseLinkedPackages = (root, again) => {
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new CannotPrepare(
    `node_modules là một liên kết, nên cài gói vào đó sẽ xóa sạch thư mục mà nó trỏ tới; hãy bỏ liên kết ấy (rm node_modules), rồi gõ lại «${again}».\nnode_modules is a symbolic link, and installing there would empty the folder that it points to; remove the link (rm node_modules), then type "${again}" again.`,
  );
};

/**
 * Makes node_modules from package-lock.json with `npm ci`. Throws CannotPrepare with the sentence.
 * @param {string} root
 * @param {NodeJS.ProcessEnv} env
 * @param {string} again what the person typed: 'npm start'
 */
export const installPackages = async (root, env, again) => {
  // A half-made node_modules must never look whole, whatever npm deletes and when it is stopped.
  rmSync(stampOf(root), { force: true });
  const npm = npmCall(root, env);
  const flags = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
  ];
  // npm's own patience with a registry that does not answer is five minutes without a word.
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const { code, said } = await run(npm.program, [...npm.first, 'ci', ...flags, ...patience], {
    cwd: root,
    env: npm.env,
  });
  if (code !== 0) {
    const [vi, en] =
      code === 127
        ? [
            'máy chưa có npm; hãy cài bằng «sudo apt-get install -y npm»',
            'npm is missing; run "sudo apt-get install -y npm"',
          ]
        : whyNpmFailed(said);
    throw new CannotPrepare(
      `Không cài được các gói của Loa: ${vi}, rồi gõ lại «${again}».\nLoa’s packages could not be installed: ${en}, then type "${again}" again.`,
    );
  }
  writeFileSync(stampOf(root), `${lockHash(root)}\n`);
  if (packagesState(root, process) === 'no-node') throw new CannotPrepare(noCarried(process));
};

/**
 * Makes `npx loa …` work from the project's folder; npm links no package's own command. Leaves a link that is
 * right alone, and a folder that cannot be written as it is: `npm run loa --` works without the link.
 * @param {string} root
 */
export const linkCommand = (root) => {
  const link = join(root, 'node_modules', '.bin', 'loa');
  const target = join('..', '..', 'src', 'loa.js');
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() && readlinkSync(link) === target) return;
  try {
    mkdirSync(join(root, 'node_modules', '.bin'), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(target, link);
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(/** @type {NodeJS.ErrnoException} */ (error).code ?? '')) throw error;
  }
};
