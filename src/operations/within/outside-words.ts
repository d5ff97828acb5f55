/** Names and people's own words, kept beside the air log with their salts, where they can be erased without touching an entry. */
import type { Caller } from '../../core/access/model.ts';
import { saltedHash } from '../../core/evidence/entry.ts';
import type { Sha256 } from '../../core/ids.ts';
import { nfc } from '../../core/text.ts';
import type { Erasable } from '../../store/airlog.ts';
import type { Ctx } from '../context.ts';

/** Who has signed in speaks in their own name; a telephone or a program says whose word it brings. */
export const spokenName = (caller: Caller, by: string | null): string | null =>
  caller.kind === 'person' ? caller.name : by;

/** Puts a person's words with `texts` and answers the salted hash that stands for them in the log; null: no words. */
export const outside = (ctx: Pick<Ctx, 'random'>, texts: Erasable[], words: string | null): Sha256 | null => {
  if (words === null || words.trim() === '') return null;
  const text = nfc(words.trim());
  const salt = ctx.random.bytes(16);
  const hash = saltedHash(salt, text);
  texts.push({ hash, salt, text });
  return hash;
};
