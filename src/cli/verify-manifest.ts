/** `loa verify FILE.loa-manifest`: whether a site would take it, by the centre's key on paper. Offline; needs no database. */
import { readFileSync } from 'node:fs';
import { manifestIn } from '../contract/manifest.ts';
import { formatDate } from '../contract/sentences/format.ts';
import type { Verify } from '../core/evidence/signed.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { LocalDate } from '../core/time/local.ts';
import { verifyManifest } from '../operations/manifests/verify-manifest.ts';
import { misused } from './answers.ts';
import { publishedMessages } from './published-messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options {
  readonly key?: string;
  readonly held?: string;
  readonly json?: true;
}

export const checkManifest = (shell: Shell, path: string, { key, held, json }: Options, verify: Verify): Exit => {
  const { terminal } = shell;
  const { lang } = terminal;
  const say = publishedMessages(lang);
  if (key === undefined) return misused(shell, say.keyWanted);
  const note = textOf(path);
  if (!note.ok) return sayRefusals(terminal, note.refusals);
  const before = held === undefined ? ok(null) : textOf(held);
  if (!before.ok) return sayRefusals(terminal, before.refusals);
  const now = shell.premises().clock.instant();
  const asked = { note: note.value, held: before.value, vkey: key, verify, read: manifestIn, now };
  const checked = verifyManifest(asked);
  if (!checked.ok) return sayRefusals(terminal, checked.refusals);
  const { manifest, standing } = checked.value;
  const { site, version, days, origin, validUntil } = manifest;
  if (json) sayJson(terminal, { standing, origin, site, version, validUntil, days: days.map(({ day }) => day) });
  else {
    const date = (day: LocalDate | undefined): string => (day === undefined ? '' : formatDate(day, lang));
    terminal.out(`${say.verified(site.name, version, date(days[0]?.day), date(days.at(-1)?.day))}\n`);
    terminal.out(`${say.signedBy(origin, validUntil)}\n`);
  }
  return EXIT.done;
};

const textOf = (path: string): Result<string> => {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unreadable', { path, reason: String(error.code) }, { file: path });
  }
};
