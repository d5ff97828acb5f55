/**
 * The only reader of the environment: every setting, its default, and every fault of it at once.
 *
 * There are no secrets among them, so that settings can be shown; secrets are in the database or with their owners.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { parseVerifierKey } from './core/evidence/verifier-key.ts';
import type { Refusal } from './core/refusal.ts';
import type { Result } from './core/result.ts';
import { okUnless, refusal } from './core/result.ts';
import type { LocalTime } from './core/time/local.ts';

export interface Config {
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly lang: 'vi' | 'en';
  /** How many days ahead of today are kept planned and rendered. */
  readonly daysAhead: number;
  /** The station's local time at which tomorrow's sessions are looked at. */
  readonly preflightAt: LocalTime;
  /** 'https://loa.example.vn': where readers reach it, when that is not what it listens on; null: by its own address. */
  readonly origin: string | null;
  /** Addresses of proxies whose word about the reader is believed. */
  readonly proxies: readonly string[];
  /** A speech program and its arguments, in place of espeak-ng; null: espeak-ng. */
  readonly speechCommand: readonly string[] | null;
  /** Who signs the air log's checkpoints besides us: witnesses by address and verifier key, and a time-stamp authority. */
  readonly outside: {
    readonly witnesses: readonly { readonly url: string; readonly vkey: string }[];
    readonly authority: { readonly url: string; readonly caFile: string | null } | null;
  };
}

/** '["piper", "--output_file", "{wav}"]', or words with blanks between them. There is no shell, and no quoting. */
const speechWords = (text: string): readonly string[] | null => {
  if (!text.trimStart().startsWith('[')) return text.trim().split(/\s+/);
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) && words.every((word) => typeof word === 'string') ? words : null;
  } catch {
    return null;
  }
};

/** Scheme, host and port, and nothing after them. */
const isOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
};

const ADDRESS = z.union([z.ipv4(), z.ipv6()]);

const listed = (text: string): string[] => text.split(',').map((one) => one.trim());

/** 'http://10.0.0.8:8067 van-hoa.example.vn+…, https://…': address and key, pairs parted by commas. null: it is no such list. */
const witnessesIn = (text: string): Config['outside']['witnesses'] | null => {
  const pairs = text.split(/[,\n]\s*(?=https?:)/).map((pair) => pair.trim().split(/\s+/));
  const witnesses = pairs.map(([url = '', vkey = '', ...more]) => {
    const key = parseVerifierKey(vkey);
    const known = isHttp(url) && key.ok && key.value.kind === 'cosignature' && more.length === 0;
    return known ? { url, vkey } : null;
  });
  const whole = witnesses.filter((witness) => witness !== null);
  const [urls, keys] = [new Set(whole.map(({ url }) => url)), new Set(whole.map(({ vkey }) => vkey))];
  // One witness twice would look like two.
  return [whole.length, urls.size, keys.size].every((count) => count === witnesses.length) ? whole : null;
};

const isHttp = (text: string): boolean => /^https?:$/.test(URL.parse(text)?.protocol ?? '');

const SETTINGS = {
  LOA_DATA: z.string().regex(/\S/).default('var'),
  LOA_HOST: z.string().regex(/\S/).default('127.0.0.1'),
  LOA_PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(8057),
  LOA_LANG: z.enum(['vi', 'en']).default('vi'),
  LOA_DAYS_AHEAD: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .refine((days) => days <= 31)
    .default(2),
  LOA_PREFLIGHT_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .transform((text) => `${text}:00` as LocalTime)
    .default('17:00:00' as LocalTime),
  LOA_ORIGIN: z
    .string()
    .refine(isOrigin)
    .transform((text): string | null => new URL(text).origin)
    .default(null),
  LOA_PROXY: z
    .string()
    .refine((text) => listed(text).every((one) => ADDRESS.safeParse(one).success))
    .transform((text): readonly string[] => listed(text))
    .default([]),
  LOA_SPEECH_COMMAND: z
    .string()
    .refine((text) => (speechWords(text)?.[0] ?? '') !== '')
    .transform((text): readonly string[] | null => speechWords(text))
    .default(null),
  LOA_WITNESSES: z
    .string()
    .refine((text) => witnessesIn(text) !== null)
    .transform((text) => witnessesIn(text) ?? [])
    .default([]),
  LOA_TSA: z
    .string()
    .refine(isHttp)
    .transform((text): string | null => text)
    .default(null),
  LOA_TSA_CA: z
    .string()
    .regex(/\S/)
    .transform((text): string | null => resolve(text))
    .default(null),
} as const;

const EXPECTED: Record<keyof typeof SETTINGS, string> = {
  LOA_DATA: 'folder',
  LOA_HOST: 'host',
  LOA_PORT: '0–65535',
  LOA_LANG: 'vi | en',
  LOA_DAYS_AHEAD: '0–31',
  LOA_PREFLIGHT_AT: 'HH:MM',
  LOA_ORIGIN: 'origin',
  LOA_PROXY: 'addresses',
  LOA_SPEECH_COMMAND: 'command',
  LOA_WITNESSES: 'witnesses',
  LOA_TSA: 'url',
  LOA_TSA_CA: 'file',
};

/** Refuses with config.wrong, once for each faulty setting. Empty values count as not set. */
export const readConfig = (environment: NodeJS.ProcessEnv = process.env): Result<Config> => {
  const refusals: Refusal[] = [];
  const read = <Name extends keyof typeof SETTINGS>(name: Name): z.output<(typeof SETTINGS)[Name]> => {
    const value = environment[name] === '' ? undefined : environment[name];
    const parsed = SETTINGS[name].safeParse(value);
    if (parsed.success) return parsed.data as z.output<(typeof SETTINGS)[Name]>;
    refusals.push(refusal('config.wrong', { name, value: value ?? '', expected: EXPECTED[name] }));
    return SETTINGS[name].parse(undefined) as z.output<(typeof SETTINGS)[Name]>;
  };
  const [witnesses, tsa, caFile] = [read('LOA_WITNESSES'), read('LOA_TSA'), read('LOA_TSA_CA')];
  const config: Config = {
    dataDir: resolve(read('LOA_DATA')),
    host: read('LOA_HOST'),
    port: read('LOA_PORT'),
    lang: read('LOA_LANG'),
    daysAhead: read('LOA_DAYS_AHEAD'),
    preflightAt: read('LOA_PREFLIGHT_AT'),
    origin: read('LOA_ORIGIN'),
    proxies: read('LOA_PROXY'),
    speechCommand: read('LOA_SPEECH_COMMAND'),
    outside: { witnesses, authority: tsa === null ? null : { url: tsa, caFile } },
  };
  return okUnless(refusals, () => config);
};
