/**
 * What two libraries say about a person's input, put into that person's words: the YAML parser's messages and
 * the command line's.
 *
 * Recognised by their text, the only thing that reaches a refusal; a message that is not recognised is shown as
 * it came.
 */
import type { Lang } from './format.ts';
import { quote, shown, shownWhole } from './phrases.ts';

type Fault = readonly [pattern: RegExp, vi: string, en: string];

/** Messages of the yaml package, 2.x. */
const YAML: readonly Fault[] = [
  [/^Map keys must be unique/, 'một mục được ghi hai lần', 'a field is written twice'],
  [
    /^Nested mappings are not allowed in compact/,
    'có hai dấu hai chấm trên một dòng; chữ có dấu hai chấm phải đặt trong dấu nháy',
    'there are two colons on one line; text with a colon must be in quotes',
  ],
  [
    /^All (mapping|sequence) items must start/,
    'các dòng cùng cấp thụt vào không bằng nhau',
    'lines of one level are not indented equally',
  ],
  [/must be sufficiently indented and end with/, 'thiếu dấu đóng ] hoặc }', 'a closing ] or } is missing'],
  [/^Missing closing ["']quote/, 'thiếu dấu nháy đóng', 'a closing quote is missing'],
  [
    /^Implicit (map )?keys? need|^Implicit keys of flow/,
    'thiếu dấu hai chấm kèm một khoảng trắng sau tên mục, hoặc dòng bị ngắt giữa chừng',
    'a colon and a space are missing after a field name, or the line is broken in the middle',
  ],
  [
    /^Plain value cannot start with|^Tags and anchors must be separated|^Unresolved tag/,
    'chữ bắt đầu bằng ký tự đặc biệt phải đặt trong dấu nháy',
    'text that begins with a special character must be in quotes',
  ],
  [
    /^Source contains multiple documents/,
    'dòng “---” chia tệp thành nhiều phần',
    'a line “---” splits the file into several documents',
  ],
  [
    /^Invalid escape sequence/,
    'dấu gạch chéo ngược “\\” không được đứng trong dấu nháy kép',
    'a backslash may not stand in double quotes',
  ],
  [
    /^Unexpected .* (at node end|in YAML stream)|^Unexpected scalar/,
    'có chữ hoặc dấu thừa, thường do dòng trên thụt vào sai',
    'something is left over here, usually because a line above is wrongly indented',
  ],
  [/^Nested too deeply/, 'các mục lồng nhau quá nhiều tầng', 'too many levels stand inside each other'],
];

/** Messages of the commander package. The first group of a pattern, if any, is said back; the second are choices. */
const USAGE: readonly Fault[] = [
  [/unknown option '(.+?)'/, 'không có tùy chọn', 'there is no option'],
  [/unknown command '(.+?)'/, 'không có lệnh', 'there is no command'],
  [/missing required argument '(.+?)'/, 'thiếu tham số', 'the argument is missing:'],
  [/required option '(.+?)' not specified/, 'thiếu tùy chọn bắt buộc', 'the required option is missing:'],
  [
    /option '(.+?)' argument '.*' is invalid\.(?: Allowed choices are (.+)\.$)?/s,
    'giá trị không dùng được cho tùy chọn',
    'the value cannot be used for the option',
  ],
  [/option '(.+?)' argument missing/, 'thiếu giá trị cho tùy chọn', 'a value is missing for the option'],
  [/too many arguments/, 'có tham số thừa', 'there are extra arguments'],
];

/** A YAML parser's message in words. */
export const yamlText = (reason: string, lang: Lang): string => {
  const fault = YAML.find(([pattern]) => pattern.test(reason));
  if (fault === undefined) return shown(reason);
  return lang === 'vi' ? fault[1] : fault[2];
};

/** What was wrong with a command line, in words. */
export const usageText = (detail: string, lang: Lang): string => {
  for (const [pattern, vi, en] of USAGE) {
    const match = pattern.exec(detail);
    const words = lang === 'vi' ? vi : en;
    if (match === null) continue;
    const [, word, choices] = match;
    const named = word === undefined ? words : `${words} ${quote(word)}`;
    return choices === undefined ? named : `${named} (${lang === 'vi' ? 'chọn trong' : 'one of'}: ${shown(choices)})`;
  }
  return shownWhole(detail.replace(/^error:\s*/i, '').replace(/[.\s]+$/, ''));
};
