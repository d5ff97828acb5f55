import { describe, expect, test } from 'vitest';
import { importGrid } from '../../../../src/contract/schedule-import/grid.ts';
import { airing, groundAt, refused, told } from '../../../support/imports.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const take = (given: string | Uint8Array) =>
  importGrid('tuan.csv', typeof given === 'string' ? bytes(given) : given, groundAt());

/** One byte for each letter, as old programs wrote them. */
const latin = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

const HEADER = 'Giờ;Phút;Thứ Hai;Thứ Ba;Thứ Tư;Thứ Năm;Thứ Sáu;Thứ Bảy;Chủ Nhật';
const WEEK = [
  HEADER,
  '05:30;30;Bản tin địa phương;dai-hieu | ban-tin;Bản tin địa phương;dai-hieu|ban-tin;ban-tin;;',
  '17h;20 phút;;;;;;Khuyến nông;khuyen nong',
  '',
].join('\r\n');

describe('a week', () => {
  test('airs on its days what its cells say, from the first day on', () => {
    const imported = take(WEEK);
    expect(refused(imported)).toEqual([]);
    expect(airing(imported, '2025-04-01', '2025-04-13')).toEqual([
      '2025-04-07T05:30:00 1800 ban-tin',
      '2025-04-08T05:30:00 1800 dai-hieu+ban-tin',
      '2025-04-09T05:30:00 1800 ban-tin',
      '2025-04-10T05:30:00 1800 dai-hieu+ban-tin',
      '2025-04-11T05:30:00 1800 ban-tin',
      '2025-04-12T17:00:00 1200 nong-nghiep',
      '2025-04-13T17:00:00 1200 nong-nghiep',
    ]);
    expect(imported.made.map(({ session: { id, rule } }) => [id, rule])).toEqual([
      ['ban-tin-dia-phuong', 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
      ['dai-hieu-ban-tin-dia-phuong', 'FREQ=WEEKLY;BYDAY=TU,TH'],
      ['khuyen-nong', 'FREQ=WEEKLY;BYDAY=SA,SU'],
    ]);
  });
  test.each([
    ['commas', (text: string) => text.replaceAll(';', ',')],
    ['tabs', (text: string) => text.replaceAll(';', '\t')],
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['letters taken apart (NFD)', (text: string) => text.normalize('NFD')],
    ['line feeds alone', (text: string) => text.replaceAll('\r\n', '\n')],
    ['every cell in quotes', (text: string) => text.replace(/[^;\r\n]+/g, '"$&"')],
    ["Excel's own hint", (text: string) => `sep=;\r\n${text}`],
    ['short names of days', (text: string) => text.replace(HEADER, 'Giờ;Phút;T2;T3;T4;T5;T6;T7;CN')],
    ['English names', (text: string) => text.replace(HEADER, 'Time;Minutes;Mon;Tue;Wed;Thu;Fri;Sat;Sun')],
    ['other ways to write a clock time', (text: string) => text.replace('05:30', '5g30').replace('17h', '17 giờ')],
  ])('means the same with %s', (_, change) => {
    expect(airing(take(change(WEEK)), '2025-04-01', '2025-05-01')).toEqual(
      airing(take(WEEK), '2025-04-01', '2025-05-01'),
    );
    expect(airing(take(WEEK), '2025-04-01', '2025-05-01').length).toBeGreaterThan(20);
  });
  test('a name, a first and a last day of its own; the next two of a strand', () => {
    const imported = take(`${HEADER};Tên;Từ;Đến\r\n5h;15;ban-tin x2;;;;;;;Buổi đầu tuần;2025-05-01;31/5/2025\r\n`);
    expect(imported.made[0]?.session).toMatchObject({ id: 'buoi-dau-tuan', name: 'Buổi đầu tuần', to: '2025-05-31' });
    expect(airing(imported, '2025-04-01', '2025-07-01')).toEqual(
      ['05', '12', '19', '26'].map((day) => `2025-05-${day}T05:00:00 900 ban-tin2`),
    );
  });
});

describe('what is wrong', () => {
  test('every wrong cell is told at once, with its row and column', () => {
    const imported = take(
      [
        `${HEADER};Từ;Đến`,
        '24:00;nửa giờ;khong-co;Một tên;;;;;;2025-02-30;',
        '05:00;30;ban-tin;;;;;;;2025-05-01;2025-04-01',
        '05:00;30;ban-tin;;;;;;;;;;thừa',
        '06:00;30;ban-tin;;;;;;;;',
      ].join('\n'),
    );
    expect(
      imported.refusals.map(({ code, params, place }) => [
        place?.line,
        place?.column,
        'reason' in params ? params.reason : code,
      ]),
    ).toEqual([
      [2, 1, 'clock'],
      [2, 2, 'minutes'],
      [2, 10, 'date'],
      [2, 3, 'import.content'],
      [2, 4, 'import.content'],
      [3, 11, 'range'],
      [4, 13, 'beyond-header'],
    ]);
    expect(imported.fates.map(({ fate }) => fate)).toEqual(['refused', 'refused', 'refused', 'taken']);
  });
  test.each([
    [
      'no header',
      '05:30;30;ban-tin\r\n',
      ['1 import.cell column-unknown', '1 import.cell column-unknown', '1 import.cell column-unknown'].toSpliced(
        0,
        0,
        '1 import.syntax no-header',
      ),
    ],
    ['no weekday', 'Giờ;Phút;Tên\r\n', ['1 import.syntax no-header']],
    ['a column twice', `${HEADER};T2\r\n`, ['1 import.cell column-double']],
    ['a column nobody knows', `${HEADER};Ghi chú\r\n`, ['1 import.cell column-unknown']],
    ['nothing', '', ['1 import.syntax no-header']],
    ['an open quote', `${HEADER}\r\n"05:30;30\r\n`, ['2 import.syntax quote']],
    ['letters behind a quote', `${HEADER}\r\n"05:30"x;30\r\n`, ['2 import.syntax quote']],
    ['too many rows', `${HEADER}\r\n${'05:00;1;ban-tin;;;;;;\r\n'.repeat(2001)}`, ['undefined import.too-many']],
  ] as const)('%s', (_, text, wanted) => {
    expect(refused(take(text))).toEqual(wanted);
  });
  test.each([
    [
      'Windows-1258',
      latin(
        'Gi\u00f5\u00cc;Ph\u00fa\u00ect;Th\u00fd\u00ec Hai;Th\u00fd\u00ec Ba\r\n05:30;30;B\u00e2\u00d2n tin;\u00f0a\u00cci\r\n',
      ),
      'windows-1258',
    ],
    [
      'TCVN3',
      latin(
        'Gi\u00ea;Ph\u00f3t;Th\u00f8 Hai\r\n05:30;30;B\u00b6n tin \u00aea ph\u00ad\u00ac\u00e7ng bu\u00e6i s\u00b8ng\r\n',
      ),
      'tcvn3',
    ],
    [
      'TCVN3 saved as UTF-8',
      bytes(
        'Gi\u00ea;Ph\u00f3t;Th\u00f8 Hai\r\n05:30;30;B\u00b6n tin \u00aea ph\u00ad\u00ac\u00e7ng bu\u00e6i s\u00b8ng\r\n',
      ),
      'tcvn3',
    ],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x47, 0x00]), 'utf-16'],
    ['UTF-8 with a broken letter', new Uint8Array([...bytes(WEEK), 0xe1, 0x0a]), 'unknown'],
  ])('%s is named and refused', (_, given, encoding) => {
    expect(take(given).refusals.map(({ params }) => params)).toEqual([{ path: 'tuan.csv', encoding }]);
  });
});

test('rows that overlap on a day are told; a boundary is none, nor is another day or another month', () => {
  const row = (clock: string, minutes: number, monday: string, tuesday: string, from = '', to = '') =>
    `${clock};${minutes};${monday};${tuesday};;;;;;${from};${to}`;
  const imported = take(
    [
      `${HEADER};Từ;Đến`,
      row('05:00', 30, 'ban-tin', ''),
      row('05:30', 30, 'dai-hieu', ''),
      row('05:45', 30, '', 'ban-tin'),
      row('05:45', 30, 'ban-tin', '', '', '2025-05-01'),
      row('05:50', 5, 'nhac', '', '2025-05-02'),
    ].join('\n'),
  );
  expect(told(imported).filter((text) => text.includes('trùng giờ'))).toEqual([
    'tuan.csv, dòng 5: Dòng này trùng giờ với dòng 3 trong cùng một ngày.',
    'tuan.csv, dòng 6: Dòng này trùng giờ với dòng 3 trong cùng một ngày.',
  ]);
});
test('what crosses midnight on Sunday overlaps Monday', () => {
  const imported = take(`${HEADER}\n23:50;30;;;;;;;ban-tin\n00:05;10;dai-hieu;;;;;;\n`);
  expect(told(imported)).toEqual([expect.stringContaining('trùng giờ với dòng 2')]);
});
