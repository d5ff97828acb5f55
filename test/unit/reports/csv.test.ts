import { describe, expect, test } from 'vitest';
import { CSV_FOR_MACHINES, type CsvCell, type CsvColumn, csvHeader, csvRow } from '../../../src/reports/csv.ts';

const one: CsvColumn<CsvCell>[] = [{ title: 'Ô', value: (cell) => cell }];
const cell = (value: CsvCell, machine = false) => csvRow(one, value, ...(machine ? [CSV_FOR_MACHINES] : []));

describe('a CSV file', () => {
  const columns: CsvColumn<{ name: string; seconds: number | null }>[] = [
    { title: 'Tên tiết mục', value: (row) => row.name },
    { title: 'Thời lượng (giây)', value: (row) => row.seconds },
  ];
  test('begins with a byte order mark, parts at a semicolon and ends its lines with CRLF', () => {
    expect(csvHeader(columns)).toBe('\ufeffTên tiết mục;Thời lượng (giây)\r\n');
    expect(csvRow(columns, { name: 'Bản tin', seconds: null })).toBe('Bản tin;\r\n');
    expect(csvHeader(columns, CSV_FOR_MACHINES)).toBe('\ufeffTên tiết mục,Thời lượng (giây)\r\n');
  });
  test('(k) seconds are seconds: 61.5 reads as 61.5 in a Vietnamese Excel and in a program', () => {
    expect(csvRow(columns, { name: 'Tin', seconds: 61.5 })).toBe('Tin;61,5\r\n');
    expect(csvRow(columns, { name: 'Tin', seconds: 61.5 }, CSV_FOR_MACHINES)).toBe('Tin,61.5\r\n');
    expect(csvRow(columns, { name: 'Tin', seconds: 61.5 }, { delimiter: ',', decimal: ',' })).toBe('Tin,"61,5"\r\n');
  });
});

describe('cells', () => {
  test.each([
    ['a;b', '"a;b"'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
    ['a\r\nb', '"a\r\nb"'],
    [' a', '" a"'],
    ["Huỳnh Hữu Nghĩa's", "Huỳnh Hữu Nghĩa's"],
    ['', '""'],
    [null, '""'],
  ])('%j is written %s', (value, text) => {
    expect(cell(value)).toBe(`${text}\r\n`);
    expect(cell(value, true)).toBe(`${text}\r\n`);
  });

  test.each(['=1+1', '+84 299', '-5', '@SUM(A1)', '＝1', '＋1', '－1', '＠A'])(
    'text %s cannot be a formula',
    (text) => {
      expect(cell(text)).toBe(`'${text}\r\n`);
      expect(cell(text, true)).toBe(`'${text}\r\n`);
    },
  );
  test('a formula behind a tab or a line break, or with quotes, is guarded and quoted', () => {
    expect(cell('\t=1')).toBe('"\'\t=1"\r\n');
    expect(cell('\r=1')).toBe('"\'\r=1"\r\n');
    expect(cell('=HYPERLINK("http://x";"y")')).toBe('"\'=HYPERLINK(""http://x"";""y"")"\r\n');
  });
  test('titles of columns are guarded too', () => {
    expect(csvHeader([{ title: '=x', value: () => null }])).toBe("\ufeff'=x\r\n");
  });
  test.each([
    [-5, '-5'],
    [-0, '0'],
    [1e21, '1000000000000000000000'],
    [0.0000001, '0,0000001'],
    [1234567.5, '1234567,5'],
  ])('the number %d has no apostrophe, grouping or exponent', (value, text) => {
    expect(cell(value)).toBe(`${text}\r\n`);
  });
  test('what is no number is a bug', () => {
    expect(() => cell(Number.NaN)).toThrow(RangeError);
    expect(() => cell(Number.POSITIVE_INFINITY)).toThrow(RangeError);
  });
});
