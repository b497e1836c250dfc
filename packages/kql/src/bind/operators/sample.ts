import { sql } from '../../sql/sql.ts';
import { columnsOf } from '../../parse/syntax.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';
import { rowless } from '../scope.ts';

/** Rows picked at random. @see https://learn.microsoft.com/kusto/query/sample-operator */
export const sample: OperatorBinder<Kusto.Language.Syntax.SampleOperator> = (node, input, scope) => {
  const { Expression: count } = node;
  if (!count) refuse(node, 'sample needs a number of rows.');
  const rows = bindScalar(count, rowless(scope));
  return {
    op: 'operator',
    label: 'sample',
    columns: input.columns,
    inputs: [input],
    place: placeOf(node),
    sql: ([rowsOf], render) => sql`SELECT * FROM (${rowsOf!}) ORDER BY random() LIMIT ${render.scalar(rows)}`,
  };
};

/** Some of the distinct values of a column. @see https://learn.microsoft.com/kusto/query/sample-distinct-operator */
export const sampleDistinct: OperatorBinder<Kusto.Language.Syntax.SampleDistinctOperator> = (
  node,
  input,
  scope,
) => {
  const { Expression: count, OfExpression: of } = node;
  if (!count || !of) refuse(node, 'sample-distinct needs a number of values and a column.');
  const value = bindScalar(of, scope);
  const columns = [{ name: columnsOf(node.ResultType)[0]?.name ?? '', type: value.type }];
  const by = columns.map(({ name }) => ({ name, value }));
  const distinct = { op: 'aggregate', columns, input, by, aggregates: [] } as const;
  return { op: 'limit', columns, input: distinct, count: bindScalar(count, rowless(scope)) };
};
