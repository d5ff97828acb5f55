/** `loa jobs`: what is being made and how far it is; cancelling a job and trying one again. */
import type { Command } from 'commander';
import { jobJson, percentOf } from '../contract/api-jobs.ts';
import { type Lang, sentenceOf } from '../contract/sentences/index.ts';
import type { Ctx } from '../operations/context.ts';
import { cancelJob, retryJob } from '../operations/jobs/change-job.ts';
import { type ListedJob, listJobs } from '../operations/jobs/list-jobs.ts';
import { answer, clockIn, type Form, misused, numberOption } from './answers.ts';
import { jobMessages } from './job-messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface ListForm extends Form {
  readonly watch?: true;
}

export const addJobs = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const jobs = program
    .command('jobs')
    .description('việc đang làm và đang chờ · jobs being done and waiting')
    .option('--watch', 'theo dõi đến khi xong hết · follow until nothing is left')
    .option('--json', 'JSON')
    .action(async (form: ListForm) => done(await list(shell, form)));
  for (const [verb, description] of [
    ['cancel', 'hủy một việc · cancel a job'],
    ['retry', 'thử lại một việc · try a job again'],
  ] as const)
    jobs
      .command(`${verb} <id>`)
      .description(description)
      .option('--json', 'JSON')
      // The command above has an option of this name too, which takes it.
      .action(async (id: string, _form: Form, command: Command) =>
        done(await change(shell, verb, id, command.optsWithGlobals<Form>())),
      );
};

const LIMIT = 200;
const WATCH_MS = 1000;
const OPEN: readonly ListedJob['state'][] = ['waiting', 'running', 'resting'];

/** Until the next look, or until the command is told to stop. */
const rest = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, WATCH_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

const lineOf = (job: ListedJob, lang: Lang, clock: (instant: string) => string): string[] => {
  const say = jobMessages(lang);
  const name = job.label || job.kindLabel?.[lang] || job.kind;
  const state = job.stopping ? say.stopping : say.states[job.state];
  const share = job.state === 'running' ? ` ${percentOf(job)}%` : '';
  return [
    `${job.id}  ${state}${share} · ${name}`,
    ...job.refusals.map((refusal) => `    ${sentenceOf(refusal, lang)} [${refusal.code}]`),
    ...(job.nextTryAt === null ? [] : [`    ${say.nextTry(clock(job.nextTryAt))}`]),
  ];
};

const list = (shell: Shell, form: ListForm): Promise<Exit> =>
  shell.withCtx(async (ctx: Ctx) => {
    const { terminal } = shell;
    const say = jobMessages(terminal.lang);
    const clock = clockIn(ctx, terminal.lang);
    const look = () => listJobs(ctx, { states: [], limit: LIMIT });
    const told = new Map<number, string>();
    let found = look();
    while (form.watch && found.ok && !terminal.signal.aborted) {
      for (const job of found.value.jobs.toReversed()) {
        const text = lineOf(job, terminal.lang, clock).join('\n');
        if (told.get(job.id) === text || (!told.has(job.id) && !OPEN.includes(job.state))) continue;
        told.set(job.id, text);
        terminal.err(`${text}\n`);
      }
      if (!found.value.jobs.some(({ state }) => OPEN.includes(state))) break;
      await rest(terminal.signal);
      found = look();
    }
    if (!found.ok) return sayRefusals(terminal, found.refusals);
    const { jobs } = found.value;
    if (form.json) sayJson(terminal, { jobs: jobs.map(jobJson), next: found.value.next });
    else if (!form.watch) {
      for (const job of jobs) for (const line of lineOf(job, terminal.lang, clock)) terminal.out(`${line}\n`);
      terminal.err(`${say.count(jobs.filter(({ state }) => OPEN.includes(state)).length)}\n`);
    }
    return EXIT.done;
  });

const change = (shell: Shell, verb: 'cancel' | 'retry', text: string, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const id = numberOption(text);
    const say = jobMessages(shell.terminal.lang);
    if (id === null) return misused(shell, say.notNumber(text));
    const changed = (verb === 'cancel' ? cancelJob : retryJob)(ctx, { id });
    return answer(shell, form, changed, () => ({ err: [say[verb](id)] }));
  });
