import { jsonReady } from '../sql/json.ts';
import { joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { KqlType } from '../type.ts';
import { arrayOf, bagOf, elementsOf, propertiesOf, realText } from '../value/json-text.ts';
import { formatDatetime, formatTimespan } from '../value/time.ts';
import { dynamicOf } from './dynamic-value.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { given } from './typed.ts';

const packArray: Rendering = (args) =>
  sql`json_array(${joined(
    args.map(({ sql: value, type }) => jsonReady(value, type)),
    ', ',
  )})`;

/** Names and values in turn. */
const packBag: Rendering = (args, call) => {
  // DuckDB may look at the words of a column's dictionary, where a NULL stands that no row has; concat takes it for ''.
  const parts: Sql[] = args.map((argument, index) =>
    index % 2 === 0
      ? sql`concat(${call.converted(argument, 'string')})`
      : jsonReady(argument.sql, argument.type),
  );
  return args.length % 2 === 0
    ? sql`json_object(${joined(parts, ', ')})`
    : call.unsupported(`${call.name}() takes a name and a value in turn.`);
};

/** Columns under their own names. */
const packColumns: Rendering = (args, call) =>
  packBag(
    args.flatMap((argument) =>
      argument.scalar.op === 'column'
        ? [given('string', argument.scalar.name), argument]
        : call.unsupported('bag_pack_columns() takes columns only. Name a value with extend first.'),
    ),
    call,
  );

const withoutAbsent = native({
  name: 'bag_without_absent',
  parameters: ['dynamic'],
  returns: 'dynamic',
  run: (bag: string) =>
    bagOf([...(propertiesOf(bag) ?? [])].filter(([, value]) => value !== 'null' && value !== '""')),
});

/** The whole row: the binder puts its columns behind the flag that says whether to leave out what is null or empty. */
const packRow: Rendering = ([flag, ...columns], call) => {
  const bag = packColumns(columns, call);
  const { value } = call.literal(flag, 'Whether to leave out what is absent');
  return value === true ? withoutAbsent([{ ...given('dynamic', null), sql: bag }], call) : bag;
};

const zip = native({
  name: 'zip',
  parameters: [],
  rest: 'dynamic',
  returns: 'dynamic',
  nulls: 'passed',
  run: (...arrays: (string | null)[]) => {
    const lists = arrays.map((array) => (array === null ? [] : (elementsOf(array) ?? [array])));
    const length = Math.max(...lists.map((list) => list.length));
    return arrayOf(Array.from({ length }, (_, index) => arrayOf(lists.map((list) => list[index] ?? 'null'))));
  },
});

const repeat = native({
  name: 'repeat',
  parameters: ['dynamic', 'long'],
  returns: 'dynamic',
  nulls: 'passed',
  run: (value: string | null, count: bigint | null) =>
    count === null || count < 0n
      ? null
      : arrayOf(Array.from({ length: Math.min(Number(count), MOST) }, () => value ?? 'null')),
});

/** The longest array a range makes. */
const MOST = 1_048_576;

/** The value after one. A real is worked out from the start, so that what it is rounded by does not add up. */
function next<T extends number | bigint>(start: T, value: T, by: T, index: number): number | bigint {
  if (typeof value === 'bigint') return value + (by as bigint);
  return (start as number) + (by as number) * index;
}

/** From a start up to an end, by equal steps; how one value is written depends on its type. */
function rangeOf<T extends number | bigint>(
  type: KqlType,
  step: KqlType,
  write: (value: T) => string,
): Rendering {
  return native({
    name: `range_${type}`,
    parameters: [type, type, step],
    returns: 'dynamic',
    run: (start: T, stop: T, by: T) => {
      const values: string[] = [];
      let value = start;
      for (let index = 0; index < MOST && Number(by) !== 0; index++) {
        if (by > 0 ? value > stop : value < stop) break;
        values.push(write(value));
        value = next(start, value, by, index + 1) as T;
      }
      return arrayOf(values);
    },
  });
}

const quoted = (text: string): string => `"${text}"`;
const RANGES = {
  long: rangeOf<bigint>('long', 'long', String),
  real: rangeOf<number>('real', 'real', realText),
  datetime: rangeOf<bigint>('datetime', 'timespan', (ticks) => quoted(formatDatetime(ticks))),
  timespan: rangeOf<bigint>('timespan', 'timespan', (ticks) => quoted(formatTimespan(ticks))),
};

/** @see https://learn.microsoft.com/kusto/query/range-function */
const range: Rendering = ([start, stop, step], call) => {
  const types = [start, stop, step].flatMap((argument) => argument?.type ?? []);
  const kind = types.includes('datetime')
    ? 'datetime'
    : types.includes('timespan')
      ? 'timespan'
      : types.includes('real') || types.includes('decimal')
        ? 'real'
        : 'long';
  const hour = given('timespan', 36_000_000_000n);
  const one = kind === 'long' ? given('long', 1n) : given('real', 1);
  return RANGES[kind]([start!, stop!, step ?? (kind === 'long' || kind === 'real' ? one : hour)], call);
};

/** @see https://learn.microsoft.com/kusto/query/pack-array-function */
export const DYNAMIC_BUILDING: FunctionTable = {
  pack_array: packArray,
  bag_pack: packBag,
  pack: packBag,
  pack_dictionary: packBag,
  bag_pack_columns: packColumns,
  pack_all: packRow,
  zip,
  repeat: ([value, count], call) => repeat([dynamicOf(value!), count!], call),
  range,
};
