import { className } from '../parse/syntax.ts';
import type { Element, Expression } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import { callOwnFunction } from './let.ts';
import { OPERATORS, SOURCES } from './operators/index.ts';
import { refuse } from './refuse.ts';
import type { Scope } from './scope.ts';

/** Binds an expression whose value is a table. */
export function bindRelation(node: Expression, scope: Scope): Relation {
  const kind = className(node);
  switch (kind) {
    case 'PipeExpression': {
      const { Expression: source, Operator: operator } = node as Kusto.Language.Syntax.PipeExpression;
      if (!source || !operator) refuse(node, 'The pipe is not complete.');
      return bindOperator(operator, bindRelation(source, scope), scope);
    }
    case 'ParenthesizedExpression': {
      const { Expression: inner } = node as Kusto.Language.Syntax.ParenthesizedExpression;
      if (!inner) refuse(node, 'The brackets are empty.');
      return bindRelation(inner, scope);
    }
    case 'NameReference':
      return bindName(node as Kusto.Language.Syntax.NameReference, scope);
    case 'FunctionCallExpression': {
      const source = SOURCES[(node as Kusto.Language.Syntax.FunctionCallExpression).Name?.SimpleName ?? ''];
      if (source) return source(node, scope);
      const result = callOwnFunction(node as Kusto.Language.Syntax.FunctionCallExpression, scope);
      if ('relation' in result) return result.relation;
      return refuse(node, 'A table is needed here, and the function gives a single value.');
    }
    default: {
      const source = SOURCES[kind];
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
  const binder = OPERATORS[className(node)];
  if (!binder) refuse(node, `The operator '${node.GetFirstToken()?.Text}' is not supported.`);
  return binder(node, input, { ...scope, row: input });
}

function bindName(node: Kusto.Language.Syntax.NameReference, scope: Scope): Relation {
  const name = node.SimpleName ?? '';
  const meaning = scope.names.lookup(name);
  if (meaning?.kind === 'table') return meaning.relation;
  const columns = scope.query.schema.get(name);
  if (columns) return { op: 'scan', table: name, columns, where: [] };
  return refuse(node, `There is no table '${name}'.`, 'KQL_UNKNOWN_TABLE');
}
