/**
 * Rendering an hour of twenty new cuts, on two cores, beside what cannot be avoided, beside two-pass loudnorm, and beside
 * Liquidsoap; then what a change costs, and what asking again costs; then the memory of three hours.
 *
 * "New" means that the masters are in the library and nothing was ever measured, levelled or encoded of them.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Row, Subject } from './measure.ts';
import { median } from './measure.ts';

const MEDIA = fileURLToPath(new URL('../../media/', import.meta.url));
const RENDER = fileURLToPath(new URL('./render-process.ts', import.meta.url));
const SAMPLE = 48_000;
const CUTS = 20;
const SECONDS = 180;
const TIMES = 3;

const ffmpeg = (args: readonly string[]): void => {
  execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...args]);
};

/** Different voices at different levels, each a little longer than the one before. */
const makeCuts = (folder: string, count: number, seconds: number): string[] => {
  const voices = readdirSync(MEDIA).filter((name) => name.startsWith('r57-'));
  return Array.from({ length: count }, (_, n) => {
    const path = join(folder, `cut-${n}-${seconds}.flac`);
    const voice = join(MEDIA, voices[n % voices.length] ?? '');
    const filter = `volume=${(n % 7) - 3}dB,atrim=end_sample=${seconds * SAMPLE + n * 777},asetpts=N/SR/TB`;
    if (!existsSync(path))
      ffmpeg([
        '-stream_loop',
        '-1',
        '-i',
        voice,
        '-af',
        filter,
        '-ac',
        '1',
        '-ar',
        '48000',
        '-sample_fmt',
        's16',
        path,
      ]);
    return path;
  });
};

interface Run {
  readonly seconds: number;
  readonly peakMb: number;
}

/** One render in a process of its own, as the service does it: what it took, and the memory of it and all its children at the worst moment. */
const render = (data: string, cuts: readonly string[], swap: string | null): Promise<Run> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [RENDER, data, JSON.stringify(cuts), swap ?? ''], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, residentMb(child.pid ?? 0));
    }, 200);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code !== 0) reject(new Error(`the render ended with ${code}`));
      else resolve({ ...(JSON.parse(said) as { seconds: number }), peakMb: peak });
    });
  });

/** Resident memory of a process and all below it, MB. */
const residentMb = (root: number): number => {
  const parents = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
      parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
    } catch {
      // It ended meanwhile.
    }
  }
  let bytes = 0;
  for (const waiting = [root]; waiting.length > 0; ) {
    const pid = waiting.pop() ?? 0;
    waiting.push(...(parents.get(pid) ?? []));
    try {
      // What it has for itself, and its part of what it shares: the same libraries are not counted twice.
      const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      bytes += Number(/^Pss:\s+(\d+)/m.exec(memory)?.[1] ?? 0) * 1024;
    } catch {
      // It ended meanwhile.
    }
  }
  return bytes / 1e6;
};

const timed = (work: () => void): number => {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
};

/** Two at a time, by the shell's own means. */
const twoAtOnce = (script: string, folder: string): void => {
  const path = join(folder, 'one.sh');
  writeFileSync(path, script);
  execFileSync('sh', ['-c', `seq 0 ${CUTS - 1} | xargs -P2 -I{} sh ${path} {}`]);
};

/** One decode and one EBU R 128 measure with true peak, and one MP3 encoding, of each cut. */
const unavoidable = (folder: string): number =>
  timed(() =>
    twoAtOnce(
      [
        `f="${folder}/cut-$1-${SECONDS}.flac"`,
        'ffmpeg -v error -nostdin -threads 1 -i "$f" -af ebur128=framelog=verbose:peak=true -f null -',
        `ffmpeg -v error -nostdin -y -threads 1 -i "$f" -c:a libmp3lame -b:a 128k "${folder}/plain-$1.mp3"`,
      ].join('\n'),
      folder,
    ),
  );

/** What people do by hand: loudnorm over the joined hour twice, the second time with what the first found. */
const twoPassLoudnorm = (folder: string, cuts: readonly string[]): number =>
  timed(() => {
    const inputs = cuts.flatMap((path) => ['-i', path]);
    const joined = `concat=n=${cuts.length}:v=0:a=1`;
    const first = join(folder, 'loudnorm.txt');
    const said = execFileSync(
      'sh',
      [
        '-c',
        'ffmpeg -hide_banner -nostdin "$@" 2>&1',
        'sh',
        ...inputs,
        '-filter_complex',
        `${joined},loudnorm=I=-18:TP=-2:print_format=json`,
        '-f',
        'null',
        '-',
      ],
      { maxBuffer: 1 << 26 },
    ).toString();
    writeFileSync(first, said);
    const found = JSON.parse(said.slice(said.lastIndexOf('{'), said.lastIndexOf('}') + 1)) as Record<string, string>;
    const measured = `measured_I=${found['input_i']}:measured_TP=${found['input_tp']}:measured_LRA=${found['input_lra']}:measured_thresh=${found['input_thresh']}:offset=${found['target_offset']}`;
    const second = `${joined},loudnorm=I=-18:TP=-2:${measured}:linear=true,aresample=48000`;
    ffmpeg([...inputs, '-filter_complex', second, '-c:a', 'libmp3lame', '-b:a', '128k', join(folder, 'loudnorm.mp3')]);
  });

/** Liquidsoap as fast as it goes: the list once, to one MP3, without any normalising; null where it is not installed. */
const liquidsoap = (folder: string, cuts: readonly string[]): number | null => {
  try {
    execFileSync('liquidsoap', ['--version'], { stdio: 'ignore' });
  } catch {
    return null;
  }
  const list = join(folder, 'list.m3u');
  writeFileSync(list, `${cuts.join('\n')}\n`);
  const script = join(folder, 'list.liq');
  writeFileSync(
    script,
    [
      'settings.init.allow_root.set(true)',
      'settings.log.stdout.set(false)',
      'settings.frame.audio.samplerate.set(48000)',
      'settings.frame.audio.channels.set(1)',
      `s = playlist(mode="normal", loop=false, reload_mode="never", "${list}")`,
      'clock.assign_new(sync="none", [s])',
      `output.file(%mp3(bitrate=128, stereo=false, samplerate=48000), fallible=true, on_stop=shutdown, "${folder}/liquidsoap.mp3", s)`,
    ].join('\n'),
  );
  return timed(() => execFileSync('liquidsoap', [script], { stdio: 'ignore', timeout: 600_000 }));
};

export const rendering: Subject = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-rendering-'));
  try {
    const cuts = makeCuts(folder, CUTS, SECONDS);
    const spare = join(folder, 'spare.flac');
    ffmpeg([
      '-i',
      cuts[5] ?? '',
      '-af',
      'volume=-1dB,atrim=start_sample=48000:end_sample=5808777,asetpts=N/SR/TB',
      '-sample_fmt',
      's16',
      spare,
    ]);
    const data = join(folder, 'data');
    const rows: Row[] = [];
    const took = {
      cold: [] as number[],
      must: [] as number[],
      alone: [] as number[],
      changed: [] as number[],
      again: [] as number[],
    };
    for (let n = 0; n < TIMES; n += 1) {
      rmSync(data, { recursive: true, force: true });
      took.cold.push((await render(data, cuts, null)).seconds);
      took.must.push(unavoidable(folder));
      took.again.push((await render(data, cuts, null)).seconds * 1000);
      took.changed.push((await render(data, cuts, spare)).seconds);
      const apart = join(folder, 'apart');
      rmSync(apart, { recursive: true, force: true });
      took.alone.push((await render(apart, [spare], null)).seconds);
    }
    const row = (
      what: string,
      ours: readonly number[],
      theirs: readonly number[],
      baseline: string,
      unit = 's',
    ): void => {
      rows.push({ what, ours: median(ours), theirs: median(theirs), unit, baseline });
    };
    const hour = 'render an hour of 20 new cuts, cold, two cores';
    row(hour, took.cold, took.must, 'ffmpeg, two at a time: one decode + ebur128 with true peak + one MP3 a cut');
    row(hour, took.cold, [twoPassLoudnorm(folder, cuts)], 'ffmpeg: loudnorm twice over the joined hour, MP3');
    const soap = liquidsoap(folder, cuts);
    if (soap !== null) row(hour, took.cold, [soap], 'Liquidsoap offline, the list once to MP3, not normalised');
    row(
      'the same after one cut was replaced by another of two minutes',
      took.changed,
      took.alone,
      'that cut alone, cold',
    );
    row('the same again, nothing changed', took.again, [100], 'the limit that was set', 'ms');
    const long = makeCuts(folder, 3, 3600);
    const three = await render(join(folder, 'three'), long, null);
    row(
      'memory of all processes together, three hours, proportional',
      [three.peakMb],
      [300],
      'the limit that was set',
      'MB',
    );
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
