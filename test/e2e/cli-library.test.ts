/** `loa item list`, `show` and `approve`, as a person types them: approving asks who it is. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loa, startService } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-items-'));
const data = join(folder, 'var');
const PASSPHRASE = 'bốn con vịt qua cầu tre';
let recovery: string[] = [];

const SCHEDULE = `units: [{ id: xa-a, name: "Xã A", kind: "xã" }]
items:
  - { id: dai-hieu, title: "Đài hiệu Ủy ban", genre: stationIdent, script: "Đây là đài truyền thanh xã.", sound: dai-hieu.opus }
  - { id: cho-thu, title: "Bài chờ thu", genre: article, script: "Kính thưa bà con." }
`;

beforeAll(async () => {
  const file = join(folder, 'tin.yaml');
  writeFileSync(file, SCHEDULE);
  expect(await loa(data, ['apply', file])).toMatchObject({ code: 0 });
  expect(await loa(data, ['ingest', 'media/dai-hieu.opus'])).toMatchObject({ code: 0 });
  const add = ['user', 'add', 'sau', '--name', 'Trần Văn Sáu', '--role', 'approver', '--centre'];
  expect(await loa(data, add)).toMatchObject({ code: 0 });
  expect(await loa(data, ['user', 'passphrase', 'sau'], {}, `${PASSPHRASE}\n`)).toMatchObject({ code: 0 });
  const factor = startService(process.execPath, ['src/loa.js', 'user', 'second-factor', 'sau'], {
    env: { ...process.env, LOA_DATA: data },
    interactive: true,
  });
  const [, secret = ''] = await factor.says(/Khóa: ([A-Z2-7]{32})\n/, 20);
  factor.type(`${new TOTP({ secret: Secret.fromBase32(secret) }).generate()}\n`);
  expect(await factor.ended).toBe(0);
  recovery = factor.said().match(/^[a-z2-7]{4}(?:-[a-z2-7]{4})+$/gm) ?? [];
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('list finds without accents, says the state, pages, and prints one document with --json', async () => {
  expect(await loa(data, ['item', 'list', '--text', 'uy ban'])).toEqual({
    code: 0,
    out: 'Đài hiệu Ủy ban (dai-hieu) · vi · chờ duyệt, chưa dùng\n',
    err: '1 tin bài.\n',
  });
  const first = await loa(data, ['item', 'list', '--limit', '1', '--json']);
  const page = JSON.parse(first.out) as { items: { id: string }[]; found: number; next: string };
  expect(page).toMatchObject({ items: [{ id: 'cho-thu' }], found: 2 });
  const rest = JSON.parse((await loa(data, ['item', 'list', '--after', page.next, '--json'])).out) as typeof page;
  expect(rest).toMatchObject({ items: [{ id: 'dai-hieu' }], next: null });
  expect(await loa(data, ['item', 'list', '--state', 'xong'])).toMatchObject({ code: 2, out: '' });
});

test('show tells script, sound and approval; an unknown item is refused with what is near', async () => {
  const { out } = await loa(data, ['item', 'show', 'dai-hieu']);
  expect(out).toMatch(
    /tiếng Việt: chờ duyệt\n {4}văn bản: đọc khoảng 2 giây, mã [0-9a-f]{64}\n {4}bản thu: dai-hieu\.opus, /,
  );
  expect(await loa(data, ['item', 'show', 'dai-hiu'])).toMatchObject({
    code: 1,
    out: '',
    err: /Có phải là “dai-hieu” không\?[\s\S]*\[item\.unknown\]/,
  });
});

test('approving asks for passphrase and code, and holds until something changes', async () => {
  const approve = ['item', 'approve', 'dai-hieu', '--language', 'vi', '--as', 'sau'];
  expect(await loa(data, approve)).toMatchObject({ code: 1, out: '', err: /đã dừng, chưa đổi gì/ });
  const answers = `${PASSPHRASE}\n${recovery[0]}\n`;
  expect(await loa(data, approve, {}, answers)).toMatchObject({
    code: 0,
    out: 'Đã duyệt Đài hiệu Ủy ban.\n',
    err: /Mật khẩu|bản thu/,
  });
  expect((await loa(data, ['item', 'show', 'dai-hieu'])).out).toMatch(/đã duyệt\n[\s\S]*duyệt: Trần Văn Sáu, /);
  const waits = ['item', 'approve', 'cho-thu', '--language', 'vi', '--as', 'sau'];
  expect(await loa(data, waits, {}, `${PASSPHRASE}\n${recovery[1]}\n`)).toMatchObject({
    code: 1,
    err: /\[item\.no-sound\]/,
  });
  expect(await loa(data, approve, {}, 'sai mật khẩu rồi\n')).toMatchObject({ code: 1, err: /\[sign-in\.wrong\]/ });
  // Nobody is left signed in by it.
  const { rows } = JSON.parse((await loa(data, ['audit', '--operation', 'sign-in', '--json'])).out) as {
    rows: { operation: string }[];
  };
  const count = (name: string): number => rows.filter(({ operation }) => operation === name).length;
  expect(count('sign-in.end')).toBe(2);
});
