/**
 * Where the reader is: the other end of the connection, or what a proxy says that the settings name. Pure.
 *
 * Forwarding headers of anybody else are not looked at: whoever asks can write them.
 */

/** Address as everything here compares it: lower case, and an IPv4 address inside IPv6 as the IPv4 address it is. */
export const plainAddress = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^::ffff:(?=\d{1,3}(?:\.\d{1,3}){3}$)/, '');

/** Letters of an IP address: enough to keep words and line ends out of traces and rows. */
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:)[0-9a-f:.]{2,45})$/;

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/;

/** Whether an address or a name to listen on is this machine's own and nobody else's. */
export const isLoopback = (address: string): boolean => LOOPBACK.test(plainAddress(address));

export interface Connection {
  /** The other end of the TCP connection; null when it is not known. */
  readonly peer: string | null;
  /** X-Forwarded-For and X-Forwarded-Proto, as they came. */
  readonly forwardedFor: string | undefined;
  readonly forwardedProto: string | undefined;
}

export interface Reader {
  readonly address: string;
  /** Whether a proxy that we were told of says that the reader came by https. */
  readonly https: boolean;
}

/**
 * The last entry of X-Forwarded-For that is not a listed proxy: everything before it the reader may have made up. An
 * entry that is no address ends the walk; then the proxy that wrote it is all we know.
 */
export const readerOf = ({ peer, forwardedFor, forwardedProto }: Connection, proxies: ReadonlySet<string>): Reader => {
  const near = plainAddress(peer ?? '');
  if (!proxies.has(near)) return { address: near === '' ? 'unknown' : near, https: false };
  const https = forwardedProto?.split(',').at(-1)?.trim().toLowerCase() === 'https';
  let address = near;
  for (const entry of (forwardedFor ?? '').split(',').reverse()) {
    const hop = plainAddress(entry);
    if (!ADDRESS.test(hop)) break;
    address = hop;
    if (!proxies.has(hop)) break;
  }
  return { address, https };
};
