/**
 * The printed A4 list of a pack, as PDF: one day begins on a page, a session is a table with its times in a column.
 *
 * Its fonts are in the file, so that it reads the same on any machine; the same words give the same bytes. It asks no
 * network and no file but the fonts, and knows no rules of what airs.
 */
import { fileURLToPath } from 'node:url';
import type pdfmakeOf from 'pdfmake';
import { mendMarks } from './khmer-marks.ts';

export interface SheetRow {
  /** '05:00:00', with '(24/11)' behind it on another date. */
  readonly time: string;
  readonly title: string;
  readonly length: string;
  readonly language: string;
  /** What to switch, for a relay; null otherwise. */
  readonly switching: string | null;
}

export interface SheetSession {
  readonly name: string;
  readonly span: string;
  readonly file: string;
  readonly rows: readonly SheetRow[];
  readonly absences: readonly string[];
  readonly total: string;
  readonly length: string;
  readonly proof: { readonly word: string; readonly hash: string } | null;
}

export interface Sheet {
  readonly lang: 'vi' | 'en';
  readonly title: string;
  readonly head: Pick<SheetRow, 'time' | 'title' | 'length' | 'language'>;
  readonly page: (page: number, pages: number) => string;
  /** Said at the foot of every page; null: nothing. */
  readonly checkpoint?: string | null;
  readonly days: readonly {
    readonly unit: string;
    readonly channel: string;
    readonly day: string;
    /** Said instead of sessions. */
    readonly none: string | null;
    readonly sessions: readonly SheetSession[];
  }[];
}

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
const inFonts = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .split(KHMER_RUN)
    .map((run, n) => (n % 2 === 1 ? { text: breakable(run), font: 'Khmer' } : { text: run, font: 'Latin' }))
    .filter((run) => run.text !== '');

/** Digits of one width, so that times stand under each other. */
const figures = (text: string, bold = false) => ({
  text,
  bold,
  fontFeatures: ['tnum' as const],
  noWrap: !text.includes('('),
});

const rowOf = ({ time, title, length, language, switching }: SheetRow) => {
  const bold = switching !== null;
  return [
    figures(time, bold),
    { text: [...inFonts(title), ...(switching === null ? [] : [{ text: '\n' }, ...inFonts(switching)])], bold },
    { ...figures(length, bold), alignment: 'right' as const },
    { text: inFonts(language) },
  ];
};

const RULES = {
  hLineWidth: (line: number) => (line === 1 ? 0.8 : 0.3),
  vLineWidth: () => 0,
  hLineColor: () => '#888888',
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
  paddingLeft: () => 3,
  paddingRight: () => 3,
};

const sessionOf = (session: SheetSession, head: Sheet['head']) => [
  {
    text: [{ ...figures(session.span, true) }, { text: '   ' }, ...inFonts(session.name)],
    bold: true,
    fontSize: 12,
    margin: [0, 12, 0, 1],
    headlineLevel: 1,
  },
  { text: inFonts(session.file), fontSize: 8.5, margin: [0, 0, 0, 3], headlineLevel: 1 },
  {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: [62, '*', 56, 74],
      body: [
        [head.time, head.title, head.length, head.language].map((text, n) => ({
          text,
          bold: true,
          alignment: n === 2 ? ('right' as const) : ('left' as const),
        })),
        ...session.rows.map(rowOf),
        [
          { text: session.total, bold: true, colSpan: 2 },
          {},
          { ...figures(session.length, true), alignment: 'right' as const },
          {},
        ],
      ],
    },
    layout: RULES,
  },
  ...session.absences.map((text) => ({ text: inFonts(text), fontSize: 8.5, margin: [3, 2, 0, 0] })),
  ...(session.proof === null
    ? []
    : [
        {
          columns: [
            { qr: session.proof.hash, fit: 48, width: 52, version: 5 },
            {
              text: [{ text: `${session.proof.word}\n` }, { text: session.proof.hash.replace(/(.{32})/, '$1 ') }],
              fontSize: 8,
              margin: [0, 8, 0, 0],
            },
          ],
          margin: [3, 6, 0, 0],
          unbreakable: true,
        },
      ]),
];

/** Opens the Khmer font with a letter that needs no mark, to mend how marks are laid. */
const openKhmer = async (pdfmake: typeof pdfmakeOf): Promise<void> => {
  const opened = await pdfmake.createPdf({ content: 'ក', defaultStyle: { font: 'Khmer' } }).getStream();
  mendMarks((opened as unknown as { fontCache: { Khmer: { normal: unknown } } }).fontCache.Khmer.normal);
};

/** `made`: the date that the document bears, 'YYYY-MM-DD'; no clock is asked. */
export const daySheet = async (sheet: Sheet, made: string): Promise<Uint8Array<ArrayBuffer>> => {
  // Loaded when a sheet is wanted: with its fonts' engine it takes longer than most commands do.
  const { default: pdfmake } = await import('pdfmake');
  pdfmake.setFonts({ Latin: LATIN, Khmer: KHMER });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => FILES.has(path));
  await openKhmer(pdfmake);
  const content = sheet.days.flatMap((day, n) => [
    {
      columns: [
        { text: inFonts(day.unit), bold: true },
        { text: inFonts(day.channel), alignment: 'right' as const },
      ],
      ...(n === 0 ? {} : { pageBreak: 'before' as const }),
    },
    {
      text: sheet.title.toLocaleUpperCase(sheet.lang),
      bold: true,
      fontSize: 15,
      alignment: 'center',
      margin: [0, 14, 0, 0],
    },
    { text: inFonts(day.day), fontSize: 11.5, alignment: 'center', margin: [0, 0, 0, 4] },
    ...(day.none === null ? [] : [{ text: inFonts(day.none), margin: [0, 12, 0, 0] }]),
    ...day.sessions.flatMap((session) => sessionOf(session, sheet.head)),
  ]);
  const document = {
    pageSize: 'A4',
    pageMargins: [45, 42, 45, 48],
    language: sheet.lang,
    info: { title: sheet.title, creationDate: new Date(`${made}T00:00:00Z`), producer: 'Loa', creator: 'Loa' },
    defaultStyle: { font: 'Latin', fontSize: 10, lineHeight: 1.15 },
    footer: (page: number, pages: number) => ({
      text: [sheet.page(page, pages), ...(sheet.checkpoint == null ? [] : [`   ·   ${sheet.checkpoint}`])].join(''),
      alignment: 'center',
      fontSize: 8.5,
      margin: [0, 14, 0, 0],
    }),
    // A heading does not stand alone at the foot of a page.
    pageBreakBefore: (node: { headlineLevel?: number; startPosition: { top: number } }) =>
      node.headlineLevel === 1 && node.startPosition.top > 700,
    content,
  };
  return new Uint8Array(await pdfmake.createPdf(document).getBuffer());
};
