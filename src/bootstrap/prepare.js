// @ts-check
/**
 * What `npm start` and `npm test` do first: bring in what is missing, so that one line is all a person types.
 *
 *   node src/bootstrap/prepare.js start|test
 *
 * Built-in modules only, any Node from 18 on; nothing to do takes well under a second. Exit code 0 when all is
 * there, 2 with one sentence when this machine or this user cannot have it. It starts nothing of Loa itself.
 */
import { fileURLToPath } from 'node:url';
import { installPackages, linkCommand, packagesState, refuseLinkedPackages } from './packages.js';
import { CannotPrepare, saying } from './say.js';
import { installTools, missingTools, TOOLS } from './system-tools.js';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const goal = process.argv[2] === 'test' ? 'test' : 'start';
const again = goal === 'test' ? 'npm test' : 'npm start';

try {
  refuseLinkedPackages(root, again);
  // The tools first: whoever has to ask an administrator learns it at once, not after the packages.
  const missing = await missingTools(TOOLS[goal]);
  if (missing.length > 0) await installTools(missing, again);
  if (packagesState(root, process) !== 'ready')
    await saying('Đang cài các gói của Loa · Installing Loa’s packages (npm ci)', () =>
      installPackages(root, process.env, again),
    );
  linkCommand(root);
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
