/**
 * The service worker of the telephone's page: keeps that one page and what it is made of, and nothing else.
 *
 * Its scope is /phone/. A page comes from the network, and from the telephone only when the network does not answer. As soon as the
 * centre says that this link opens nothing any more, or that somebody else asks, what was kept is thrown away.
 */

/** What the types of pages do not have. */
interface Extendable extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface Fetching extends Extendable {
  readonly request: Request;
  /** Of the window that the answer is for. */
  readonly resultingClientId: string;
  readonly respondWith: (answer: Promise<Response>) => void;
}
interface Told extends Extendable {
  readonly data: unknown;
  readonly source: { readonly id: string; readonly postMessage: (said: unknown) => void } | null;
}
interface Scope {
  readonly location: { readonly origin: string };
  readonly skipWaiting: () => Promise<void>;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly addEventListener: <E extends Event>(kind: string, listener: (event: E) => void) => void;
}
const scope = self as unknown as Scope;

const CACHE = 'loa-phone-1';
const PAGE = '/phone/today';
/** Files whose name holds their hash: what is kept of them never grows old. */
const PARTS = /^\/(?:assets|phone)\/[A-Za-z0-9-]+\.[0-9a-f]{12}\.[a-z0-9]+$|^\/assets\/[a-z0-9.-]+\.woff2$/;
/** On a network that takes longer, people get what is kept, and the new page the next time. */
const PATIENCE_MS = 6000;

/** Windows that show what was kept, because the centre was not reached. */
const showing = new Set<string>();

const forget = (): Promise<boolean> => caches.delete(CACHE);

const kept = async (): Promise<Response | undefined> => (await caches.open(CACHE)).match(PAGE);

/** Whether the centre has said that whoever asks may not have the page: a sign-in instead of it, or a refusal. */
const isTurnedAway = ({ type, status }: Response): boolean =>
  type === 'opaqueredirect' || status === 401 || status === 403 || status === 404;

const fromCentre = async (request: Request): Promise<Response> => {
  const answer = await fetch(request);
  if (answer.status === 200 && answer.headers.has('loa-phone'))
    await (await caches.open(CACHE)).put(PAGE, answer.clone());
  else if (isTurnedAway(answer)) await forget();
  return answer;
};

const pageFor = async (event: Fetching): Promise<Response> => {
  // A link that was just opened: what another one left is not shown, not even while the network is away.
  const isNew = new URL(event.request.url).searchParams.has('new');
  if (isNew) await forget();
  const asked = fromCentre(event.request);
  event.waitUntil(asked.catch(() => undefined));
  const before = isNew ? undefined : await kept();
  if (before === undefined) return asked;
  const tired = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const answer = await Promise.race([asked.catch(() => null), tired]);
  // A proxy that says that the centre is away is no page.
  if (answer !== null && answer.status < 500) return answer;
  showing.add(event.resultingClientId);
  return before;
};

const partFor = async (request: Request): Promise<Response> =>
  (await (await caches.open(CACHE)).match(request, { ignoreVary: true })) ?? fetch(request);

/** What the page is made of, as it says itself; the rest of what was kept goes. */
const keep = async (parts: readonly string[]): Promise<void> => {
  const cache = await caches.open(CACHE);
  const wanted = parts.filter((path) => PARTS.test(path));
  await Promise.all(
    wanted.map(async (path) => {
      if ((await cache.match(path, { ignoreVary: true })) === undefined) await cache.add(path);
    }),
  );
  if ((await cache.match(PAGE)) === undefined) await fromCentre(new Request(PAGE, { redirect: 'manual' }));
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== PAGE && !wanted.includes(pathname)) await cache.delete(url, { ignoreVary: true });
  }
};

scope.addEventListener<Extendable>('install', (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener<Extendable>('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener<Told>('message', (event) => {
  const { kind, parts } = (event.data ?? {}) as { readonly kind?: unknown; readonly parts?: unknown };
  if (kind === 'forget') event.waitUntil(forget());
  if (kind !== 'keep' || !Array.isArray(parts)) return;
  if (event.source !== null && showing.has(event.source.id)) event.source.postMessage({ kind: 'copy' });
  event.waitUntil(keep(parts.map(String)));
});
scope.addEventListener<Fetching>('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(pageFor(event));
  else if (PARTS.test(pathname)) event.respondWith(partFor(request));
});
