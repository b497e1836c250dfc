import { listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import { refuse } from '../refuse.ts';
import type { OperatorBinder, Scope, SourceBinder } from '../scope.ts';
import { rowless } from '../scope.ts';
import { parameterText } from './parameter.ts';
import { sourceName } from './source-name.ts';
import type { Arm } from './tables.ts';
import { armsOf } from './tables.ts';
import { together } from './together.ts';

type UnionNode = Kusto.Language.Syntax.UnionOperator;

/** @see https://learn.microsoft.com/kusto/query/union-operator */
export const unionSource: SourceBinder<UnionNode> = (node, scope) => unionOf(node, [], scope);

export const union: OperatorBinder<UnionNode> = (node, input, scope) => {
  const { Parent: pipe } = node as unknown as { Parent: Kusto.Language.Syntax.PipeExpression };
  const name = sourceName(pipe.Expression, scope) ?? 'union_arg0';
  return unionOf(node, [{ name, relation: input }], rowless(scope));
};

function unionOf(node: UnionNode, first: readonly Arm[], scope: Scope): Relation {
  const fuzzy = parameterText(node.Parameters, 'isfuzzy')?.toLowerCase() === 'true';
  const arms = [
    ...first,
    ...armsOf(listed<Expression>(node.Expressions), scope, { fuzzy, from: first.length }),
  ];
  if (arms.length === 0) refuse(node, 'None of the tables of this union exists.', 'KQL_UNKNOWN_TABLE');
  const source = parameterText(node.Parameters, 'withsource');
  return together(arms, {
    common: parameterText(node.Parameters, 'kind') === 'inner',
    ...(source !== undefined && { source }),
  });
}
