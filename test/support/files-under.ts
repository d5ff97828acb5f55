/** What lies in a folder, for seeing that nothing was left. */
import { readdirSync } from 'node:fs';

/** Names of all files under a folder, relative to it; none when it is not there. */
export const filesUnder = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
};
