/**
 * Sites that ask every half minute whether their manifest is still the newest, each by a connection and a token of its own.
 *
 * Alone with other sizes: node test/bench/polling.ts [--sites 10000] [--every 30] [--rounds 3].
 */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { serving, siteToken } from './centre-process.ts';
import type { Row, Subject } from './measure.ts';

const SCRIPT = join(import.meta.dirname, 'centre-process.ts');

interface Site {
  readonly path: string;
  readonly agent: Agent;
  readonly token: string;
  tag: string | null;
}

interface Answer {
  readonly status: number;
  readonly milliseconds: number;
}

const TRIES = 5;
const AGAIN_MS = 1000;

/** From the first byte sent, a connection included, to the last byte of the answer; whoever is turned away waits and comes again. */
const poll = async (port: number, site: Site): Promise<Answer> => {
  const began = performance.now();
  for (let n = 1; ; n += 1)
    try {
      const status = await asked(port, site);
      return { status, milliseconds: performance.now() - began };
    } catch (error) {
      if (n === TRIES) throw error;
      await pause(AGAIN_MS);
    }
};

const asked = (port: number, site: Site): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${site.token}`,
      ...(site.tag === null ? {} : { 'if-none-match': site.tag }),
    };
    request({ host: '127.0.0.1', port, path: site.path, agent: site.agent, headers }, (response) => {
      site.tag = response.headers.etag ?? site.tag;
      response
        .resume()
        .once('error', reject)
        .once('end', () => resolve(response.statusCode ?? 0));
    })
      .once('error', reject)
      .end();
  });

/** One round of all sites, spread evenly over `every` seconds. */
const round = async (port: number, sites: readonly Site[], every: number): Promise<Answer[]> => {
  const began = performance.now();
  const asked: Promise<Answer>[] = [];
  for (const [n, site] of sites.entries()) {
    const due = (n * every * 1000) / sites.length;
    const early = due - (performance.now() - began);
    if (early > 1) await pause(early);
    asked.push(poll(port, site));
  }
  return Promise.all(asked);
};

const measured = async (count: number, every: number, rounds: number): Promise<Row[]> => {
  const data = mkdtempSync(join(tmpdir(), 'loa-polling-'));
  let child: ReturnType<typeof serving> | undefined;
  try {
    execFileSync(process.execPath, [SCRIPT, 'fill', data, String(count)], { stdio: ['ignore', 'inherit', 'inherit'] });
    child = serving(data);
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const port = Number(new URL((await lines.next()).value as string).port);
    const sites = Array.from(
      { length: count },
      (_, n): Site => ({
        path: `/api/v1/channels/loa-${n}/manifest`,
        agent: new Agent({ keepAlive: true }),
        token: siteToken(n),
        tag: null,
      }),
    );
    const first = await round(port, sites, every);
    if (first.some(({ status }) => status !== 200))
      throw new Error(`${first.filter(({ status }) => status !== 200).length} sites got no manifest`);
    const answers: Answer[] = [];
    for (let n = 0; n < rounds; n += 1) answers.push(...(await round(port, sites, every)));
    const wrong = answers.filter(({ status }) => status !== 304).length;
    if (wrong > 0) throw new Error(`${wrong} of ${answers.length} polls were not answered 304`);
    child.kill('SIGTERM');
    const { megabytes, seconds } = JSON.parse((await lines.next()).value as string) as {
      megabytes: number;
      seconds: number;
    };
    await once(child, 'close');
    const took = (all: readonly Answer[], part: number): number =>
      all.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)[Math.floor(part * (all.length - 1))] ??
      Number.NaN;
    const what = `${count} sites ask every ${every} s, ${answers.length} answers`;
    const limit = 'the limit that was set';
    return [
      { what: `${what}: 99 of 100 within`, ours: took(answers, 0.99), theirs: 50, unit: 'ms', baseline: limit },
      { what: 'the same, the middle one', ours: took(answers, 0.5), theirs: 50, unit: 'ms', baseline: limit },
      {
        what: 'their first manifests, 99 of 100 within',
        ours: took(first, 0.99),
        theirs: 50,
        unit: 'ms',
        baseline: limit,
      },
      { what: 'memory of the one process', ours: megabytes, theirs: 300, unit: 'MB', baseline: limit },
      {
        what: 'its processor time',
        ours: seconds,
        theirs: (rounds + 1) * every,
        unit: 's',
        baseline: 'one core for as long',
      },
    ];
  } finally {
    child?.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
};

export const polling: Subject = () => measured(10_000, 30, 3);

if (import.meta.main) {
  const { values } = parseArgs({
    options: { sites: { type: 'string' }, every: { type: 'string' }, rounds: { type: 'string' } },
  });
  for (const row of await measured(
    Number(values.sites ?? 10_000),
    Number(values.every ?? 30),
    Number(values.rounds ?? 3),
  ))
    process.stdout.write(
      `${row.what}: ${row.ours.toFixed(1)} ${row.unit} (${row.theirs} ${row.unit} ${row.baseline})\n`,
    );
}
