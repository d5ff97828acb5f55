/**
 * How a command speaks: results on stdout, sentences and progress on stderr, one exit code.
 *
 * 0 done, 1 refused, 2 wrong usage, 3 a bug of ours. With --json, stdout carries one JSON document and
 * nothing else.
 */

import type { Notice } from '../contract/schedule-file/read.ts';
import type { Lang } from '../contract/sentences/index.ts';
import { noticeText, placeOf, sentenceOf } from '../contract/sentences/index.ts';
import type { Refusal } from '../core/refusal.ts';

export const EXIT = { done: 0, refused: 1, usage: 2, bug: 3 } as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

export interface Terminal {
  readonly lang: Lang;
  /** Whether stderr is a person's screen, where one line may be rewritten. */
  readonly live: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Aborts at Ctrl-C or when the process is told to stop. */
  readonly signal: AbortSignal;
}

/** Says every refusal, each with its place and code. `about`: what stands at that place, when the sentence does not say it. */
export const sayRefusals = (
  terminal: Terminal,
  refusals: readonly Refusal[],
  about: (refused: Refusal) => string | null = () => null,
): Exit => {
  for (const refused of refusals) {
    const place = refused.place === undefined ? null : placeOf(refused.place, terminal.lang);
    const sentence = sentenceOf(refused, terminal.lang);
    const name = about(refused);
    const named = name === null || sentence.includes(name) ? '' : ` (${name})`;
    const where = place === null ? '' : `${place}${named}: `;
    terminal.err(`${where}${sentence} [${refused.code}]\n`);
  }
  return refusals.some(({ code }) => code === 'usage.wrong' || code === 'config.wrong') ? EXIT.usage : EXIT.refused;
};

export const sayNotices = (terminal: Terminal, notices: readonly Notice[]): void => {
  for (const notice of notices) terminal.err(`${noticeText(notice, terminal.lang)}\n`);
};

/** One JSON document on stdout. */
export const sayJson = (terminal: Terminal, value: unknown): void =>
  terminal.out(`${JSON.stringify(value, null, 2)}\n`);

/** A line that is rewritten while work goes on; plain lines at the end of each step where nobody watches. */
export const progressLine = (terminal: Terminal): { say: (text: string) => void; end: (text: string) => void } => ({
  say: (text) => {
    if (terminal.live) terminal.err(`\r\u001b[2K${text}`);
  },
  end: (text) => terminal.err(terminal.live ? `\r\u001b[2K${text}\n` : `${text}\n`),
});
