/**
 * An Icecast server as somebody who takes samples: one encoder for as long as the program runs, and a connection that is made again
 * whenever it is gone. What cannot be sent meanwhile is lost, and time goes on.
 *
 * The connection is our own (PUT with Expect: 100-continue, Icecast 2.4 and later) and not ffmpeg's, whose argument list, which
 * everybody on the machine can read, would have the password.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { BYTES_PER_MS, streamArguments } from './arguments.ts';
import { lasting } from './lasting.ts';
import type { Time } from './model.ts';
import type { Sink } from './pump.ts';

export interface Mount {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** With its slash: '/loa.mp3'. */
  readonly path: string;
}

/** 'icecast:' and [http://][user@]host[:port]/mount; null: it is none, or holds a password, which everybody could read there. */
export const mountIn = (text: string): Mount | null => {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (url === null || url.protocol !== 'http:' || url.password !== '' || url.pathname === '/' || url.search !== '')
    return null;
  const { hostname, port, username, pathname } = url;
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    host,
    port: port === '' ? 80 : Number(port),
    user: decodeURIComponent(username) || 'source',
    path: pathname,
  };
};

const ANSWER_MS = 10_000;
/** Four seconds of the stream that the server has not taken: the line is dead, whatever the system still hopes. */
const MOST_UNSENT = 64 * 1024;
/** Of samples that the encoder has not taken. */
const MOST_WAITING = 2000 * BYTES_PER_MS;

/** The head of a request that never ends. */
const head = ({ host, port, user, path }: Mount, password: string): string =>
  [
    `PUT ${path} HTTP/1.1`,
    `Host: ${host.includes(':') ? `[${host}]` : host}:${port}`,
    `Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    'User-Agent: Loa',
    'Content-Type: audio/mpeg',
    'Ice-Name: Loa',
    'Ice-Public: 0',
    'Ice-Audio-Info: bitrate=128;samplerate=48000;channels=2',
    'Expect: 100-continue',
    '',
    '',
  ].join('\r\n');

export interface IcecastParts {
  readonly ffmpeg: string;
  readonly mount: Mount;
  readonly password: string;
  readonly time: Time;
  readonly signal: AbortSignal;
}

export const icecast = ({ ffmpeg, mount, password, time, signal }: IcecastParts): Sink => {
  let fault = 'not connected';
  let socket: Socket | null = null;
  let encoder: ChildProcess | null = null;

  /** One connection, from its beginning to its end. Answers whether the server had taken it. */
  const connection = (): Promise<boolean> =>
    new Promise((resolve) => {
      const line = connect({ host: mount.host, port: mount.port });
      let answer = '';
      let isTaken = false;
      const end = (): void => void line.destroy();
      signal.addEventListener('abort', end, { once: true });
      line.setNoDelay(true).setTimeout(ANSWER_MS, () => {
        if (isTaken) return;
        fault = 'no answer';
        line.destroy();
      });
      line.on('connect', () => void line.write(head(mount, password)));
      line.setEncoding('latin1').on('data', (text: string) => {
        if (isTaken) return;
        answer = `${answer}${text}`.slice(0, 2000);
        const status = /^HTTP\/1\.\d (\d{3})[^\r\n]*\r?\n/.exec(answer);
        if (status === null) return;
        isTaken = status[1] === '100' || status[1] === '200';
        if (isTaken) {
          fault = 'closed';
          socket = line;
        } else {
          fault = status[0].trim();
          line.destroy();
        }
      });
      line.on('error', (error) => {
        fault = (error as NodeJS.ErrnoException).code ?? error.message;
      });
      line.on('close', () => {
        signal.removeEventListener('abort', end);
        if (socket === line) socket = null;
        resolve(isTaken);
      });
    });

  const send = (frames: Buffer): void => {
    if (socket === null) return;
    if (socket.writableLength > MOST_UNSENT) {
      fault = 'it takes nothing';
      socket.destroy();
      socket = null;
    } else socket.write(frames);
  };

  /** One run of the encoder, to its end. */
  const encoding = (): Promise<void> =>
    new Promise((resolve) => {
      const child = spawn(ffmpeg, streamArguments, { stdio: ['pipe', 'pipe', 'inherit'] });
      child.stdin.on('error', () => {});
      child.stdout.on('data', send);
      child.on('error', (error) => {
        fault = error.message;
      });
      child.on('close', () => {
        encoder = null;
        resolve();
      });
      encoder = child;
    });

  void lasting(connection, time, signal);
  void lasting(() => encoding().then(() => true), time, signal);
  signal.addEventListener('abort', () => encoder?.kill('SIGKILL'), { once: true });

  return {
    isThere: () => socket !== null,
    fault: () => `icecast ${mount.host}:${mount.port}${mount.path}: ${fault}`,
    take: (pcm) => {
      const stdin = encoder?.stdin;
      if (stdin === undefined || stdin === null || !stdin.writable || stdin.writableLength > MOST_WAITING) return false;
      stdin.write(pcm);
      return socket !== null;
    },
  };
};
