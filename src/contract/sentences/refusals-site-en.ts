/** Refusals of sites that join and play, in English. */
import type { RefusalParams } from '../../core/refusal.ts';
import { formatNumber } from './format.ts';
import { quote, shown } from './phrases.ts';
import type { RefusalSentences, SiteCode } from './refusals.ts';

const FOLDERS: Readonly<Record<RefusalParams['site.folder']['fault'], string>> = {
  missing: 'has joined no centre. Run loa site join, or name the right folder with --folder',
  there: 'has joined a centre, and Loa does not write over that. Choose another folder, or move this one away',
  open: 'lets others read its secrets. Run “chmod 600” on the files token and key.pem in it',
  unreadable:
    'holds a file that is damaged or cannot be read. See as whom this runs; if it is damaged, join into a new folder',
};

const ROWS: Readonly<Record<RefusalParams['site.row-signature']['fault'], string>> = {
  link: 'does not follow the row before it',
  signature: 'is not as the machine signed it',
  gap: 'stands after rows that are missing',
  missing: 'has no signature of the machine',
  revoked: 'is of a machine that was revoked',
  channel: 'is of a machine that plays for another channel',
};

export const siteEn: RefusalSentences<SiteCode> = {
  'site.folder': ({ path, fault }) => `The site’s folder ${quote(path)} ${FOLDERS[fault]}.`,
  'site.unreachable': ({ url }) =>
    `The centre ${quote(url)} cannot be reached. Check the address, the line and this machine’s clock, and try again.`,
  'site.denied': ({ url, status, code }) =>
    `The centre ${quote(url)} does not accept this (${status}${code === '' ? '' : `, ${shown(code)}`}). Check that the token or link is still good and may read the schedule.`,
  'site.channel': ({ asked, known }) =>
    known === ''
      ? 'This token opens no channel. Ask the centre for a token for the right unit.'
      : `${asked === '' ? 'This token opens several channels' : `There is no channel ${quote(asked)}`}. Choose one with --channel: ${shown(known)}.`,
  'site.row-signature': ({ device, n, fault }) =>
    `Row ${formatNumber(n, 'en')} of machine ${quote(device)} ${ROWS[fault]}, so nothing of this batch was recorded. Look whether the machine or the file was tampered with; if the machine has a new key, invite it again (loa site invite).`,
  'site.code': () =>
    'The code is wrong, used or over. Type it again, or ask the centre for a new one (loa site invite).',
  'site.device-taken': ({ device }) =>
    `The centre knows a machine called ${quote(device)}. Choose another name with --name; if the old one broke, revoke it at the centre and take a new name.`,
  'site.device-unknown': ({ id }) => `There is no machine with the id ${quote(id)}. Look at loa site devices.`,
  'site.key': ({ url, wanted, found }) =>
    `The key of the manifests of ${quote(url)} is ${quote(found)}, and not ${quote(wanted)} as on paper. Do not join this machine; ask the centre by another way.`,
};
