/** The sound files that paths mean: files as they are, folders with all that lies in them. It opens none of them. */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from '../core/refusal.ts';
import { refusal } from '../core/result.ts';

/** What a folder is searched for; a file named outright is tried whatever it is called. */
const SOUND = /\.(?:wav|w64|aiff?|mp3|m4a|m4b|aac|mp4|m4v|mov|3gp|ogg|oga|opus|flac|mka|mkv|webm)$/i;

export interface FoundSounds {
  readonly files: string[];
  /** What could not be looked at; the rest is there all the same. */
  readonly refusals: Refusal[];
}

/**
 * In order of name, each once. Links are followed, but no folder is entered twice, so that one that leads to itself ends;
 * what begins with a dot is left out.
 */
export const soundsIn = (paths: readonly string[]): FoundSounds => {
  const refusals: Refusal[] = [];
  const files = new Set<string>();
  const entered = new Set<string>();
  const look = (path: string, named: boolean): void => {
    try {
      if (!statSync(path).isDirectory()) {
        if (named || SOUND.test(path)) files.add(path);
        return;
      }
      const real = realpathSync(path);
      if (entered.has(real)) return;
      entered.add(real);
      for (const name of readdirSync(path).sort()) if (!name.startsWith('.')) look(join(path, name), false);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      // A dangling link that is not even called a sound is nobody's loss.
      if (named || reason === 'EACCES' || SOUND.test(path))
        refusals.push(refusal('file.unreadable', { path, reason }, { file: path }));
    }
  };
  for (const path of paths) look(path, true);
  return { files: [...files], refusals };
};
