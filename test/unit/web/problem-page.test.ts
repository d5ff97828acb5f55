import { expect, test } from 'vitest';
import { REFUSAL_CODES } from '../../../src/contract/sentences/index.ts';
import { STATUS } from '../../../src/http/status.ts';
import { pageStatus } from '../../../src/web/problem-page.ts';

/** What only schedule files, sounds coming in, commands, the start of the service and asking other offices are refused with. */
const NEVER_ON_A_PAGE =
  /^(?:file|yaml|schedule|media|audio|render|port|config|usage|witness|timestamp)\.|^request\.(?:body|method)$/;

test.each(REFUSAL_CODES.filter((code) => !NEVER_ON_A_PAGE.test(code)))('a page answers %s as the API does', (code) => {
  expect(pageStatus(code)).toBe(STATUS[code]);
});
