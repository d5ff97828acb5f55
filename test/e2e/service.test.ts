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

  test('says once how the first administrator comes in, and tells of refused sign-ins without what was typed', async () => {
    const service = serve(join(folder, 'doors'));
    const [, url = ''] = await service.says(/(http:\/\/127\.0\.0\.1:\d+)/, 60);
    const [, link = ''] = await service.says(/(http:\/\/127\.0\.0\.1:\d+\/welcome\/[\w-]{43})/, 60);
    expect(link.startsWith(`${url}/`)).toBe(true);
    expect((await fetch(link)).status).toBe(200);
    // Nothing else is open: there is no default account, and nobody reads or writes.
    expect((await fetch(`${url}/api/v1/channels`)).status).toBe(401);
    expect((await fetch(`${url}/api/v1/air-log`, { method: 'POST' })).status).toBe(403);
    const typed = { login: 'admin', passphrase: 'admin-geheim-123' };
    const answer = await fetch(`${url}/sign-in`, {
      method: 'POST',
      headers: { origin: url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(typed).toString(),
    });
    expect(answer.status).toBe(401);
    await service.says(/POST \/sign-in nobody sign-in refused from 127\.0\.0\.1/, 10);
    expect((await fetch(`${url}/api/v1/me`, { headers: { authorization: 'Bearer loa_m_geheim' } })).status).toBe(401);
    await service.says(/credential refused from 127\.0\.0\.1/, 10);
    expect(await service.stop()).toBe(0);
    expect(service.said()).not.toMatch(/geheim|admin/);
  });

  test('settings of the border that are wrong are told together, exit code 2', async () => {
    const ran = await loa(join(folder, 'border'), ['serve', '--port', '0'], {
      LOA_ORIGIN: 'https://loa.example.vn/loa',
      LOA_PROXY: 'nginx',
    });
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/LOA_ORIGIN.*\[config\.wrong\]/);
    expect(ran.err).toMatch(/LOA_PROXY.*\[config\.wrong\]/);
  });

  test('believes a proxy when the settings name it, and only then', async () => {
    const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.7' };
    for (const [name, env, hsts] of [
      ['behind', { LOA_PROXY: '127.0.0.1' }, 'max-age=31536000'],
      ['alone', {}, null],
    ] as const) {
      const service = serve(join(folder, name), env);
      const [, url = ''] = await service.says(/(http:\/\/127\.0\.0\.1:\d+)/, 60);
      const { headers } = await fetch(`${url}/healthz`, { headers: https });
      expect(headers.get('strict-transport-security')).toBe(hsts);
      expect(await service.stop()).toBe(0);
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
    // It ends by itself.
    expect(await service.ended).toBe(1);
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
