/**
 * The site's real program into a real sound server: by its own library, and by ALSA's. The server is killed and begun again in the middle of a
 * session; what goes into its sinks is heard from outside. A line-in is another sink's monitor. Nothing depends on how long anything takes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stretchesIn } from '../support/heard.ts';
import type { Service } from '../support/process.ts';
import { canPulse, newPulse, type Pulse } from '../support/pulse.ts';
import { type SiteProgram, siteProgram } from '../support/site-program.ts';
import { toneWav } from '../support/world.ts';

const PCM = ['-f', 's16le', '-ar', '48000', '-ac', '2'];
const [TONE, MUSIC, LINE] = [440, 330, 1000];

describe.skipIf(!canPulse())(
  'a site plays into the sound server (needs pulseaudio, pulseaudio-utils, libasound2-plugins)',
  () => {
    let pulse: Pulse;
    let byPulse: SiteProgram;
    let byAlsa: SiteProgram;
    const running: Service[] = [];
    let line: ChildProcess | null = null;

    /** An endless tone into the sink that is the line. */
    const lineSounds = (): void => {
      const tone = ['-re', '-f', 'lavfi', '-i', `sine=frequency=${LINE}:sample_rate=48000`, '-ac', '2'];
      const words = ['-nostdin', '-v', 'error', ...tone, '-f', 'pulse', '-device', 'line', 'line'];
      line = spawn('ffmpeg', words, { env: pulse.env, stdio: 'ignore' });
    };
    const until = async (is: () => boolean, what: string): Promise<void> => {
      for (let waits = 0; !is(); waits += 1) {
        if (waits > 150) throw new Error(`${what} never came:\n${running.map((one) => one.said()).join('\n---\n')}`);
        await after(400);
      }
    };
    const hears = (heard: { bytes: () => Uint8Array }, hertz: number, seconds: number): Promise<void> =>
      until(
        () => stretchesIn(heard.bytes(), PCM).some((one) => one.hertz === hertz && one.seconds >= seconds),
        `${hertz} Hz for ${seconds} s`,
      );
    const lastRow = async (site: SiteProgram, id: string) => {
      const found = () => site.rows().findLast((row) => row.entry.startsWith(`${id}@`) && row.kind === 'stopped');
      await until(() => found() !== undefined, `the row of ${id}`);
      return found();
    };

    beforeAll(async () => {
      pulse = newPulse(['loa', 'line', 'alsa']);
      await pulse.start();
      const first = Math.ceil(Date.now() / 1000) * 1000 + 8000;
      const tin = { id: 'tin', startMs: first, seconds: 20, wav: toneWav(TONE, 20) };
      const relay = { id: 'tiep-am', startMs: first + 24_000, seconds: 40, wav: toneWav(MUSIC, 40), relay: 'fm' };
      byPulse = await siteProgram([tin, relay]);
      byAlsa = await siteProgram([tin]);
    }, 60_000);
    afterAll(async () => {
      for (const one of running) await one.stop();
      line?.kill('SIGKILL');
      byPulse?.close();
      byAlsa?.close();
      await pulse?.close();
    });

    test('the tone is in the sink; the server killed and begun again, and the rest is heard, and the row is less by what was not', async () => {
      const before = [pulse.listen('loa'), pulse.listen('alsa')] as const;
      running.push(byPulse.run(['--output', 'pulse', '--relay', 'fm=pulse:line.monitor'], pulse.env));
      running.push(byAlsa.run(['--output', 'alsa:loa'], pulse.env));
      for (const heard of before) await hears(heard, TONE, 2);
      await pulse.kill();
      for (const heard of before) {
        expect(
          stretchesIn(heard.bytes(), PCM)
            .map(({ hertz }) => hertz)
            .filter((hertz) => hertz !== 0),
        ).toEqual([TONE]);
        heard.stop();
      }
      for (const one of running) await one.says(/KHÔNG AI NHẬN TIẾNG/, 60);
      await pulse.start();
      for (const one of running) await one.says(/đã nhận tiếng trở lại/, 60);
      const again = [pulse.listen('loa'), pulse.listen('alsa')] as const;
      for (const heard of again) await hears(heard, TONE, 1);
      for (const site of [byPulse, byAlsa]) {
        const row = await lastRow(site, 'tin');
        expect(row).toMatchObject({ outcome: 'partly', reason: 'device-fault' });
        expect(row?.secondsHeard).toBeGreaterThan(2);
        expect(row?.secondsHeard).toBeLessThan(18.1);
      }
      for (const heard of again) heard.stop();
    }, 180_000);

    test('a line-in is relayed; silent, it gives way to what lies beneath it, and comes back', async () => {
      lineSounds();
      const heard = pulse.listen('loa');
      await hears(heard, LINE, 2);
      line?.kill('SIGKILL');
      const [program] = running;
      await program?.says(/Mất tiếp âm “fm”, đầu vào im lặng/, 60);
      await hears(heard, MUSIC, 1);
      lineSounds();
      await program?.says(/Tiếp âm “fm” đã có lại/, 60);
      await hears(heard, LINE, 1);
      const row = await lastRow(byPulse, 'tiep-am');
      expect(row).toMatchObject({ outcome: 'partly', reason: 'line-fault' });
      const tones = stretchesIn(heard.bytes(), PCM)
        .map(({ hertz }) => hertz)
        .filter((hertz) => hertz !== 0);
      expect(tones.join()).toMatch(`${LINE},${MUSIC},${LINE}`);
      heard.stop();
    }, 180_000);
  },
);
