import { describe, expect, test } from 'vitest';
import { answerOf } from '../../../src/browser/phone/queue.ts';
import { localTextAt } from '../../../src/browser/phone-player/older-time.ts';
import {
  isUrgentNow,
  missedText,
  notesOf,
  ownOrders,
  rowsTitle,
  stateText,
} from '../../../src/browser/phone-player/say.ts';
import type { Shown } from '../../../src/browser/phone-player/shown.ts';
import { sleptMs } from '../../../src/browser/phone-player/sleep.ts';
import { playerWords } from '../../../src/browser/phone-player/words.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { type AsRun, NEW_PLAYER, type Player } from '../../../src/core/playback/model.ts';
import { step } from '../../../src/core/playback/step.ts';
import { dayOf, manifestOf, sessionAt } from '../../support/manifests.ts';
import { urgentCancel, urgentOrder } from '../../support/urgent.ts';

const words = playerWords('vi');

describe('whether it slept', () => {
  const at = (wallMs: number, steadyMs: number) => ({ wallMs, steadyMs });
  test.each([
    ['a second', at(1000, 1000), false, 0],
    ['a minute in the background', at(60_000, 60_000), false, 0],
    ['a clock put right by some seconds', at(9000, 1000), true, 0],
    ['a clock that was set back', at(-3_600_000, 1000), true, 0],
    ['a steady clock that stood', at(600_000, 1000), true, 600_000],
    ['a steady clock that went on', at(600_000, 600_000), false, 600_000],
    ['a late look while it sounded', at(600_000, 600_000), true, 0],
  ])('%s', (_, now, isSounding, slept) => {
    expect(sleptMs(at(0, 0), now, isSounding)).toBe(slept);
  });
});

test('the clocks of a zone without Temporal are those that Temporal has, also beside a change and before 1970', () => {
  const instants = ['2026-11-30T22:00:00Z', '2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '1945-09-02T00:00:00Z'];
  for (const zone of ['Asia/Ho_Chi_Minh', 'Europe/Berlin', 'America/St_Johns'])
    for (const instant of instants) {
      const { epochMilliseconds } = Temporal.Instant.from(instant);
      const known = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
      expect(localTextAt(epochMilliseconds, zone), `${instant} ${zone}`).toBe(
        known.toString({ smallestUnit: 'second' }),
      );
    }
});

test('rows are kept once the centre has a receipt for each; another answer of 200 settles nothing', () => {
  expect(answerOf(200, { receipts: [{ seq: 7 }, { seq: 8 }], missing: [] })).toEqual({ kind: 'kept', numbers: [7, 8] });
  expect(answerOf(200, { signIn: 'network' })).toEqual({ kind: 'again' });
});

describe('what it says', () => {
  const manifest = manifestOf({
    days: [dayOf('2026-11-30', sessionAt('2026-11-30', '05:00:00'), sessionAt('2026-11-30', '17:00:00'))],
  });
  const now = (wallMs: number) => ({ wallMs, monotonicMs: wallMs, quality: 'A' as const });
  const five = Date.parse('2026-11-29T22:00:00Z');
  const sounds = new Set(
    manifest.days.flatMap(({ sessions }) => sessions.map(({ sound }) => sound?.sha256 ?? ('' as never))),
  );
  const told = (player: Player, event: Parameters<typeof step>[1], at: number) => step(player, event, now(at));
  const ready = told({ ...NEW_PLAYER, sounds }, { kind: 'manifest', manifest }, five - 60_000).player;

  test('the next session, on its day; the one that sounds, with its item; that there is none', () => {
    expect(stateText({ player: ready, nowMs: five - 60_000 }, words)).toBe(
      'Đang bật. Buổi kế tiếp: Buổi 05:00 (05:00).',
    );
    expect(stateText({ player: ready, nowMs: five - 86_400_000 }, words)).toContain('(05:00), 30/11.');
    const playing = told(ready, { kind: 'tick' }, five);
    expect(stateText({ player: playing.player, nowMs: five }, words)).toBe('Đang phát Buổi 05:00 (05:00): Nhạc hiệu.');
    expect(rowsTitle(playing.rows, manifest, words)).toBe('Bắt đầu phát “Nhạc hiệu”, Buổi 05:00 (05:00)');
    expect(stateText({ player: ready, nowMs: five + 86_400_000 }, words)).toContain('không có buổi nào sắp tới');
  });

  test('what was missed, each session once, and why', () => {
    const late = told(ready, { kind: 'restarted' }, five + 3_600_000);
    expect(missedText(late.rows, manifest, words)).toBe('Đã lỡ: Buổi 05:00 (05:00).');
    expect(rowsTitle(late.rows, manifest, words)).toBe(
      'Không phát “Bản tin sáng”, Buổi 05:00 (05:00): máy tắt hoặc ngủ, và 1 việc khác',
    );
    const [row] = told(ready, { kind: 'tick' }, five).rows as [AsRun];
    expect(missedText([row], manifest, words)).toBeNull();
  });

  test('what is wrong, the worst first; nothing while all is well', () => {
    const well: Shown = {
      ...{ player: ready, nowMs: five, contacted: 'ok', canWrite: true, hasTime: true, vkey: null },
      ...{ urgentVkey: null, urgentFaults: [] },
      supplied: { held: 1, wanted: 1, fault: null },
    };
    expect(notesOf(well, words)).toEqual([]);
    const texts = (more: Partial<Shown>) => notesOf({ ...well, ...more }, words).map(({ text }) => text);
    expect(texts({ contacted: 'away', canWrite: false })).toEqual([words.disk, words.contact.away]);
    expect(texts({ contacted: 'signature' })).toEqual([expect.stringContaining('KHÔNG ĐÚNG CHỮ KÝ')]);
    expect(texts({ hasTime: false })).toEqual([words.clockBack]);
    expect(texts({ nowMs: Date.parse(manifest.validUntil) })).toEqual([words.expired]);
    expect(texts({ supplied: { held: 0, wanted: 1, fault: 'full' } })).toEqual([words.supply.full]);
    expect(texts({ urgentFaults: ['expired', 'signature'], canWrite: false })).toEqual([
      words.urgent.refused.signature,
      words.disk,
    ]);
  });

  test('an urgent notice: while its sound is fetched, each time, the pause, the programme in a long pause, and its end', () => {
    const sound = { sha256: 'f0'.repeat(32) as Sha256, bytes: 200_000, format: 'mp3', lengthMs: 59_000 };
    const order = urgentOrder(1, '2026-11-29T22:00:00Z', { repeats: 2, pauseSeconds: 120, sound });
    const shownAt = (player: Player, nowMs: number): Shown => ({
      ...{ player, nowMs, contacted: 'ok', canWrite: true, hasTime: true, vkey: null, supplied: null },
      ...{ urgentVkey: null, urgentFaults: [] },
    });
    const texts = (player: Player, at: number) => notesOf(shownAt(player, at), words).map(({ text }) => text);
    const begun = told(ready, { kind: 'tick' }, five).player;
    const taken = told(begun, { kind: 'urgent', notices: [order] }, five + 1000).player;
    expect(texts(taken, five + 1000)).toEqual([words.urgent.noSound(order.title)]);
    expect([...ownOrders(taken)]).toEqual([]);
    const all = new Set([...sounds, order.sound.sha256]);
    const first = told(taken, { kind: 'sounds', sounds: all }, five + 2000);
    const state = (player: Player, at: number) => stateText({ player, nowMs: at }, words);
    expect(state(first.player, five + 2000)).toBe('Đang phát thông báo khẩn “Vỡ đê, di dời ngay”, lượt 1/2.');
    expect(rowsTitle(first.rows, manifest, words)).toContain('Bắt đầu phát “Vỡ đê, di dời ngay”');
    expect(texts(first.player, five + 2000)).toEqual([]);
    expect([...ownOrders(first.player)]).toEqual([order.id]);
    expect(isUrgentNow({ player: first.player, nowMs: five + 2000 })).toBe(true);
    const end = five + 2000 + order.sound.lengthMs;
    const paused = told(first.player, { kind: 'ended', key: `${order.id}.1` }, end).player;
    expect(paused.playing?.session.name).toBe('Buổi 05:00');
    expect(state(paused, end)).toContain('Đang phát Buổi 05:00');
    expect(texts(paused, end)).toEqual(['Thông báo khẩn “Vỡ đê, di dời ngay”: đã phát 1/2 lượt, sắp phát lượt tiếp.']);
    const quiet = { ...paused, playing: null };
    expect(state(quiet, end)).toBe(texts(paused, end)[0]);
    const cancelled = told(
      quiet,
      { kind: 'urgent', notices: [urgentCancel(order, order.issuedAt)] },
      end + 1000,
    ).player;
    expect([texts(cancelled, end + 1000), isUrgentNow({ player: cancelled, nowMs: end })]).toEqual([[], false]);
    // A time that failed, five times over.
    let failing = told({ ...ready, sounds: all }, { kind: 'urgent', notices: [order] }, five - 30_000).player;
    for (let at = five - 29_000; failing.urgent.orders.length > 0; at += 6000) {
      const { playing } = told(failing, { kind: 'tick' }, at).player;
      const key = playing?.key ?? expect.fail('it is begun again');
      failing = told(
        told(failing, { kind: 'tick' }, at).player,
        { kind: 'failed', key, reason: 'device-fault', heard: false },
        at,
      ).player;
    }
    expect(texts(failing, five)).toEqual([words.urgent.failed]);
    expect([...ownOrders(failing)]).toEqual([]);
    // A time that is begun again was not missed; one whose sound never came was.
    const { rows } = told(taken, { kind: 'tick' }, Date.parse(order.expiresAt));
    expect(
      missedText(
        rows.filter(({ session }) => session === ''),
        manifest,
        words,
      ),
    ).toBe('Đã lỡ: Vỡ đê, di dời ngay.');
    expect(missedText(told(first.player, { kind: 'restarted' }, five + 2000).rows, manifest, words)).toBeNull();
  });
});
