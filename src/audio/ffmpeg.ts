/**
 * Runs a plan on our own files through fluent-ffmpeg: the one file that knows that library.
 *
 * The library (archived in 2025) is only a runner here. It builds no arguments, picks no formats, and reads
 * no progress: its 'progress' event makes it probe the first input behind our back, so the running line is
 * read from stderr, which is kept whole. Strangers' files never come here (process.ts).
 */
import fluent from 'fluent-ffmpeg';
import type { Result } from '../core/result.ts';
import { refuse } from '../core/result.ts';
import { type FfmpegPlan, fileArgument, outputArgument } from './arguments/plan.ts';
import { type Ending, judge, keepMessages, progressIn, type RunOptions, toolMissing } from './outcome.ts';
import { niceness } from './urgency.ts';

/**
 * The same command that `argv(plan)` describes, not yet started. Options go in one by one: as an array, the
 * library would cut those with a space in two.
 */
export const commandOf = (plan: FfmpegPlan): fluent.FfmpegCommand => {
  const command = fluent({ niceness: niceness() });
  for (const input of plan.inputs) {
    command.input(fileArgument(input.path));
    command.inputOptions(...input.options);
  }
  if (plan.filter !== null) command.complexFilter(plan.filter);
  for (const output of plan.outputs) {
    command.output(outputArgument(output));
    command.outputOptions(...output.options);
  }
  return command;
};

/**
 * Runs ffmpeg to its end and answers with everything it said. Refuses with audio.tool-missing, audio.failed,
 * audio.timeout, audio.cancelled, data.full. After the answer no process is left.
 */
export const runPlan = (ffmpeg: string, plan: FfmpegPlan, options: RunOptions): Promise<Result<string>> =>
  new Promise((resolve) => {
    if (options.signal?.aborted) {
      resolve(refuse('audio.cancelled', { what: options.what }));
      return;
    }
    const command = commandOf(plan).setFfmpegPath(ffmpeg);
    const messages = keepMessages();
    let stopped: Ending['stopped'] = null;
    const stop = (why: Ending['stopped']) => {
      stopped ??= why;
      command.kill('SIGKILL');
    };
    const cancel = () => stop('cancelled');
    const timer = setTimeout(() => stop('timeout'), options.timeoutSeconds * 1000);
    const end = (code: number | null, error?: Error) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', cancel);
      if (stopped === null && error && /ENOENT|exited with code 127|Cannot find ffmpeg/.test(error.message)) {
        resolve(toolMissing(ffmpeg));
        return;
      }
      const said = error ? `${messages.text()}\n${error.message}` : messages.text();
      resolve(judge({ code, stopped, messages: said }, options));
    };
    command
      // Stopped before the process was there: stop it as soon as it is.
      .on('start', () => {
        if (stopped !== null) command.kill('SIGKILL');
      })
      .on('stderr', (line: string) => {
        messages.add(`${line}\n`);
        const seconds = options.onProgress ? progressIn(line) : null;
        if (seconds !== null) options.onProgress?.(seconds);
      })
      .on('end', () => end(0))
      .on('error', (error: Error) => end(1, error));
    options.signal?.addEventListener('abort', cancel, { once: true });
    command.run();
  });
