/**
 * The text of one schedule file → plain data, with a way back from any value to its line and column.
 *
 * YAML as people mean it: aliases and merge keys work, a key is written once, an official code keeps its zeros.
 * Nesting and aliases are bounded, so that no file can exhaust the machine. Knows nothing of schedules' fields.
 */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Pair,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { Place, Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refusal, refuse } from '../../core/result.ts';

export type Path = readonly (string | number)[];

export interface YamlText {
  /** Plain data; null for a file of nothing but comments. */
  readonly value: unknown;
  /** Faults beside which the rest still means something: keys written twice, unknown tags. */
  readonly refusals: readonly Refusal[];
  /** Where the value at `path` stands; the nearest enclosing value when the path itself is absent. */
  readonly locate: (path: Path) => Place;
  /** Where the key at the end of `path` stands. */
  readonly locateKey: (path: Path) => Place;
}

const ALIAS_LIMIT = 100;
/** A schedule needs nine levels. */
const DEPTH_LIMIT = 64;
/** One slip of the pen sets off many messages; beyond these nobody reads on. */
const SYNTAX_LIMIT = 100;

const TOO_DEEP = 'Nested too deeply';

type Parsed = Document.Parsed<ParsedNode, boolean>;

/** `name` is what places call the file. Refuses with yaml.*. */
export const readYaml = (name: string, text: string): Result<YamlText> => {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line, column: col };
  };
  const deep = tooDeepAt(text);
  if (deep !== null) {
    lines.addNewLine(0);
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
    return refuse('yaml.syntax', { reason: TOO_DEEP }, placeAt(deep));
  }
  const document: Parsed = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    schema: 'core',
    merge: true,
    // Its own search for double keys takes quadratic time; doubleKeys does not.
    uniqueKeys: false,
    strict: true,
  });
  const syntax = document.errors.slice(0, SYNTAX_LIMIT).map((error) => syntaxRefusal(error, text, placeAt));
  const faults = [...onePerLine(syntax), ...looseAliases(document, placeAt)];
  if (faults.length > 0) return okUnless(faults, () => neverReached());

  keepCodes(document);
  const value = plainValue(document);
  if (value === tooManyAliases) return refuse('yaml.aliases', { limit: ALIAS_LIMIT }, { file: name });
  const refusals = [
    ...doubleKeys(document, placeAt),
    ...document.warnings.map((warning) => syntaxRefusal(warning, text, placeAt)),
  ];
  return ok({ value, refusals, ...wayBack(document, name, placeAt) });
};

const neverReached = (): never => {
  throw new Error('faults were counted and there were none');
};

/** Where flow brackets or hyphens on one line nest beyond the limit; the parser would fall into itself. */
const tooDeepAt = (text: string): number | null => {
  let [offset, flow, hyphens] = [0, 0, 0];
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === '[' || lexeme === '{') flow += 1;
    if (lexeme === ']' || lexeme === '}') flow = Math.max(0, flow - 1);
    if (lexeme === '-' || lexeme === '?') hyphens += 1;
    else if (!/^ *$/.test(lexeme)) hyphens = 0;
    if (flow + hyphens > DEPTH_LIMIT) return offset;
    // The lexer marks scalars, documents and the end of a flow with control characters of its own.
    if (lexeme !== '\u001f' && lexeme !== '\u0002' && lexeme !== '\u0018') offset += lexeme.length;
  }
  return null;
};

type PlaceAt = (offset: number) => Place;

const syntaxRefusal = (error: YAMLError, text: string, placeAt: PlaceAt): Refusal => {
  const place = placeAt(error.pos[0]);
  const line = text.lastIndexOf('\n', error.pos[0] - 1) + 1;
  // A tab at the head of a line is what is wrong with it, whatever the parser stumbles over.
  if (error.code === 'TAB_AS_INDENT' || /^[ -]*\t/.test(text.slice(line, line + 200)))
    return refusal('yaml.tab', {}, place);
  const deep = error.message.startsWith('Maximum call stack');
  return refusal('yaml.syntax', { reason: deep ? TOO_DEEP : (error.message.split('\n')[0] ?? '') }, place);
};

/** The same fault twice on one line is told once. */
const onePerLine = (refusals: readonly Refusal[]): Refusal[] => {
  const told = new Set<string>();
  return refusals.filter(({ code, params, place }) => {
    const fault = JSON.stringify([code, params, place?.line]);
    return !told.has(fault) && told.add(fault);
  });
};

/** Aliases of no anchor before them, or of the very thing they stand in: '*Tin* sáng' without quotes. */
const looseAliases = (document: Parsed, placeAt: PlaceAt): Refusal[] => {
  const anchors = new Set<string>();
  const refusals: Refusal[] = [];
  visit(document.contents, {
    Node: (_key, node, ancestors) => {
      if (!isAlias(node)) {
        if ('anchor' in node && node.anchor !== undefined) anchors.add(node.anchor);
        return;
      }
      const inside = ancestors.some((outer) => isCollection(outer) && outer.anchor === node.source);
      if (inside || !anchors.has(node.source))
        refusals.push(refusal('yaml.aliases', { limit: ALIAS_LIMIT }, placeAt(node.range?.[0] ?? 0)));
    },
  });
  return refusals;
};

const doubleKeys = (document: Parsed, placeAt: PlaceAt): Refusal[] => {
  const refusals: Refusal[] = [];
  visit(document.contents, {
    Map: (_key, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value))
          refusals.push(refusal('yaml.syntax', { reason: 'Map keys must be unique' }, placeAt(key.range?.[0] ?? 0)));
        seen.add(key.value);
      }
    },
  });
  return refusals;
};

/** A code is text also without quotes: 01 must not become 1. */
const keepCodes = (document: Parsed): void => {
  visit(document.contents, {
    Pair: (_key, { key, value }) => {
      if (isScalar(key) && key.value === 'code' && isScalar(value) && typeof value.value === 'number')
        value.value = value.source ?? String(value.value);
    },
  });
};

const tooManyAliases = Symbol('too many aliases');

const plainValue = (document: Parsed): unknown => {
  try {
    return document.toJS({ maxAliasCount: ALIAS_LIMIT }) ?? null;
  } catch (error) {
    // Aliases of nothing are refused before, so that multiplying ones are all that is left.
    if (error instanceof ReferenceError) return tooManyAliases;
    throw error;
  }
};

const wayBack = (document: Parsed, name: string, placeAt: PlaceAt): Pick<YamlText, 'locate' | 'locateKey'> => {
  const indexes = new Map<unknown, ReadonlyMap<unknown, Pair>>();
  /** A map's pair by its key; a file with a thousand faults asks a thousand times. */
  const pairIn = (node: unknown, key: unknown): Pair | undefined => {
    if (!isMap(node)) return undefined;
    const index = indexes.get(node) ?? new Map(node.items.map((pair) => [isScalar(pair.key) && pair.key.value, pair]));
    indexes.set(node, index);
    return index.get(key);
  };
  const inside = (node: unknown, part: string | number): unknown =>
    isSeq(node) && typeof part === 'number' ? node.items[part] : pairIn(node, part)?.value;
  const placeOf = (node: unknown): Place | null => (isNode(node) && node.range ? placeAt(node.range[0]) : null);
  const locate = (path: Path): Place => {
    let node: unknown = document.contents;
    let place = placeOf(node);
    for (const part of path) {
      node = inside(node, part);
      place = placeOf(node) ?? place;
    }
    return place ?? { file: name };
  };
  const locateKey = (path: Path): Place => {
    const holder = path.slice(0, -1).reduce(inside, document.contents);
    return placeOf(pairIn(holder, path.at(-1))?.key) ?? locate(path);
  };
  return { locate, locateKey };
};
