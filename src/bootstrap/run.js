// @ts-check
/**
 * Runs one program and keeps what it said, for the bootstrap only; it never goes through a shell.
 */
import { spawn } from 'node:child_process';

/**
 * @typedef {object} Ran
 * @property {number} code exit code; 127 when the program is not there or could not be started, 128 after a signal
 * @property {string} said the last 64 KiB of stdout and stderr, as they came
 */

/**
 * @param {string} program name on PATH, or a path
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [where]
 * @returns {Promise<Ran>} never rejects
 */
export const run = (program, args, where = {}) =>
  new Promise((settle) => {
    let said = '';
    const child = spawn(program, args, { ...where, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @param {Buffer} piece */
    const keep = (piece) => {
      said = (said + piece).slice(-65_536);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => settle({ code: 127, said: error.message }));
    child.on('close', (code) => settle({ code: code ?? 128, said }));
  });

/** @param {string} said @returns {string} the last line with words in it, for a sentence */
export const lastLine = (said) => said.trim().split('\n').at(-1)?.trim() ?? '';
