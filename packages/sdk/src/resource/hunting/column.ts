import type { HuntColumn, HuntType } from '../hunting.ts';

/**
 * What the services call the types, in lower case and without `System.`. Documented samples show `DateTime` and
 * `String`; the others are the .NET names of the Kusto protocol, in which a bool is an `SByte`.
 *
 * @see https://learn.microsoft.com/kusto/api/rest/response
 */
const TYPES: Readonly<Record<string, HuntType>> = {
  bool: 'bool',
  boolean: 'bool',
  sbyte: 'bool',
  int: 'int',
  int32: 'int',
  uint8: 'int',
  byte: 'int',
  int16: 'int',
  uint16: 'int',
  long: 'long',
  int64: 'long',
  uint32: 'long',
  uint64: 'long',
  real: 'real',
  double: 'real',
  single: 'real',
  float: 'real',
  decimal: 'decimal',
  sqldecimal: 'decimal',
  datetime: 'datetime',
  date: 'datetime',
  datetimeoffset: 'datetime',
  timespan: 'timespan',
  time: 'timespan',
  guid: 'guid',
  uuid: 'guid',
  uniqueid: 'guid',
  string: 'string',
  char: 'string',
  dynamic: 'dynamic',
  object: 'dynamic',
};

/** The columns of an answer; nothing where it is no schema. Keys are read in any case: both are in use. */
export function columnsOf(schema: unknown): HuntColumn[] | undefined {
  if (!Array.isArray(schema)) return undefined;
  const columns = schema.map((item: unknown) => {
    if (typeof item !== 'object' || item === null) return undefined;
    const told = new Map(Object.entries(item).map(([key, value]) => [key.toLowerCase(), value as unknown]));
    const name = told.get('name');
    return typeof name === 'string' ? { name, type: typeOf(told.get('type')) } : undefined;
  });
  return columns.includes(undefined) ? undefined : (columns as HuntColumn[]);
}

/** A type nobody has heard of keeps its values as they came. */
function typeOf(told: unknown): HuntType {
  const name = typeof told === 'string' ? told.toLowerCase().replace(/^system\.(data\.sqltypes\.)?/, '') : '';
  return TYPES[name] ?? 'dynamic';
}
