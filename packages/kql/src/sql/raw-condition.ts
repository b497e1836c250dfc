import type { Literal, Scalar } from '../plan/scalar.ts';
import type { KqlType } from '../type.ts';
import type { StoredTable } from './stored.ts';
import type { Sql } from './sql.ts';
import { rawText } from './raw-text.ts';
import { joined, sql } from './sql.ts';
import { EPOCH_TICKS } from '../value/ticks.ts';

const COMPARISONS: Readonly<Record<string, Sql>> = {
  '==': sql`=`,
  '<': sql`<`,
  '<=': sql`<=`,
  '>': sql`>`,
  '>=': sql`>=`,
};

const MIRRORED: Readonly<Record<string, string>> = { '==': '==', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

/**
 * Writes a condition over the stored values as they are, if it keeps exactly the same rows there. What is kept is what
 * is true; of the others it does not matter whether they are false or null.
 */
export function rawCondition(condition: Scalar, stored: StoredTable): Sql | undefined {
  if (condition.op !== 'call') return undefined;
  const { name, arguments: args } = condition;
  if (name === 'and' || name === 'or') {
    const parts = args.flatMap((part) => rawCondition(part, stored) ?? []);
    if (parts.length < args.length) return undefined;
    return sql`(${joined(parts, name === 'and' ? ' AND ' : ' OR ')})`;
  }
  return rawText(name, args, stored) ?? rawComparison(condition, stored);
}

function rawComparison(condition: Scalar, stored: StoredTable): Sql | undefined {
  const comparison = comparisonOf(condition);
  if (!comparison) return undefined;
  const column = stored.columns.get(comparison.column);
  const { literal, sign } = comparison;
  if (!column || literal.value === null) return undefined;
  const operator = COMPARISONS[sign];
  if (!operator) return undefined;
  if (literal.type === 'datetime' && typeof literal.value === 'bigint') {
    const bound = storedInstant(literal.value, sign, column.type);
    return bound && sql`${column.raw} ${operator} ${bound}`;
  }
  const whole = column.type === 'BIGINT' || column.type === 'INTEGER';
  if (whole && (literal.type === 'long' || literal.type === 'int') && typeof literal.value === 'bigint') {
    return sql`${column.raw} ${operator} ${literal.value}`;
  }
  return undefined;
}

/** The instants between which `Timestamp` must be, as far as the conditions say; both inclusive, in ticks. */
export function boundsOf(where: readonly Scalar[]): { from?: bigint; to?: bigint } {
  let from: bigint | undefined;
  let to: bigint | undefined;
  for (const condition of where) {
    const comparison = comparisonOf(condition);
    if (comparison?.column !== 'Timestamp' || typeof comparison.literal.value !== 'bigint') continue;
    const { sign } = comparison;
    const { value } = comparison.literal;
    if (sign !== '<' && sign !== '<=' && (from === undefined || value > from)) from = value;
    if (sign !== '>' && sign !== '>=' && (to === undefined || value < to)) to = value;
  }
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

const alike = (a: KqlType, b: KqlType): boolean =>
  a === b || (a === 'int' && b === 'long') || (a === 'long' && b === 'int');

function comparisonOf(condition: Scalar): { column: string; sign: string; literal: Literal } | undefined {
  if (condition.op !== 'call' || !Object.hasOwn(COMPARISONS, condition.name)) return undefined;
  const [left, right] = condition.arguments;
  if (left?.op === 'column' && right?.op === 'literal' && alike(left.type, right.type)) {
    return { column: left.name, sign: condition.name, literal: right };
  }
  if (left?.op === 'literal' && right?.op === 'column' && alike(left.type, right.type)) {
    return { column: right.name, sign: MIRRORED[condition.name] ?? '', literal: left };
  }
  return undefined;
}

/**
 * An instant in ticks as the file's own type, rounded so that the comparison stays exact where the file has fewer
 * digits. Undefined when it cannot be said.
 */
function storedInstant(ticks: bigint, sign: string, type: string): Sql | undefined {
  if (type === 'BIGINT') return sql`${ticks}`;
  const sinceEpoch = ticks - EPOCH_TICKS;
  if (type === 'TIMESTAMP_NS') {
    const nanoseconds = sinceEpoch * 100n;
    if (nanoseconds > 2n ** 63n - 1n || nanoseconds < -(2n ** 63n) + 1n) return undefined;
    return sql`make_timestamp_ns(${nanoseconds})`;
  }
  if (type !== 'TIMESTAMP' && type !== 'TIMESTAMP WITH TIME ZONE') return undefined;
  const down = (sinceEpoch - (((sinceEpoch % 10n) + 10n) % 10n)) / 10n;
  const exact = down * 10n === sinceEpoch;
  if (!exact && sign === '==') return undefined;
  // `> 1.5` over whole numbers is `> 1`, `>= 1.5` is `>= 2`; likewise downwards.
  const microseconds = exact || sign === '>' || sign === '<=' ? down : down + 1n;
  const instant = sql`make_timestamp(${microseconds})`;
  return type === 'TIMESTAMP' ? instant : sql`(${instant} AT TIME ZONE 'UTC')`;
}
