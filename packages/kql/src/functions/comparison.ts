import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import { comparable } from './comparable.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';

/**
 * Comparison. A null is neither equal to a value nor less or greater: `==` is false, `!=` true; of two nulls all is null.
 * A NaN equals nothing.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/null-values
 * @see https://learn.microsoft.com/kusto/query/numerical-operators
 */
export const COMPARISON: FunctionTable = {
  '==': ([a, b], call) => equality(a!, b!, call),
  '!=': ([a, b], call) => sql`(NOT ${equality(a!, b!, call)})`,
  '<>': ([a, b], call) => sql`(NOT ${equality(a!, b!, call)})`,
  '<': order(sql`<`),
  '<=': order(sql`<=`),
  '>': order(sql`>`),
  '>=': order(sql`>=`),
  between: ([value, from, to], call) => between(value!, from!, to!, call),
  '!between': ([value, from, to], call) => sql`(NOT ${between(value!, from!, to!, call)})`,
};

/** Equality, as a complete expression. */
export function equality(a: Argument, b: Argument, call: CallContext): Sql {
  const [left, right] = comparable(a, b, call);
  const equal = sql`(${left} = ${right})`;
  if (a.type === 'string' && b.type === 'string') return equal;
  // A text that does not read as what is beside it equals nothing, be that null.
  if (a.type === 'string' || b.type === 'string') return sql`coalesce(${equal}, FALSE)`;
  const [whole, other] = isPresent(a) ? [true, right] : [isPresent(b), left];
  if (whole) {
    const same = sql`(${left} IS NOT DISTINCT FROM ${right})`;
    return a.type === 'real' && !isPresent(a) && !isPresent(b)
      ? sql`(${same} AND NOT isnan(${other}))`
      : same;
  }
  const notNumber = a.type === 'real' && b.type === 'real' ? sql`WHEN isnan(${left}) THEN FALSE ` : sql``;
  return sql`(CASE WHEN ${left} IS NULL AND ${right} IS NULL THEN NULL ${notNumber}ELSE ${left} IS NOT DISTINCT FROM ${right} END)`;
}

/** Whether a value is known not to be null. */
function isPresent({ type, scalar }: Argument): boolean {
  return (
    type === 'string' || (scalar.op === 'literal' && scalar.value !== null && !Number.isNaN(scalar.value))
  );
}

function order(sign: Sql): Rendering {
  return ([a, b], call) => {
    const [left, right] = comparable(a!, b!, call);
    // DuckDB takes a NaN for the greatest number.
    const numbers = [a!, b!].flatMap((value, index) =>
      value.type === 'real' && !isPresent(value) ? [index === 0 ? left : right] : [],
    );
    const guards = numbers.map((value) => sql` AND NOT isnan(${value})`);
    return sql`(${left} ${sign} ${right}${guards[0] ?? sql``}${guards[1] ?? sql``})`;
  };
}

function between(value: Argument, from: Argument, to: Argument, call: CallContext): Sql {
  // `moment between (start .. span)`: the span is counted from the start.
  const end: Argument =
    value.type === 'datetime' && from.type === 'datetime' && to.type === 'timespan'
      ? { type: 'datetime', sql: sql`(${from.sql} + ${to.sql})`, scalar: from.scalar }
      : to;
  return sql`(${order(sql`>=`)([value, from], call)} AND ${order(sql`<=`)([value, end], call)})`;
}
