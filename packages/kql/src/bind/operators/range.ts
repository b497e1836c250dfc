import { columnsOf } from '../../parse/syntax.ts';
import type { Element, Expression } from '../../parse/syntax.ts';
import { folded } from '../../plan/fold.ts';
import type { Scalar } from '../../plan/scalar.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { KqlType } from '../../type.ts';
import { converted } from '../converted.ts';
import { placeOf, refuse } from '../refuse.ts';
import { bindScalar } from '../scalar.ts';
import type { Scope, SourceBinder } from '../scope.ts';

/** The type of a step over values of each type. */
const STEPS: Readonly<Partial<Record<KqlType, KqlType>>> = {
  int: 'int',
  long: 'long',
  real: 'real',
  decimal: 'decimal',
  datetime: 'timespan',
  timespan: 'timespan',
};

/**
 * Values at equal distances, both ends included. Each is worked out from the first, so that no error adds up.
 * @see https://learn.microsoft.com/kusto/query/range-operator
 */
export const range: SourceBinder<Kusto.Language.Syntax.RangeOperator> = (node, scope) => {
  const [column] = columnsOf(node.ResultType);
  const stepType = column && STEPS[column.type];
  if (!column || !stepType) refuse(node, 'range counts numbers, datetimes or timespans.');
  const ends = [
    bound(node.From, column.type, scope, node),
    bound(node.To, column.type, scope, node),
    bound(node.Step, stepType, scope, node),
  ];
  return {
    op: 'operator',
    label: `range ${column.name}`,
    columns: [column],
    serialized: true,
    inputs: [],
    place: placeOf(node),
    sql: (_, render) => {
      const [first, last, step, index] = ['first', 'last', 'step', 'index'].map((name) => render.fresh(name));
      const known = ends.map((end) => folded(end, render.now));
      const values = known.map((end, at) => sql`${render.scalar(end)} AS ${[first, last, step][at]!}`);
      const whole = column.type === 'real' || column.type === 'decimal' ? sql`/` : sql`//`;
      const count = sql`CASE WHEN ${step!} = 0 THEN NULL ELSE CAST(floor((${last!} - ${first!}) ${whole} ${step!}) AS BIGINT) END`;
      const name = render.column(column.name);
      const type = column.type === 'int' ? sql`::INTEGER` : sql``;
      const rows = rowsOf(known);
      const counted =
        rows === undefined
          ? sql`SELECT *, unnest(generate_series(0, CASE WHEN ${count} > ${MOST_ROWS} THEN error(${TOO_MANY}) ELSE ${count} END)) AS ${index!} FROM (SELECT ${joined(values, ', ')})`
          : sql`SELECT ${joined(values, ', ')}, range AS ${index!} FROM range(${rows})`;
      return sql`SELECT (${first!} + ${index!} * ${step!})${type} AS ${name} FROM (${counted}) WHERE (${step!} > 0 AND ${first!} + ${index!} * ${step!} <= ${last!}) OR (${step!} < 0 AND ${first!} + ${index!} * ${step!} >= ${last!})`;
    },
  };
};

/** Ends that only the data know are counted in a list, and a list is held in memory. */
const MOST_ROWS = 10_000_000n;
const TOO_MANY = `range gives more than ${MOST_ROWS} rows, and its ends are not written in the query. Take a longer step.`;

/** How many rows whole numbers or instants written in the query give: these are counted while they are read. */
function rowsOf(ends: readonly Scalar[]): bigint | undefined {
  const ticks: bigint[] = [];
  for (const end of ends) {
    if (end.op !== 'literal' || typeof end.value !== 'bigint') return undefined;
    ticks.push(end.value);
  }
  const [first = 0n, last = 0n, step = 0n] = ticks;
  if (step === 0n || (last - first) / step < 0n) return 0n;
  return (last - first) / step + 1n;
}

function bound(node: Expression | null, type: KqlType, scope: Scope, range_: Element): Scalar {
  if (!node) refuse(range_, 'range needs from, to and step.');
  return converted(bindScalar(node, scope), type, node);
}
