/**
 * Small wrong programs out of a right one: every comparison, sign, connective, literal, condition and statement of a source file
 * changed, one at a time. A test that passes on one of them does not look at that place.
 *
 * Left alone: types, imports, and the messages of thrown errors, which are for programmers and no behaviour.
 */
import ts from 'typescript';

export interface Mutation {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** What stands there, and what stands there instead. */
  readonly from: string;
  readonly to: string;
  /** Where in the source, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '*=': ['/='],
  '&': ['|'],
  '|': ['&'],
};

const METHODS: Readonly<Record<string, string>> = {
  every: 'some',
  some: 'every',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};

/** The source with one mutation in it. */
export const mutated = (source: string, { start, end, to }: Mutation): string =>
  source.slice(0, start) + to + source.slice(end);

/** Every mutation of a TypeScript source, in the order of their places. */
export const mutationsOf = (source: string): readonly Mutation[] => {
  const file = ts.createSourceFile('mutated.ts', source, ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const put = (node: ts.Node, to: string): void => {
    const [start, end] = [node.getStart(file), node.getEnd()];
    const { line, character } = file.getLineAndCharacterOfPosition(start);
    found.push({ line: line + 1, column: character + 1, from: source.slice(start, end), to, start, end });
  };
  const visit = (node: ts.Node): void => {
    if (isLeftAlone(node)) return;
    if (ts.isBinaryExpression(node))
      for (const to of OPERATORS[node.operatorToken.getText(file)] ?? []) put(node.operatorToken, to);
    for (const to of [...changesOf(node), ...(isCondition(node) ? ['true', 'false'] : [])]) put(node, to);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return found.toSorted((a, b) => a.start - b.start);
};

const isLeftAlone = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node) ||
  (ts.isNewExpression(node) && node.expression.getText().endsWith('Error'));

const changesOf = (node: ts.Node): readonly string[] => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  if (ts.isNumericLiteral(node)) return numbersNear(node.text);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return [node.operand.getText()];
  if (ts.isRegularExpressionLiteral(node)) return looser(node.text);
  if (ts.isStringLiteralLike(node)) return isName(node) ? [] : [node.text === '' ? "'?'" : "''"];
  if (ts.isTemplateExpression(node)) return ["''"];
  if (ts.isPropertyAccessExpression(node)) {
    const other = METHODS[node.name.text];
    return other === undefined ? [] : [`${node.expression.getText()}${node.questionDotToken ? '?' : ''}.${other}`];
  }
  if (ts.isExpressionStatement(node) || ts.isContinueStatement(node) || ts.isThrowStatement(node)) return [';'];
  return isYesOrNo(node) ? [`!(${node.getText()})`] : [];
};

const numbersNear = (text: string): readonly string[] => {
  const value = Number(text.replaceAll('_', ''));
  return Number.isSafeInteger(value) ? [String(value + 1), `(${value - 1})`] : [];
};

/** A pattern without its beginning or without its end. */
const looser = (text: string): readonly string[] => {
  const last = text.lastIndexOf('/');
  return [
    ...(text.startsWith('/^') ? [`/${text.slice(2)}`] : []),
    ...(text[last - 1] === '$' ? [text.slice(0, last - 1) + text.slice(last)] : []),
  ];
};

/** A text that names a property or a module, where another text is no program. */
const isName = (node: ts.StringLiteralLike): boolean =>
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) || ts.isLiteralTypeNode(node.parent);

/** What a branch asks. Not what a loop asks: true would have no end. */
const isCondition = (node: ts.Node): boolean =>
  (ts.isIfStatement(node.parent) && node.parent.expression === node) ||
  (ts.isConditionalExpression(node.parent) && node.parent.condition === node);

/** What a function answers with an expression that is true or false. */
const isYesOrNo = (node: ts.Node): boolean => {
  const { parent } = node;
  const answered =
    (ts.isReturnStatement(parent) && parent.expression === node) ||
    (ts.isArrowFunction(parent) && parent.body === node);
  return (
    answered &&
    ts.isCallExpression(node) &&
    /\.(test|every|some|includes|startsWith|endsWith|has)$/.test(node.expression.getText())
  );
};
