/**
 * Runs alone, inside a small disk (or under a file-size limit): takes in and renders what does not fit, and
 * prints what was answered and what was left lying about. Started by interrupted.test.ts.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAudio } from '../../../src/audio/engine.ts';
import { SAMPLE_RATE } from '../../../src/core/playlist/profile.ts';
import { must, type Result } from '../../../src/core/result.ts';
import { filesUnder } from '../../support/files-under.ts';
import { specOf } from './specs.ts';

export interface Step {
  readonly step: string;
  readonly code: string;
  /** Temporary files left on the shelf, and files that became visible on it. */
  readonly leftovers: number;
  readonly added: number;
}

const [disk = '', kind = '', wide = ''] = process.argv.slice(2);
// With a handler the limit is an error of the write instead of the end of the process.
process.on('SIGXFSZ', () => {});

const dataDir = join(disk, 'data');
const outside = mkdtempSync(join(tmpdir(), 'loa-full-'));
const sound = (name: string, graph: string) => {
  const made = spawnSync('ffmpeg', [
    '-v',
    'error',
    '-y',
    '-filter_complex',
    `${graph}[o]`,
    '-map',
    '[o]',
    join(outside, name),
  ]);
  if (made.status !== 0) throw new Error(String(made.stderr));
  return join(outside, name);
};

mkdirSync(dataDir, { recursive: true });
const audio = createAudio({ dataDir });
const kept = () => filesUnder(join(dataDir, 'shelf', 'sha256')).length;
const steps: Step[] = [];
const step = async (name: string, run: () => Promise<Result<unknown>>) => {
  const before = kept();
  const result = await run();
  steps.push({
    step: name,
    code: result.ok ? 'ok' : result.refusals[0].code,
    leftovers: filesUnder(join(dataDir, 'shelf', 'tmp')).length,
    added: kept() - before,
  });
};

try {
  await step('copy', () => audio.takeIn(wide, 'wide'));
  if (kind === 'tmpfs') {
    await step('decode', () => audio.takeIn(sound('noise.mp3', 'anoisesrc=d=100:c=white:r=48000:a=0.2'), 'noise'));
    const tone = must(await audio.takeIn(sound('tone.mp3', 'sine=440:duration=10'), 'tone'));
    // The levelled cut is made first, so that the session alone is what does not fit.
    const short = specOf({ length: SAMPLE_RATE, format: 'mp3', parts: [[tone, 0, SAMPLE_RATE]] });
    must(await audio.render(short));
    const spec = specOf({ length: 120 * SAMPLE_RATE, format: 'wav', parts: [[tone, 0, 120 * SAMPLE_RATE]] });
    await step('render', () => audio.render(spec));
    const locked = spawnSync('mount', ['-o', 'remount,ro', disk]);
    if (locked.status === 0) await step('locked', () => audio.takeIn(wide, 'wide'));
  }
  process.stdout.write(JSON.stringify({ steps }));
} finally {
  rmSync(outside, { recursive: true, force: true });
}
