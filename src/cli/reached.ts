/** Where the links that are handed out lead. */

export interface Reached {
  /** 'http://127.0.0.1:8057' */
  readonly base: string;
  /** Loa listens everywhere, and nobody has said by which address others come: the base is right on this machine only. */
  readonly hereOnly: boolean;
}

interface Listening {
  readonly origin: string | null;
  readonly host: string;
  readonly port: number;
}

export const reachedAt = ({ origin, host, port }: Listening): Reached => {
  if (origin !== null) return { base: origin, hereOnly: false };
  // 0.0.0.0 and ::, in all their spellings: everywhere, which is no address to open.
  if (/^[0:.]+$/.test(host)) return { base: `http://127.0.0.1:${port}`, hereOnly: true };
  return { base: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, hereOnly: false };
};
