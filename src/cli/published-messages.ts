/** What publishing says on the command line. Vietnamese is the source; a message missing in English does not compile. */
import { formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';

const vi = {
  published: (channel: string, version: number, days: number) =>
    `${channel}: đã phát hành bản số ${formatNumber(version, 'vi')}, ${formatNumber(days, 'vi')} ngày.`,
  same: (channel: string, version: number) =>
    `${channel}: không có gì mới, bản số ${formatNumber(version, 'vi')} vẫn đúng.`,
  verified: (site: string, version: number, from: string, to: string) =>
    `Đúng là bản phát hành số ${formatNumber(version, 'vi')} cho ${site}, từ ${from} đến ${to}.`,
  signedBy: (origin: string, validUntil: string) => `Do ${origin} ký, hiệu lực đến ${validUntil}.`,
  keyWanted: '--key cần khóa kiểm tra bản phát hành (loa publish --key in ra)',
};

const en: typeof vi = {
  published: (channel, version, days) =>
    `${channel}: version ${formatNumber(version, 'en')} was published, with ${formatNumber(days, 'en')} days.`,
  same: (channel, version) => `${channel}: nothing is new, version ${formatNumber(version, 'en')} says it all.`,
  verified: (site, version, from, to) =>
    `This is version ${formatNumber(version, 'en')} of the manifest for ${site}, from ${from} to ${to}.`,
  signedBy: (origin, validUntil) => `Signed by ${origin}, valid until ${validUntil}.`,
  keyWanted: '--key has to be the verifier key of manifests (loa publish --key prints it)',
};

export const publishedMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
