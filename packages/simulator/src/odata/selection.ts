import type { Timeline } from '../tenant/timeline.ts';
import { boundsOf, type Bounds } from './bounds.ts';
import { compileFilter } from './compile.ts';
import { ODataError } from './expression.ts';
import type { QueryOptions } from './options.ts';
import type { FilterSchema } from './schema.ts';

/** A list that can be asked: its rows, what they may be filtered and ordered by, and what they hold. */
export interface Table {
  readonly timeline: Timeline;
  /** Names of the two times in this API. */
  readonly created: string;
  readonly updated: string;
  readonly schema: FilterSchema;
  readonly read: (row: number, property: string) => unknown;
}

export interface Selection {
  readonly rows: readonly number[];
  /** Is there another row after these? */
  readonly more: boolean;
  /** All that match, when it was asked for. */
  readonly count: number | undefined;
}

type OrderBy = QueryOptions['orderBy'];

/** @throws ODataError for a filter or an order that this table does not have. */
export function selectRows(table: Table, options: QueryOptions, skip: number, take: number): Selection {
  const order: OrderBy =
    options.orderBy.length > 0 ? options.orderBy : [{ property: table.created, descending: true }];
  for (const { property } of order)
    if (!Object.hasOwn(table.schema, property) || table.schema[property] === 'collection')
      throw new ODataError(`The property '${property}' cannot be used in the $orderby query option.`);
  const matching =
    options.filter === undefined ? undefined : compileFilter(options.filter, table.schema, table.read);
  const [first = { property: table.created, descending: true }, ...others] = order;
  const candidates = orderedCandidates(table, options, first, matching);
  if ('ranks' in candidates && others.length === 0) {
    const { ranks, at } = candidates;
    const rows = Array.from({ length: Math.max(0, Math.min(take, ranks - skip)) }, (_, offset) =>
      at(skip + offset),
    );
    return { rows, more: skip + rows.length < ranks, count: options.count ? ranks : undefined };
  }
  const rows = 'ranks' in candidates ? ranked(candidates) : candidates.rows;
  const sorted = others.length === 0 ? rows : withinTies(rows, table, first, others);
  return slice(sorted, skip, take, options.count);
}

interface Ranked {
  readonly ranks: number;
  readonly at: (rank: number) => number;
}

function orderedCandidates(
  table: Table,
  options: QueryOptions,
  first: OrderBy[number],
  matching: ((row: number) => boolean) | undefined,
): Ranked | { rows: Iterable<number> } {
  const { created, updated, timeline } = table;
  const bounds = {
    created: boundsOf(options.filter, created),
    updated: boundsOf(options.filter, updated),
  };
  if (first.property !== created && first.property !== updated)
    return { rows: sortedBy(filtered(everyRow(timeline), matching), table, first) };
  const own = first.property === created ? 'created' : 'updated';
  const index = own === 'created' ? timeline.byCreated : timeline.byUpdated;
  const low = index.rankOf(bounds[own].from);
  const ranks = Math.max(0, index.rankOf(bounds[own].to, true) - low);
  const at = (rank: number): number => index.at(first.descending ? low + ranks - 1 - rank : low + rank);
  if (bounds[own].exact) return { ranks, at };
  const other = own === 'created' ? 'updated' : 'created';
  return { rows: filtered(within(ranked({ ranks, at }), timeline[other], bounds[other]), matching) };
}

function* ranked({ ranks, at }: Ranked): Iterable<number> {
  for (let rank = 0; rank < ranks; rank += 1) yield at(rank);
}

function* everyRow(timeline: Timeline): Iterable<number> {
  yield* timeline.byCreated.rows();
}

/** Looks at the other time first: it is one number, while the filter may have to make the row. */
function* within(
  rows: Iterable<number>,
  times: { get(row: number): number },
  { from, to }: Bounds,
): Iterable<number> {
  for (const row of rows) {
    const time = times.get(row);
    if (time >= from && time <= to) yield row;
  }
}

function* filtered(
  rows: Iterable<number>,
  matching: ((row: number) => boolean) | undefined,
): Iterable<number> {
  for (const row of rows) if (matching === undefined || matching(row)) yield row;
}

function sortedBy(rows: Iterable<number>, table: Table, order: OrderBy[number]): number[] {
  const sign = order.descending ? -1 : 1;
  return [...rows]
    .map((row) => ({ row, value: table.read(row, order.property) }))
    .sort((a, b) => sign * (compareValues(a.value, b.value) || a.row - b.row))
    .map(({ row }) => row);
}

/** Rows that are equal by the first property, put in the order of the others. */
function* withinTies(
  rows: Iterable<number>,
  table: Table,
  first: OrderBy[number],
  others: OrderBy,
): Iterable<number> {
  let tied: number[] = [];
  let value: unknown;
  const settled = (): number[] =>
    tied.length < 2
      ? tied
      : tied.toSorted((a, b) => {
          for (const { property, descending } of others) {
            const order = compareValues(table.read(a, property), table.read(b, property));
            if (order !== 0) return descending ? -order : order;
          }
          return a - b;
        });
  for (const row of rows) {
    const own = table.read(row, first.property);
    if (tied.length > 0 && own !== value) {
      yield* settled();
      tied = [];
    }
    value = own;
    tied.push(row);
  }
  yield* settled();
}

function slice(rows: Iterable<number>, skip: number, take: number, count: boolean): Selection {
  const taken: number[] = [];
  let seen = 0;
  for (const row of rows) {
    if (seen >= skip && taken.length < take) taken.push(row);
    seen += 1;
    if (!count && seen > skip + take) break;
  }
  return { rows: taken, more: seen > skip + taken.length, count: count ? seen : undefined };
}

/** Null stands first, as OData says. */
function compareValues(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  return 0;
}
