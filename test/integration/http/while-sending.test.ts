/** Somebody is disabled, or a token revoked, while their request is still arriving: it counts for nobody. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { createApp } from '../../../src/http/app.ts';
import { disablePerson } from '../../../src/operations/accounts/person-standing.ts';
import { listTokens } from '../../../src/operations/accounts/tokens.ts';
import { webRoutes } from '../../../src/web/routes.ts';
import { makeAccountsWorld } from '../../support/accounts-world.ts';
import { role, signedIn } from '../../support/credentials.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeAccountsWorld();
});
afterEach(() => world.close());

test.each([
  ['who stays makes a token', false, 1],
  ['who is disabled before the last byte makes none', true, 0],
])('%s', async (_name, disabled, made) => {
  const { ctx } = world;
  const app = createApp(ctx, { trace: (line) => expect.fail(line), pages: webRoutes(ctx) });
  signedIn(ctx, { grants: [role('administrator')], secondFactor: true });
  const { id, headers } = signedIn(ctx, { grants: [role('administrator')], secondFactor: true });
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const form = new URLSearchParams({ name: 'máy', scopes: 'schedule.read', unit: 'xa-a', days: '30' });
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await held;
      controller.enqueue(new TextEncoder().encode(form.toString()));
      controller.close();
    },
  });
  const request = new Request('http://localhost/tokens/machine', {
    method: 'POST',
    body,
    duplex: 'half',
    headers: {
      ...headers,
      Host: 'localhost',
      Origin: 'http://localhost',
      'Content-Type': 'application/x-www-form-urlencoded',
    },
  } as RequestInit);
  const answer = Promise.resolve(app.request(request));
  // The head is in, and whatever is asked before the body has been asked.
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  if (disabled) must(disablePerson(ctx, { person: id, why: 'thôi việc' }));
  release();
  const { status } = await answer;
  expect(listTokens(ctx)).toHaveLength(made);
  expect(status).toBe(disabled ? 303 : 200);
});
