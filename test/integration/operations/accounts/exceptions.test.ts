/** Units in which one person may approve their own work: one at a time, with a reason, kept when it ends. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Result } from '../../../../src/core/result.ts';
import { must } from '../../../../src/core/result.ts';
import { endException, listExceptions, setException } from '../../../../src/operations/accounts/exceptions.ts';
import type { Ctx } from '../../../../src/operations/context.ts';
import { listAudit } from '../../../../src/operations/list-audit.ts';
import { onePersonException } from '../../../../src/store/schema.ts';
import { asking, makeAccountsWorld } from '../../../support/accounts-world.ts';
import { role } from '../../../support/credentials.ts';
import type { World } from '../../../support/world.ts';

let world: World;
let ctx: Ctx;
let ofA: ReturnType<typeof asking>;
beforeEach(async () => {
  world = await makeAccountsWorld();
  ctx = world.ctx;
  ofA = asking(ctx, { name: 'Lê Văn A', grants: [role('administrator', 'xa-a')] });
});
afterEach(() => world.close());

const code = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.refusals.map((one) => one.code).join(' '));
const ONE = 'Xã chỉ có một cán bộ';

test('is set with a reason, seen where the unit is, and recorded', () => {
  const { id } = must(setException(ofA, { unit: 'xa-a', reason: ` ${ONE}\n` }));
  const shown = { id, unit: { id: 'xa-a', name: 'Xã A' }, reason: ONE, setBy: 'Lê Văn A', setAt: ctx.clock.instant() };
  expect(listExceptions(asking(ctx, { grants: [role('approver', 'xa-a')] }))).toEqual([shown]);
  expect(listExceptions(asking(ctx, { grants: [role('approver', 'xa-b')] }))).toEqual([]);
  expect(must(listAudit(ofA, { limit: 1 })).rows).toMatchObject([
    {
      operation: 'exception.set',
      subject: 'unit/xa-a',
      words: ONE,
      detail: { before: null, after: { exception: id } },
    },
  ]);
});

test('a new one takes the place of the old one, which is kept', () => {
  const first = must(setException(ofA, { unit: 'xa-a', reason: ONE })).id;
  world.setNow('2026-11-23T01:05:00Z');
  const second = must(setException(ofA, { unit: 'xa-a', reason: 'Vẫn một người' })).id;
  expect(listExceptions(ofA).map(({ id }) => id)).toEqual([second]);
  expect(ctx.store.rows.select().from(onePersonException).all()).toMatchObject([
    { id: first, endedAt: '2026-11-23T01:05:00Z' },
    { id: second, endedAt: null },
  ]);
  must(endException(ofA, { id: second }));
  expect(listExceptions(ofA)).toEqual([]);
  expect(code(endException(ofA, { id: second }))).toBe('request.wrong');
});

test('is refused without a reason, elsewhere, for what is no unit or was one, and to who manages no units', () => {
  expect(code(setException(ofA, { unit: 'xa-a', reason: ' ' }))).toBe('reason.missing');
  expect(code(setException(ofA, { unit: 'xa-b', reason: ONE }))).toBe('right.elsewhere');
  expect(code(setException(ofA, { unit: 'khong-co', reason: ONE }))).toBe('unit.unknown');
  expect(code(setException(ctx, { unit: 'xa-cu', reason: ONE }))).toBe('unit.ended');
  const approver = asking(ctx, { grants: [role('approver', 'xa-a')] });
  expect(code(setException(approver, { unit: 'xa-a', reason: ONE }))).toBe('right.missing');
  const { id } = must(setException(ctx, { unit: 'xa-b', reason: ONE }));
  expect(code(endException(ofA, { id }))).toBe('right.elsewhere');
  expect(listExceptions(ctx)).toHaveLength(1);
});
