/**
 * The scalar types of the language, by their names in it.
 * @see https://learn.microsoft.com/kusto/query/scalar-data-types/
 */
export type KqlType =
  'bool' | 'datetime' | 'decimal' | 'dynamic' | 'guid' | 'int' | 'long' | 'real' | 'string' | 'timespan';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One value of a result, as it is written into JSON:
 * - bool: boolean · int: number · real: number, or `"NaN"`, `"Infinity"`, `"-Infinity"`
 * - long: number, and a string of digits past 2^53 · decimal: string of digits · guid: lower-case string
 * - datetime: `2024-01-02T03:04:05.1234567Z` · timespan: `[-][d.]hh:mm:ss[.fffffff]`
 * - string: string, never null · dynamic: JSON · any but string may be null
 */
export type KqlValue = Json;

export interface Column {
  readonly name: string;
  readonly type: KqlType;
}

/** Tables by name. A query is bound against these and nothing else. */
export type Schema = ReadonlyMap<string, readonly Column[]>;
