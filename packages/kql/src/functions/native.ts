import { Sql, identifier, joined, sql } from '../sql/sql.ts';
import { HELD_AS } from '../sql/types.ts';
import type { KqlType } from '../type.ts';
import type { Rendering } from './function.ts';

/**
 * A value as a function in TypeScript sees it: bool boolean · int number · long, datetime (ticks) and timespan (ticks)
 * bigint · real number · decimal, guid and string text · dynamic its JSON text. null is null.
 */
export type NativeValue = boolean | number | bigint | string | null;

/** A function that SQL cannot say: called once a row, from DuckDB. */
export interface NativeFunction {
  readonly name: string;
  readonly parameters: readonly KqlType[];
  /** Type of any further arguments. */
  readonly rest?: KqlType;
  readonly returns: KqlType;
  /** Whether a null argument is passed on. If not, it makes the result null (empty, for a string). */
  readonly nulls?: 'passed';
  readonly run: (...args: never[]) => NativeValue;
}

/** A function table's entry for a function in TypeScript. */
export function native(definition: NativeFunction): Rendering {
  return (args, call) => {
    const name = call.native(definition);
    const values = args.map((argument, index) => {
      const wanted = definition.parameters[index] ?? definition.rest ?? argument.type;
      const value = call.converted(argument, wanted);
      return TEXT.has(wanted) ? sql`CAST(${value} AS VARCHAR)` : value;
    });
    const result = sql`${name}(${joined(values, ', ')})`;
    const { returns } = definition;
    if (returns === 'string') return sql`coalesce(${result}, '')`;
    if (returns === 'dynamic') return sql`${result}::JSON`;
    return returns === 'guid' || returns === 'decimal' ? sql`CAST(${result} AS ${HELD_AS[returns]})` : result;
  };
}

/** Types that DuckDB passes to TypeScript as text, though it holds them otherwise. */
const TEXT: ReadonlySet<KqlType> = new Set(['decimal', 'guid', 'dynamic']);

/** The name of a native function in SQL. */
export function nativeName(definition: NativeFunction): Sql {
  return identifier(`kql_${definition.name}`);
}
