import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { KqlType } from '../type.ts';
import type { Argument, CallContext } from './function.ts';
import { textOf } from './text-of.ts';

const NUMBERS: ReadonlySet<KqlType> = new Set(['bool', 'int', 'long', 'real', 'decimal']);
const HELD_EXACTLY = 2n ** 53n;

/** Two values in a form in which DuckDB compares them as the language does. */
export function comparable(a: Argument, b: Argument, call: CallContext): [Sql, Sql] {
  if (a.type === 'dynamic' || b.type === 'dynamic') return [besides(a, b, call), besides(b, a, call)];
  if (a.type === b.type) return [a.sql, b.sql];
  if (NUMBERS.has(a.type) && NUMBERS.has(b.type)) return [asNumber(a), asNumber(b)];
  // A text beside a value of another type is read as one, as in IsClickedThrough != "0".
  if (a.type === 'string') return [call.converted(a, b.type), b.sql];
  if (b.type === 'string') return [a.sql, call.converted(b, a.type)];
  return call.unsupported(
    `A ${a.type} cannot be compared with a ${b.type}. Convert one of them, as in to${a.type}(…).`,
  );
}

/** A value in the form in which it stands beside another, one of the two being dynamic. */
function besides(value: Argument, other: Argument, call: CallContext): Sql {
  if (value.type !== 'dynamic') return value.type === 'bool' ? value.sql : asNumber(value);
  switch (other.type) {
    case 'dynamic':
    case 'string':
      return textOf(value, call);
    case 'int':
    case 'long':
    case 'real':
      // The text of a JSON string has its quotes, so it is no number.
      return isSmall(other)
        ? sql`TRY_CAST(CAST(${value.sql} AS VARCHAR) AS DOUBLE)`
        : sql`TRY_CAST(CAST(${value.sql} AS VARCHAR) AS DECIMAL(38, 10))`;
    case 'bool':
      return sql`TRY_CAST(CAST(${value.sql} AS VARCHAR) AS BOOLEAN)`;
    case 'decimal':
    case 'datetime':
    case 'timespan':
    case 'guid':
      return call.converted(value, other.type);
  }
}

function asNumber({ sql: value, type }: Argument): Sql {
  return type === 'bool' ? sql`CAST(${value} AS INTEGER)` : value;
}

/** Whether a value is known to be a number that a DOUBLE holds exactly. */
function isSmall({ type, scalar }: Argument): boolean {
  if (type === 'int' || type === 'real') return true;
  if (scalar.op !== 'literal' || typeof scalar.value !== 'bigint') return false;
  return scalar.value < HELD_EXACTLY && scalar.value > -HELD_EXACTLY;
}
