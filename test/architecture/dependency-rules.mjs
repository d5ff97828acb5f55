/**
 * Who may import whom, as dependency-cruiser reads it: a person's summary is docs/architecture.md.
 *
 * The table below is a list of what is allowed; everything else is refused, so a new library or a new
 * folder is a decision somebody writes here. Nothing in this file looks at code: it is data for the tool.
 *
 *   npx depcruise --config test/architecture/dependency-rules.mjs src media test
 */

/** A package, wherever node_modules is (tests run the same rules on a copy with a linked node_modules). */
const npm = (name) => `(^|/)node_modules/${name}/`;
/** Built-in modules as the tool names them: without `node:`. */
const builtin = (...names) => `^(node:)?(${names.join('|')})$`;

const FILES = builtin('fs', 'fs/promises', 'path', 'url', 'os');
const STREAMS = builtin(
  'stream',
  'stream/promises',
  'stream/web',
  'buffer',
  'zlib',
  'util',
  'events',
  'string_decoder',
);
const TIMERS = builtin('timers', 'timers/promises');
const PROCESSES = builtin('child_process', 'readline');
const THREADS = builtin('worker_threads');
const CALLS = builtin('async_hooks');
const HASHES = builtin('crypto');

/**
 * The core's words: its types, and what makes and reads a value of them. A border may speak them (a branded date
 * cannot be had without its parser); what decides anything, it reaches through an operation.
 */
const WORDS = '^src/core/((result|refusal|ids|text)|time/(local|moment)|playlist/profile|access/(model|network))\\.ts$';

/** Types only: erased before the program runs, so the folder knows the shape and cannot call the thing. */
const TYPES = ['type-only', 'type-import'];

/**
 * folder → why, what it may import, and what it may name as a type without importing the thing itself.
 * A folder may always import itself.
 */
const FOLDERS = {
  core: {
    why: 'The core is values in, values out: a file, a clock or a library in here is a bug that no test can pin down.',
    may: [],
  },
  contract: {
    why: 'The contract parses and prints wire shapes for every border; it knows the core and zod, and no border.',
    may: ['^src/core/', npm('zod')],
  },
  store: {
    why: 'The store is SQLite and nothing else; it decides nothing that the core could decide.',
    may: ['^src/core/', npm('better-sqlite3'), FILES, HASHES],
    types: [npm('drizzle-orm')],
  },
  audio: {
    why: 'Audio is ffmpeg and sound files and nothing else; it does not know who asked or where the answer is kept.',
    may: ['^src/core/', npm('fluent-ffmpeg'), FILES, STREAMS, TIMERS, PROCESSES, THREADS, CALLS, HASHES],
  },
  secrets: {
    why: 'What must not leak is made and checked in one small place, by node:crypto and kept libraries; it stores nothing.',
    may: ['^src/core/', npm('(otpauth|@zxcvbn-ts/language-common)'), HASHES],
  },
  output: {
    why: 'Output is where sound leaves: it plays what audio made and asks nobody.',
    may: ['^src/core/', '^src/audio/', FILES, STREAMS, TIMERS, PROCESSES],
  },
  reports: {
    why: 'A report is a pure function from a read model to bytes; a query in here would make its numbers unrepeatable.',
    may: ['^src/core/', npm('qr'), STREAMS],
  },
  operations: {
    why: 'An operation loads, asks the core and saves in one transaction; sound comes in through ctx, as a type.',
    may: ['^src/core/', '^src/store/', builtin('path')],
    types: ['^src/(anchors|audio|output|secrets)/'],
  },
  loops: {
    why: 'A loop looks and asks for one operation; rules in here would run only when nobody watches.',
    may: ['^src/operations/', WORDS, TIMERS],
    types: ['^src/core/'],
  },
  site: {
    why: 'A commune agent talks to the centre over http only; the centre’s store is on another machine.',
    may: [
      '^src/(core|contract|audio|output)/',
      '^src/secrets/ed25519\\.ts$',
      builtin('http', 'https'),
      npm('(better-sqlite3|zod)'),
      FILES,
      STREAMS,
      TIMERS,
      HASHES,
    ],
  },
  http: {
    why: 'A route validates, asks one operation and maps the answer; SQL or ffmpeg in a route skips its rules and audit.',
    may: ['^src/(operations|contract|reports)/', WORDS, npm('(hono|@hono/zod-openapi|@hono/node-server|zod)'), STREAMS],
    types: ['^src/core/', builtin('http')],
  },
  web: {
    why: 'A page shows what an operation answered and owns no rule of its own.',
    may: ['^src/(operations|contract|reports)/', WORDS, npm('(hono|zod)')],
    types: ['^src/core/'],
  },
  cli: {
    why: 'A command reads its words, asks one operation and prints; what it could do alone, http could not.',
    may: ['^src/(operations|contract|reports)/', WORDS, npm('(commander|zod)'), FILES, STREAMS, builtin('tty')],
    types: ['^src/core/'],
  },
  witness: {
    why: 'A witness is another office’s small server: it shares no store with a centre that it is to keep honest.',
    may: [
      '^src/(core|contract)/',
      '^src/secrets/ed25519\\.ts$',
      npm('(hono|better-sqlite3)'),
      builtin('fs', 'path'),
      HASHES,
    ],
    types: ['^src/http/serve\\.ts$'],
  },
  anchors: {
    why: 'Asking a witness or a time-stamp authority sends what it was given and reads the answer; what to ask, others know.',
    may: ['^src/core/', '^src/secrets/ed25519\\.ts$', FILES, PROCESSES],
  },
  browser: {
    why: 'What runs in a reader’s browser is the core and its sentences: the very code that judges here, and no server to ask.',
    may: ['^src/core/', '^src/contract/sentences/', npm('@noble/curves'), npm('@noble/hashes')],
  },
  bootstrap: {
    why: 'The bootstrap runs before anything is installed, on whatever Node the machine has.',
    may: [FILES, PROCESSES, HASHES, builtin('process', 'v8')],
  },
};

/** One file may import more than its folder: the single home of something dangerous. */
const HOMES = [
  { file: '^src/core/time/recurrence\\.ts$', in: 'core', may: [npm('rrule')] },
  {
    file: '^src/core/(evidence/|playlist/render-spec\\.ts$|access/token\\.ts$)',
    in: 'core',
    may: [npm('@noble/hashes')],
  },
  { file: '^src/contract/schedule-file/', in: 'contract', may: [npm('yaml')] },
  // It loads that package by require, which no rule sees: nothing else may.
  { file: '^src/store/drizzle\\.ts$', in: 'store', may: [builtin('module')] },
  { file: '^src/store/airlog-tree-second(-thread)?\\.ts$', in: 'store', may: [THREADS] },
  { file: '^src/reports/paper\\.ts$', in: 'reports', may: [npm('pdfmake'), builtin('url')] },
  { file: '^src/reports/(pack|xlsx)\\.ts$', in: 'reports', may: [npm('yazl'), HASHES] },
  { file: '^src/reports/unpack\\.ts$', in: 'reports', may: [npm('yauzl')] },
  { file: '^src/reports/bundle\\.ts$', in: 'reports', may: ['^src/contract/bundle-files\\.ts$'] },
  { file: '^src/reports/browser-code\\.ts$', in: 'reports', may: [npm('esbuild'), builtin('url')] },
  { file: '^src/reports/(verify-page|phone-scripts)\\.ts$', in: 'reports', may: [HASHES] },
  { file: '^src/site/package-file\\.ts$', in: 'site', may: [npm('yauzl')] },
  // A password in ffmpeg's argument list could be read by everybody on the machine.
  { file: '^src/output/icecast\\.ts$', in: 'output', may: [builtin('net')] },
  { file: '^src/site/watchdog\\.ts$', in: 'site', may: [PROCESSES] },
  { file: '^src/web/assets\\.ts$', in: 'web', may: [FILES, HASHES, STREAMS] },
];

/** The import tables as rules: one for each folder, and one for each home whose folder may not follow it. */
const layers = Object.entries(FOLDERS).flatMap(([folder, { why, may, types = [] }]) => {
  const homes = HOMES.filter((home) => home.in === folder);
  const own = `^src/${folder}/`;
  const everywhere = [own, ...may];
  const rules = [
    {
      name: `${folder}-imports-only-what-it-may`,
      comment: why,
      severity: 'error',
      from: { path: own, pathNot: homes.map((home) => home.file) },
      to: { pathNot: [...everywhere, ...types] },
    },
    ...homes.map((home, index) => ({
      name: `${folder}-home-${index + 1}-imports-only-what-it-may`,
      comment: why,
      severity: 'error',
      from: { path: home.file },
      to: { pathNot: [...everywhere, ...types, ...home.may] },
    })),
  ];
  if (types.length > 0)
    rules.push({
      name: `${folder}-knows-only-types-of`,
      comment: `${why} (Use \`import type\`.)`,
      severity: 'error',
      from: { path: own },
      to: { path: types, pathNot: everywhere, dependencyTypesNot: TYPES },
    });
  return rules;
});

export default {
  forbidden: [
    ...layers,
    {
      name: 'every-folder-has-a-row',
      comment: 'A new folder under src is a decision: give it a row in the table of this file.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: `^src/(${Object.keys(FOLDERS).join('|')})/` },
      to: {},
    },
    {
      name: 'top-of-src-is-for-the-front-door',
      comment: 'What puts nothing together belongs in a folder, where a row of the table watches it.',
      severity: 'error',
      from: {
        path: '^src/[^/]+$',
        pathNot: '^src/((main|cli|wiring|log-keys|site-keys|config|clock)\\.ts|loa\\.js)$',
      },
      to: { pathNot: ['^src/contract/', WORDS], dependencyTypesNot: TYPES },
    },
    {
      name: 'config-and-clock-stand-alone',
      comment: 'The environment and the clock are read in one file each, by nobody but the wiring.',
      severity: 'error',
      from: { path: '^src/(config|clock)\\.ts$' },
      to: { pathNot: ['^src/core/', npm('zod'), FILES, HASHES] },
    },
    {
      name: 'the-guard-imports-only-plain-js',
      comment: 'The guard runs on any Node: it may load the program only after it knows that this Node can.',
      severity: 'error',
      from: { path: '^src/loa\\.js$' },
      to: { pathNot: ['^src/bootstrap/', '^src/cli\\.ts$', FILES, PROCESSES, builtin('module', 'process')] },
    },
    {
      name: 'the-clock-is-in-ctx',
      comment: 'Time and randomness are arguments: only the wiring and the two front doors hold their source.',
      severity: 'error',
      from: { path: '^(src|media)/', pathNot: '^src/(main|cli|wiring)\\.ts$' },
      to: { path: '^src/(config|clock)\\.ts$', dependencyTypesNot: TYPES },
    },
    {
      name: 'no-cycle',
      comment: 'Files that import each other, even as types, cannot be read or tested alone.',
      severity: 'error',
      from: { path: '^(src|media|test)/' },
      to: { circular: true },
    },
    {
      name: 'nobody-goes-around-an-operation',
      comment: 'What lies within operations asks for no right; only operations, which do, may use it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/operations/' },
      to: { path: '^src/operations/within/', dependencyTypesNot: TYPES },
    },
    {
      name: 'rrule-has-one-importer',
      comment: 'rrule sees floating time, a start and a bound, from one file; anywhere else it reads the host’s zone.',
      severity: 'error',
      from: { path: '^(src|media)/', pathNot: '^src/core/time/recurrence\\.ts$' },
      to: { path: npm('rrule') },
    },
    {
      name: 'fluent-ffmpeg-has-one-importer',
      comment: 'fluent-ffmpeg is archived and misreads newer ffmpeg; one file runs it, behind our own arguments.',
      severity: 'error',
      from: { path: '^(src|media)/', pathNot: '^src/audio/ffmpeg\\.ts$' },
      to: { path: npm('fluent-ffmpeg') },
    },
    {
      name: 'nothing-imports-the-front-door',
      comment: 'main, cli and wiring put everything together; what imports them back has no direction.',
      severity: 'error',
      from: { pathNot: '^(src/(main|cli|wiring)\\.ts|src/loa\\.js)$|^test/' },
      to: { path: '^src/(main|cli|wiring)\\.ts$' },
    },
    {
      name: 'media-imports-only-what-it-may',
      comment: 'The sound that ships is made by a script that stands beside the program, not in it.',
      severity: 'error',
      from: { path: '^media/' },
      to: { pathNot: ['^media/', '^src/core/', npm('yaml'), FILES, STREAMS, PROCESSES, HASHES, builtin('process')] },
    },
    {
      name: 'program-does-not-import-tests',
      comment: 'What tests need would be installed on a customer’s machine.',
      severity: 'error',
      from: { path: '^(src|media)/' },
      to: { path: '^test/' },
    },
    {
      name: 'program-uses-no-development-packages',
      comment: 'A package the program needs belongs under dependencies. (Types of packages are erased.)',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: npm('@types') },
    },
    {
      name: 'every-package-is-declared',
      comment: 'A package that is only there because another one brought it goes when that one changes its mind.',
      severity: 'error',
      from: { path: '^(src|media|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-bundled', 'undetermined'] },
    },
    {
      name: 'everything-resolves',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: { path: '^(src|media|test)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'tests-stand-alone',
      comment: 'A kind of test imports the program, its own folder, test/support and test/vectors, not another kind’s.',
      severity: 'error',
      from: { path: '^test/([^/]+)/' },
      to: { path: '^test/', pathNot: '^test/($1|support|vectors)/' },
    },
  ],
  options: {
    // Type imports count: a cycle of types is a cycle for whoever reads the code.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
