import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type App, createApp } from '../../../src/http/app.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { ask } from './asking.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: { readonly type?: unknown };
}
interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly responses: Readonly<Record<string, { description?: string; content?: Record<string, unknown> }>>;
}

let world: World;
let app: App;
let document: { openapi: string; info: object; paths: Record<string, Record<string, Operation>>; components: object };

beforeAll(async () => {
  world = await makeWorld({ schedule: '', sounds: {} });
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  document = (await (await ask(app, '/api/openapi.json')).json()) as typeof document;
});
afterAll(() => world.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );

test('the document is OpenAPI 3.1 and holds every operation', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(document.info).toMatchObject({ title: 'Loa API', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
  expect(operations().map(({ method, path }) => `${method} ${path}`)).toEqual([
    'get /healthz',
    'get /readyz',
    'get /media/sha256/{hex}',
    'get /media/sha256/{hex}/hls/list.m3u8',
    'get /media/sha256/{hex}/hls/{piece}',
    'get /api/v1/me',
    'get /api/v1/channels',
    'get /api/v1/channels/{channel}',
    'get /api/v1/today',
    'get /api/v1/channels/{channel}/days/{day}',
    'get /api/v1/channels/{channel}/days/{day}/why',
    'get /api/v1/days',
    'get /api/v1/retention',
    'put /api/v1/retention/{record}',
    'get /api/v1/holds',
    'post /api/v1/holds',
    'post /api/v1/holds/{hold}/lift',
    ...['m3u8', 'xspf', 'pls', 'cue', 'json'].map(
      (format) => `get /api/v1/channels/{channel}/days/{day}/playlist.${format}`,
    ),
    'get /api/v1/channels/{channel}/days/{day}/pack.zip',
    'get /api/v1/channels/{channel}/days/{day}/sheet.pdf',
    ...['mp3', 'm4a', 'opus', 'flac', 'wav'].map(
      (format) => `get /api/v1/channels/{channel}/days/{day}/sessions/{session}/sound.${format}`,
    ),
    'get /api/v1/channels/{channel}/calendar.ics',
    'get /api/v1/channels/{channel}/days/{day}/approval',
    'post /api/v1/channels/{channel}/days/{day}/approval',
    'get /api/v1/channels/{channel}/manifest',
    'post /api/v1/channels/{channel}/manifest',
    'get /api/v1/channels/{channel}/manifest/receipts',
    'post /api/v1/channels/{channel}/manifest/receipts',
    'get /api/v1/schedule-key',
    'post /api/v1/urgent',
    'get /api/v1/urgent',
    'post /api/v1/urgent/{id}/cancel',
    'get /api/v1/channels/{channel}/urgent',
    'post /api/v1/channels/{channel}/urgent/receipts',
    'get /api/v1/channels/{channel}/site-package.zip',
    'get /api/v1/fleet',
    'post /api/v1/channels/{channel}/site/status',
    'post /api/v1/channels/{channel}/site/invitations',
    'post /api/v1/site/joins',
    'get /api/v1/devices',
    'post /api/v1/devices/{device}/revoke',
    'post /api/v1/edits/preview',
    'post /api/v1/edits',
    'get /api/v1/alterations',
    'post /api/v1/alterations/{alteration}/undo',
    'get /api/v1/conflicts',
    'post /api/v1/conflicts/decisions',
    'get /api/v1/overlays',
    'post /api/v1/overlays',
    'post /api/v1/overlays/{overlay}/lift',
    'get /api/v1/items',
    'post /api/v1/items',
    'get /api/v1/items/{item}',
    'patch /api/v1/items/{item}',
    'put /api/v1/items/{item}/scripts/{language}',
    'post /api/v1/items/{item}/approvals',
    'get /api/v1/air-log',
    'post /api/v1/air-log',
    'get /api/v1/air-log/totals',
    'get /api/v1/air-log/entries/{seq}',
    'get /api/v1/air-log/entries/{seq}/proof',
    'get /api/v1/air-log/checkpoint',
    'post /api/v1/air-log/entries/{seq}/objections',
    'post /api/v1/air-log/notices',
    'post /api/v1/air-log/reports',
    'get /api/v1/air-log/bundle',
    'get /api/v1/air-log/days/{file}',
    'get /api/v1/verdicts',
    'get /api/v1/audit',
    'get /api/v1/schedule',
    'post /api/v1/schedule/import',
    'post /api/v1/uploads',
    'get /api/v1/uploads',
    'get /api/v1/uploads/{upload}',
    'patch /api/v1/uploads/{upload}',
    'delete /api/v1/uploads/{upload}',
    'post /api/v1/sounds',
    'get /api/v1/units',
    'get /api/v1/units/airings',
    'get /api/v1/preflight',
    'get /api/v1/jobs',
    'get /api/v1/jobs/events',
    'post /api/v1/jobs/{id}/cancel',
    'post /api/v1/jobs/{id}/retry',
    'get /api/v1/campaigns/{campaign}/coverage',
    'get /api/v1/campaigns/{campaign}/make-goods',
    'get /api/v1/sounds/{original}',
    'post /api/v1/sounds/{original}/adjustments',
    'post /api/v1/sounds/{original}/adjustments/undo',
    'get /api/v1/sounds/{original}/master',
    'post /api/v1/speech/reading',
    'post /api/v1/speech',
    'post /api/v1/speech/{sound}/take-in',
    'get /api/v1/speech/{sound}',
    'get /api/v1/pronunciations',
    'post /api/v1/pronunciations',
    'post /api/v1/pronunciations/take-back',
    'post /api/v1/items/{item}/clips',
  ]);
});

test('every parameter in a path is declared, required and of one type', () => {
  for (const { path, operation } of operations()) {
    const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
    expect(declared.map(({ name }) => name)).toEqual(wanted);
    for (const parameter of declared) expect(parameter).toMatchObject({ required: true, schema: { type: 'string' } });
  }
});

test('every operation has a name of its own, a summary, a success and the problem answer', () => {
  const names = operations().map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
  for (const { operation } of operations()) {
    expect(operation.operationId).toMatch(/^[a-z][A-Za-z0-9]+$/);
    expect(operation.summary).toBeTruthy();
    expect(operation.tags).toHaveLength(1);
    expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
    expect(operation.responses['default']?.content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
    for (const { description } of Object.values(operation.responses)) expect(description).toBeTruthy();
  }
});

test('every operation says who may ask, and what they are told who may not', () => {
  const { securitySchemes = {} } = document.components as { securitySchemes?: Record<string, object> };
  expect(Object.keys(securitySchemes)).toEqual(['bearer', 'cookie', 'siteKey']);
  const open: string[] = [];
  for (const { path, method, operation } of operations()) {
    expect(operation.security, path).toBeDefined();
    for (const way of operation.security ?? [])
      for (const name of Object.keys(way)) expect(Object.keys(securitySchemes)).toContain(name);
    expect(operation.responses['429']?.description).toContain('Retry-After');
    const asked =
      (operation.security ?? []).length > 0 &&
      operation.security?.every((way) => 'cookie' in way || 'bearer' in way || 'siteKey' in way);
    if (asked) expect(operation.responses).toMatchObject({ 401: {}, 403: {} });
    else open.push(`${method} ${path}`);
  }
  // What anybody may ask. Sound is known by a name that nobody guesses.
  expect(open).toEqual([
    'get /healthz',
    'get /readyz',
    'get /media/sha256/{hex}',
    'get /media/sha256/{hex}/hls/list.m3u8',
    'get /media/sha256/{hex}/hls/{piece}',
    // The code is the credential, and works once.
    'post /api/v1/site/joins',
  ]);
});

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(references.length).toBeGreaterThan(operations().length);
  for (const reference of new Set(references)) {
    const found = reference
      .split('/')
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
    expect(found, reference).toBeTypeOf('object');
  }
});

test('the document describes its own shapes: no empty schema, no null type for a parameter', () => {
  for (const { operation } of operations()) {
    for (const parameter of operation.parameters ?? []) expect(typeof parameter.schema?.type).toBe('string');
    for (const { content = {} } of Object.values(operation.responses))
      for (const body of Object.values(content))
        expect(Object.keys((body as { schema: object }).schema)).not.toEqual([]);
  }
});

describe('the page for people', () => {
  test('shows every operation, without script and without anything from elsewhere', async () => {
    const response = await ask(app, '/api');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    for (const { method, path, operation } of operations()) {
      expect(page).toContain(`<code>${method.toUpperCase()} ${path}</code>`);
      expect(page).toContain(`id="${operation.operationId}"`);
    }
    expect(page).not.toMatch(/<script|https?:|style=|\son\w+=/i);
    expect(page).not.toContain('undefined');
    expect(page).not.toContain('[object');
    const style = /href="([^"]+\.css)"/.exec(page)?.[1] ?? '';
    expect((await ask(app, style)).headers.get('content-type')).toBe('text/css; charset=utf-8');
  });
});
