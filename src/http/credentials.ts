/**
 * What a request brings to say who asks: a bearer token, a cookie, a key in the address. Pure: found, not judged.
 *
 * Whatever could be read in two ways is not read at all.
 */

/** '' stands for a Bearer header that holds no token, so that it is refused and not passed over. */
export const bearerOf = (header: string | undefined): string | null => {
  const match = /^bearer(?:$|[ \t,]+(.*)$)/is.exec(header?.trim() ?? '');
  if (match === null) return null;
  const token = match[1] ?? '';
  // RFC 6750 §2.1. Two headers arrive joined by a comma and are no token.
  return /^[\w.~+/-]+=*$/.test(token) ? token : '';
};

/** A cookie's value. Sent twice under one name, one of the two is somebody else's: then neither is taken. */
export const cookieOf = (header: string | undefined, name: string): string | null => {
  const found = (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 && pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
  return found.length === 1 && found[0] !== undefined && found[0] !== '' ? found[0] : null;
};

/** Addresses that calendar programs, players and download programs open by themselves, with a site's key in them. */
const KEYED =
  /^\/api\/v1\/channels\/[^/]+\/(?:calendar\.ics|manifest|days\/[^/]+\/(?:playlist\.[a-z0-9]+|pack\.zip|sheet\.pdf|sessions\/[^/]+\/sound\.[a-z0-9]+))$/;

/** The site's key of such an address, when it is only read. */
export const keyOf = (method: string, path: string, key: string | undefined): string | null =>
  (method === 'GET' || method === 'HEAD') && KEYED.test(path) ? (key ?? null) : null;
