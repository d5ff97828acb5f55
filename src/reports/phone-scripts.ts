/** The scripts of the telephone's page: the page's own, under a name that holds its hash, and its service worker. */
import { createHash } from 'node:crypto';
import { browserCode } from './browser-code.ts';

export interface PhoneScripts {
  readonly page: string;
  /** '0123456789ab': another for any other page script. */
  readonly pageHash: string;
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
  const { page, worker } = await browserCode({ page: 'phone/main.ts', worker: 'phone-worker/main.ts' });
  return { page, worker, pageHash: createHash('sha256').update(page).digest('hex').slice(0, 12) };
};
