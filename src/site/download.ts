/**
 * One answer of the centre with a body that is taken piece by piece as the network brings it.
 *
 * By node:http and not by fetch: a body of fetch keeps pieces in a queue, and throws the queue away when the connection breaks. On a line
 * that breaks every few seconds that is a fifth of what came.
 */
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';

export interface Download {
  /** Of the answer; null: the connection never brought one. */
  readonly status: number | null;
  /** 'end' at the end of the body, 'cut' when the connection went before. */
  readonly over: 'end' | 'cut';
}

interface Asking {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Told once before the body; false: it is not wanted. */
  readonly begins: (status: number, headers: IncomingMessage['headers']) => boolean;
  /** Told of each piece; false: no more is wanted. What it throws ends the download and is thrown on. */
  readonly takes: (piece: Buffer) => boolean;
}

/** Whatever the network does is an answer. Redirects are not followed: a sound is where it was said to be. */
export const download = ({ url, headers, signal, begins, takes }: Asking): Promise<Download> =>
  new Promise((resolve, reject) => {
    let status: number | null = null;
    const cut = (): void => resolve({ status, over: 'cut' });
    const ask = url.startsWith('https:') ? requestSecure : requestPlain;
    const asked = ask(url, { headers, signal, agent: false }, (response) => {
      status = response.statusCode ?? 0;
      response.once('error', cut).once('close', cut);
      response.once('end', () => resolve({ status, over: response.complete ? 'end' : 'cut' }));
      try {
        if (!begins(status, response.headers)) return void asked.destroy();
        response.on('data', (piece: Buffer) => {
          try {
            if (!takes(piece)) asked.destroy();
          } catch (error) {
            reject(error);
            asked.destroy();
          }
        });
      } catch (error) {
        reject(error);
        asked.destroy();
      }
    });
    asked.once('error', cut).end();
  });
