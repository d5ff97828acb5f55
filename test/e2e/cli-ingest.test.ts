/** `loa ingest` as a person types it: folders, doubles, bad files among good ones, Ctrl-C and going on. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { filesUnder } from '../support/files-under.ts';
import { loa, REPOSITORY } from '../support/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-ingest-'));
const data = join(folder, 'data');
const media = join(REPOSITORY, 'media');
const sounds = readdirSync(media)
  .filter((name) => name.endsWith('.opus'))
  .sort();
const [first = '', second = ''] = sounds;
beforeAll(() => expect(sounds.length).toBeGreaterThan(10));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Told {
  readonly path: string;
  readonly name: string;
  readonly isNew: boolean;
  readonly sameAs: readonly string[];
  readonly replaces: boolean;
}
const toldOf = (out: string): Told[] => JSON.parse(out) as Told[];

describe('loa ingest', () => {
  test('a tree with doubles, loops, pipes and bad files: the good ones in, each bad one told at the end', async () => {
    const tree = join(folder, 'cây');
    mkdirSync(join(tree, 'trong', 'sâu'), { recursive: true });
    copyFileSync(join(media, first), join(tree, 'a.opus'));
    copyFileSync(join(media, first), join(tree, 'trong', 'b "bản sao".opus'));
    copyFileSync(join(media, second), join(tree, 'trong', 'sâu', 'c.opus'));
    symlinkSync(tree, join(tree, 'trong', 'vòng'));
    symlinkSync('không-có', join(tree, 'gãy.mp3'));
    writeFileSync(join(tree, 'hỏng.mp3'), 'Đây là chữ.\n');
    writeFileSync(join(tree, 'ghi chú.txt'), 'không phải âm thanh, không ai hỏi\n');
    writeFileSync(join(tree, '.ẩn.wav'), '');
    const { code, out, err } = await loa(data, ['ingest', tree, '--json']);
    expect(code).toBe(1);
    const told = toldOf(out);
    expect(told.map(({ name }) => name)).toEqual(['a.opus', 'b "bản sao".opus', 'c.opus']);
    expect(told.map(({ isNew }) => isNew)).toEqual([true, true, true]);
    // Two at once: whichever of the twins came second is told of the first.
    expect(told.slice(0, 2).flatMap(({ sameAs }) => sameAs)).toHaveLength(1);
    expect(err).toMatch(/trùng nội dung với “/);
    expect(err).toMatch(/hỏng\.mp3: .*\[media\.not-sound\]/);
    expect(err).toMatch(/gãy\.mp3: .*\[file\.unreadable\]/);
    expect(err).toContain('3 tệp mới, 0 tệp đã có sẵn, 2 tệp không nhận được');
    expect(err).not.toMatch(/ghi chú|ẩn/);

    const again = await loa(data, ['ingest', tree, '--json'], { PATH: '/nowhere' });
    expect(toldOf(again.out).map(({ isNew }) => isNew)).toEqual([false, false, false]);
  });

  test('another sound under a name that is taken is told as what it does', async () => {
    const path = join(folder, 'a.opus');
    copyFileSync(join(media, second), path);
    const { code, out, err } = await loa(data, ['ingest', path, '--json']);
    expect([code, toldOf(out)]).toMatchObject([0, [{ isNew: true, replaces: true, sameAs: ['c.opus'] }]]);
    expect(err).toContain('thay bản thu trước mang cùng tên');
  });

  test('Ctrl-C leaves nothing half-made, and the same command goes on where it was', async () => {
    const own = join(folder, 'dừng');
    const child = spawn(process.execPath, ['src/loa.js', 'ingest', 'media', '--json'], {
      cwd: REPOSITORY,
      env: { ...process.env, LOA_DATA: own },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      // Once: whoever presses it twice does not wait for an answer.
      if (err.split('Đã nhận').length > 3 && !child.killed) child.kill('SIGINT');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(1);
    const told = toldOf(out);
    expect(told.length).toBeGreaterThanOrEqual(3);
    expect(told.length).toBeLessThan(sounds.length);
    expect(err).toContain('Chạy lại đúng lệnh này để làm tiếp');
    expect(filesUnder(join(own, 'shelf', 'tmp'))).toEqual([]);
    const rest = await loa(own, ['ingest', 'media', '--json']);
    expect(rest.code).toBe(0);
    const names = new Set(told.map(({ name }) => name));
    expect(
      toldOf(rest.out)
        .filter(({ isNew }) => !isNew)
        .map(({ name }) => name),
    ).toEqual(told.map(({ name }) => name));
    expect(toldOf(rest.out).filter(({ isNew, name }) => isNew && names.has(name))).toEqual([]);
  });
});
