import { className } from '../parse/syntax.ts';
import type { Element, Expression } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import { bounded } from './bounded.ts';
import { callOwnFunction } from './let.ts';
import { OPERATORS, SOURCES } from './operators/index.ts';
import { refuse } from './refuse.ts';
import type { Scope } from './scope.ts';

/** Binds an expression whose value is a table. */
export function bindRelation(node: Expression, scope: Scope): Relation {
  const operators: Element[] = [];
  let source = node;
  // A long pipe is deep on its left side; it is walked, not called into.
  while (className(source) === 'PipeExpression') {
    const { Expression: before, Operator: operator } = source as Kusto.Language.Syntax.PipeExpression;
    if (!before || !operator) refuse(source, 'The pipe is not complete.');
    operators.unshift(operator);
    source = before;
  }
  let { names } = scope;
  let relation = bounded(bindSource(source, scope), source);
  for (const operator of operators) {
    relation = bounded(bindOperator(operator, relation, { ...scope, names }), operator);
    if (className(operator) === 'AsOperator') {
      const { Name: name } = operator as Kusto.Language.Syntax.AsOperator;
      names = names.with(name?.SimpleName ?? '', { kind: 'table', relation });
    }
  }
  return relation;
}

function bindSource(node: Expression, scope: Scope): Relation {
  const kind = className(node);
  switch (kind) {
    case 'ParenthesizedExpression': {
      const { Expression: inner } = node as Kusto.Language.Syntax.ParenthesizedExpression;
      if (!inner) refuse(node, 'The brackets are empty.');
      return bindRelation(inner, scope);
    }
    case 'NameReference':
      return bindName(node as Kusto.Language.Syntax.NameReference, scope);
    case 'PathExpression':
      return bindPath(node as Kusto.Language.Syntax.PathExpression, scope);
    case 'FunctionCallExpression': {
      const name = (node as Kusto.Language.Syntax.FunctionCallExpression).Name?.SimpleName ?? '';
      const source = Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
      if (source && scope.names.lookup(name)?.kind !== 'function') return source(node, scope);
      const result = callOwnFunction(node as Kusto.Language.Syntax.FunctionCallExpression, scope);
      if ('relation' in result) return result.relation;
      return refuse(node, 'A table is needed here, and the function gives a single value.');
    }
    default: {
      const source = Object.hasOwn(SOURCES, kind) ? SOURCES[kind] : undefined;
      if (source) return source(node, scope);
      return refuse(
        node,
        `${kind.replace(/(Operator|Expression)$/, '')} is not supported as a source of rows.`,
      );
    }
  }
}

/** Binds one operator over the rows before it. */
export function bindOperator(node: Element, input: Relation, scope: Scope): Relation {
  const kind = className(node);
  const binder = Object.hasOwn(OPERATORS, kind) ? OPERATORS[kind] : undefined;
  if (!binder) refuse(node, `The operator '${node.GetFirstToken()?.Text}' is not supported.`);
  return binder(node, input, { ...scope, row: input });
}

function bindName(node: Kusto.Language.Syntax.NameReference, scope: Scope): Relation {
  const name = node.SimpleName ?? '';
  const meaning = scope.names.lookup(name);
  if (meaning?.kind === 'table') return meaning.relation;
  if (meaning?.kind === 'function') {
    const result = callOwnFunction(node, scope);
    if ('relation' in result) return result.relation;
    refuse(node, `A table is needed here, and '${name}' is a single value.`);
  }
  return scanOf(name, scope) ?? refuse(node, `There is no table '${name}'.`, 'KQL_UNKNOWN_TABLE');
}

/** `database('hunting').T`: the one database there is. */
function bindPath(node: Kusto.Language.Syntax.PathExpression, scope: Scope): Relation {
  const { Expression: base, Selector: selector } = node;
  const ours =
    base && /^(DatabaseSymbol|EntityGroupElementSymbol)$/.test(className({ constructor: base.ResultType?.constructor } as never)); // prettier-ignore
  const name = (selector as Kusto.Language.Syntax.NameReference | null)?.SimpleName ?? '';
  const relation = ours && className(base) !== 'PathExpression' ? scanOf(name, scope) : undefined;
  return relation ?? refuse(node, 'There is no cluster and no other database here: name the table itself.');
}

/** The rows of a table of the schema. */
export function scanOf(name: string, { query }: Scope): Relation | undefined {
  const columns = query.schema.get(name);
  return columns && { op: 'scan', table: name, columns, where: [] };
}
