#!/usr/bin/env node
// @ts-check
/**
 * The command `loa`: sees that this Node can run the program, or hands over to the Node that Loa carries.
 *
 * Plain JavaScript, so that an old Node can read it; nothing else of Loa is loaded before the version is known
 * (better-sqlite3 ends an old Node without a word). It knows no command and no option.
 */
import { spawn } from 'node:child_process';
// By its whole: an old Node has no such name in it, and must get as far as handing over.
import nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';
import { canRun, carriedNode, tooOld } from './bootstrap/node-version.js';
import { keepHeapSmall } from './bootstrap/small-heap.js';

const here = fileURLToPath(import.meta.url);
const carried = carriedNode(fileURLToPath(new URL('..', import.meta.url)), process.platform, process.arch);

const refuse = () => {
  process.stderr.write(`${tooOld(process.version)}\n`);
  process.exitCode = 2;
};

/** Runs the same words under the carried Node; its exit code, or the signal that ended it, becomes ours. @param {string} node */
const handOver = (node) => {
  const child = spawn(node, [here, ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C at a terminal reaches the child by itself; passed on as well, it would count twice.
  const passed = process.stdin.isTTY ? ['SIGTERM', 'SIGHUP'] : ['SIGTERM', 'SIGHUP', 'SIGINT'];
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'])
    process.on(signal, () => passed.includes(signal) && child.kill(/** @type {NodeJS.Signals} */ (signal)));
  child.on('error', refuse);
  child.on('close', (code, signal) => {
    if (signal === null) {
      process.exitCode = code ?? 1;
      return;
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
};

if (canRun(process.version)) {
  if (['serve', 'witness'].includes(process.argv[2] ?? '')) keepHeapSmall();
  // What was read once is not read anew for every command, nor by its threads, which look at the variable; where the
  // folder cannot be written, nothing is kept.
  process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../node_modules/.cache/loa', import.meta.url));
  nodeModule.enableCompileCache(process.env['NODE_COMPILE_CACHE']);
  await import('./cli.ts');
} else if (carried === undefined) refuse();
else handOver(carried);
