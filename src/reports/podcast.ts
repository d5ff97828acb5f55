/** A podcast as RSS 2.0 with the tags of Apple and of Podcasting 2.0, and its chapters as JSON. Pure. */

export interface FeedEpisode {
  readonly guid: string;
  readonly title: string;
  readonly description: string;
  /** When it first aired: instant and zone. */
  readonly instant: string;
  readonly zone: string;
  readonly url: string;
  readonly bytes: number;
  readonly seconds: number;
  readonly chapters: string;
  /** null: no script. */
  readonly transcript: string | null;
  readonly language: string;
}

export interface Feed {
  readonly title: string;
  readonly description: string;
  readonly author: string;
  readonly language: string;
  /** Of the page with the player, and of the feed itself. */
  readonly link: string;
  readonly self: string;
  readonly episodes: readonly FeedEpisode[];
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** XML 1.0 §2.2 has no control characters and no lone surrogates, not even escaped. */
const xmlText = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** RFC 822 with four digits of year: 'Mon, 23 Nov 2026 05:00:00 +0700'. */
export const rfc822 = (instant: string, zone: string): string => {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  const clock = [at.hour, at.minute, at.second].map(two).join(':');
  return `${DAYS[at.dayOfWeek - 1]}, ${two(at.day)} ${MONTHS[at.month - 1]} ${at.year} ${clock} ${at.offset.replace(':', '')}`;
};

const tag = (name: string, text: string): string => `<${name}>${xmlText(text)}</${name}>`;

const item = (one: FeedEpisode): string =>
  [
    '<item>',
    tag('title', one.title),
    tag('description', one.description),
    `<guid isPermaLink="false">${xmlText(one.guid)}</guid>`,
    tag('pubDate', rfc822(one.instant, one.zone)),
    `<enclosure url="${xmlText(one.url)}" length="${one.bytes}" type="audio/mpeg"/>`,
    `<itunes:duration>${Math.round(one.seconds)}</itunes:duration>`,
    '<itunes:explicit>false</itunes:explicit>',
    `<podcast:chapters url="${xmlText(one.chapters)}" type="application/json+chapters"/>`,
    ...(one.transcript === null
      ? []
      : [`<podcast:transcript url="${xmlText(one.transcript)}" type="text/vtt" language="${xmlText(one.language)}"/>`]),
    '</item>',
  ].join('\n');

export const podcastFeed = (feed: Feed): string => {
  const newest = feed.episodes[0];
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:atom="http://www.w3.org/2005/Atom">',
    '<channel>',
    tag('title', feed.title),
    tag('link', feed.link),
    `<atom:link href="${xmlText(feed.self)}" rel="self" type="application/rss+xml"/>`,
    tag('description', feed.description),
    tag('language', feed.language),
    tag('itunes:author', feed.author),
    '<itunes:explicit>false</itunes:explicit>',
    '<itunes:category text="Government"/>',
    ...(newest === undefined ? [] : [tag('lastBuildDate', rfc822(newest.instant, newest.zone))]),
    ...feed.episodes.map(item),
    '</channel>',
    '</rss>',
  ].join('\n')}\n`;
};

/** JSON chapters 1.2; `startTime` in seconds. */
export const podcastChapters = (chapters: readonly { readonly startTime: number; readonly title: string }[]): string =>
  `${JSON.stringify({ version: '1.2.0', chapters })}\n`;
