/** A bad line to a real server: a TCP proxy on the loopback that cuts connections, is down, or answers in the server's place. */
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface BadLine {
  readonly url: string;
  /** Bytes of answers after which a connection is cut; null: never. */
  cutAfter: number | null;
  /** Nobody answers. */
  down: boolean;
  /** A whole HTTP answer that somebody on the line gives instead of the server; null: nobody does. */
  instead: string | null;
  /** Bytes of answers that the server gave, and how many connections were cut. */
  readonly bytes: () => number;
  readonly cuts: () => number;
  readonly close: () => Promise<void>;
}

export const badLine = async (port: number): Promise<BadLine> => {
  let [bytes, cuts] = [0, 0];
  const open = new Set<Socket>();
  const server = createServer((near) => {
    open.add(near);
    near.on('error', () => {});
    near.on('close', () => open.delete(near));
    if (line.down) return void near.destroy();
    if (line.instead !== null) return void near.once('data', () => near.end(line.instead ?? ''));
    const far = connect(port, '127.0.0.1');
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    far.on('close', () => near.end());
    near.pipe(far);
    let passed = 0;
    far.on('data', (chunk: Buffer) => {
      if (line.down || line.instead !== null) return void near.destroy();
      const room = line.cutAfter === null ? chunk.length : Math.max(0, line.cutAfter - passed);
      const part = chunk.subarray(0, room);
      passed += part.length;
      bytes += part.length;
      if (part.length === chunk.length) {
        if (!near.write(part)) {
          far.pause();
          near.once('drain', () => far.resume());
        }
        return;
      }
      cuts += 1;
      far.destroy();
      near.end(part);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const line: BadLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: null,
    down: false,
    instead: null,
    bytes: () => bytes,
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return line;
};
