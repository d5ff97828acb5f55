/**
 * `loa site join`: a folder for one site, with its credential and its own key; the centre's key is pinned now and told, so that a person can
 * hold it against the one on paper.
 */

import { ChannelsJson } from '../contract/api.ts';
import { CallerJson } from '../contract/api-access.ts';
import { ScheduleKeyJson } from '../contract/api-published.ts';
import type { SiteFile } from '../contract/site-folder.ts';
import { typedCode } from '../core/access/join-code.ts';
import { followKeyLinks, type PinnedKeys } from '../core/evidence/next-key.ts';
import { joinMessage } from '../core/evidence/row-chain.ts';
import { formatVerifierKey, noteKeyIn } from '../core/evidence/verifier-key.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Time } from '../output/model.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import { type Away, centreAt, type Denied } from './centre.ts';
import { deviceKey, keepSite, nameOfKey, newSiteFolder, type Reach, readSiteFile, readSiteFolder } from './folder.ts';
import { keepLinks, pinnedIn } from './pins.ts';

export interface JoinAsked {
  readonly folder: string;
  /** The centre's address, or the secret link of a site. */
  readonly address: string;
  /** A machine's token; null: the link is the credential. */
  readonly token: string | null;
  /** A code of `loa site invite`: the machine gets its token for it. null: it has a token or a link. */
  readonly code: string | null;
  /** null: the only one that the credential reaches. */
  readonly channel: string | null;
  /** Of the device; null: made here. */
  readonly name: string | null;
  /** The centre's key as somebody has it on paper; null: it is taken as the centre gives it. */
  readonly vkey: string | null;
  readonly trustClock: boolean;
}

export interface Joined {
  readonly site: { readonly url: string; readonly channel: string; readonly device: string; readonly vkey: string };
  /** Whether its credential may report what was played. */
  readonly reports: boolean;
}

interface JoinWorld {
  readonly time: Time;
  readonly random: (bytes: number) => Uint8Array;
}

/** What was typed: a link holds its key as the last part of its path. Refuses with config.wrong. */
const found = ({ address, token, code }: JoinAsked): Result<Reach> => {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol))
    return refuse('config.wrong', { name: 'URL', value: address, expected: 'origin' });
  const link = /^\/tram\/([^/]+)\/?$/.exec(url.pathname)?.[1];
  // What the code brings takes the place of this.
  if (code !== null) return ok({ url: url.origin, token: '', credential: 'machine' });
  if (token !== null) return ok({ url: url.origin, token, credential: 'machine' });
  return link === undefined
    ? refuse('config.wrong', { name: '--token', value: '', expected: 'site-credential' })
    : ok({ url: url.origin, token: decodeURIComponent(link), credential: 'site' });
};

/** Refuses with config.wrong, site.folder (there), file.unwritable, site.unreachable, site.denied, site.channel, site.key. */
export const joinSite = async (asked: JoinAsked, { time, random }: JoinWorld): Promise<Result<Joined>> => {
  const reach = found(asked);
  if (!reach.ok) return reach;
  const { url } = reach.value;
  const before = readSiteFile(asked.folder);
  if (!before.ok) return before;
  // A site that lived by sticks keeps its key and its rows.
  const stick = before.value?.url === null ? before.value : null;
  const folder = stick === null ? newSiteFolder(asked.folder) : ok(undefined);
  if (!folder.ok) return folder;
  // Rows that were written by stick bear the name of the key.
  const wished = asked.name ?? (stick === null ? `loa-${random(4).toHex()}` : null);
  if (asked.code !== null) return joinByCode({ ...asked, code: asked.code }, { url, stick, wished, time });
  const centre = centreAt(reach.value, time, () => {});
  const lost = (answer: Away | Denied): Result<never> => lostAt(url, answer);

  const me = await centre.json('/api/v1/me', CallerJson);
  if (me.kind !== 'json') return lost(me);
  const key = await centre.json('/api/v1/schedule-key', ScheduleKeyJson);
  if (key.kind !== 'json') return lost(key);
  const { vkey, chain } = key.value;
  if (noteKeyIn(vkey) === null) return refuse('site.unreachable', { url });
  const pinned = agreedOn(asked, { url, stick, vkey, chain });
  if (!pinned.ok) return pinned;
  const listed = await centre.json('/api/v1/channels', ChannelsJson);
  if (listed.kind !== 'json') return lost(listed);
  const known = listed.value.channels.filter(({ current }) => current).map(({ id }) => id);
  const wanted = stick?.channel ?? asked.channel;
  const [only, ...more] = wanted === null ? known : known.filter((id) => id === wanted);
  if (only === undefined || more.length > 0)
    return refuse('site.channel', { asked: wanted ?? '', known: known.join(', ') });

  const site: SiteFile = {
    format: 'loa-site/1',
    url,
    channel: only,
    vkey: pinned.value.first,
    device: wished,
    credential: reach.value.credential,
    clock: asked.trustClock ? 'trusted' : 'asked',
    joinedAt: `${new Date(time.wallMs()).toISOString().slice(0, 19)}Z`,
  };
  if (pinned.value.keys.links.length > 0) keepLinks(asked.folder, pinned.value.keys);
  keepSite(asked.folder, site, reach.value.token);
  const kept = readSiteFolder(asked.folder);
  if (!kept.ok) return kept;
  return ok({
    site: { ...site, url, vkey, device: kept.value.device },
    reports: me.value.rights.some(({ rights }) => rights.includes('airing.report')),
  });
};

interface Said {
  readonly url: string;
  readonly stick: SiteFile | null;
  /** The centre's key of now, and how it followed those before it. */
  readonly vkey: string;
  readonly chain: readonly string[];
}

/**
 * The key that is pinned: the one on paper, or of the folder; otherwise the centre's own. From an older one the chain has to lead to that of
 * now. Refuses with site.key, schedule-key.chain.
 */
const agreedOn = (
  { folder, vkey: paper }: Pick<JoinAsked, 'folder' | 'vkey'>,
  { url, stick, vkey, chain }: Said,
): Result<{ readonly first: string; readonly keys: PinnedKeys }> => {
  const other = (wanted: string): Result<never> => refuse('site.key', { url, wanted, found: vkey });
  const first = stick?.vkey ?? paper?.trim() ?? vkey;
  const pinned = pinnedIn(folder, first);
  if (pinned === null) return other(first);
  const keys = followKeyLinks('schedule', pinned, chain, verifyEd25519);
  const believed = keys.ok ? keys.value.keys.map(formatVerifierKey) : [];
  if (!keys.ok || believed.at(-1) !== vkey) return other(first);
  return paper === null || believed.includes(paper.trim()) ? ok({ first, keys: keys.value }) : other(paper.trim());
};

const lostAt = (url: string, answer: Away | Denied): Result<never> =>
  answer.kind === 'away'
    ? refuse('site.unreachable', { url })
    : refuse('site.denied', { url, status: answer.status, code: answer.code });

interface CodeWorld {
  readonly url: string;
  /** What lived in the folder by sticks; null: nothing. */
  readonly stick: SiteFile | null;
  /** null: it is called by its key. */
  readonly wished: string | null;
  readonly time: Time;
}

/** The machine makes its key, shows that it is its own, and gets its channel, its token and the centre's key for the code. */
const joinByCode = async (
  asked: JoinAsked & { readonly code: string },
  { url, stick, wished, time }: CodeWorld,
): Promise<Result<Joined>> => {
  const key = deviceKey(asked.folder);
  if (!key.ok) return key;
  const { publicKey, sign } = key.value;
  const device = wished ?? nameOfKey(publicKey);
  const code = typedCode(asked.code) ?? asked.code;
  const centre = centreAt({ url, token: '', credential: 'machine' }, time, () => {});
  const signature = sign(joinMessage(code, device)).toBase64();
  const answer = await centre.join({ code, device, publicKey: publicKey.toBase64(), signature });
  if (answer.kind === 'denied' && answer.code === 'site.code') return refuse('site.code', {});
  if (answer.kind === 'denied' && answer.code === 'site.device-taken') return refuse('site.device-taken', { device });
  if (answer.kind !== 'json') return lostAt(url, answer);
  const { channel, token, vkey } = answer.value;
  const isSame = (asked.vkey === null || asked.vkey.trim() === vkey) && (stick === null || stick.vkey === vkey);
  const said = isSame ? null : await centreAt({ url, token, credential: 'machine' }, time, () => {}).keyChain();
  if (said !== null && said.kind !== 'chain') return lostAt(url, said);
  const pinned = agreedOn(asked, { url, stick, vkey, chain: said?.chain ?? [] });
  if (!pinned.ok) return pinned;
  if (stick !== null && stick.channel !== channel)
    return refuse('site.channel', { asked: stick.channel, known: channel });
  const site: SiteFile = {
    ...{ format: 'loa-site/1', url, channel, vkey: pinned.value.first, device, credential: 'machine' },
    clock: asked.trustClock ? 'trusted' : 'asked',
    joinedAt: `${new Date(time.wallMs()).toISOString().slice(0, 19)}Z`,
  };
  if (pinned.value.keys.links.length > 0) keepLinks(asked.folder, pinned.value.keys);
  keepSite(asked.folder, site, token);
  return ok({ site: { url, channel, device, vkey }, reports: true });
};
