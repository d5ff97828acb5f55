/** Asking the app inside the process, as a browser on this machine would, or as somebody else. */
import type { App } from '../../../src/http/app.ts';

const bindings = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress, remotePort: 50_000 } } });

/** As the pages on localhost:8057 send their forms. */
export const FROM_US = { origin: 'http://localhost:8057', 'sec-fetch-site': 'same-origin' };

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | ReadableStream<Uint8Array>;
  /** Who asks, by what they send with it. */
  readonly by?: { readonly headers: Readonly<Record<string, string>> };
  /** Address of the other end; this machine when not said. */
  readonly peer?: string;
}

/** `path` with its query. Host is localhost:8057 unless a header says otherwise. */
export const ask = async (app: App, path: string, asking: Asking = {}): Promise<Response> => {
  const { method = 'GET', headers = {}, body, by, peer = '127.0.0.1' } = asking;
  const init: RequestInit & { duplex?: 'half' } = {
    method,
    headers: { host: 'localhost:8057', ...by?.headers, ...headers },
    ...(body === undefined ? {} : { body }),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  };
  return app.request(`http://localhost:8057${path}`, init, bindings(peer));
};

/** From a page of ours, unless the headers say otherwise. */
export const postJson = (app: App, path: string, value: unknown, more: Asking = {}): Promise<Response> =>
  ask(app, path, {
    method: 'POST',
    body: JSON.stringify(value),
    ...more,
    headers: { 'content-type': 'application/json', ...FROM_US, ...more.headers },
  });

/** The code of a refusal. */
export const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;
