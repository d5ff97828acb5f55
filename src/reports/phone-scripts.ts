/** The scripts of the telephone's page: the page's own and its player's, under names that hold their hashes, and its service worker. */
import { createHash } from 'node:crypto';
import { browserCode } from './browser-code.ts';

export interface PhoneScripts {
  readonly page: string;
  /** '0123456789ab': another for any other page script. */
  readonly pageHash: string;
  /** The player's, under a name of its own: it comes after the page. */
  readonly player: string;
  readonly playerHash: string;
  readonly worker: string;
}

let made: Promise<PhoneScripts> | null = null;

/** Made when the first telephone asks; what could not be made is tried again. */
export const phoneScripts = (): Promise<PhoneScripts> => {
  made ??= build().catch((error: unknown) => {
    made = null;
    throw error;
  });
  return made;
};

const build = async (): Promise<PhoneScripts> => {
  const { page, player, worker } = await browserCode({
    page: 'phone/main.ts',
    player: 'phone-player/main.ts',
    worker: 'phone-worker/main.ts',
  });
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { page, player, worker, pageHash: hash(page), playerHash: hash(player) };
};
