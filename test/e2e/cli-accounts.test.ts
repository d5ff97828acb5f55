/** `loa user`, `loa token` and `loa audit` as a person types them: every step without the web, and a record of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loa, startService } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-accounts-'));
const data = join(folder, 'var');
const PASSPHRASE = 'bốn con trâu qua sông hẹp';

beforeAll(async () => {
  const path = join(folder, 'don-vi.yaml');
  writeFileSync(
    path,
    [
      'units: [{ id: xa-a, name: "Xã A", kind: "xã" }]',
      'stations: [{ id: dai, name: "Đài", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa-a }] }]',
      'channels:',
      '  - { id: loa-a, name: "Loa xã A", station: dai, carrier: loudspeaker, units: [{ unit: xa-a }] }',
      '  - { id: loa-cu, name: "Loa xã A", station: dai, carrier: loudspeaker, units: [{ unit: xa-a }], to: 2025-06-30 }',
      '',
    ].join('\n'),
  );
  expect(await loa(data, ['apply', path])).toMatchObject({ code: 0 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const json = async (...words: string[]): Promise<unknown> => {
  const { code, out, err } = await loa(data, [...words, '--json']);
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
};
const refused = async (...words: string[]): Promise<string> => {
  const { code, out, err } = await loa(data, words);
  expect(out).toBe('');
  return `${code} ${/\[([a-z.-]+)\]/.exec(err)?.[1] ?? err}`;
};

describe('loa user', () => {
  test('from nobody to somebody with a passphrase, roles and a second factor', async () => {
    expect(await loa(data, ['user', 'list'])).toMatchObject({ code: 0, out: '', err: /Chưa có người dùng/ });
    const added = await loa(data, ['user', 'add', 'Lan', '--name', 'Nguyễn Thị Lan', '--role', 'editor', '--centre']);
    expect(added).toMatchObject({ code: 0, out: /^http:\/\/127\.0\.0\.1:8057\/welcome\/[A-Za-z0-9_-]{43}\n$/ });
    expect(added.err).toContain('Đã thêm Lan: biên tập viên, toàn trung tâm.');
    expect(await json('user', 'grant', 'lan', '--role', 'approver', '--unit', 'xa-a')).toEqual({ id: 2 });
    expect(await loa(data, ['user', 'grant', 'lan', '--role', 'operator', '--unit', 'xa-a'])).toMatchObject({
      code: 0,
      out: '',
      err: 'Đã giao vai trò (người phụ trách đài xã, Xã A), số 3.\n',
    });
    expect(await loa(data, ['user', 'revoke', '3', '--why', 'Giao nhầm'])).toMatchObject({
      code: 0,
      err: 'Đã thu hồi vai trò (người phụ trách đài xã, Xã A).\n',
    });

    const set = await loa(data, ['user', 'passphrase', 'lan'], {}, `${PASSPHRASE}\n`);
    expect(set).toMatchObject({ code: 0, out: '', err: /Đã đặt mật khẩu cho lan/ });
    expect(await loa(data, ['user', 'passphrase', 'lan'], {}, 'ngắn\n')).toMatchObject({
      code: 1,
      err: /\[passphrase\.short\]/,
    });
    expect(await loa(data, ['user', 'passphrase', 'lan'])).toMatchObject({ code: 1, err: /đã dừng, chưa đổi gì/ });

    const factor = startService(process.execPath, ['src/loa.js', 'user', 'second-factor', 'lan'], {
      env: { ...process.env, LOA_DATA: data },
      interactive: true,
    });
    const [, secret = ''] = await factor.says(/Khóa: ([A-Z2-7]{32})\n/, 20);
    await factor.says(/otpauth:\/\/totp\//, 5);
    factor.type(`${new TOTP({ secret: Secret.fromBase32(secret) }).generate()}\n`);
    expect(await factor.ended).toBe(0);
    expect(factor.said()).toMatch(/(?:[a-z2-7]{4}-){3}[a-z2-7]{4}\n/);

    expect(await json('user', 'list')).toMatchObject([
      {
        login: 'lan',
        name: 'Nguyễn Thị Lan',
        hasPassphrase: true,
        secondFactorSince: expect.any(String),
        grants: [
          { id: 1, role: 'editor', unit: null },
          { id: 2, role: 'approver', unit: { id: 'xa-a', name: 'Xã A' } },
        ],
      },
    ]);
    const { out } = await loa(data, ['user', 'list']);
    expect(out).toContain('lan · Nguyễn Thị Lan · đang hoạt động · xác thực hai lớp\n');
    expect(out).toContain('    1  biên tập viên · toàn trung tâm\n    2  người duyệt · Xã A\n');
  });

  test('told to stop while it waits for an answer, it ends and changes nothing', async () => {
    await json('user', 'second-factor', 'lan', '--off', '--why', 'Thử');
    const waiting = startService(process.execPath, ['src/loa.js', 'user', 'second-factor', 'lan'], {
      env: { ...process.env, LOA_DATA: data },
      interactive: true,
    });
    await waiting.says(/otpauth:/, 20);
    expect(await waiting.stop()).toBe(1);
    expect(waiting.said()).toContain('đã dừng, chưa đổi gì');
    expect(await json('user', 'list')).toMatchObject([{ secondFactorSince: null }]);
  });

  test('a second factor taken away needs its reason', async () => {
    expect(await refused('user', 'second-factor', 'lan', '--off')).toBe('2 usage.wrong');
    expect(await refused('user', 'second-factor', 'lan', '--off', '--why', ' ')).toBe('1 reason.missing');
    expect(await json('user', 'second-factor', 'lan', '--off', '--why', 'Mất điện thoại')).toBeNull();
    expect(await json('user', 'list')).toMatchObject([{ secondFactorSince: null }]);
  });

  test('disable, enable, rename, sign out, revoke, a new link', async () => {
    expect(await json('user', 'disable', 'lan', '--why', 'Nghỉ phép')).toBeNull();
    expect(await json('user', 'list')).toMatchObject([{ disabledAt: expect.any(String) }]);
    expect(await json('user', 'enable', 'lan', '--why', 'Đi làm lại')).toBeNull();
    expect(await json('user', 'rename', 'lan', '--login', 'lan.nguyen')).toBeNull();
    expect(await json('user', 'sign-out', 'lan.nguyen')).toBeNull();
    expect(await json('user', 'revoke', '2', '--why', 'Chuyển việc')).toBeNull();
    expect(await json('user', 'link', 'lan.nguyen')).toEqual({ link: expect.stringMatching(/\/welcome\/.{43}$/) });
    const { out } = await loa(data, ['user', 'link', 'lan.nguyen'], { LOA_ORIGIN: 'https://loa.example.vn' });
    expect(out).toMatch(/^https:\/\/loa\.example\.vn\/welcome\//);
    expect(await json('user', 'list')).toMatchObject([
      { login: 'lan.nguyen', name: 'Nguyễn Thị Lan', disabledAt: null, grants: [{ id: 1 }] },
    ]);
  });

  test('refusals: exit code 1 with their code, wrong usage 2, nothing on stdout', async () => {
    expect(await refused('user', 'disable', 'khong-ai', '--why', 'x')).toBe('1 person.unknown');
    expect(await refused('user', 'add', 'x', '--name', 'X', '--role', 'king')).toBe('2 usage.wrong');
    expect(await refused('user', 'add', 'hoa', '--name', 'X', '--role', 'editor', '--unit', 'xa-z')).toBe(
      '1 unit.unknown',
    );
    expect(await refused('user', 'add', 'lan.nguyen', '--name', 'X', '--role', 'editor', '--centre')).toBe(
      '1 person.login-taken',
    );
    // Nobody gets the whole centre by leaving something out.
    expect(await refused('user', 'add', 'hoa', '--name', 'X', '--role', 'editor')).toBe('2 usage.wrong');
    expect(await refused('user', 'grant', 'lan.nguyen', '--role', 'editor')).toBe('2 usage.wrong');
    expect(await refused('user', 'revoke', 'ba', '--why', 'x')).toBe('2 usage.wrong');
    expect(await refused('user', 'revoke', '99', '--why', 'x')).toBe('1 grant.unknown');
    expect(await refused('user', 'disable', 'lan.nguyen')).toBe('2 usage.wrong');
  });

  test('wrong usage says in the words that were typed what is wrong, and where the help is', async () => {
    const said = async (...words: string[]): Promise<string> => {
      const { code, out, err } = await loa(data, words);
      expect(out).toBe('');
      return `${code} ${err}`;
    };
    const add = ['user', 'add', 'hoa', '--name', 'Hoa', '--role'];
    expect(await said(...add, 'king', '--centre')).toBe(
      '2 Lệnh chưa đúng: giá trị không dùng được cho tùy chọn “--role <role>” (chọn trong: administrator, editor, approver, technician, operator, boardOfficer). Hãy chạy loa user add --help để xem cách dùng. [usage.wrong]\n',
    );
    for (const place of [[], ['--centre', '--unit', 'xa-a']])
      expect(await said(...add, 'editor', ...place)).toBe(
        '2 Lệnh chưa đúng: cần đúng một trong hai: --unit và mã đơn vị, hoặc --centre (toàn trung tâm). Hãy chạy loa user add --help để xem cách dùng. [usage.wrong]\n',
      );
    expect(await said('user', 'rename', 'lan.nguyen')).toMatch(/^2 .*--name .*--login .*loa user rename --help/);
    expect(await said('user', 'rename', 'lan.nguyen', '--login', 'Ơ Ơ')).toMatch(
      /^1 Giá trị “--login” chưa đúng: cần 2–32/,
    );
    expect(await said('user', 'add', 'Ơ Ơ', '--name', 'X', '--role', 'editor', '--centre')).toMatch(
      /^1 Giá trị “<login>” chưa đúng/,
    );
    expect(await said('user', 'revoke', 'ba', '--why', 'x')).toMatch(
      /^2 Lệnh chưa đúng: <grant> cần một số nguyên từ 1 trở lên, không phải “ba”\. Hãy chạy loa user revoke --help/,
    );
    expect(await said('user', 'exception', 'end', '99')).toBe(
      '1 Giá trị “99” chưa đúng: cần số của một ngoại lệ còn hiệu lực. Hãy sửa rồi làm lại. [request.wrong]\n',
    );
    expect(await said('user', 'exception', 'set', 'xa-a', '--why', ' ')).toMatch(/^1 Việc này cần kèm lý do/);
    expect(await said('token', 'add', 'x', '--scope', 'schedule.read', '--days', 'ba')).toMatch(
      /^2 .*--days cần một số/,
    );
    expect(await said('audit', '--limit', '501')).toMatch(/^1 Giá trị “--limit” chưa đúng/);
  });

  test('a command that only holds others says its help', async () => {
    for (const words of [['user'], ['token'], ['user', 'exception']]) {
      const alone = await loa(data, words);
      expect(alone).toMatchObject({ code: 2, out: '' });
      expect(alone.err).toContain(`Usage: loa ${words.join(' ')} `);
      expect(await loa(data, [...words, '--help'])).toMatchObject({ code: 0, err: '', out: alone.err });
    }
  });

  test('links of a service that listens everywhere are told to be right here only', async () => {
    const words = ['user', 'link', 'lan.nguyen'];
    for (const host of ['0.0.0.0', '::']) {
      const { out, err } = await loa(data, words, { LOA_HOST: host });
      expect(out).toMatch(/^http:\/\/127\.0\.0\.1:8057\/welcome\//);
      expect(err).toContain('LOA_ORIGIN');
    }
    const known = await loa(data, words, { LOA_HOST: '0.0.0.0', LOA_ORIGIN: 'https://loa.example.vn' });
    expect(known.err).not.toContain('LOA_ORIGIN');
    expect((await loa(data, words)).err).not.toContain('LOA_ORIGIN');
  });

  test('an exception for a unit with one officer', async () => {
    expect(await json('user', 'exception', 'set', 'xa-a', '--why', 'Chỉ có một cán bộ')).toEqual({ id: 1 });
    expect(await loa(data, ['user', 'exception', 'list'])).toMatchObject({
      out: /^1 {2}Xã A · .* · Chỉ có một cán bộ\n$/,
    });
    expect(await json('user', 'exception', 'end', '1')).toBeNull();
    expect(await json('user', 'exception', 'list')).toEqual([]);
  });
});

describe('loa token', () => {
  test('a token is printed once and never again; a site’s link is an address', async () => {
    const words = [
      'token',
      'add',
      'Máy phát',
      '--scope',
      'schedule.read',
      '--scope',
      'airing.record',
      '--days',
      '30',
      '--centre',
    ];
    const { code, out } = await loa(data, words);
    expect(code).toBe(0);
    expect(out).toMatch(/^loa_m_[A-Za-z0-9_-]{43}\n$/);
    const site = await loa(data, ['token', 'site', 'ấp A1, chú Bảy', '--channel', 'loa-a'], { LOA_PORT: '9000' });
    expect(site.out).toMatch(/^http:\/\/127\.0\.0\.1:9000\/tram\/loa_s_[A-Za-z0-9_-]{43}\n$/);
    expect(site.err).toContain('Liên kết điểm loa của kênh Loa xã A (loa-a).');
    const listed = (await json('token', 'list')) as { id: string; name: string }[];
    expect(listed).toMatchObject([
      { name: 'Máy phát', scopes: ['schedule.read', 'airing.record'], unit: null, createdBy: 'system:cli' },
      { name: 'ấp A1, chú Bảy', kind: 'site', channel: { id: 'loa-a' } },
    ]);
    expect(await json('token', 'revoke', listed[0]?.id ?? '')).toBeNull();
    const shown = await loa(data, ['token', 'list']);
    expect(shown.out).toMatch(/Máy phát · khóa truy cập · toàn trung tâm · .* · đã thu hồi/);
    for (const file of ['loa.db', 'loa.db-wal'])
      try {
        expect(readFileSync(join(data, file)).includes(out.trim().slice(6))).toBe(false);
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOENT' });
      }
    expect(await refused('token', 'add', 'x', '--scope', 'schedule.read', '--days', '731', '--centre')).toBe(
      '1 token.expiry',
    );
    expect(await refused('token', 'add', 'x', '--scope', 'day.approve', '--days', '3')).toBe('2 usage.wrong');
    expect(await refused('token', 'revoke', 't-0')).toBe('1 token.unknown');
    expect(await refused('token', 'site', 'x', '--channel', 'loa-z')).toBe('1 channel.unknown');
    // One of the same name, which ended with the old unit.
    const { code: ended, err } = await loa(data, ['token', 'site', 'x', '--channel', 'loa-cu']);
    expect([ended, err]).toEqual([1, expect.stringContaining('“Loa xã A”, kết thúc ngày 30/06/2025')]);
    expect(shown.out).toMatch(/ấp A1, chú Bảy · liên kết điểm loa · Loa xã A \(loa-a\) · /);
  });
});

describe('loa audit', () => {
  test('tells who did what, and why, without a secret; people are found by login', async () => {
    const all = (await json('audit', '--limit', '500')) as { rows: { operation: string; actor: { id: string } }[] };
    const operations = all.rows.map(({ operation }) => operation);
    for (const done of ['person.add', 'person.grant', 'person.set-passphrase', 'person.set-second-factor'])
      expect(operations).toContain(done);
    expect(new Set(all.rows.map(({ actor }) => actor.id))).toEqual(new Set(['cli']));
    expect(JSON.stringify(all)).not.toMatch(/argon2|loa_[ms]_|trâu/);
    const { out, err } = await loa(data, ['audit', '--operation', 'person.disable', '--text', 'nghi phep']);
    expect(out).toMatch(
      /^\d+ {2}.* · hệ thống \(cli\) · ngừng tài khoản \(person\.disable\) · Nguyễn Thị Lan \(lan\.nguyen\) · .*\n {4}\{.*\n {4}Nghỉ phép\n$/,
    );
    expect(err).toBe('1 dòng.\n');
    expect(await json('audit', '--actor', 'lan.nguyen')).toMatchObject({ rows: [], more: false });
    for (const actor of ['system', 'cli', 'system:cli', 'nobody', 'person'])
      expect(await json('audit', '--actor', actor)).toMatchObject({ rows: expect.any(Array) });
    expect(await refused('audit', '--actor', 'khongco')).toBe('1 person.unknown');
    const bay = await loa(data, ['audit', '--operation', 'bay']);
    expect(bay).toMatchObject({ code: 2, out: '' });
    expect(bay.err).toMatch(/không có thao tác nào tên là “bay”; .*sign-in, .*person, token, .*exception/);
    expect(await refused('audit', '--from', '2026-02-30')).toBe('1 time.date');
    expect(await refused('audit', '--limit', 'nhiều')).toBe('2 usage.wrong');
    expect(await refused('audit', '--limit', '501')).toBe('1 request.wrong');
  });

  test('more rows than asked for: where to go on', async () => {
    const { err } = await loa(data, ['audit', '--limit', '1']);
    const [, before = ''] = /--before (\d+)/.exec(err) ?? [];
    const { rows } = (await json('audit', '--limit', '1', '--before', before)) as { rows: { id: number }[] };
    expect(rows[0]?.id).toBe(Number(before) - 1);
  });

  test('erasing needs --yes, and takes the name out of the audit', async () => {
    expect(await refused('user', 'erase', 'lan.nguyen', '--why', 'x')).toBe('2 usage.wrong');
    expect((await loa(data, ['audit', '--text', 'nguyen thi lan'])).out).toContain('Nguyễn Thị Lan');
    expect(await json('user', 'erase', 'lan.nguyen', '--why', 'Theo yêu cầu', '--yes')).toBeNull();
    expect((await loa(data, ['audit', '--text', 'nguyen thi lan'])).out).toBe('');
    expect((await loa(data, ['audit', '--operation', 'person.add'])).out).toContain('(lời ghi đã xóa)');
    expect((await loa(data, ['user', 'list'])).out).toMatch(
      /^p-[0-9a-f]{16} · \(đã xóa thông tin\) · đã xóa thông tin\n {4}chưa có vai trò\n$/,
    );
  });
});
