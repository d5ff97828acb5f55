/** The ZIP of an offline package, as the command line writes it and HTTP sends it: the same manifest and days are the same bytes. */
import { PACKAGE, PACKAGE_FIRST } from '../core/manifest/package.ts';
import { daySheet } from './day-sheet.ts';
import { type Pack, type PackedSound, packZip } from './pack.ts';

interface Parts {
  /** 'YYYY-MM-DD', which all files bear. */
  readonly day: string;
  readonly sounds: readonly PackedSound[];
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  readonly sheet: Parameters<typeof daySheet>[0];
}

export const sitePackage = async ({ day, sounds, texts, sheet }: Parts): Promise<Pack> =>
  packZip(
    day,
    sounds,
    [
      ...texts.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) })),
      { name: PACKAGE.sheet, bytes: await daySheet(sheet, day) },
    ],
    PACKAGE_FIRST,
  );
