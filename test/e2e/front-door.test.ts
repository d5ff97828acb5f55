/** The README's door: a clean clone, nothing installed, `npm start`, and a few moments later today's playlist. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROFILES } from '../../src/core/playlist/profile.ts';
import { REPOSITORY, type Service, startService } from '../support/process.ts';
import { measureSound } from '../support/sound.ts';

interface Day {
  readonly sessions: readonly {
    readonly session: string;
    readonly durationSeconds: number;
    readonly entries: readonly {
      readonly kind: string;
      readonly offsetSeconds: number;
      readonly start: { readonly local: string };
    }[];
    readonly sound: { readonly url: string; readonly bytes: number; readonly sha256: string } | null;
  }[];
}

const folder = mkdtempSync(join(tmpdir(), 'loa-door-'));
const clone = join(folder, 'loa');
/** As on a machine that has only its own Node: ours is not on the path. */
const bare = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((part) => !part.includes('node_modules'))
  .join(delimiter);
const env = {
  ...process.env,
  PATH: bare,
  LOA_PORT: '0',
  LOA_DATA: join(folder, 'var'),
  LOA_DAYS_AHEAD: '0',
  NODE_OPTIONS: '',
};

let service: Service | undefined;
let url = '';
let cookie = '';

beforeAll(() => {
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', REPOSITORY, clone]);
});

afterAll(async () => {
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('npm start on a clean clone', () => {
  test('installs what is missing, says what it does, and has today rendered', async () => {
    service = startService('npm', ['start'], { cwd: clone, env });
    const [, found = ''] = await service.says(/(http:\/\/127\.0\.0\.1:\d+)/, 180);
    url = found;
    await service.says(/đã sẵn sàng/, 240);
    const ready = await fetch(`${url}/readyz`);
    expect(await ready.json()).toMatchObject({ ready: true });
  });

  test('nothing is shown to nobody; the link on the screen makes the first administrator, once', async () => {
    const list = `${url}/api/v1/channels/my-tu/days/today/playlist.json`;
    expect((await fetch(list)).status).toBe(401);
    const [, path = ''] = await (service as Service).says(/(\/welcome\/[\w-]+)/, 1);
    const send = (to: string, form: Record<string, string>) =>
      fetch(`${url}${to}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { Origin: url },
        body: new URLSearchParams(form),
      });
    const passphrase = 'sáu con vịt trời bay về';
    const person = { login: 'dat', name: 'Trần Văn Đạt', alsoRoles: 'technician', passphrase, repeat: passphrase };
    expect((await send(path, person)).status).toBe(303);
    expect((await send(path, person)).status).toBe(404);
    const signedIn = await send('/sign-in', { login: 'dat', passphrase });
    expect(signedIn.status).toBe(303);
    cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await fetch(list, { headers: { Cookie: cookie } })).status).toBe(200);
  });

  test('today’s sessions are as long, as loud and as low as planned, with the relay at its fixed start', async () => {
    const today = (await (
      await fetch(`${url}/api/v1/channels/my-tu/days/today/playlist.json`, { headers: { Cookie: cookie } })
    ).json()) as Day;
    expect(today.sessions.map(({ session }) => session)).toEqual(['buoi-sang', 'buoi-chieu']);
    // All of it first: measuring takes longer than a connection is kept open.
    const sounds = new Map<string, Uint8Array>();
    for (const { session, sound } of today.sessions) {
      expect(sound).not.toBeNull();
      sounds.set(session, new Uint8Array(await (await fetch(sound?.url ?? '')).arrayBuffer()));
    }
    for (const { session, sound, durationSeconds, entries } of today.sessions) {
      const bytes = sounds.get(session) ?? new Uint8Array();
      expect(bytes.byteLength).toBe(sound?.bytes);
      const measured = measureSound(bytes);
      expect(Math.abs(measured.seconds - durationSeconds)).toBeLessThan(0.05);
      expect(Math.abs(measured.integrated - PROFILES.horn.loudness)).toBeLessThanOrEqual(PROFILES.horn.tolerance);
      expect(measured.truePeak).toBeLessThanOrEqual(PROFILES.horn.truePeak);
      const relay = entries.find(({ kind }) => kind === 'relay');
      expect(relay?.offsetSeconds).toBe(600);
      expect(relay?.start.local).toMatch(/T(06|18):00:00$/);
    }
  });

  test('stops when asked, and starts again without doing the work twice', async () => {
    await service?.stop();
    expect(service?.said()).toContain('Đã dừng');
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
    service = startService('npm', ['start'], { cwd: clone, env });
    await service.says(/đã sẵn sàng/, 60);
    expect(service.said()).not.toMatch(/npm ci|Đã dựng/);
    expect(service.said()).toContain('không có thay đổi');
    expect(service.said()).not.toContain('/welcome/');
    await service.stop();
  });

  test('a broken schedule file and a broken sound are told, and keep nobody silent', async () => {
    writeFileSync(join(clone, 'schedules', '09-hong.yaml'), 'sessions:\n  - { id: buoi-trua }\n');
    writeFileSync(join(clone, 'media', 'hong.mp3'), 'Đây là chữ, không phải âm thanh.\n');
    service = startService('npm', ['start'], { cwd: clone, env });
    await service.says(/đã sẵn sàng/, 60);
    expect(service.said()).toMatch(/09-hong\.yaml, dòng 2.*\[schedule\.field-missing\]/);
    expect(service.said()).toContain('vẫn chạy theo lịch đã áp dụng lần trước');
    expect(service.said()).toMatch(/hong\.mp3.*\[media\.not-sound\]/);
  });
});
