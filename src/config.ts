/**
 * The only reader of the environment: every setting, its default, and every fault of it at once.
 *
 * There are no secrets yet; when there are, they get a function of their own, so that settings can be shown.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import type { Refusal } from './core/refusal.ts';
import type { Result } from './core/result.ts';
import { okUnless, refusal } from './core/result.ts';

export interface Config {
  /** Absolute path of the data folder. */
  readonly dataDir: string;
  readonly host: string;
  readonly port: number;
  readonly lang: 'vi' | 'en';
  /** How many days ahead of today are kept planned and rendered. */
  readonly daysAhead: number;
}

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
} as const;

const EXPECTED: Record<keyof typeof SETTINGS, string> = {
  LOA_DATA: 'folder',
  LOA_HOST: 'host',
  LOA_PORT: '0–65535',
  LOA_LANG: 'vi | en',
  LOA_DAYS_AHEAD: '0–31',
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
  const config: Config = {
    dataDir: resolve(read('LOA_DATA')),
    host: read('LOA_HOST'),
    port: read('LOA_PORT'),
    lang: read('LOA_LANG'),
    daysAhead: read('LOA_DAYS_AHEAD'),
  };
  return okUnless(refusals, () => config);
};
