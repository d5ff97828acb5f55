/** The printed daily log, read back as whoever holds it reads it: poppler for its words, a QR reader for its checkpoint. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DayLogFacts, dayLogSheet } from '../../../src/contract/day-log-sheet.ts';
import { parseNote } from '../../../src/core/evidence/note.ts';
import { verified } from '../../../src/core/evidence/signed.ts';
import { openCheckpoint } from '../../../src/core/evidence/trust.ts';
import type { LogKey } from '../../../src/core/evidence/verifier-key.ts';
import { parseVerifierKey } from '../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { closeDay } from '../../../src/operations/log/close-day.ts';
import { showDayLog } from '../../../src/operations/log/show-day-log.ts';
import { showSeal } from '../../../src/operations/log/show-seal.ts';
import { recordAiring } from '../../../src/operations/record-airing.ts';
import { renderDay } from '../../../src/operations/render-day.ts';
import { dayLogPdf } from '../../../src/reports/day-log-sheet.ts';
import { verifyEd25519 as verify } from '../../../src/secrets/ed25519.ts';
import { KHMER, LONG, makePackWorld } from '../../support/pack-world.ts';
import { CHANNEL, TODAY, type World } from '../../support/world.ts';

const DAY = TODAY as LocalDate;
const folder = mkdtempSync(join(tmpdir(), 'loa-log-sheet-'));
let world: World;

beforeAll(async () => {
  world = await makePackWorld();
  must(await renderDay(world.ctx, CHANNEL, DAY, { format: 'mp3' }));
  const said = {
    channel: CHANNEL,
    day: DAY,
    session: 'buoi-sang',
    entry: null,
    note: null,
    role: 'technician' as const,
  };
  const rest = { startedAt: null, secondsHeard: null, by: 'Trần Văn Bé', corrects: null, statement: null };
  must(recordAiring(world.ctx, { ...said, ...rest, outcome: 'aired', reason: null }));
  must(
    world.ctx.airlog.append(
      [
        {
          format: 'loa-air-log/1',
          kind: 'restart',
          recordedAt: '2026-11-23T00:30:00Z',
          actor: 'system:service',
          by: null,
          note: null,
          day: null,
          channel: null,
          facts: { version: '0.5.0', entries: 5, clean: false },
        },
      ],
      [],
    ),
  );
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (program: string, words: readonly string[]): string => {
  const done = spawnSync(program, words, { encoding: 'utf8', cwd: folder });
  if (done.status !== 0) throw new Error(`${program}: ${done.stderr}`);
  return done.stdout;
};

const print = async (name: string, facts: DayLogFacts): Promise<Buffer> => {
  const bytes = Buffer.from(await dayLogPdf(dayLogSheet(facts)));
  writeFileSync(join(folder, `${name}.pdf`), bytes);
  return bytes;
};
const wordsOf = (name: string): string => run('pdftotext', ['-layout', `${name}.pdf`, '-']).normalize('NFC');
/** As it is read where lines are broken to fit. */
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** The text in the QR code of a page, from its picture. */
const codeOn = (name: string, page: number): string => {
  const dpi = 150;
  run('pdftoppm', ['-r', String(dpi), '-f', String(page), '-l', String(page), '-singlefile', `${name}.pdf`, name]);
  const ppm = readFileSync(join(folder, `${name}.ppm`));
  const [head = '', width, height] = /^P6\n(\d+) (\d+)\n255\n/.exec(ppm.subarray(0, 40).toString('latin1')) ?? [];
  const data = new Uint8Array(ppm.subarray(head.length));
  return decodeQR({ width: Number(width), height: Number(height), data }, { timeLimit: 20_000 });
};

const pagesOf = (name: string): number => Number(/Pages:\s+(\d+)/.exec(run('pdfinfo', [`${name}.pdf`]))?.[1]);

describe('a day', () => {
  test('while it goes on: rows, verdicts, how we know, events, and that it is not closed', async () => {
    const facts = must(showDayLog(world.ctx, { day: DAY, channel: CHANNEL }));
    const bytes = await print('dang', facts);
    const words = flat(wordsOf('dang'));
    for (const word of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'XÃ MỸ TÚ',
      'ĐÀI TRUYỀN THANH XÃ MỸ TÚ',
      'SỔ NHẬT KÝ PHÁT SÓNG',
      'Thứ Hai, ngày 23 tháng 11 năm 2026',
      'Kênh: Đài Mỹ Tú',
      'Chưa chốt ngày',
      'Buổi phát sáng',
      'Buổi khuya',
      'Đài hiệu',
      'Đã phát',
      'Không phát',
      'Chưa rõ',
      'chưa đến giờ',
      'Sự kiện trong ngày',
      'Loa khởi động (bản 0.5.0); lần trước dừng đột ngột',
      'NGƯỜI TRỰC KỸ THUẬT',
      'PHỤ TRÁCH ĐÀI',
      facts.seal?.root ?? '?',
      facts.seal?.root.slice(0, 12) ?? '?',
      'Trang 1/',
    ])
      expect(words).toContain(word);
    expect(words).toMatch(/05:00:00 05:00:00 /);
    expect(words).toContain(LONG.slice(0, 40));
    // Khmer letters come back reordered from any PDF: the first word stands for them.
    expect(words).toContain(KHMER.slice(0, 3));
    expect((await print('lai', facts)).equals(bytes)).toBe(true);
  });

  test('closed: the code on the page is the checkpoint, and it verifies; (g) what came late is accepted and flagged', async () => {
    world.setNow('2026-11-23T17:00:10Z');
    must(closeDay(world.ctx));
    const late = {
      channel: CHANNEL,
      day: DAY,
      session: 'buoi-khuya',
      entry: null,
      note: null,
      role: 'technician' as const,
    };
    const rest = { startedAt: null, secondsHeard: null, by: null, corrects: null, statement: null };
    must(recordAiring(world.ctx, { ...late, ...rest, outcome: 'not-aired', reason: 'power-cut' }));
    const facts = must(showDayLog(world.ctx, { day: DAY, channel: CHANNEL }));
    expect(facts.seal?.closes).toBe(true);
    await print('chot', facts);
    const words = flat(wordsOf('chot'));
    expect(words).toContain('Mốc chốt ngày');
    expect(words).not.toContain('Chưa chốt ngày');
    expect(words).toContain('mất điện');
    expect(words).toContain('* Ghi vào nhật ký sau khi đã chốt ngày.');
    const note = codeOn('chot', pagesOf('chot'));
    expect(note).toBe(facts.seal?.note);
    const key = must(parseVerifierKey(must(showSeal(world.ctx)).vkey)) as LogKey;
    const trust = { origin: key.name, log: [key], witnesses: [], quorum: 0 };
    const sealed = must(verified(openCheckpoint(must(parseNote(note)), trust), verify));
    expect(Buffer.from(sealed.checkpoint.root).toString('base64')).toBe(facts.seal?.root);
  });

  test('several channels each have their table, and what stood in no plan is apart', async () => {
    const facts = must(showDayLog(world.ctx, { day: DAY }));
    const [one] = facts.airings;
    if (one === undefined) throw new Error('a day with an airing');
    const titled = (title: string, channel: { id: string; name: string }) => ({
      ...one,
      judged: { ...one.judged, planned: { ...one.judged.planned, title, channel } },
    });
    const other = titled('Tin của ấp', { id: 'loa-ap', name: 'Loa ấp Hậu Thành' });
    const unplanned = [titled('Thông báo đột xuất', { id: CHANNEL, name: 'Đài Mỹ Tú' })];
    await print('nhieu', { ...facts, airings: [...facts.airings, other], unplanned, unseen: 2 });
    const words = flat(wordsOf('nhieu'));
    expect(words).toMatch(
      /Tất cả các kênh.*Đài Mỹ Tú.*Loa ấp Hậu Thành.*Tin của ấp.*Phát ngoài lịch.*Thông báo đột xuất.*Tổng cộng/,
    );
    expect(words).toContain('Còn 2 kênh trong ngày mà người lập tờ này không được xem.');
  });

  test('two hundred rows: the table’s head stands on every page, every row once, pages are numbered', async () => {
    const facts = must(showDayLog(world.ctx, { day: DAY, channel: CHANNEL }));
    const [one] = facts.airings;
    if (one === undefined) throw new Error('a day with an airing');
    const airings = Array.from({ length: 200 }, (_, n) => ({
      ...one,
      judged: { ...one.judged, planned: { ...one.judged.planned, title: `Tin số ${n + 1}.` } },
    }));
    await print('dai', { ...facts, airings });
    const pages = wordsOf('dai').split('\f').slice(0, -1);
    expect(pages.length).toBe(pagesOf('dai'));
    expect(pages.length).toBeGreaterThan(5);
    for (const [n, page] of pages.entries()) {
      expect(page).toContain(`Trang ${n + 1}/${pages.length}`);
      if (/Tin số \d/.test(page)) expect(page).toContain('Kết quả');
    }
    const rows = [...pages.join(' ').matchAll(/Tin số (\d+)\./g)].map((found) => Number(found[1]));
    expect(rows).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
    expect(codeOn('dai', pages.length)).toBe(facts.seal?.note);
  });
});
