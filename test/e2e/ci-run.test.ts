/**
 * .ci/run counts from the runner's report and never calls a broken run a good one. The real script, with an npm
 * that leaves the report of the case.
 */
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loa-ci-'));
  cpSync(join(ROOT, '.ci'), join(root, '.ci'), { recursive: true });
  mkdirSync(join(root, 'bin'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = (
  name: string,
  statuses: readonly string[],
  status = statuses.includes('failed') ? 'failed' : 'passed',
) => ({
  name: `/somewhere/test/unit/${name}.test.ts`,
  status,
  startTime: 0,
  endTime: name === 'slow' ? 12_400 : 10,
  assertionResults: statuses.map((one) => ({ status: one })),
});

const reportOf = (...files: readonly ReturnType<typeof file>[]): string => {
  const all = files.flatMap((one) => one.assertionResults);
  const count = (status: string): number => all.filter((one) => one.status === status).length;
  return JSON.stringify({ numPassedTests: count('passed'), numFailedTests: count('failed'), testResults: files });
};

/** Runs .ci/run from a folder that is not the project's, with an npm that writes this report and ends so. */
const ciRun = (
  report: string | null,
  code: number,
): Promise<{ readonly code: number | null; readonly lines: readonly string[] }> => {
  writeFileSync(join(root, 'report'), report ?? '');
  const leave = report === null ? '' : `cat '${join(root, 'report')}' > "$LOA_TEST_REPORT"`;
  const npm = `#!/bin/sh\n[ "$*" = test ] && [ "$PWD" = '${root}' ] || exit 99\n${leave}\nexit ${code}\n`;
  writeFileSync(join(root, 'bin/npm'), npm, { mode: 0o755 });
  return new Promise((settle, fail) => {
    const child = spawn('bash', [join(root, '.ci/run')], {
      cwd: tmpdir(),
      env: { PATH: [join(root, 'bin'), dirname(process.execPath), process.env['PATH']].join(delimiter) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.on('data', (piece: Buffer) => {
      out += piece.toString();
    });
    child.on('error', fail);
    child.on('close', (ended) => settle({ code: ended, lines: out.trimEnd().split('\n') }));
  });
};

test('all passed: the totals, exit code 0, and a line for each slow file', async () => {
  const { code, lines } = await ciRun(reportOf(file('a', ['passed', 'passed']), file('slow', ['passed'])), 0);
  expect(lines.at(-1)).toBe('3 passed, 0 failed');
  expect(lines.at(-2)).toBe('slow:   12 s  test/unit/slow.test.ts');
  expect(code).toBe(0);
});

test.each([
  ['a test failed', reportOf(file('a', ['passed', 'failed'])), 1, '1 passed, 1 failed'],
  ['a file did not load', reportOf(file('a', ['passed']), file('b', [], 'failed')), 1, '1 passed, 1 failed'],
  ['an error outside every test', reportOf(file('a', ['passed'])), 1, '1 passed, 1 failed'],
  ['nothing ran', reportOf(), 0, '0 passed, 1 failed'],
  ['everything was left out', reportOf(file('a', ['skipped'])), 0, '0 passed, 1 failed'],
  ['no report', null, 0, '0 passed, 1 failed'],
  ['half a report', '{"numPassedTests": 5', 0, '0 passed, 1 failed'],
])('%s: it fails, and says so last', async (_, report, npmEnded, last) => {
  const { code, lines } = await ciRun(report, npmEnded);
  expect(lines.at(-1)).toBe(last);
  expect(code).toBe(1);
});
