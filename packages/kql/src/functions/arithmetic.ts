import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { KqlType } from '../type.ts';
import { divideDecimals, multiplyDecimals, remainderOfDecimals } from './decimal.ts';
import { dynamicArithmetic } from './dynamic-arithmetic.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';

/**
 * Arithmetic. What comes out has the type Microsoft's binder gives: real with a real, decimal with a decimal, else long.
 * A long that overflows ends the query with a fault; an instant outside the years 1 to 9999 is null when the rows leave (see `run/leaving.ts`).
 * @see https://learn.microsoft.com/kusto/query/numerical-operators
 * @see https://learn.microsoft.com/kusto/query/datetime-timespan-arithmetic
 */
const OPERATORS: FunctionTable = {
  '+': (args, call) => {
    const [a, b] = operands(args, call);
    return sql`(${a} + ${b})`;
  },
  '-': (args, call) => {
    const [left, right] = args;
    if (call.type === 'timespan' && (left?.type === 'datetime' || right?.type === 'datetime')) {
      return sql`(${call.converted(left!, 'datetime')} - ${call.converted(right!, 'datetime')})`;
    }
    const [a, b] = operands(args, call);
    return sql`(${a} - ${b})`;
  },
  '*': (args, call) => {
    const [left, right] = args;
    if (call.type === 'timespan' || call.type === 'datetime') return scaled(left!, right!, call);
    if (call.type === 'decimal') return native(multiplyDecimals)(args, call);
    const [a, b] = operands(args, call);
    return sql`(${a} * ${b})`;
  },
  '/': (args, call) => {
    const [left, right] = args;
    if (isTime(left!.type) && isTime(right!.type)) {
      return sql`(CAST(${left!.sql} AS DOUBLE) / CAST(${right!.sql} AS DOUBLE))`;
    }
    if (isTime(left!.type)) return divided(left!, right!, call);
    if (call.type === 'decimal') return native(divideDecimals)(args, call);
    const [a, b] = operands(args, call);
    return call.type === 'real' ? sql`(${a} / ${b})` : sql`(${a} // ${b})`;
  },
  // Never negative: 0 <= a % b < abs(b).
  '%': (args, call) => {
    if (call.type === 'decimal') return native(remainderOfDecimals)(args, call);
    const [a, b] = isTime(args[0]!.type)
      ? args.map((argument) => ticks(argument, call))
      : operands(args, call);
    return sql`(((${a!} % ${b!}) + abs(${b!})) % abs(${b!}))`;
  },
  'unary -': ([a], call) => {
    const { type } = call;
    return sql`(-${a!.type === type ? a!.sql : call.converted(a!, type)})`;
  },
  'unary +': ([a]) => a!.sql,
};

/** Of two dynamics the type is known only row by row. */
export const ARITHMETIC: FunctionTable = Object.fromEntries(
  Object.entries(OPERATORS).map(([sign, render]): [string, Rendering] => [
    sign,
    (args, call) => (call.type === 'dynamic' ? dynamicArithmetic(sign)(args, call) : render(args, call)),
  ]),
);

const isTime = (type: KqlType): boolean => type === 'datetime' || type === 'timespan';

/** Both operands in the form of the result; beside a datetime a span stays what it is. */
function operands(args: readonly Argument[], call: CallContext): [Sql, Sql] {
  const { type } = call;
  const [a, b] = args.map((argument) => {
    if (type === 'datetime')
      return isTime(argument.type) ? argument.sql : call.converted(argument, 'timespan');
    return call.converted(argument, type);
  });
  return [a!, b!];
}

function ticks(argument: Argument, call: CallContext): Sql {
  return isTime(argument.type) ? argument.sql : call.converted(argument, 'long');
}

/** A span times a number, exact for whole numbers. */
const scaled = (left: Argument, right: Argument, call: CallContext): Sql => {
  const [span, number] = isTime(left.type) ? [left, right] : [right, left];
  if (isTime(number.type))
    return call.unsupported('Two times cannot be multiplied. Divide one by 1tick first.');
  const result =
    number.type === 'int' || number.type === 'long'
      ? sql`(${span.sql} * ${number.sql})`
      : sql`TRY_CAST(trunc(${span.sql} * ${call.converted(number, 'real')}) AS BIGINT)`;
  return result;
};

const divided: (left: Argument, right: Argument, call: CallContext) => ReturnType<Rendering> = (
  left,
  right,
  call,
) =>
  right.type === 'int' || right.type === 'long'
    ? sql`(${left.sql} // ${right.sql})`
    : sql`TRY_CAST(trunc(${left.sql} / ${call.converted(right, 'real')}) AS BIGINT)`;
