/** The service as a process: how it stops, and what it says when it cannot start. Nothing may be half-written. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, test } from 'vitest';
import { loa, type Service, startService } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-service-'));
// Another user must be able to look into it.
chmodSync(folder, 0o755);
const services: Service[] = [];

const serve = (data: string, env: NodeJS.ProcessEnv = {}): Service => {
  const service = startService(process.execPath, ['src/loa.js', 'serve'], {
    env: { ...process.env, LOA_DATA: data, LOA_PORT: '0', ...env },
  });
  services.push(service);
  return service;
};

afterAll(async () => {
  await Promise.all(services.map((service) => service.stop()));
  rmSync(folder, { recursive: true, force: true });
});

describe('loa serve', () => {
  test('answers, stops at a signal with exit code 0, and its files are sound afterwards', async () => {
    const data = join(folder, 'stops');
    const service = serve(data);
    const [, url = ''] = await service.says(/(http:\/\/127\.0\.0\.1:\d+)/, 60);
    expect(await (await fetch(`${url}/healthz`)).json()).toMatchObject({ status: 'alive' });
    expect(await service.stop()).toBe(0);
    expect(service.said()).toContain('Đã dừng.');
    for (const name of ['loa.db', 'airlog.db']) {
      const file = new Database(join(data, name), { readonly: true });
      expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
      file.close();
    }
  });

  test('a taken port is one sentence with the way out, exit code 1', async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ran = await loa(join(folder, 'taken'), ['serve', '--port', String(port)]);
    other.close();
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(new RegExp(`${port}.*\\[port\\.taken\\]`));
    expect(ran.err.trim().split('\n')).toHaveLength(1);
  });

  test('a database from a newer Loa is left as it was, exit code 1', async () => {
    const data = join(folder, 'newer');
    expect(await loa(data, ['log', '--from', '2025-04-07', '--to', '2025-04-07'])).toMatchObject({ code: 0 });
    const file = new Database(join(data, 'loa.db'));
    file.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)').run('later', 9_999_999_999_999);
    file.close();
    const ran = await loa(data, ['serve', '--port', '0']);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/\[database\.newer\]/);
  });

  test('a data folder that cannot be written to is said before anything is made', async () => {
    const data = join(folder, 'read-only');
    mkdirSync(data, { mode: 0o555 });
    chmodSync(data, 0o555);
    // Root may write anywhere; nobody may not.
    const service = startService(process.execPath, ['src/loa.js', 'serve'], {
      env: { ...process.env, LOA_DATA: data, LOA_PORT: '0', HOME: folder },
      ...(process.getuid?.() === 0 ? { uid: 65_534 } : {}),
    });
    services.push(service);
    await service.says(/\[data\.read-only\]/, 60);
    expect(await service.stop()).toBe(1);
  });

  test('a data folder that is a file is refused with a sentence', async () => {
    const data = join(folder, 'file');
    writeFileSync(data, 'not a folder');
    const ran = await loa(data, ['serve', '--port', '0']);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/\[data\.read-only\]/);
  });

  test('speaks English when asked', async () => {
    const service = serve(join(folder, 'english'), { LOA_LANG: 'en' });
    await service.says(/Loa is running at/, 60);
    expect(await service.stop()).toBe(0);
  });
});
