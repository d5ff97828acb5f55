/** The ring as operations get it. */
import { expect, test } from 'vitest';
import { goodPassphrase } from '../../../src/core/access/passphrase.ts';
import { createSecrets } from '../../../src/secrets/secrets.ts';

const secrets = createSecrets({ random: { bytes: (count) => new Uint8Array(count) } });

test('the list of common passphrases is large, in lower case, and has long ones', async () => {
  const common = await secrets.commonPassphrases();
  expect(common.size).toBeGreaterThan(40_000);
  expect(common.has('123456')).toBe(true);
  expect([...common].every((one) => one === one.toLowerCase())).toBe(true);
  const long = [...common].filter((one) => one.length >= 12);
  expect(long.length).toBeGreaterThan(200);
  for (const one of long) {
    expect(goodPassphrase(one, { common, own: [] }).ok, one).toBe(false);
    expect(goodPassphrase(one.toUpperCase(), { common, own: [] }).ok, one).toBe(false);
  }
});
