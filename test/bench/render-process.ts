/**
 * One render in a process of its own, as the service is set up: DATA, a JSON list of FLAC masters, and a master to put in the fourth's place; prints what it took.
 */
import { copyFileSync } from 'node:fs';
import { createAudio } from '../../src/audio/engine.ts';
import { flacInfo } from '../../src/audio/flac.ts';
import { FRAME } from '../../src/core/container/mp3.ts';
import { PROFILES, SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { RENDER_RECIPE, type RenderPart, type RenderSpec } from '../../src/core/playlist/render-spec.ts';
import { must } from '../../src/core/result.ts';

const [data = '', list = '[]', swap = ''] = process.argv.slice(2);
const audio = createAudio({ dataDir: data });
const paths = (JSON.parse(list) as string[]).map((path, n) => (n === 3 && swap !== '' ? swap : path));
const parts: RenderPart[] = [];
let at = 0;
for (const path of paths) {
  const temporary = must(await audio.shelf.temporary());
  copyFileSync(path, temporary);
  const { hash } = must(await audio.shelf.put(temporary));
  const { samples } = await flacInfo(path);
  parts.push({
    ...{ master: hash, offset: at, length: samples, from: 0, sourceSamples: samples },
    ...{ gainDb: 0, fadeIn: 0, fadeOut: 0, curve: 'linear' },
  });
  at = Math.ceil((at + samples + SAMPLE_RATE / 2) / FRAME) * FRAME;
}
const { channels, loudness, tolerance, truePeak } = PROFILES.horn;
const spec: RenderSpec = {
  recipe: RENDER_RECIPE,
  profile: { channels, loudness, tolerance, truePeak },
  sampleRate: SAMPLE_RATE,
  length: at,
  format: 'mp3',
  parts,
  quiet: [],
};
const started = performance.now();
must(await audio.render(spec));
process.stdout.write(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
