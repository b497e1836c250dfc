import { className } from '../parse/syntax.ts';
import type { Expression } from '../parse/syntax.ts';
import type { Call, Scalar } from '../plan/scalar.ts';
import type { Column } from '../type.ts';
import { placeOf, refuse } from './refuse.ts';
import { bindScalar } from './scalar.ts';
import type { Scope } from './scope.ts';

const TRUE: Scalar = { op: 'literal', type: 'bool', value: true };
const FALSE: Scalar = { op: 'literal', type: 'bool', value: false };

/** The operators of search as they are when capital letters count. */
const WITH_CASE: Readonly<Record<string, string>> = {
  has: 'has_cs',
  hasprefix: 'hasprefix_cs',
  hassuffix: 'hassuffix_cs',
  contains: 'contains_cs',
  '=~': '==',
  '!~': '!=',
};

export interface TermOptions {
  readonly caseSensitive: boolean;
}

/**
 * The condition of `search` and `find`: a bare text is looked for in all columns, `Column:"text"` in one, and anything else
 * is a condition as in `where`.
 * @see https://learn.microsoft.com/kusto/query/search-operator#search-predicate-syntax
 */
export function bindTerms(node: Expression, scope: Scope, options: TermOptions): Scalar {
  switch (className(node)) {
    case 'StarExpression':
      return TRUE;
    case 'ParenthesizedExpression': {
      const { Expression: inner } = node as Kusto.Language.Syntax.ParenthesizedExpression;
      return inner ? bindTerms(inner, scope, options) : TRUE;
    }
    case 'LiteralExpression':
    case 'CompoundStringLiteralExpression':
      if (typeof node.LiteralValue !== 'string') return bindScalar(node, scope);
      return inAnyText(node, scope, String(node.LiteralValue), options);
    case 'BinaryExpression': {
      const { Left: left, Operator: sign, Right: right } = node as Kusto.Language.Syntax.BinaryExpression;
      const name = sign?.Text?.toLowerCase() ?? '';
      if (left && right && (name === 'and' || name === 'or')) {
        const parts = [bindTerms(left, scope, options), bindTerms(right, scope, options)];
        return { op: 'call', type: 'bool', name, arguments: parts, place: placeOf(node) };
      }
      if (left && right && name === ':') {
        const text: unknown = right.LiteralValue;
        if (typeof text !== 'string') refuse(right, 'What is looked for in a column must be a text here.');
        if (className(left) === 'StarExpression') return inAnyText(node, scope, text, options);
        return matching(asText(bindScalar(left, scope), node), text, node, options);
      }
      break;
    }
    default:
      break;
  }
  const condition = bindScalar(node, scope);
  return options.caseSensitive ? withCase(condition) : condition;
}

/** Whether a condition names a text to be looked for in every column. */
export function hasBareTerm(node: Expression): boolean {
  if (className(node) === 'LiteralExpression') return typeof node.LiteralValue === 'string';
  if (className(node) === 'StarExpression') return true;
  if (className(node) === 'ParenthesizedExpression') {
    const { Expression: inner } = node as Kusto.Language.Syntax.ParenthesizedExpression;
    return inner ? hasBareTerm(inner) : false;
  }
  if (className(node) !== 'BinaryExpression') return false;
  const { Left: left, Operator: sign, Right: right } = node as Kusto.Language.Syntax.BinaryExpression;
  const both = /^(and|or)$/i.test(sign?.Text ?? '');
  if (left && className(left) === 'StarExpression') return true;
  return Boolean(both && left && right && (hasBareTerm(left) || hasBareTerm(right)));
}

/** Ends a term and a line, so that nothing is found across it but what has it in itself, or a `*` in its middle. */
const BETWEEN = '\n';

/** A term in any column is one in all their texts, each on a line: one look takes far less than one at each column. */
function inAnyText(node: Expression, scope: Scope, term: string, options: TermOptions): Scalar {
  const columns = scope.row?.columns ?? [];
  if (columns.length < 2 || term.includes(BETWEEN) || term.slice(1, -1).includes('*'))
    return inAnyColumn(node, scope, (value) => matching(value, term, node, options));
  const texts = columns.map((column) => asText(reference(column), node));
  const between = { op: 'literal', type: 'string', value: BETWEEN } as const;
  const all: Call = {
    op: 'call',
    type: 'string',
    name: 'strcat_delim',
    arguments: [between, ...texts],
    place: placeOf(node),
  };
  return matching(all, term, node, options);
}

/** Whether any column of the row meets the test; a column that holds no text is read as its text. */
export function inAnyColumn(node: Expression, scope: Scope, test: (text: Scalar) => Scalar): Scalar {
  const tests = (scope.row?.columns ?? []).map((column) => test(asText(reference(column), node)));
  return tests.reduce(
    (any, one) => ({ op: 'call', type: 'bool', name: 'or', arguments: [any, one], place: placeOf(node) }),
    FALSE,
  );
}

function reference({ name, type }: Column): Scalar {
  return { op: 'column', name, type };
}

export function asText(value: Scalar, node: Expression): Scalar {
  if (value.type === 'string') return value;
  return { op: 'call', type: 'string', name: 'tostring', arguments: [value], place: placeOf(node) };
}

/** A term with `*` where anything may stand. */
function matching(value: Scalar, term: string, node: Expression, { caseSensitive }: TermOptions): Scalar {
  const bare = term.replace(/^\*|\*$/g, '');
  const call = (name: string, text: string): Call => {
    const pattern = { op: 'literal', type: 'string', value: text } as const;
    return { op: 'call', type: 'bool', name, arguments: [value, pattern], place: placeOf(node) };
  };
  if (bare === '' || bare === '*') return TRUE;
  if (bare.includes('*')) {
    const middle = bare.split('*').map(escaped).join('.*');
    const before = term.startsWith('*') ? '' : String.raw`\b`;
    const after = term.endsWith('*') ? '' : String.raw`\b`;
    return call('matches regex', `${caseSensitive ? '' : '(?i)'}${before}${middle}${after}`);
  }
  const name = term.startsWith('*')
    ? term.endsWith('*') && term.length > 1 ? 'contains' : 'hassuffix'
    : term.endsWith('*') ? 'hasprefix' : 'has'; // prettier-ignore
  return call(caseSensitive ? (WITH_CASE[name] ?? name) : name, bare);
}

function escaped(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, String.raw`\$&`);
}

function withCase(scalar: Scalar): Scalar {
  if (scalar.op !== 'call') return scalar;
  return {
    ...scalar,
    name: WITH_CASE[scalar.name] ?? scalar.name,
    arguments: scalar.arguments.map(withCase),
  };
}

/** The columns a condition names. */
export function namedColumns(node: Expression, names = new Set<string>()): Set<string> {
  if (className(node) === 'NameReference') {
    const { SimpleName: name, ReferencedSymbol: symbol } = node as Kusto.Language.Syntax.NameReference;
    const kind = symbol ? className({ constructor: symbol.constructor } as never) : '';
    if (name && (kind === 'ColumnSymbol' || kind === 'GroupSymbol')) names.add(name);
    return names;
  }
  for (let index = 0; index < node.ChildCount; index++) {
    const child = node.GetChild(index);
    if (child && !child.IsToken) namedColumns(child as Expression, names);
  }
  return names;
}
