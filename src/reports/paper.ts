/**
 * What printed papers have in common: A4, fonts that lie in the file, Khmer letters beside Latin ones, rules between rows.
 *
 * The same words give the same bytes. It asks no network and no file but the fonts.
 */
import { fileURLToPath } from 'node:url';
import type pdfmakeOf from 'pdfmake';
import { mendMarks } from './khmer-marks.ts';

const fontFile = (name: string): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/${name}`));
const LATIN = {
  normal: fontFile('be-vietnam-pro/400Regular/BeVietnamPro_400Regular.ttf'),
  bold: fontFile('be-vietnam-pro/700Bold/BeVietnamPro_700Bold.ttf'),
};
const KHMER = {
  normal: fontFile('noto-sans-khmer/400Regular/NotoSansKhmer_400Regular.ttf'),
  bold: fontFile('noto-sans-khmer/700Bold/NotoSansKhmer_700Bold.ttf'),
};
const FILES: ReadonlySet<string> = new Set([...Object.values(LATIN), ...Object.values(KHMER)]);

/** Khmer letters, with what may stand between and after them. */
const KHMER_RUN = /([\u1780-\u17ff\u19e0-\u19ff\u200b-\u200d]+)/;

/** Khmer has no spaces between words: a zero-width one lets a long title wrap. */
const breakable = (khmer: string): string =>
  [...new Intl.Segmenter('km', { granularity: 'word' }).segment(khmer)].map(({ segment }) => segment).join('\u200b');

/** Every run in the font that has its letters. */
export const inFonts = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .split(KHMER_RUN)
    .map((run, n) => (n % 2 === 1 ? { text: breakable(run), font: 'Khmer' } : { text: run, font: 'Latin' }))
    .filter((run) => run.text !== '');

/** Digits of one width, so that times stand under each other. */
export const figures = (text: string, bold = false) => ({
  text,
  bold,
  fontFeatures: ['tnum' as const],
  noWrap: !text.includes('('),
});

export const RULES = {
  hLineWidth: (line: number) => (line === 1 ? 0.8 : 0.3),
  vLineWidth: () => 0,
  hLineColor: () => '#888888',
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
  paddingLeft: () => 3,
  paddingRight: () => 3,
};

/** Opens the Khmer font with a letter that needs no mark, to mend how marks are laid. */
const openKhmer = async (pdfmake: typeof pdfmakeOf): Promise<void> => {
  const opened = await pdfmake.createPdf({ content: 'ក', defaultStyle: { font: 'Khmer' } }).getStream();
  mendMarks((opened as unknown as { fontCache: { Khmer: { normal: unknown } } }).fontCache.Khmer.normal);
};

/** A paper as PDF. `made`: the date that it bears, 'YYYY-MM-DD'; no clock is asked. */
export const paper = async (
  document: Readonly<Record<string, unknown>>,
  { title, made }: { readonly title: string; readonly made: string },
): Promise<Uint8Array<ArrayBuffer>> => {
  // Loaded when a paper is wanted: with its fonts' engine it takes longer than most commands do.
  const { default: pdfmake } = await import('pdfmake');
  pdfmake.setFonts({ Latin: LATIN, Khmer: KHMER });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => FILES.has(path));
  await openKhmer(pdfmake);
  const whole = {
    pageSize: 'A4',
    info: { title, creationDate: new Date(`${made}T00:00:00Z`), producer: 'Loa', creator: 'Loa' },
    defaultStyle: { font: 'Latin', fontSize: 10, lineHeight: 1.15 },
    ...document,
  };
  return new Uint8Array(await pdfmake.createPdf(whole).getBuffer());
};
