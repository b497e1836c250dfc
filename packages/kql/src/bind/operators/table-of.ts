import { listed } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import { refuse } from '../refuse.ts';
import { scanOf } from '../relation.ts';
import { bindScalar } from '../scalar.ts';
import type { Scope, SourceBinder } from '../scope.ts';
import { rowless } from '../scope.ts';

/** A table by its name as a text. @see https://learn.microsoft.com/kusto/query/table-function */
export const tableOf: SourceBinder<Kusto.Language.Syntax.FunctionCallExpression> = (node, scope) => {
  const [argument] = listed<Expression>(node.ArgumentList?.Expressions);
  if (!argument) refuse(node, 'table() needs the name of a table.');
  const name = bindScalar(argument, rowless(scope));
  if (name.op !== 'literal' || typeof name.value !== 'string')
    return refuse(argument, 'The name of the table must stand in the query itself, as a text.');
  return (
    namedTable(name.value, scope) ??
    refuse(argument, `There is no table '${name.value}'.`, 'KQL_UNKNOWN_TABLE')
  );
};

function namedTable(name: string, scope: Scope): Relation | undefined {
  const meaning = scope.names.lookup(name);
  return meaning?.kind === 'table' ? meaning.relation : scanOf(name, scope);
}
