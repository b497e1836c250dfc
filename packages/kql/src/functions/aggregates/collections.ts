import { asDynamic, jsonReady } from '../../sql/json.ts';
import type { Sql } from '../../sql/sql.ts';
import { sql } from '../../sql/sql.ts';
import { parseJson } from '../../value/json.ts';
import type { Json } from '../../type.ts';
import type { Argument } from '../function.ts';
import { native } from '../native.ts';
import type { AggregateContext, AggregateTable, FilteredRendering } from './aggregate.ts';
import { conditional, filter, plain, present } from './aggregate.ts';
import { schemaOf } from './schema-of.ts';

/** The most that a list may hold, and what the older names of these functions hold if nothing is said. */
const OLD_LIMIT = 128n;

/** `list(…)` in the order of the rows, as far as there is one. */
function inOrder(value: Sql, call: AggregateContext, only: readonly Sql[]): Sql {
  const order = call.order();
  return sql`list(${value}${order ? sql` ORDER BY ${order}` : sql``})${filter(only)}`;
}

/** The first elements of a list, where a limit was given. */
function limited(list: Sql, size: Argument | undefined, call: AggregateContext): Sql {
  if (size) return sql`(${list})[1:${size.sql}]`;
  const old = call.name === 'makelist' || call.name === 'makeset' || call.name === 'make_dictionary';
  return old ? sql`(${list})[1:${OLD_LIMIT}]` : list;
}

const list: FilteredRendering = ([a, size], call, only) => {
  const all = inOrder(jsonReady(a!.sql, a!.type), call, [...only, present(a!)]);
  return sql`coalesce(to_json(${limited(all, size, call)}), '[]'::JSON)`;
};

const withNulls: FilteredRendering = ([a], call, only) =>
  sql`coalesce(to_json(${inOrder(jsonReady(a!.sql, a!.type), call, only)}), '[]'::JSON)`;

/** The elements of arrays count one by one. Where rows have an order, the set has it too. */
const set: FilteredRendering = ([a, size], call, only) => {
  const conditions = [...only, present(a!)];
  if (a!.type === 'dynamic') {
    const elements = sql`CASE WHEN json_type(${a!.sql}) = 'ARRAY' THEN json_extract(${a!.sql}, '$[*]') ELSE [json(${a!.sql})] END`;
    const all = sql`list_transform(flatten(${inOrder(elements, call, conditions)}), lambda e: json(e)::VARCHAR)`;
    return firstSeen(all, size, call);
  }
  if (call.order())
    return firstSeen(inOrder(sql`${asDynamic(a!.sql, a!.type)}::VARCHAR`, call, conditions), size, call);
  const all = sql`list(DISTINCT ${jsonReady(a!.sql, a!.type)})${filter(conditions)}`;
  return sql`coalesce(to_json(${limited(all, size, call)}), '[]'::JSON)`;
};

function firstSeen(texts: Sql, size: Argument | undefined, call: AggregateContext): Sql {
  const fallback: Argument['sql'] = sql`CAST(${call.name === 'makeset' ? OLD_LIMIT : 1_048_576n} AS BIGINT)`;
  const args = [sql`to_json(${texts})`, size ? sql`CAST(${size.sql} AS BIGINT)` : fallback];
  return sql`coalesce(${call.native(FIRST_SEEN)}(${args})::JSON, '[]'::JSON)`;
}

const FIRST_SEEN = {
  name: 'first_seen',
  parameters: ['dynamic', 'long'],
  returns: 'dynamic',
  run: (texts: string, size: bigint): string => {
    const seen = new Set(JSON.parse(texts) as string[]);
    seen.delete('null');
    return `[${[...seen].slice(0, Number(size)).join(',')}]`;
  },
} as const;

/** What is no bag is passed over; of values under one key the first stays. */
const bag: FilteredRendering = ([a, size], call, only) => {
  const all = inOrder(a!.sql, call, [...only, sql`json_type(${a!.sql}) = 'OBJECT'`]);
  const merged = call.native(MERGED);
  const most = size ? sql`CAST(${size.sql} AS BIGINT)` : sql`CAST(1048576 AS BIGINT)`;
  return sql`coalesce(${merged}(to_json(${all}), ${most})::JSON, '{}'::JSON)`;
};

const MERGED = {
  name: 'make_bag',
  parameters: ['dynamic', 'long'],
  returns: 'dynamic',
  run: (bags: string, size: bigint): string => {
    const merged = new Map<string, Json>();
    for (const each of parseJson(bags) as Record<string, Json>[]) {
      for (const [key, value] of Object.entries(each)) if (!merged.has(key)) merged.set(key, value);
    }
    const members = [...merged].slice(0, Number(size));
    return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
  },
} as const;

const schema: FilteredRendering = ([a], call, only) =>
  native({
    name: 'buildschema',
    parameters: ['dynamic'],
    returns: 'dynamic',
    run: (values: string) => JSON.stringify(schemaOf(parseJson(values) as Json[])),
  })([{ ...a!, sql: sql`to_json(${inOrder(a!.sql, call, [...only, present(a!)])})` }], call);

/** @see https://learn.microsoft.com/kusto/query/aggregation-functions#dynamic-functions */
export const COLLECTIONS: AggregateTable = {
  make_list: plain(list),
  makelist: plain(list),
  make_list_if: conditional(list, 1),
  make_list_with_nulls: plain(withNulls),
  make_set: plain(set),
  makeset: plain(set),
  make_set_if: conditional(set, 1),
  make_bag: plain(bag),
  make_dictionary: plain(bag),
  make_bag_if: conditional(bag, 1),
  buildschema: plain(schema),
};
