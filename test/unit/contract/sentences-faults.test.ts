/** What the YAML parser and the command line say, put into words: tried on the real ones, so that an upgrade shows. */
import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { readScheduleFile } from '../../../src/contract/schedule-file/read.ts';
import { usageText, yamlText } from '../../../src/contract/sentences/faults.ts';

const yamlReasons = (text: string): string[] => {
  const read = readScheduleFile('a.yaml', new TextEncoder().encode(text));
  const refusals = read.ok ? read.value.refusals : read.refusals;
  return refusals.flatMap((found) => (found.code === 'yaml.syntax' ? [found.params.reason] : []));
};

test.each([
  ['a: 1\na: 2\n', 'một mục được ghi hai lần'],
  ['title: Tin: sáng\n', 'có hai dấu hai chấm trên một dòng'],
  ['a:\n  b: 1\n c: 2\n', 'các dòng cùng cấp thụt vào không bằng nhau'],
  ['a: [1, 2\nb: 1\n', 'thiếu dấu đóng ] hoặc }'],
  ['a: {b: 1\nc: 1\n', 'thiếu dấu đóng ] hoặc }'],
  ['a: "x\n', 'thiếu dấu nháy đóng'],
  ["a: 'x\n", 'thiếu dấu nháy đóng'],
  ['a:1\nb: 2\n', 'thiếu dấu hai chấm kèm một khoảng trắng'],
  ['a: @x\n', 'ký tự đặc biệt phải đặt trong dấu nháy'],
  ['a: %x\n', 'ký tự đặc biệt phải đặt trong dấu nháy'],
  ['a: 1\n---\nb: 1\n', 'dòng “---” chia tệp'],
  ['a: "\\d"\n', 'dấu gạch chéo ngược'],
  ['- a\nb: 1\n', 'có chữ hoặc dấu thừa'],
])('the fault of %j is told in words', (text, words) => {
  const reasons = yamlReasons(text);
  expect(yamlText(reasons[0] ?? '', 'vi')).toContain(words);
  for (const reason of reasons)
    for (const lang of ['vi', 'en'] as const) expect(yamlText(reason, lang)).not.toBe(reason);
});

test('a YAML message that is not known is shown as it came', () => {
  expect(yamlText('Something new', 'vi')).toBe('Something new');
});

const usageFault = (args: readonly string[]): string => {
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  program
    .command('render')
    .exitOverride()
    .requiredOption('--day <day>')
    .addOption(new Option('--format <format>').choices(['mp3', 'wav']))
    .configureOutput({ writeErr: () => undefined });
  program
    .command('apply')
    .exitOverride()
    .argument('<file>')
    .configureOutput({ writeErr: () => undefined });
  program
    .command('check')
    .exitOverride()
    .allowExcessArguments(false)
    .configureOutput({ writeErr: () => undefined });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('this should not be a command');
};

test.each([
  [['render', '--day', '2025-04-07', '--ngay'], 'không có tùy chọn “--ngay”', 'there is no option “--ngay”'],
  [['rendre'], 'không có lệnh “rendre”', 'there is no command “rendre”'],
  [['render'], 'thiếu tùy chọn bắt buộc “--day <day>”', 'the required option is missing: “--day <day>”'],
  [['render', '--day'], 'thiếu giá trị cho tùy chọn “--day <day>”', 'a value is missing for the option “--day <day>”'],
  [
    ['render', '--day', '2025-04-07', '--format', 'xml'],
    'giá trị không dùng được cho tùy chọn “--format <format>” (chọn trong: mp3, wav)',
    'the value cannot be used for the option “--format <format>” (one of: mp3, wav)',
  ],
  [['apply'], 'thiếu tham số “file”', 'the argument is missing: “file”'],
  [['check', 'x'], 'có tham số thừa', 'there are extra arguments'],
])('the command line %j is told in words', (args, vi, en) => {
  const detail = usageFault(args);
  expect([usageText(detail, 'vi'), usageText(detail, 'en')]).toEqual([vi, en]);
});
