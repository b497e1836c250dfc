import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { KqlType } from '../type.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';

const isTime = (type: KqlType): boolean => type === 'datetime' || type === 'timespan';

/** Value, size and origin in the form they are worked with; a time beside a size that is none is refused by the binder. */
function inForm(argument: Argument, call: CallContext): Sql {
  if (isTime(call.type)) return isTime(argument.type) ? argument.sql : call.converted(argument, 'timespan');
  return call.converted(argument, call.type);
}

/** The nearest multiple of `size` from `origin` at or below a value. A size that is not positive makes null. */
function floored(value: Sql, size: Sql, origin: Sql | undefined, type: KqlType): Sql {
  const from = origin ? sql`(${value} - ${origin})` : value;
  const positive = sql`(CASE WHEN ${size} > 0 THEN ${size} END)`;
  const bin =
    type === 'real'
      ? sql`(floor(${from} / ${positive}) * ${positive})`
      : sql`(${from} - ((${from} % ${positive} + ${positive}) % ${positive}))`;
  return origin ? sql`(${bin} + ${origin})` : bin;
}

/**
 * Of a value that is never negative, as an instant, the remainder is what to take away.
 * @see https://learn.microsoft.com/kusto/query/bin-function
 */
const bin: Rendering = ([value, size], call) => {
  const literal = size!.scalar.op === 'literal' ? size!.scalar.value : undefined;
  if (call.type === 'datetime' && typeof literal === 'bigint' && literal > 0n) {
    return sql`(${inForm(value!, call)} // ${literal} * ${literal})`;
  }
  return floored(inForm(value!, call), inForm(size!, call), undefined, call.type);
};

/** @see https://learn.microsoft.com/kusto/query/bin-at-function */
const binAt: Rendering = ([value, size, origin], call) =>
  floored(inForm(value!, call), inForm(size!, call), inForm(origin!, call), call.type);

export const BIN: FunctionTable = {
  bin,
  floor: bin,
  bin_at: binAt,
};
