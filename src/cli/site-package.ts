/** `loa site export`, `import`, `take`: what goes to a site by stick, what the site makes of it, and what comes back. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { daySheets } from '../contract/day-sheet.ts';
import { RETURN_BATCH, RETURN_ROWS, type ReturnedRow, returnedRows } from '../contract/return-file.ts';
import { formatDateTime } from '../contract/sentences/format.ts';
import { printedDays, sitePackageName, sitePackageTexts } from '../contract/site-package.ts';
import type { ImportedPackage, PackageToImport } from '../core/manifest/package.ts';
import type { Refusal } from '../core/refusal.ts';
import { ok, type Result, refuse } from '../core/result.ts';
import type { LocalDateTime } from '../core/time/local.ts';
import { type MissingRows, type Receipt, reportAirings } from '../operations/log/report-airings.ts';
import { MOST_SITE_DAYS, packSite } from '../operations/manifests/pack-site.ts';
import { sitePackage } from '../reports/site-package.ts';
import { Unreadable, unpack } from '../reports/unpack.ts';
import { type Form, notNumber, numberOption } from './answers.ts';
import { addDevices } from './devices.ts';
import type { Shell } from './shell.ts';
import { sitePackageMessages } from './site-package-messages.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';
import { writeWhole } from './write-whole.ts';

/** What the machine at a site does, put in by cli.ts. */
export interface SiteTools {
  readonly importPackage: (wanted: PackageToImport) => Promise<Result<ImportedPackage>>;
}

interface ExportOptions extends Form {
  readonly channel: string;
  readonly out?: string;
  readonly days: string;
}

interface ImportOptions extends Form {
  readonly folder: string;
  readonly key?: string;
}

export const addSitePackage =
  (tools: SiteTools) =>
  (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
    const site: Command =
      program.commands.find((one) => one.name() === 'site') ??
      program.command('site').description('điểm loa: gói USB, nạp gói, tệp mang về · a site’s package and return file');
    site
      .command('export')
      .description('gói lịch đã phát hành thành một ZIP cho USB · what is published, as one ZIP for a stick')
      .requiredOption('--channel <id>')
      .option('--out <file>', 'ghi ra tệp ZIP này · write this ZIP')
      .option('--days <n>', 'số ngày, kể từ hôm nay · how many days, from today', '7')
      .option('--json', 'JSON')
      .action(async (options: ExportOptions) => done(await exported(shell, options)));
    site
      .command('import')
      .description('nạp gói vào máy ở điểm loa, trọn gói hoặc không gì cả · take a package in at the site')
      .argument('<file>')
      .requiredOption('--folder <folder>', 'thư mục của điểm loa · the site’s folder')
      .option('--key <vkey>', 'khóa của trung tâm, lần đầu · the centre’s key, the first time')
      .option('--json', 'JSON')
      .action(async (file: string, options: ImportOptions) => done(await imported(shell, tools, file, options)));
    site
      .command('take')
      .description(
        'nhận tệp mang về từ điểm loa (loa site return), rows.ndjson hoặc ZIP · take in rows that a site sends by stick',
      )
      .argument('<file>')
      .option('--json', 'JSON')
      .action(async (file: string, options: Form) => done(await taken(shell, file, options)));
    addDevices(site, shell, done);
  };

const exported = (shell: Shell, options: ExportOptions): Exit | Promise<Exit> => {
  const { terminal } = shell;
  const days = numberOption(options.days);
  if (days === null || days > MOST_SITE_DAYS) return notNumber(shell, 'days', options.days);
  return shell.withCtx(async (ctx) => {
    const packed = await packSite(ctx, { channel: options.channel, days });
    if (!packed.ok) return sayRefusals(terminal, packed.refusals);
    const { sounds, version, days: some } = packed.value;
    const zip = await sitePackage({
      day: some[0]?.day ?? '',
      sounds,
      texts: sitePackageTexts(packed.value),
      sheet: daySheets(printedDays(packed.value), 'vi'),
    });
    const path = options.out ?? `${sitePackageName(packed.value)}.zip`;
    const written = await writeWhole(zip.stream, path, terminal.signal);
    if (!written.ok) return sayRefusals(terminal, written.refusals);
    if (options.json)
      sayJson(terminal, {
        file: path,
        bytes: zip.bytes,
        version,
        days: some.map(({ day }) => day),
        sounds: sounds.map(({ name, sha256, bytes }) => ({ name, sha256, bytes })),
      });
    else terminal.err(`${sitePackageMessages(terminal.lang).packed(path, version, some.length, zip.bytes)}\n`);
    return EXIT.done;
  });
};

const imported = async (shell: Shell, tools: SiteTools, path: string, options: ImportOptions): Promise<Exit> => {
  const { terminal } = shell;
  const { lang } = terminal;
  const say = sitePackageMessages(lang);
  const now = shell.premises().clock.instant();
  const done = await tools.importPackage({ path, folder: options.folder, key: options.key?.trim() ?? null, now });
  if (!done.ok) {
    // A sentence names some of the files; whoever asks for JSON gets them all.
    if (options.json) sayJson(terminal, { refusals: done.refusals });
    return sayRefusals(terminal, done.refusals);
  }
  if (options.json) {
    sayJson(terminal, done.value);
    return EXIT.done;
  }
  const { site, version, validUntil, standing, copied, there, without, received } = done.value;
  terminal.out(`${(standing === 'new' ? say.imported : say.same)(site.name, version, validUntil)}\n`);
  terminal.out(`${say.copied(copied, there)}\n`);
  if (received > 0) terminal.out(`${say.received(received)}\n`);
  for (const { start, name } of without)
    terminal.err(`${say.without(formatDateTime(start as LocalDateTime, lang), name)}\n`);
  return EXIT.done;
};

const ZIP_MARK = 'PK';

/** Refuses with file.unreadable, package.rows. */
const textIn = async (path: string): Promise<Result<string>> => {
  try {
    const bytes = readFileSync(path);
    if (bytes.toString('latin1', 0, 2) !== ZIP_MARK) return ok(bytes.toString('utf8'));
    const rows = (await unpack(path)).get(RETURN_ROWS);
    if (rows === undefined) throw new Unreadable(`no ${RETURN_ROWS}`);
    return ok(new TextDecoder().decode(rows));
  } catch (error) {
    if (error instanceof Unreadable) return refuse('package.rows', { path, line: 0, detail: error.message });
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('file.unreadable', { path, reason: String(error.code) }, { file: path });
  }
};

/** A refusal of one row of a batch, at the line that it stands in. */
const atLine = (path: string, batch: readonly ReturnedRow[], refused: Refusal): Refusal => {
  const [, n] = /^\/rows\/(\d+)/.exec(refused.place?.pointer ?? '') ?? [];
  const line = n === undefined ? undefined : batch[Number(n)]?.line;
  return { ...refused, place: line === undefined ? { file: path } : { file: path, line } };
};

const taken = (shell: Shell, path: string, { json }: Form): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const say = sitePackageMessages(terminal.lang);
    const text = await textIn(path);
    if (!text.ok) return sayRefusals(terminal, text.refusals);
    const read = returnedRows(text.value);
    if (!('rows' in read)) return sayRefusals(terminal, refuse('package.rows', { path, ...read }).refusals);
    const receipts: Receipt[] = [];
    const missing: MissingRows[] = [];
    let refusals: readonly Refusal[] = [];
    let checkpoint: string | null = null;
    for (let from = 0; from < read.rows.length && refusals.length === 0; from += RETURN_BATCH) {
      const batch = read.rows.slice(from, from + RETURN_BATCH);
      const linked = batch.flatMap(({ link }) => link ?? []);
      const links = linked.length === batch.length ? linked : null;
      const done = reportAirings(
        ctx,
        batch.map(({ row }) => row),
        { links, key: read.head?.publicKey ?? null },
      );
      if (!done.ok) refusals = done.refusals.map((one) => atLine(path, batch, one));
      else {
        receipts.push(...done.value.receipts);
        missing.push(...done.value.missing);
        checkpoint = done.value.checkpoint;
      }
    }
    // What was written before has its receipts, whatever came of the rest.
    if (json) sayJson(terminal, { receipts, missing, checkpoint, refusals });
    else {
      const fresh = receipts.filter(({ isNew }) => isNew).length;
      for (const { device, boot, row, seq } of receipts) terminal.out(`${device} ${boot} ${row} → ${seq}\n`);
      terminal.err(`${say.taken(fresh, receipts.length - fresh)}\n`);
      for (const { device, from, to } of missing) terminal.err(`${say.missing(device, from, to)}\n`);
    }
    return refusals.length > 0 ? sayRefusals(terminal, refusals) : EXIT.done;
  });
