/**
 * The command line: the same wiring as the service, one command, an exit code.
 *
 * 0 done, 1 refused, 2 wrong usage, 3 a bug of ours. Runs on import (src/loa.js imports it after the Node check).
 */
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { anchors } from './anchors/anchors.ts';
import { misused } from './cli/answers.ts';
import { asked, commandsOf } from './cli/commands.ts';
import { messages } from './cli/messages.ts';
import { reachedAt } from './cli/reached.ts';
import type { Shell } from './cli/shell.ts';
import type { SiteOffice } from './cli/site.ts';
import { EXIT, type Exit, sayRefusals, type Terminal } from './cli/terminal.ts';
import { typedIn } from './cli/typed.ts';
import { addWitness } from './cli/witness.ts';
import { systemClock, systemLook, systemRandom } from './clock.ts';
import { type Config, readConfig } from './config.ts';
import type { PackageToImport } from './core/manifest/package.ts';
import { verifyEd25519 } from './secrets/ed25519.ts';
import { sha256 } from './secrets/sha256.ts';
import { premisesOf, wire } from './wiring.ts';

/** Commands that this file adds itself. */
const HERE = ['serve', 'witness'];

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());
// A reader that has had enough (`loa log | head`) is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const terminalIn = (lang: Terminal['lang']): Terminal => ({
  lang,
  live: process.stderr.isTTY === true,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  signal: stop.signal,
});

const run = async (words: readonly string[]): Promise<Exit> => {
  const config = readConfig();
  if (!config.ok) return sayRefusals(terminalIn('vi'), config.refusals);
  const terminal = terminalIn(config.value.lang);
  try {
    return await command(words, terminal, config.value);
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    terminal.err(`${messages(terminal.lang).bug(detail)}\n`);
    return EXIT.bug;
  }
};

const command = async (words: readonly string[], terminal: Terminal, config: Config): Promise<Exit> => {
  let exit: Exit = EXIT.usage;
  const done = (code: Exit): void => {
    exit = code;
  };
  const shell: Shell = {
    terminal,
    typed: () => typedIn(program, words),
    reached: reachedAt(config),
    premises: (dataDir) => premisesOf({ ...config, dataDir: dataDir ?? config.dataDir }),
    withCtx: async (work) => {
      const wired = wire(config);
      if (!wired.ok) return sayRefusals(terminal, wired.refusals);
      try {
        return await work(wired.value.ctx);
      } finally {
        wired.value.close();
      }
    },
  };
  const program = new Command('loa')
    .description('Loa: lịch phát thanh cho đài và loa · broadcast scheduling for radio and loudspeakers')
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: (text) => (text.startsWith('error:') ? undefined : terminal.err(text)),
    });
  program
    .command('serve')
    .description('chạy dịch vụ · run the service')
    .option('--port <n>')
    .option('--host <h>')
    .option('--bundled', 'áp dụng schedules/ và nhận media/ khi khởi động · load what ships with Loa first')
    .action(async (options: { port?: string; host?: string; bundled?: true }) => {
      const given = readConfig({
        ...(options.port === undefined ? {} : { LOA_PORT: options.port }),
        ...(options.host === undefined ? {} : { LOA_HOST: options.host }),
      });
      if (!given.ok) return done(sayRefusals(terminal, given.refusals));
      const { serve } = await import('./main.ts');
      const host = options.host === undefined ? config.host : given.value.host;
      const port = options.port === undefined ? config.port : given.value.port;
      done(await serve(terminal, { ...config, host, port }, options.bundled === true));
    });
  const { lang, signal } = terminal;
  const machine = {
    look: systemLook,
    random: systemRandom.bytes,
    ...{ lang, signal },
    say: (line: string): void => terminal.out(`${line}\n`),
  };
  const site: SiteOffice = {
    isEnrolled: async (...asked) => (await import('./site/office.ts')).enrolledIn(...asked, machine),
    enrol: async (...asked) => (await import('./site/office.ts')).enrolIn(...asked, machine),
    join: async (asked) => (await import('./site/office.ts')).join(asked, machine),
    run: async (asked) => (await import('./site/office.ts')).run(asked, machine),
    carry: async (asked) => (await import('./site/office.ts')).carry(asked),
    status: async (folder) => (await import('./site/office.ts')).status(folder, machine),
  };
  const tools = {
    verify: verifyEd25519,
    hash: sha256,
    anchors,
    site,
    importPackage: async (wanted: PackageToImport) => (await import('./site/import-package.ts')).importPackage(wanted),
  };
  for (const { load } of asked(commandsOf(tools), words, HERE)) (await load())(program, shell, done);
  addWitness(program, shell, done, {
    folder: join(config.dataDir, 'witness'),
    init: async (folder, name) => (await import('./witness/key-file.ts')).initWitness(folder, name),
    run: async (asked) => {
      const [{ runWitness }, { listen }] = await Promise.all([import('./witness/run.ts'), import('./http/serve.ts')]);
      const say = (line: string): void => terminal.err(`${line}\n`);
      return runWitness(asked, { listen, now: systemClock.instant, lang, say, signal });
    },
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    // A command that only holds others was typed alone: its help has just been said.
    if (error.code === 'commander.help') return EXIT.usage;
    return misused(shell, error.message);
  }
  return exit;
};

process.exitCode = await run(process.argv.slice(2));
