/** The pack as it is sent, unpacked by Python, its lists opened by mpv and VLC, its print read by poppler. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { closeDay } from '../../../src/operations/log/close-day.ts';
import { sealLog } from '../../../src/operations/log/seal-log.ts';
import { machineToken } from '../../support/credentials.ts';
import { KHMER, LONG, makePackWorld } from '../../support/pack-world.ts';
import { entryOf } from '../../support/store-entries.ts';
import type { World } from '../../support/world.ts';
import { type Asking, ask, codeOf } from './asking.ts';

const PATH = '/api/v1/channels/dai-my-tu/days/2026-11-23/pack.zip';
const LIST = 'dai-my-tu-2026-11-23';
const folder = mkdtempSync(join(tmpdir(), 'loa-pack-'));
const stick = join(folder, 'usb');

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;
let zip: Buffer;

const run = (program: string, words: readonly string[], more: { cwd?: string; input?: string } = {}): string => {
  const done = spawnSync(program, words, { encoding: 'utf8', timeout: 60_000, ...more });
  expect(`${done.error?.message ?? ''}${done.status === 0 ? '' : done.stderr + done.stdout}`).toBe('');
  return done.stdout;
};

beforeAll(async () => {
  world = await makePackWorld();
  by = machineToken(world.ctx);
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  expect(await codeOf(await ask(app, PATH, { by }))).toBe('playlist.not-rendered');
  await world.render();
  const response = await ask(app, PATH, { by });
  expect(response.status).toBe(200);
  zip = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get('content-length')).toBe(String(zip.length));
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${LIST}.zip"`);
  mkdirSync(stick);
  writeFileSync(join(folder, 'pack.zip'), zip);
  run('python3', ['-m', 'zipfile', '-e', join(folder, 'pack.zip'), stick]);
  chmodSync(folder, 0o755);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is in it', () => {
  test('names are sorted, ASCII, and as FAT32 takes them; the date is that of the day', () => {
    const READ =
      'import zipfile,sys,json\nz=zipfile.ZipFile(sys.argv[1])\nprint(json.dumps([[i.filename,i.date_time,i.compress_type] for i in z.infolist()]), z.testzip())';
    const [listed = '', damaged] = run('python3', ['-c', READ, join(folder, 'pack.zip')])
      .trim()
      .split(/ (?=\S+$)/);
    expect(damaged?.trim()).toBe('None');
    const files = JSON.parse(listed) as [string, number[], number][];
    const names = files.map(([name]) => name);
    expect(names).toEqual(names.toSorted());
    expect(names.filter((name) => !/^[A-Za-z0-9.-]+(\/[A-Za-z0-9.-]+)?$/.test(name))).toEqual([]);
    expect(names).toContain('2026-11-23/0500-buoi-sang.mp3');
    expect(names).toContain('2026-11-23/2359-buoi-khuya.proof.json');
    expect(new Set(files.map(([, date]) => date.join(' ')))).toEqual(new Set(['2026 11 23 12 0 0']));
  });

  test('sha256sum finds everything whole', () => {
    const said = run('sha256sum', ['-c', '--strict', 'SHA256SUMS'], { cwd: stick });
    expect(said.trim().split('\n').length).toBe(
      readdirSync(stick).length - 2 + readdirSync(join(stick, '2026-11-23')).length,
    );
  });

  test('the same days are the same bytes, in any zone and at any hour, and are not sent twice', async () => {
    const zone = process.env['TZ'];
    process.env['TZ'] = 'America/Sao_Paulo';
    world.setNow('2026-11-23T12:34:56Z');
    const again = await ask(app, PATH, { by });
    expect(Buffer.from(await again.arrayBuffer()).equals(zip)).toBe(true);
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    const etag = again.headers.get('etag') ?? '';
    expect((await ask(app, PATH, { by, headers: { 'if-none-match': etag } })).status).toBe(304);
    const english = await ask(app, `${PATH}?lang=en`, { by, headers: { 'if-none-match': etag } });
    expect(english.status).toBe(200);
    await english.body?.cancel();
  });

  test('a session carries its chapters, and its sound is the one on the shelf', () => {
    const path = join(stick, '2026-11-23/0500-buoi-sang.mp3');
    const told = JSON.parse(run('ffprobe', ['-v', 'error', '-show_chapters', '-show_format', '-of', 'json', path]));
    const chapters = told.chapters.map((one: { start: number; end: number; tags: { title: string } }) => [
      one.start,
      one.end,
      one.tags.title,
    ]);
    expect(chapters).toEqual([
      [0, 2000, 'Đài hiệu'],
      [2520, 5520, LONG],
      [6024, 66_024, 'Tiếp âm Đài Tiếng nói Việt Nam'],
      [66_528, 70_528, KHMER],
    ]);
    const proof = JSON.parse(readFileSync(join(stick, '2026-11-23/0500-buoi-sang.proof.json'), 'utf8'));
    expect(told.format.tags.LOA_SOUND_SHA256).toBe(proof.result.output);
  });

  test('the print has every time, title and hash, and says what to switch', () => {
    const text = run('pdftotext', ['-layout', join(stick, 'danh-sach.pdf'), '-']);
    for (const words of [
      'Đài Truyền thanh xã Mỹ Tú',
      'Thứ Hai ngày 23/11/2026',
      'Từ 05:00:06 chuyển sang tiếp âm; đúng 05:01:06 chuyển',
      '23:59:57 – 00:00:03 (24/11)',
      'Không phát: Tin chờ thu',
      'Trang 1/1',
    ])
      expect(text).toContain(words);
    const fonts = run('pdffonts', [join(stick, 'danh-sach.pdf')])
      .trim()
      .split('\n')
      .slice(2);
    expect(fonts.map((line) => / yes yes yes /.test(line))).toEqual(fonts.map(() => true));
    expect(fonts.join('\n')).toContain('NotoSansKhmer');
  });
});

describe('refusals', () => {
  test('a day without sound is refused, and so is a stay that is too long', async () => {
    expect(await codeOf(await ask(app, PATH.replace('2026-11-23', '2026-05-01'), { by }))).toBe('playlist.nothing');
    expect(await codeOf(await ask(app, `${PATH}?days=32`, { by }))).toBe('request.wrong');
    expect(await codeOf(await ask(app, PATH))).toBe('sign-in.needed');
  });

  test('damaged sound is not packed', async () => {
    const list = JSON.parse(readFileSync(join(stick, '2026-11-23/2359-buoi-khuya.proof.json'), 'utf8'));
    const path = world.ctx.audio.shelf.pathOf(list.result.output);
    const sound = readFileSync(path);
    writeFileSync(
      path,
      sound.map((byte, n) => (n === 5000 ? byte ^ 1 : byte)),
    );
    expect(await codeOf(await ask(app, PATH, { by }))).toBe('media.unknown');
    writeFileSync(path, sound);
  });
});

describe('players open the lists', () => {
  // mpv has no reader for XSPF.
  test.each(['m3u8', 'pls'])('mpv, %s: two files with their lengths', (format) => {
    const words = ['--no-config', '--no-video', '--ao=null', '--ao-null-untimed=yes'];
    const asked = `--term-playing-msg=LOA ${['playlist-count', '=duration', 'chapters'].map((name) => `\${${name}}`).join(' ')}`;
    const said = run('mpv', [...words, asked, `${LIST}.${format}`], { cwd: stick });
    const heard = [...said.matchAll(/LOA (\d+) ([\d.]+) (\d+)/g)].map((found) => found.slice(1).map(Number));
    expect(heard.map(([count, , chapters]) => [count, chapters])).toEqual([
      [2, 4],
      [2, 2],
    ]);
    expect(Math.abs(heard.reduce((sum, [, seconds = 0]) => sum + seconds, 0) - 76.048)).toBeLessThan(0.1);
  });

  test('mpv, CUE: one file after the other, all their pieces as chapters', () => {
    const words = ['--no-config', '--no-video', '--ao=null', '--ao-null-untimed=yes'];
    const asked = `--term-playing-msg=LOA ${['playlist-count', '=duration', 'chapters'].map((name) => `\${${name}}`).join(' ')}`;
    const said = run('mpv', [...words, asked, `2026-11-23/${LIST}.cue`], { cwd: stick });
    const [, count, seconds, chapters] = /LOA (\d+) ([\d.]+) (\d+)/.exec(said) ?? [];
    expect([count, chapters]).toEqual(['1', '6']);
    expect(Math.abs(Number(seconds) - 76.048)).toBeLessThan(0.1);
  });

  test.each(['m3u8', 'xspf', 'pls'])('VLC, %s: two files with their lengths', (format) => {
    // VLC will not be run by root.
    const other = process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
    const vlc = `cvlc -I oldrc --rc-fake-tty --aout=adummy --no-video --no-interact ${stick}/${LIST}.${format}`;
    // It says nothing before it has looked at the files: a busy machine gives it longer.
    let said = '';
    for (const seconds of [2, 6, 15]) {
      const line = `(sleep ${seconds}; echo playlist; sleep 1; echo quit) | HOME=${folder} ${other.join(' ')} ${vlc} 2>/dev/null`;
      said = run('sh', ['-c', line]);
      if (said.match(/\(\d\d:\d\d\)/g)?.length === 2) break;
    }
    expect([...said.matchAll(/\| {2}- (.+) \((\d\d:\d\d)\)/g)].map((found) => found.slice(1))).toEqual([
      ['Buổi phát sáng 23/11/2026', '01:10'],
      ['Buổi khuya 23/11/2026', '00:05'],
    ]);
  });
});

describe('whoever fetches a schedule keeps the checkpoint that closed the last broadcast day', () => {
  const CHANNEL = '/api/v1/channels/dai-my-tu';
  const DAY = `${CHANNEL}/days/2026-11-23`;
  let words = '';
  let note = '';
  const fetched = async (path: string): Promise<Buffer> =>
    Buffer.from(await (await ask(app, path, { by })).arrayBuffer());
  /** A file of the pack as it is now. */
  const packed = async (name: string): Promise<string> => {
    writeFileSync(join(folder, 'closed.zip'), await fetched(PATH));
    const read = 'import zipfile,sys\nsys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))';
    if (!name.endsWith('.pdf')) return run('python3', ['-c', read, join(folder, 'closed.zip'), name]);
    run('python3', ['-m', 'zipfile', '-e', join(folder, 'closed.zip'), join(folder, 'closed')]);
    return run('pdftotext', ['-layout', join(folder, 'closed', name), '-']);
  };

  beforeAll(() => {
    must(world.ctx.airlog.append([entryOf({ title: 'một' }), entryOf({ title: 'hai' })], []));
    const closed = must(closeDay(world.ctx));
    note = closed?.checkpoint.note ?? '';
    words = note.split('\n').slice(0, 3).join(' ');
    // What is newer closes no day, and stands in no list.
    must(world.ctx.airlog.append([entryOf({ title: 'ba' })], []));
    must(sealLog(world.ctx));
    expect(words).toMatch(/^loa-\S+ 2 \S{44}$/);
  });

  test.each<[string, () => Promise<string>, () => string]>([
    ['M3U8', async () => `${await fetched(`${DAY}/playlist.m3u8`)}`, () => `\n#LOA-CHECKPOINT:${words}\n`],
    ['XSPF', async () => `${await fetched(`${DAY}/playlist.xspf`)}`, () => `>${words}</meta>`],
    ['CUE', async () => `${await fetched(`${DAY}/playlist.cue`)}`, () => `REM CHECKPOINT ${words}`],
    [
      'iCalendar',
      async () => `${await fetched(`${CHANNEL}/calendar.ics`)}`.replace(/\r\n /g, ''),
      () => `\r\nX-LOA-CHECKPOINT:${words}\r\n`,
    ],
    [
      'JSON',
      async () => {
        const { origin, size, root, note: kept } = JSON.parse(`${await fetched(`${DAY}/playlist.json`)}`).checkpoint;
        return `${origin} ${size} ${root} ${kept}`;
      },
      () => `${words} ${note}`,
    ],
    ['USB pack', () => packed('checkpoint'), () => note],
    ['M3U8 in the pack', () => packed(`${LIST}.m3u8`), () => `\n#LOA-CHECKPOINT:${words}\n`],
    [
      'A4 page',
      async () => (await packed('danh-sach.pdf')).normalize('NFC'),
      () => `Mốc nhật ký phát sóng: 2 mục, gốc ${words.split(' ')[2]?.slice(0, 12)}`,
    ],
  ])('%s', async (_, read, carried) => {
    expect(await read()).toContain(carried());
  });
});
