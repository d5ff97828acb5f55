/**
 * A broadcast script as a file: YAML front matter and the words to be read, in media/scripts/*.txt.
 *
 * Reads and checks; writes nothing. A script that lacks a field is an error of whoever edits this folder,
 * and is thrown with the file's name.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ID_PATTERN } from '../src/core/ids.ts';
import { isNfc } from '../src/core/text.ts';

export const SCRIPTS = new URL('./scripts/', import.meta.url);

export interface Script {
  /** Also the name of its sound: media/<id>.opus. */
  readonly id: string;
  readonly title: string;
  /** Content group 1–4 of Plan 114-KH/HU, part II; null for what belongs to none. */
  readonly contentGroup: number | null;
  readonly genre: string;
  readonly audiences: readonly string[];
  /** Documents and facts that the text rests on, for the person who approves it. */
  readonly sources: readonly string[];
  readonly language: string;
  /** espeak-ng voice of the draft; null where only a person may read. */
  readonly voice: string | null;
  readonly body: string;
}

const FILE = /^---\n(?<head>[\s\S]*?)\n---\n\n(?<body>[\s\S]+?)\n$/;

const parseScript = (name: string, text: string): Script => {
  const bad = (what: string): Error => new Error(`media/scripts/${name}: ${what}`);
  const parts = FILE.exec(text)?.groups;
  if (parts === undefined) throw bad('needs front matter between --- lines, a blank line, and a text');
  if (!isNfc(text)) throw bad('is not in Unicode NFC');
  const head = new Map<string, unknown>(Object.entries(parse(parts['head'] ?? '') as Record<string, unknown>));

  const line = (field: string): string => {
    const value = head.get(field);
    if (typeof value !== 'string' || value === '') throw bad(`${field} must be a text`);
    return value;
  };
  const list = (field: string): string[] => {
    const value = head.get(field);
    if (!Array.isArray(value) || value.length === 0 || value.some((one) => typeof one !== 'string'))
      throw bad(`${field} must be a list of texts`);
    return value as string[];
  };
  const group = head.get('contentGroup');
  if (group !== 'none' && !(typeof group === 'number' && [1, 2, 3, 4].includes(group)))
    throw bad('contentGroup must be 1, 2, 3, 4 or none');
  const id = line('id');
  if (!ID_PATTERN.test(id) || `${id}.txt` !== name) throw bad('id must be the file name without .txt');
  const voice = line('voice');

  return {
    id,
    title: line('title'),
    contentGroup: group === 'none' ? null : group,
    genre: line('genre'),
    audiences: list('audiences'),
    sources: list('sources'),
    language: line('language'),
    voice: voice === 'none' ? null : voice,
    body: parts['body'] ?? '',
  };
};

/** Every script, in order of id. */
export const readScripts = (): Script[] =>
  readdirSync(SCRIPTS)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => parseScript(name, readFileSync(new URL(name, SCRIPTS), 'utf8')));
