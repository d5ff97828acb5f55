/** What `loa clip` and `loa podcast` say. Vietnamese is the source. */
import { formatBytes, formatDuration } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';

const vi = {
  making: (item: string, share: number) => `Đang dựng clip ${item}: ${Math.round(share * 100)}%`,
  made: (item: string, seconds: number, bytes: number, path: string) =>
    `Đã dựng clip ${item}: ${formatDuration(Math.round(seconds), 'vi')}, ${formatBytes(bytes, 'vi')}, ${path}`,
  noFeeds: 'Chưa bật kênh podcast nào.',
  feed: (slug: string, title: string, episodes: number) => `${slug} · ${title} · ${episodes} tập`,
  on: (slug: string) => `Đã bật podcast: /podcast/${slug}.xml`,
  off: (slug: string) => `Đã tắt podcast ${slug}.`,
  prepared: (count: number) => `Đã đưa ${count} tập vào hàng chờ dựng.`,
};

const en: typeof vi = {
  making: (item, share) => `Making the clip of ${item}: ${Math.round(share * 100)}%`,
  made: (item, seconds, bytes, path) =>
    `Made the clip of ${item}: ${formatDuration(Math.round(seconds), 'en')}, ${formatBytes(bytes, 'en')}, ${path}`,
  noFeeds: 'No podcast is on.',
  feed: (slug, title, episodes) => `${slug} · ${title} · ${episodes} episodes`,
  on: (slug) => `The podcast is on: /podcast/${slug}.xml`,
  off: (slug) => `The podcast ${slug} is off.`,
  prepared: (count) => `Put ${count} episodes into the queue for rendering.`,
};

export const clipMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
