import { and, compareTime, oneOf, raw } from '../transport/odata.ts';
import type { Condition } from '../transport/odata.ts';
import { compareTimes } from '../transport/page-memory.ts';
import * as words from './mapping/words.ts';
import type { Words } from './mapping/words.ts';
import type { Order } from './order.ts';
import type { AlertFilter, IncidentFilter } from './resource.ts';

type Filter = IncidentFilter & AlertFilter;
type ValueField =
  | 'status'
  | 'severity'
  | 'classification'
  | 'determination'
  | 'assignedTo'
  | 'serviceSource'
  | 'category'
  | 'incidentId';
type TimeField = 'updatedFrom' | 'updatedBefore' | 'createdFrom' | 'createdBefore';

/** What one route lets the server filter by, and what the fields are called there. */
export interface Filterable {
  readonly values: Readonly<Partial<Record<ValueField, { field: string; words?: Words; number?: true }>>>;
  readonly updated: string;
  readonly created: string;
  readonly api?: words.NativeApi | undefined;
}

const timeFields = {
  updatedFrom: ['updated', 'ge'],
  updatedBefore: ['updated', 'lt'],
  createdFrom: ['created', 'ge'],
  createdBefore: ['created', 'lt'],
} as const satisfies Record<TimeField, readonly ['updated' | 'created', 'ge' | 'lt']>;

/** Words in Graph's spelling, whichever spelling was typed. */
const spelling: Readonly<Record<ValueField, 'incident' | Words | undefined>> = {
  status: 'incident',
  severity: words.severity,
  classification: words.classification,
  determination: words.determination,
  assignedTo: undefined,
  serviceSource: words.serviceSource,
  category: undefined,
  incidentId: undefined,
};

const valueFields = Object.keys(spelling) as ValueField[];

export interface SplitFilter {
  /** `$filter` for the server, if anything is left to it. */
  readonly server: string | undefined;
  /** What the server cannot do, on a record in Graph's shape; absent when it can do all. */
  readonly client: ((record: Readonly<Record<string, unknown>>) => boolean) | undefined;
}

/** Divides a filter between the server and us, so that every route gives the same records. */
export function splitFilter(filter: Filter | undefined, able: Filterable, status: Words): SplitFilter {
  if (filter === undefined) return { server: undefined, client: undefined };
  const server: (Condition | undefined)[] = [];
  const client: ((record: Readonly<Record<string, unknown>>) => boolean)[] = [];
  for (const name of valueFields) {
    const wanted = valuesOf(filter, name);
    if (wanted === undefined) continue;
    const known = spelling[name] === 'incident' ? status : spelling[name];
    const values = known === undefined ? wanted : wanted.map((value) => known.graph(value));
    const column = able.values[name];
    if (column === undefined) client.push((record) => values.includes(textOf(record[name])));
    else
      server.push(
        oneOf(
          column.field,
          values.map((value) => forServer(value, column, able)),
        ),
      );
  }
  for (const [name, [field, operator]] of Object.entries(timeFields)) {
    const time = filter[name as TimeField];
    if (time !== undefined) server.push(compareTime(able[field], operator, time));
  }
  if (filter.odata !== undefined) server.push(raw(filter.odata));
  return {
    server: and(server),
    client: client.length === 0 ? undefined : (record) => client.every((holds) => holds(record)),
  };
}

function valuesOf(filter: Filter, name: ValueField): readonly string[] | undefined {
  const given = filter[name];
  if (given === undefined) return undefined;
  return typeof given === 'string' ? [given] : given.length === 0 ? undefined : given;
}

function forServer(
  value: string,
  column: { words?: Words; number?: true },
  { api }: Filterable,
): string | number {
  if (column.number === true && /^\d{1,15}$/.test(value)) return Number(value);
  return api === undefined ? value : (column.words?.native(value, api) ?? value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Sorts by one field, as `$orderby` would, where the server does not sort. */
export function sorter({
  field,
  descending,
}: Order): (a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => sign * compareTimes(textOf(a[field]), textOf(b[field]));
}
