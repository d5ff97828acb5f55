/** CSV read back by a reader that is not ours: Python's csv module, where the machine has one. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { CSV_FOR_MACHINES, CSV_FOR_PEOPLE, type CsvColumn, csvHeader, csvRow } from '../../../src/reports/csv.ts';

const READ = `
import csv, io, json, sys
text = io.TextIOWrapper(sys.stdin.buffer, encoding='utf-8-sig', newline='')
rows = list(csv.reader(text, delimiter=sys.argv[1], strict=True))
sys.stdout.write(json.dumps(rows))
`;
const python = spawnSync('python3', ['-c', 'import csv']).status === 0;

interface Row {
  readonly title: string;
  readonly seconds: number | null;
}
const columns: CsvColumn<Row>[] = [
  { title: 'Tên; "tiết mục"', value: (row) => row.title },
  { title: 'Thời lượng (giây)', value: (row) => row.seconds },
  { title: 'Ghi chú', value: (row) => `${row.title}\r\nhết` },
];
const titles = [
  'Bản tin',
  'a;b,c',
  '"',
  '""',
  'dòng\nmới',
  ' đầu và cuối ',
  '',
  'ភាសាខ្មែរ 👩🏽‍🌾',
  'tab\tgiữa',
  '=1+1',
];

test.skipIf(!python).each([CSV_FOR_PEOPLE, CSV_FOR_MACHINES])('python reads every cell back (%j)', (dialect) => {
  const rows: Row[] = titles.map((title, index) => ({ title, seconds: index === 3 ? null : index + 0.5 }));
  const text = csvHeader(columns, dialect) + rows.map((row) => csvRow(columns, row, dialect)).join('');
  const run = spawnSync('python3', ['-c', READ, dialect.delimiter], { input: text, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  const guarded = (cell: string) => (/^[=\r\t]/.test(cell) ? `'${cell}` : cell);
  expect(JSON.parse(run.stdout)).toEqual([
    columns.map((column) => column.title),
    ...rows.map((row) => [
      guarded(row.title),
      row.seconds === null ? '' : String(row.seconds).replace('.', dialect.decimal),
      guarded(`${row.title}\r\nhết`),
    ]),
  ]);
});
