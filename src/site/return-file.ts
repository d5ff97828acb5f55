/** `loa site return`: the rows that have no receipt yet, signed as they were written, in one file for a stick or a messenger. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { returnFileText } from '../contract/return-file.ts';
import { ok, type Result } from '../core/result.ts';
import { asciiSlug } from '../core/text.ts';
import { readSiteFolder } from './folder.ts';
import { openSiteStore } from './store.ts';
import { writeText, written } from './whole-file.ts';

export interface ReturnAsked {
  readonly folder: string;
  /** A file, or a folder in which it gets a name of its own. */
  readonly to: string;
}

export interface Returned {
  /** null: nothing waits, and nothing was written. */
  readonly file: string | null;
  readonly rows: number;
  readonly device: string;
}

/** May be done while the player runs; the rows stay at the site. Refuses with site.folder, data.*, database.damaged, file.unwritable. */
export const returnRows = ({ folder, to }: ReturnAsked): Result<Returned> => {
  const site = readSiteFolder(folder);
  if (!site.ok) return site;
  const { channel, device, key } = site.value;
  const store = openSiteStore(folder, key);
  if (!store.ok) return store;
  try {
    const rows = store.value.unsettled();
    const [first, last] = [rows[0]?.n, rows.at(-1)?.n];
    if (first === undefined || last === undefined) return ok({ file: null, rows: 0, device });
    const isFolder = statSync(to, { throwIfNoEntry: false })?.isDirectory() === true;
    const file = isFolder ? join(to, `mang-ve-${asciiSlug(channel)}-${device}-${first}-${last}.loa-rows`) : to;
    const text = returnFileText({ channel, device, publicKey: key.publicKey }, rows);
    const put = written(file, () => writeText(file, text, 0o644));
    return put.ok ? ok({ file, rows: rows.length, device }) : put;
  } finally {
    store.value.close();
  }
};
