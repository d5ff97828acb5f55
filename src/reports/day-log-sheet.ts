/**
 * The printed "Sổ nhật ký phát sóng" of one day, as PDF: A4 across, the head of a Vietnamese official paper, a table for each channel,
 * room to sign, and the day's checkpoint as text and as a QR code.
 */
import { figures, inFonts, paper, RULES } from './paper.ts';
import { qrRuns } from './qr.ts';

interface Row {
  readonly number: string;
  readonly planned: string;
  readonly started: string;
  readonly title: string;
  /** Genre, language and what it belongs to; may be empty. */
  readonly about: string;
  readonly length: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly evidence: string;
  readonly entries: string;
  readonly session: string;
}

interface Table {
  readonly channel: string;
  readonly rows: readonly Row[];
}

export interface LogSheet {
  /** 'YYYY-MM-DD'. */
  readonly day: string;
  /** Empty: several, or none. */
  readonly superior: string;
  readonly station: string;
  readonly country: string;
  readonly motto: string;
  readonly title: string;
  readonly date: string;
  readonly about: string;
  /** Said while the day is not closed. */
  readonly open: string | null;
  readonly head: Readonly<Record<Exclude<keyof Row, 'about' | 'reason' | 'session'>, string>>;
  readonly none: string | null;
  readonly planned: readonly Table[];
  readonly unplannedHeading: string;
  readonly unplanned: readonly Table[];
  readonly total: string;
  readonly notes: readonly string[];
  readonly eventsHeading: string;
  readonly events: readonly { readonly time: string; readonly text: string; readonly entry: string }[];
  readonly noEvents: string;
  readonly place: string;
  readonly signers: readonly (readonly [who: string, how: string])[];
  readonly seal: {
    readonly heading: string;
    readonly short: string;
    readonly lines: readonly (readonly [name: string, value: string])[];
    readonly hint: string;
    readonly note: string;
  } | null;
  readonly noSeal: string;
  readonly foot: string;
  readonly page: (page: number, pages: number) => string;
}

const capitals = (text: string): string => text.toLocaleUpperCase('vi');

/** A rule under a line of the head; what stands in the middle is put there by its width. */
const underline = (width: number) => ({
  canvas: [{ type: 'line', x1: 0, y1: 3, x2: width, y2: 3, lineWidth: 0.7 }],
});

const HALF = 300;

const headOf = ({ superior, station, country, motto }: LogSheet) => ({
  columns: [
    {
      width: HALF,
      stack: [
        ...(superior === '' ? [] : [{ text: inFonts(capitals(superior)), fontSize: 11 }]),
        { text: inFonts(capitals(station)), bold: true, fontSize: 11 },
        underline(90),
      ],
      alignment: 'center' as const,
    },
    { width: '*', text: '' },
    {
      width: HALF,
      stack: [
        { text: capitals(country), bold: true, fontSize: 11 },
        { text: motto, bold: true, fontSize: 12 },
        underline(160),
      ],
      alignment: 'center' as const,
    },
  ],
});

const titleOf = ({ title, date, about, open }: LogSheet) => [
  { text: capitals(title), bold: true, fontSize: 16, alignment: 'center', margin: [0, 14, 0, 0] },
  { text: date, fontSize: 12, alignment: 'center' },
  { text: inFonts(about), fontSize: 11, alignment: 'center', margin: [0, 0, 0, open === null ? 6 : 0] },
  ...(open === null ? [] : [{ text: open, bold: true, alignment: 'center' as const, margin: [0, 0, 0, 6] as const }]),
];

const WIDTHS = [24, 50, 50, '*', 42, 116, 138, 44];

const small = (text: string) =>
  text === '' ? [] : [{ text: '\n' }, ...inFonts(text).map((run) => ({ ...run, fontSize: 8 }))];

const tableOf = ({ head }: LogSheet, { rows }: Table) => ({
  table: {
    headerRows: 1,
    dontBreakRows: true,
    keepWithHeaderRows: 2,
    widths: WIDTHS,
    body: [
      [head.number, head.planned, head.started, head.title, head.length, head.verdict, head.evidence, head.entries].map(
        (text) => ({ text, bold: true, fontSize: 9, alignment: 'center' as const, fillColor: '#eeeeee' }),
      ),
      ...[...Map.groupBy(rows, ({ session }) => session)].flatMap(([session, some]) => [
        [{ text: inFonts(session), colSpan: 8, bold: true, fillColor: '#f7f7f7' }, {}, {}, {}, {}, {}, {}, {}],
        ...some.map((row) => [
          { ...figures(row.number), alignment: 'center' as const },
          figures(row.planned),
          figures(row.started),
          { text: [...inFonts(row.title), ...small(row.about)] },
          { ...figures(row.length), alignment: 'right' as const },
          { text: [{ text: row.verdict }, ...small(row.reason ?? '')] },
          { text: row.evidence, fontSize: 8.5 },
          { text: row.entries, alignment: 'center' as const, fontSize: 9 },
        ]),
      ]),
    ],
  },
  layout: { ...RULES, vLineWidth: () => 0.3, vLineColor: () => '#888888' },
});

const tablesOf = (sheet: LogSheet, tables: readonly Table[], heading: string | null) =>
  tables.flatMap((table, n) => [
    ...(heading !== null && n === 0 ? [headingOf(heading)] : []),
    ...(tables.length > 1 ? [headingOf(table.channel)] : []),
    tableOf(sheet, table),
  ]);

const headingOf = (text: string) => ({
  text: inFonts(text),
  bold: true,
  fontSize: 11,
  margin: [0, 8, 0, 3],
  headlineLevel: 1,
});

const eventsOf = ({ eventsHeading, events, noEvents }: LogSheet) =>
  events.length === 0
    ? [{ text: [{ text: `${eventsHeading}: `, bold: true }, { text: noEvents }], margin: [0, 4, 0, 0] }]
    : [
        headingOf(eventsHeading),
        ...events.map(({ time, text, entry }) => ({
          columns: [
            { width: 60, ...figures(time) },
            { width: '*', text: inFonts(text) },
            { width: 70, text: entry, alignment: 'right' as const },
          ],
          margin: [0, 0, 0, 1],
        })),
      ];

const signing = ({ place, signers }: LogSheet) => ({
  unbreakable: true,
  margin: [0, 10, 0, 0],
  columns: signers.map(([who, how], n) => ({
    stack: [
      // Place and date stand above the last who signs.
      { text: n === signers.length - 1 ? place : ' ' },
      { text: capitals(who), bold: true },
      { text: how, fontSize: 9 },
    ],
    alignment: 'center' as const,
    margin: [0, 0, 0, 62],
  })),
});

/** Millimetres as points. */
const mm = (length: number): number => (length * 72) / 25.4;

/** Large enough that a telephone reads each module from a laser print: 0.6 mm and more for a note with a few signatures. */
const CODE = mm(46);

const codeOf = (text: string) => {
  const { size, runs } = qrRuns(text);
  const one = CODE / size;
  return {
    width: CODE + mm(6),
    canvas: runs.map(({ x, y, length }) => ({
      type: 'rect',
      x: x * one,
      y: y * one,
      w: length * one,
      // A hair more, or some readers show light between the rows.
      h: one + 0.02,
      color: 'black',
    })),
  };
};

const sealOf = ({ seal, noSeal }: LogSheet) =>
  seal === null
    ? { text: noSeal, bold: true, margin: [0, 8, 0, 0] }
    : {
        unbreakable: true,
        margin: [0, 6, 0, 0],
        columns: [
          codeOf(seal.note),
          {
            width: '*',
            margin: [6, 4, 0, 0],
            stack: [
              { text: seal.heading, bold: true, fontSize: 11 },
              { text: seal.short, bold: true, fontSize: 26, characterSpacing: 1.5, margin: [0, 2, 0, 4] },
              ...seal.lines.map(([name, value]) => ({
                columns: [
                  { width: 78, text: name },
                  { width: '*', text: value },
                ],
              })),
              { text: seal.hint, fontSize: 8.5, margin: [0, 6, 0, 0] },
            ],
          },
        ],
      };

/** The document bears its day as its date: no clock is asked. */
export const dayLogPdf = (sheet: LogSheet): Promise<Uint8Array<ArrayBuffer>> =>
  paper(
    {
      pageOrientation: 'landscape',
      pageMargins: [mm(20), mm(15), mm(15), mm(16)],
      language: 'vi',
      footer: (page: number, pages: number) => ({
        columns: [
          { width: '*', text: inFonts(sheet.foot) },
          { width: 80, text: sheet.page(page, pages), alignment: 'right' as const },
        ],
        fontSize: 8.5,
        margin: [mm(20), 12, mm(15), 0],
      }),
      // A heading does not stand alone at the foot of a page.
      pageBreakBefore: (node: { headlineLevel?: number; startPosition: { top: number } }) =>
        node.headlineLevel === 1 && node.startPosition.top > 460,
      content: [
        headOf(sheet),
        ...titleOf(sheet),
        ...(sheet.none === null ? [] : [{ text: sheet.none, margin: [0, 6, 0, 0] }]),
        ...tablesOf(sheet, sheet.planned, null),
        ...tablesOf(sheet, sheet.unplanned, sheet.unplannedHeading),
        { text: sheet.total, bold: true, margin: [0, 8, 0, 2] },
        ...sheet.notes.map((text) => ({ text, fontSize: 8.5 })),
        ...eventsOf(sheet),
        signing(sheet),
        sealOf(sheet),
      ],
    },
    { title: sheet.title, made: sheet.day },
  );
