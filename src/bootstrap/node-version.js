// @ts-check
/**
 * Which Node may run Loa, and where the one that Loa carries lies.
 *
 * Plain JavaScript for any Node from 18 on: it runs before anything is known about this machine. It starts
 * nothing and installs nothing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node whose Temporal, argon2 and SQLite binding Loa was tried with (package.json, engines). */
const WANTED_MAJOR = 26;

/**
 * Whether a Node of this version can run Loa.
 * @param {string} version as process.version or process.versions.node: 'v20.11.1', '26.0.0'
 * @returns {boolean} false also for what is no version
 */
export const canRun = (version) => Number(/^v?(\d+)\./.exec(version)?.[1] ?? 0) >= WANTED_MAJOR;

/**
 * The Node that Loa carries for this kind of machine, if it is installed.
 * @param {string} root the project's folder
 * @param {string} platform process.platform
 * @param {string} arch process.arch
 * @returns {string | undefined} path of the binary
 */
export const carriedNode = (root, platform, arch) => {
  const path = join(root, 'node_modules', `node-${platform}-${arch}`, 'bin', 'node');
  return existsSync(path) ? path : undefined;
};

/**
 * What a person reads when neither this Node nor a carried one will do: Vietnamese, then English.
 * @param {string} version
 * @returns {string} two lines
 */
export const tooOld = (version) =>
  [
    `Loa cần Node.js ${WANTED_MAJOR} trở lên nhưng máy đang dùng ${version}: hãy gõ «npm start» trong thư mục của Loa để cài bản đi kèm.`,
    `Loa needs Node.js ${WANTED_MAJOR} or newer and this is ${version}: type "npm start" in Loa's folder to install the one it carries.`,
  ].join('\n');

/**
 * What a person reads on a machine for which Loa carries no Node at all.
 * @param {{ version: string, platform: string, arch: string }} node
 * @returns {string} two lines
 */
export const noCarried = ({ version, platform, arch }) =>
  [
    `Loa không kèm Node.js cho máy này (${platform}-${arch}), mà bản đang có là ${version}: hãy cài Node.js ${WANTED_MAJOR} trở lên rồi gõ lại.`,
    `Loa carries no Node.js for this machine (${platform}-${arch}) and the one here is ${version}: install Node.js ${WANTED_MAJOR} or newer and try again.`,
  ].join('\n');
