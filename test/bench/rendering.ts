/** A session: ours is levelled, laid to the sample, encoded, decoded again and measured; plain ffmpeg joins and encodes once. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { renderSpec } from '../../src/core/playlist/render-spec.ts';
import { must } from '../../src/core/result.ts';
import { renderSound } from '../../src/operations/within/rendered-sound.ts';
import { compare, type Subject } from './measure.ts';
import { benchWorld } from './world.ts';

export const rendering: Subject = async () => {
  const { ctx, folder, playlist } = await benchWorld();
  const inputs = playlist.entries.flatMap(({ cut, length }) => {
    if (cut === null) return [];
    const loops = Math.ceil(length / cut.samples) - 1;
    const seconds = (length / SAMPLE_RATE).toFixed(6);
    return ['-stream_loop', String(loops), '-t', seconds, '-i', `file:${ctx.audio.shelf.pathOf(cut.master)}`];
  });
  const count = inputs.filter((word) => word === '-i').length;
  const joined = `concat=n=${count}:v=0:a=1,aresample=48000,aformat=channel_layouts=mono`;
  const plain = (n: number): void => {
    const output = ['-filter_complex', joined, '-b:a', '128k', join(folder, `plain-${n}.mp3`)];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, ...output]);
  };
  // A longer session by one sample each time: a key of its own, so nothing is found already rendered.
  const spec = (n: number) => renderSpec({ ...playlist, length: playlist.length + n + 1 }, 'mp3');
  must(await renderSound(ctx, renderSpec(playlist, 'mp3'), {}));
  return [
    await compare({
      what: 'render a 20-minute session, cuts already levelled',
      baseline: 'ffmpeg: concat and encode, unmeasured',
      times: 3,
      ours: async (n) => must(await renderSound(ctx, spec(n), {})),
      theirs: plain,
      unit: 's',
    }),
  ];
};
