import { className, columnsOf } from '../../parse/syntax.ts';
import type { Expression } from '../../parse/syntax.ts';
import type { Relation } from '../../plan/relation.ts';
import { identifier, sql } from '../../sql/sql.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { OperatorBinder } from '../scope.ts';
import { bindSubquery } from '../subquery.ts';
import { GROUP, forEachGroup } from './each-group.ts';

/**
 * Runs the subquery for the rows of each value of a column. The hints say how a cluster shares the work, and change
 * nothing.
 * @see https://learn.microsoft.com/kusto/query/partition-operator
 */
export const partition: OperatorBinder<Kusto.Language.Syntax.PartitionOperator> = (node, input, scope) => {
  const { ByExpression: by, Operand: operand } = node;
  if (!by || !operand) refuse(node, 'partition needs a column and a subquery: partition by Column (…).');
  const place = placeOf(node);
  const body = subqueryOf(operand);
  const key = bindScalar(by, scope);
  const numbered: Relation = {
    op: 'operator',
    label: 'number the partitions',
    columns: [...input.columns, GROUP],
    serialized: input.serialized ?? false,
    inputs: [input],
    place,
    sql: ([rows], render) => {
      const order = identifier('#order');
      const group = render.column(GROUP.name);
      const ordered = sql`SELECT *, row_number() OVER () AS ${order} FROM (${rows!})`;
      return sql`SELECT * EXCLUDE (${order}) FROM (SELECT *, dense_rank() OVER (ORDER BY ${render.scalar(key)}) AS ${group} FROM (${ordered})) ORDER BY ${group}, ${order}`;
    },
  };
  const result = forEachGroup(numbered, (rows) => bindSubquery(body, rows, scope), scope, place);
  const columns = columnsOf(node.ResultType);
  return {
    op: 'project',
    columns,
    serialized: false,
    input: result,
    values: columns.map(({ name, type }) => ({ name, value: { op: 'column', name, type } })),
  };
};

function subqueryOf(operand: Expression): Expression {
  if (className(operand) === 'PartitionSubquery') {
    const { Subquery: inner } = operand as Kusto.Language.Syntax.PartitionSubquery;
    if (inner) return inner;
  }
  return refuse(
    operand,
    'A partition with a source of its own is not supported: write the subquery in round brackets.',
  );
}
