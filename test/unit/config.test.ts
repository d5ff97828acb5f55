/** Settings from the environment: defaults, bounds, and every fault told at once. */
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { formatVerifierKey, verifierKey } from '../../src/core/evidence/verifier-key.ts';
import { must } from '../../src/core/result.ts';
import { signer } from '../support/ed25519.ts';

const DEFAULTS = {
  dataDir: resolve('var'),
  host: '127.0.0.1',
  port: 8057,
  lang: 'vi',
  daysAhead: 2,
  preflightAt: '17:00:00',
  origin: null,
  proxies: [],
  speechCommand: null,
  outside: { witnesses: [], authority: null },
};
const faultsOf = (environment: NodeJS.ProcessEnv): string[] => {
  const read = readConfig(environment);
  return read.ok ? [] : read.refusals.map(({ code, params }) => `${code} ${'name' in params ? params.name : ''}`);
};

describe('settings', () => {
  test('have defaults, and other variables are none of our business', () => {
    expect(readConfig({})).toEqual({ ok: true, value: DEFAULTS });
    expect(readConfig({ PORT: '1', LOA_SOMETHING: 'x' })).toEqual({ ok: true, value: DEFAULTS });
  });

  test('that are empty are not set', () => {
    const empty = {
      LOA_DATA: '',
      LOA_HOST: '',
      LOA_PORT: '',
      LOA_LANG: '',
      LOA_DAYS_AHEAD: '',
      LOA_ORIGIN: '',
      LOA_PROXY: '',
    };
    expect(readConfig(empty)).toEqual({ ok: true, value: DEFAULTS });
  });

  test('are read', () => {
    const set = { LOA_DATA: '/srv/loa', LOA_HOST: '::1', LOA_PORT: '80', LOA_LANG: 'en', LOA_DAYS_AHEAD: '7' };
    const value = { ...DEFAULTS, dataDir: '/srv/loa', host: '::1', port: 80, lang: 'en', daysAhead: 7 };
    expect(readConfig(set)).toEqual({ ok: true, value });
    expect(readConfig({ LOA_DATA: 'dữ liệu/đài' })).toMatchObject({ value: { dataDir: resolve('dữ liệu/đài') } });
  });

  test('that are wrong are all told at once, each with its value and what it should be', () => {
    const wrong = { LOA_PORT: 'http', LOA_LANG: 'km', LOA_DAYS_AHEAD: '-1', LOA_HOST: '0.0.0.0' };
    expect(readConfig(wrong)).toEqual({
      ok: false,
      refusals: [
        { code: 'config.wrong', params: { name: 'LOA_PORT', value: 'http', expected: '0–65535' } },
        { code: 'config.wrong', params: { name: 'LOA_LANG', value: 'km', expected: 'vi | en' } },
        { code: 'config.wrong', params: { name: 'LOA_DAYS_AHEAD', value: '-1', expected: '0–31' } },
      ],
    });
  });

  test.each(['0', '1', '65535', '00080'])('the port %s may be', (port) => {
    expect(readConfig({ LOA_PORT: port })).toMatchObject({ value: { port: Number(port) } });
  });
  test.each(['65536', '99999', '123456', '-1', '80.5', '8e3', '0x50', ' 80', '80 ', '٨٠', 'NaN', ' '])(
    'the port "%s" may not',
    (port) => {
      expect(faultsOf({ LOA_PORT: port })).toEqual(['config.wrong LOA_PORT']);
    },
  );
  test.each(['0', '31'])('%s days ahead may be', (days) => {
    expect(readConfig({ LOA_DAYS_AHEAD: days })).toMatchObject({ value: { daysAhead: Number(days) } });
  });
  test.each(['32', '99', '100', '1.5', 'hai'])('%s days ahead may not', (days) => {
    expect(faultsOf({ LOA_DAYS_AHEAD: days })).toEqual(['config.wrong LOA_DAYS_AHEAD']);
  });
  test.each(['VI', 'vi-VN', 'C.UTF-8'])('the language %s may not be', (lang) => {
    expect(faultsOf({ LOA_LANG: lang })).toEqual(['config.wrong LOA_LANG']);
  });
  test.each([' ', '\t'])('a folder or host of blanks may not be', (blank) => {
    expect(faultsOf({ LOA_DATA: blank, LOA_HOST: blank })).toEqual(['config.wrong LOA_DATA', 'config.wrong LOA_HOST']);
  });

  test.each([
    ['https://loa.example.vn', 'https://loa.example.vn'],
    ['https://LOA.example.vn:443/', 'https://loa.example.vn'],
    ['http://10.0.0.5:8080', 'http://10.0.0.5:8080'],
    ['http://[fd00::1]', 'http://[fd00::1]'],
  ])('the origin %s may be', (text, origin) => {
    expect(readConfig({ LOA_ORIGIN: text })).toMatchObject({ value: { origin } });
  });
  test.each([
    'loa.example.vn',
    'https://',
    'ftp://loa.vn',
    'https://loa.vn/loa',
    'https://u:p@loa.vn',
    'https://loa.vn?x',
  ])('the origin %s may not be', (text) => {
    expect(faultsOf({ LOA_ORIGIN: text })).toEqual(['config.wrong LOA_ORIGIN']);
  });
  test.each([
    ['127.0.0.1', ['127.0.0.1']],
    ['127.0.0.1, ::1,10.0.0.2', ['127.0.0.1', '::1', '10.0.0.2']],
  ])('the proxies %s may be', (text, proxies) => {
    expect(readConfig({ LOA_PROXY: text })).toMatchObject({ value: { proxies } });
  });
  test.each(['proxy', '10.0.0.0/8', '127.0.0.1,', '*', '127.0.0.1;::1', '300.1.1.1'])(
    'the proxies %s may not be',
    (text) => {
      expect(faultsOf({ LOA_PROXY: text })).toEqual(['config.wrong LOA_PROXY']);
    },
  );

  const KEYS = ['van-hoa.example.vn', 'tinh.example.vn/w'].map((name, n) =>
    formatVerifierKey(must(verifierKey('cosignature', name, signer(n + 3).publicKey))),
  );
  const LOG = 'loa.example.vn/nhat-ky+393aa4de+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs';
  test('witnesses are pairs of address and key, several of them parted by commas; an authority has its certificates', () => {
    const set = { LOA_WITNESSES: `http://10.0.0.8:8067 ${KEYS[0]},  https://tinh.example.vn/w ${KEYS[1]}` };
    expect(readConfig({ ...set, LOA_TSA: 'http://tsa.example.vn/tsr', LOA_TSA_CA: '/etc/loa/ca.pem' })).toMatchObject({
      value: {
        outside: {
          witnesses: [
            { url: 'http://10.0.0.8:8067', vkey: KEYS[0] },
            { url: 'https://tinh.example.vn/w', vkey: KEYS[1] },
          ],
          authority: { url: 'http://tsa.example.vn/tsr', caFile: '/etc/loa/ca.pem' },
        },
      },
    });
    expect(readConfig({ LOA_TSA_CA: '/etc/loa/ca.pem' })).toMatchObject({ value: { outside: { authority: null } } });
  });
  test.each([
    ['no key', 'http://10.0.0.8:8067'],
    ['no address', KEYS[0]],
    ['a log’s key', `http://10.0.0.8:8067 ${LOG}`],
    ['one key twice', `http://10.0.0.8:8067 ${KEYS[0]}, http://10.0.0.9:8067 ${KEYS[0]}`],
    ['one address twice', `http://10.0.0.8:8067 ${KEYS[0]}, http://10.0.0.8:8067 ${KEYS[1]}`],
    ['another protocol', `ftp://10.0.0.8 ${KEYS[0]}`],
    ['a word too many', `http://10.0.0.8:8067 ${KEYS[0]} x`],
  ])('witnesses with %s are refused', (_, value) => {
    expect(faultsOf({ LOA_WITNESSES: String(value) })).toEqual(['config.wrong LOA_WITNESSES']);
  });
});
