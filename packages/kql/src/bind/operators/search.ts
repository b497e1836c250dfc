import { listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import { refuse } from '../refuse.ts';
import type { OperatorBinder, Scope, SourceBinder } from '../scope.ts';
import { rowless } from '../scope.ts';
import { bindTerms, hasBareTerm, namedColumns } from '../terms.ts';
import { parameterText } from './parameter.ts';
import { sourceName } from './source-name.ts';
import type { Arm } from './tables.ts';
import { armsOf, matching } from './tables.ts';
import { together } from './together.ts';

type SearchNode = Kusto.Language.Syntax.SearchOperator;

/** @see https://learn.microsoft.com/kusto/query/search-operator */
export const searchSource: SourceBinder<SearchNode> = (node, scope) => {
  const { InClause: list } = node;
  const options = { fuzzy: false, from: 0 };
  const arms = list ? armsOf(listed<Expression>(list.Expressions), scope, options) : matching('*', scope);
  return searched(node, arms, scope);
};

export const search: OperatorBinder<SearchNode> = (node, input, scope) => {
  const { Parent: pipe } = node as unknown as { Parent: Kusto.Language.Syntax.PipeExpression };
  const name = sourceName(pipe.Expression, scope) ?? 'search_arg0';
  return searched(node, [{ name, relation: input }], rowless(scope));
};

function searched(node: SearchNode, arms: readonly Arm[], scope: Scope): Relation {
  const { Condition: condition } = node;
  if (!condition) refuse(node, 'search needs what to look for.');
  const caseSensitive = parameterText(node.Parameters, 'kind') === 'case_sensitive';
  return together(filtered(arms, condition, scope, caseSensitive), { common: false, source: '$table' });
}

/** The rows of each table that meet the condition; a table that has none of the columns asked for has none. */
export function filtered(
  arms: readonly Arm[],
  condition: Expression,
  scope: Scope,
  caseSensitive: boolean,
): Arm[] {
  const asked = namedColumns(condition);
  const all = asked.size === 0 || hasBareTerm(condition);
  const having = arms.filter(({ relation }) => all || relation.columns.some(({ name }) => asked.has(name)));
  if (having.length === 0) refuse(condition, 'None of the tables has the columns asked for.');
  return having.map(({ name, relation }) => {
    const row = { ...scope, row: relation, absentColumns: true };
    const { columns, serialized = false } = relation;
    const found = bindTerms(condition, row, { caseSensitive });
    return { name, relation: { op: 'filter', columns, serialized, input: relation, condition: found } };
  });
}
