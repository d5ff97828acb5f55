/**
 * The app on a socket: listening, or a refusal that says why not; and stopping without cutting anyone off too early.
 */

import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { isLongBody } from './long-body.ts';

export interface Listening {
  readonly host: string;
  /** The port that is really used (asked for 0: the one the system chose). */
  readonly port: number;
  /** 'http://127.0.0.1:8057' */
  readonly url: string;
  /** Takes no more requests, lets running answers end for up to `graceMs` (5,000), then closes what is left. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** How long a reader may take, in milliseconds. */
export interface Patience {
  /** For a request's head. */
  readonly headers: number;
  /** For the whole of a request. */
  readonly request: number;
  /** How often is looked. */
  readonly sweep: number;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly patience?: Patience;
}

const GRACE_MS = 5000;
const SWEEP_MS = 50;

/** A request's head and body are small (64 KiB), but for sound; a link that needs longer than this is not one. */
const PATIENCE: Patience = { headers: 15_000, request: 30_000, sweep: 5000 };
/** How long a connection may lie idle: between requests, and in an answer that its reader no longer takes. */
const KEEP_ALIVE_MS = 10_000;
const STALLED_MS = 120_000;

/** The head of a request with its address (RFC 9110 §4.1 asks for 8,000 bytes); longer ones are answered 431. */
const HEAD_BYTES = 16 * 1024;
/** So many readers at once; further ones are turned away before they cost anything. */
const CONNECTIONS = 1000;
/** From so many on, each is closed after its answer. */
const CROWDED = CONNECTIONS / 2;

type Fetch = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** Refuses with port.taken, port.denied, and config.wrong for a host that is none of this machine's; everything else that a socket throws is thrown. */
export const listen = (
  app: { readonly fetch: Fetch; readonly early?: (request: IncomingMessage, response: ServerResponse) => boolean },
  { host, port, patience = PATIENCE }: ListenOptions,
): Promise<Result<Listening>> => {
  const server = createAdaptorServer({
    fetch: app.fetch,
    hostname: host,
    serverOptions: {
      headersTimeout: patience.headers,
      // For the head; the body's time is kept below, because that of sound is not bounded.
      requestTimeout: 0,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: patience.sweep,
      maxHeaderSize: HEAD_BYTES,
    },
  }) as Server;
  server.setTimeout(STALLED_MS);
  const [usual] = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
  server.removeAllListeners('request');
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
    });
  });
  server.on('request', (request, response) => {
    // Thousands of sites that ask every half minute need no connection in between.
    if (open > CROWDED) response.shouldKeepAlive = false;
    if (app.early?.(request, response)) return;
    boundBody(request, response, patience.request);
    usual?.(request, response);
  });
  server.maxConnections = CONNECTIONS;
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') resolve(refuse('port.taken', { host, port }));
      else if (error.code === 'EACCES') resolve(refuse('port.denied', { host, port }));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        resolve(refuse('config.wrong', { name: 'LOA_HOST', value: host, expected: 'host' }));
      else reject(error);
    };
    server.once('error', failed);
    server.listen(port, host, () => {
      server.off('error', failed);
      const address = server.address();
      const used = typeof address === 'object' && address !== null ? address.port : port;
      const shown = host.includes(':') ? `[${host}]` : host;
      resolve(ok({ host, port: used, url: `http://${shown}:${used}`, stop: (grace) => stop(server, grace) }));
    });
  });
};

/**
 * Cuts off who sends a small body longer than they may, or goes on sending after the answer. A long body may take as
 * long as it flows; the socket's own timeout ends one that stands still.
 */
const boundBody = (request: IncomingMessage, response: ServerResponse, ms: number): void => {
  const cutOff = (): void => {
    const { socket } = request;
    if (!response.headersSent && socket.writable)
      socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
    socket.destroy();
  };
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    if (!request.complete) timer ??= setTimeout(cutOff, ms).unref();
  };
  request.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
  response.once('finish', wait);
  const [path = ''] = (request.url ?? '').split('?');
  if (!isLongBody(request.method ?? '', path)) wait();
};

const stop = (server: Server, graceMs = GRACE_MS): Promise<void> =>
  new Promise((resolve) => {
    // A connection that ends its answer now is idle and may go; close() itself looks only once.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    const end = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(end);
      resolve();
    });
  });
