/** What the page of jobs says in English: the same keys, or it does not compile. */
import type { jobsVi } from './jobs-vi.ts';

export const jobsEn: typeof jobsVi = {
  jobs: {
    title: 'Jobs',
    lead: 'Loa renders the sound of each session ahead. Here is what is being made, what waits, and what failed and why.',
    none: 'Nothing is being made or waits.',
    refresh: 'Look again',
    groups: {
      running: 'Being made',
      waiting: 'Waiting',
      failed: 'Failed',
      cancelled: 'Cancelled',
      done: 'Done lately',
    },
    states: {
      waiting: 'waiting',
      running: 'being made',
      resting: 'to be tried again',
      done: 'done',
      failed: 'failed',
      cancelled: 'cancelled',
    },
    stopping: 'stopping',
    number: (id) => `Job ${id}`,
    asked: (at) => `asked for at ${at}`,
    ended: (at) => `ended at ${at}`,
    attempt: (count) => (count === 1 ? 'tried once' : `tried ${count} times`),
    nextTry: (at) => `Tried again by itself at ${at}.`,
    share: (percent) => `${percent}%`,
    progressOf: (label) => `Progress: ${label}`,
    cancel: 'Cancel',
    cancelOne: (label) => `Cancel: ${label}`,
    retry: 'Try again',
    retryOne: (label) => `Try again: ${label}`,
    told: {
      cancel: 'Asked to cancel. What is being made stops within about a second.',
      retry: 'The job waits again.',
    },
  },
};
