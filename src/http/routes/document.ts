/**
 * GET /api/openapi.json: the contract, made from the routes themselves; GET /api: the same for people.
 *
 * The page is written out here, without script and without anything from elsewhere. It adds nothing to the document.
 */
import { html } from 'hono/html';
import { EXPOSURE, isWarned } from '../../contract/exposure.ts';
import { sendJson, sendTagged } from '../answer.ts';
import { newRoutes, type Routes } from './route.ts';

const INFO = {
  title: 'Loa API',
  version: '1.0.0',
  description:
    'Broadcast days, playlists, rendered sound, approvals, the air log and the audit of one centre. Programs send a bearer token; it is made on the page of tokens, with its scopes, its unit and its last day. Moments are local date-time, zone and instant together; lengths are seconds. Refusals are problem details (RFC 9457). Within /api/v1 fields may be added and none is changed or removed.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

/** How one says who asks; SECURITY in route.ts names them. */
const SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: "A machine's token ('loa_m_…'), shown once when it was made" },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-loa',
    description:
      "A person's sign-in, or ('__Host-loa-tram') a site's link, as the pages set them; without https the names lack '__Host-'. Whoever changes something with it sends Origin too",
  },
  siteKey: { type: 'apiKey', in: 'query', name: 'key', description: "A site's secret key; reading only" },
} as const;

const STYLE = `:root { color-scheme: light dark; font: 100%/1.5 'Be Vietnam Pro', system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
aside { border: 2px solid; padding: 0 1rem; }
article { border-top: 1px solid; padding: 0.5rem 0; }
h3 { font-size: 1rem; margin: 0.5rem 0; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
td code { overflow-wrap: normal; }
th, td { text-align: left; vertical-align: top; padding: 0.125rem 1rem 0.125rem 0; }
`;

type OpenApi = ReturnType<Routes['getOpenAPI31Document']>;
type PathItem = NonNullable<OpenApi['paths']>[string];
type Operation = NonNullable<PathItem['get']>;

interface Listed {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const listed = (document: OpenApi): Listed[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method: method.toUpperCase(), path, operation }];
    }),
  );

const parametersOf = ({ parameters = [] }: Operation) => {
  const rows = parameters.flatMap((parameter) => ('name' in parameter ? [parameter] : []));
  if (rows.length === 0) return '';
  return html`<table>
<tr><th scope="col">Tham số</th><th scope="col">Ở đâu</th><th scope="col">Ý nghĩa</th></tr>
${rows.map(
  ({ name, in: where, required, description }) => html`<tr>
<td><code>${name}</code>${required ? '' : ' (không bắt buộc)'}</td><td><code>${where}</code></td>
<td lang="en">${description ?? ''}</td></tr>`,
)}</table>`;
};

const bodyOf = (part: object | undefined): string =>
  part !== undefined && 'content' in part ? Object.keys(part.content as object).join(', ') : '';

const operationOf = ({ method, path, operation }: Listed) => html`<article id="${operation.operationId ?? ''}">
<h3><code>${method} ${path}</code></h3>
<p lang="en">${operation.summary ?? ''}. ${operation.description ?? ''}</p>
${bodyOf(operation.requestBody) === '' ? '' : html`<p>Gửi lên: <code>${bodyOf(operation.requestBody)}</code></p>`}
${parametersOf(operation)}
<table>
<tr><th scope="col">Trả lời</th><th scope="col">Dạng</th><th scope="col">Ý nghĩa</th></tr>
${Object.entries(operation.responses ?? {}).map(
  ([status, response]: [string, { description?: string }]) => html`<tr>
<td><code>${status}</code></td><td><code>${bodyOf(response)}</code></td>
<td lang="en">${response.description ?? ''}</td></tr>`,
)}</table>
</article>`;

const WARNING = html`<aside class="exposed"><p><strong>${EXPOSURE.vi.what}</strong> ${EXPOSURE.vi.hint}</p></aside>
`;

const page = (document: OpenApi, warned: boolean) => html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API của Loa</title>
<link rel="stylesheet" href="/api/style.css">
</head>
<body>
<main>
${warned ? WARNING : ''}<h1>API của Loa</h1>
<p>Dành cho phần mềm khác đọc lịch phát, danh sách phát, tệp âm thanh đã dựng và nhật ký phát sóng.
Bản mô tả đầy đủ cho máy đọc: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<p lang="en">${INFO.description}</p>
${listed(document).map(operationOf)}
</main>
</body>
</html>
`;

/** `app`: whose routes are described. */
export const documentRoutes = (app: Routes): Routes => {
  const routes = newRoutes();
  for (const [name, scheme] of Object.entries(SCHEMES))
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  // Made when first asked for, once all routes are there; anybody may ask for it, and it never changes.
  let made: OpenApi | undefined;
  const document = (): OpenApi => {
    made ??= app.getOpenAPI31Document({ openapi: '3.1.0', info: INFO, servers: [{ url: '/' }] });
    return made;
  };
  routes.get('/api/openapi.json', (c) => sendJson(c, document()));
  routes.get('/api', async (c) =>
    sendTagged(c, String(await page(document(), isWarned(c.get('caller'), c.get('exposed')))), {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
    }),
  );
  // Browsers ask for it on every site; the pages bring their own sign.
  routes.get('/favicon.ico', (c) => c.body(null, 204, { 'Cache-Control': 'max-age=86400' }));
  routes.get('/api/style.css', (c) =>
    sendTagged(c, STYLE, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'max-age=3600' }),
  );
  return routes;
};
