/**
 * The printed A4 list of a pack, as PDF: one day begins on a page, a session is a table with its times in a column.
 *
 * Its fonts are in the file, so that it reads the same on any machine; the same words give the same bytes. It asks no
 * network and no file but the fonts, and knows no rules of what airs.
 */
import { figures, inFonts, paper, RULES } from './paper.ts';

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

const rowOf = ({ time, title, length, language, switching }: SheetRow) => {
  const bold = switching !== null;
  return [
    figures(time, bold),
    { text: [...inFonts(title), ...(switching === null ? [] : [{ text: '\n' }, ...inFonts(switching)])], bold },
    { ...figures(length, bold), alignment: 'right' as const },
    { text: inFonts(language) },
  ];
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

/** `made`: the date that the document bears, 'YYYY-MM-DD'; no clock is asked. */
export const daySheet = async (sheet: Sheet, made: string): Promise<Uint8Array<ArrayBuffer>> => {
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
    pageMargins: [45, 42, 45, 48],
    language: sheet.lang,
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
  return paper(document, { title: sheet.title, made });
};
