/** The audit as it is read: who sees which rows, what finds them, how pages follow each other. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UnitId } from '../../../../src/core/ids.ts';
import type { Result } from '../../../../src/core/result.ts';
import { must, ok } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import type { Ctx } from '../../../../src/operations/context.ts';
import { type AuditSearch, listAudit } from '../../../../src/operations/list-audit.ts';
import { type AuditEntry, writeAudit } from '../../../../src/store/audit.ts';
import { asking, makeAccountsWorld } from '../../../support/accounts-world.ts';
import { machineToken, role } from '../../../support/credentials.ts';
import type { World } from '../../../support/world.ts';

let world: World;
let ctx: Ctx;
beforeEach(async () => {
  world = await makeAccountsWorld();
  ctx = world.ctx;
});
afterEach(() => world.close());

const code = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.refusals.map((one) => one.code).join(' '));
const write = (...entries: Partial<AuditEntry>[]): void => {
  must(
    ctx.store.transact((rows) => {
      for (const entry of entries)
        writeAudit(rows, { at: ctx.clock.instant(), actor: 'system:cli', operation: 'thu.viec', detail: {}, ...entry });
      return ok(undefined);
    }),
  );
};
const subjects = (who: Ctx, search: Partial<AuditSearch> = {}): string[] =>
  must(listAudit(who, { operation: 'thu', limit: 100, ...search })).rows.map(({ subject }) => subject);
const day = (text: string): LocalDate => text as LocalDate;

describe('who sees what', () => {
  test('a unit’s rows where the unit is; those of no unit by the whole centre; nobody nothing', () => {
    write(
      { subject: 'a', unit: 'xa-a' as UnitId },
      { subject: 'a1', unit: 'ap-a1' as UnitId },
      { subject: 'b', unit: 'xa-b' as UnitId },
      { subject: 'cu', unit: 'xa-cu' as UnitId },
      { subject: 'chung' },
    );
    expect(subjects(asking(ctx, { grants: [role('boardOfficer', 'xa-a')] }))).toEqual(['cu', 'a1', 'a']);
    expect(subjects(asking(ctx, { grants: [role('boardOfficer', 'xa-b')] }))).toEqual(['b']);
    expect(subjects(asking(ctx, { grants: [role('administrator', 'ap-a1')] }))).toEqual(['a1']);
    expect(subjects(asking(ctx, { grants: [role('boardOfficer')] }))).toEqual(['chung', 'cu', 'b', 'a1', 'a']);
    const search = { limit: 1 };
    expect(code(listAudit(asking(ctx, { grants: [role('editor')] }), search))).toBe('right.missing');
    expect(code(listAudit({ ...ctx, caller: { kind: 'nobody' } }, search))).toBe('sign-in.needed');
  });

  test('actors by the names they have now', () => {
    const lan = asking(ctx, { name: 'Nguyễn Thị Lan', grants: [role('editor')] });
    const machine = machineToken(ctx, { name: 'Máy phát' });
    write(
      { actor: `person:${lan.self}` },
      { actor: `machine:${machine.id}` },
      { actor: 'system:service' },
      { actor: 'nobody' },
      // As an older Loa wrote it.
      { actor: 'cli' },
    );
    const { rows } = must(listAudit(ctx, { operation: 'thu', limit: 10 }));
    expect(rows.map(({ actor }) => actor).reverse()).toEqual([
      { kind: 'person', id: lan.self, name: 'Nguyễn Thị Lan' },
      { kind: 'machine', id: machine.id, name: 'Máy phát' },
      { kind: 'system', id: 'service', name: null },
      { kind: 'nobody', id: '', name: null },
      { kind: 'system', id: 'cli', name: null },
    ]);
    const found = (actor: string) => must(listAudit(ctx, { operation: 'thu', actor, limit: 10 })).rows.length;
    expect(found(lan.self)).toBe(1);
    expect(found(`person:${lan.self}`)).toBe(1);
    expect(found('machine')).toBe(1);
    expect(found('nobody')).toBe(1);
    expect(found('service')).toBe(1);
    expect(found('perso')).toBe(0);
  });
});

describe('finding', () => {
  test('words without accents, in the operation, the subject, the detail and the words', () => {
    write(
      { subject: 'day/mot', detail: { after: { ten: 'Đội Ủy nhiệm' } } },
      { subject: 'day/hai', words: { salt: new Uint8Array(16), text: 'Nghỉ thai sản' } },
      { subject: 'day/uy-nhiem' },
      { subject: 'day/bon', operation: 'thu.uy-nhiem' },
    );
    expect(subjects(ctx, { text: 'doi uỷ' })).toEqual(['day/mot']);
    expect(subjects(ctx, { text: 'NGHI THAI' })).toEqual(['day/hai']);
    expect(subjects(ctx, { text: 'uy-nhiem' })).toEqual(['day/bon', 'day/uy-nhiem']);
    expect(subjects(ctx, { text: 'không có' })).toEqual([]);
    expect(subjects(ctx, { text: ' ' })).toHaveLength(4);
  });

  test('an operation or a subject whole, or what begins with it at a mark', () => {
    write(
      { subject: 'day/loa-a/2026-11-23' },
      { subject: 'day/loa-a2/2026-11-23' },
      { subject: 'x', operation: 'thunghiem.viec' },
      { subject: 'x', operation: 'thu' },
    );
    expect(subjects(ctx, { subject: 'day/loa-a' })).toEqual(['day/loa-a/2026-11-23']);
    expect(subjects(ctx, { subject: 'day/loa-a/2026-11-23' })).toHaveLength(1);
    expect(subjects(ctx, { subject: 'day/loa_a' })).toEqual([]);
    expect(subjects(ctx)).toEqual(['x', 'day/loa-a2/2026-11-23', 'day/loa-a/2026-11-23']);
  });

  test('days of the station, both included', () => {
    write(
      { at: '2026-11-20T16:59:59Z', subject: 'thứ Sáu, 23:59:59' },
      { at: '2026-11-20T17:00:00Z', subject: 'thứ Bảy, 00:00:00' },
      { at: '2026-11-21T16:59:59Z', subject: 'thứ Bảy, 23:59:59' },
      { at: '2026-11-21T17:00:00Z', subject: 'Chủ nhật, 00:00:00' },
    );
    const saturday = day('2026-11-21');
    expect(subjects(ctx, { from: saturday, to: saturday })).toEqual(['thứ Bảy, 23:59:59', 'thứ Bảy, 00:00:00']);
    expect(subjects(ctx, { to: saturday })).toHaveLength(3);
    expect(subjects(ctx, { from: saturday })).toHaveLength(3);
    expect(code(listAudit(ctx, { from: day('2026-11-22'), to: saturday, limit: 1 }))).toBe('time.range');
  });
});

describe('pages', () => {
  test('follow each other without a gap and without a row twice', () => {
    write(...Array.from({ length: 7 }, (_, n) => ({ subject: `${n}` })));
    const pages: string[][] = [];
    for (let before: number | undefined; ; ) {
      const page = must(listAudit(ctx, { operation: 'thu', limit: 3, before }));
      pages.push(page.rows.map(({ subject }) => subject));
      expect(page.more).toBe(page.next !== null);
      if (page.next === null) break;
      before = page.next;
    }
    expect(pages).toEqual([['6', '5', '4'], ['3', '2', '1'], ['0']]);
  });

  test('of just as many rows as there are say that there are no more', () => {
    write({}, {});
    expect(must(listAudit(ctx, { operation: 'thu', limit: 2 }))).toMatchObject({ more: false, next: null });
    expect(code(listAudit(ctx, { limit: 0 }))).toBe('request.wrong');
    expect(code(listAudit(ctx, { limit: 501 }))).toBe('request.wrong');
    expect(code(listAudit(ctx, { limit: 1.5 }))).toBe('request.wrong');
  });

  test('a search through very many rows stops, says where to go on, and finds what is there in the end', () => {
    write({ subject: 'kim' }, ...Array.from({ length: 20_100 }, () => ({ subject: 'rom' })));
    const first = must(listAudit(ctx, { operation: 'thu', text: 'kim', limit: 10 }));
    expect(first.rows).toEqual([]);
    expect(first.next).not.toBeNull();
    const second = must(listAudit(ctx, { operation: 'thu', text: 'kim', limit: 10, before: first.next ?? 0 }));
    expect(second).toMatchObject({ rows: [{ subject: 'kim' }], next: null });
  });
});
