import type { Scan } from '../plan/relation.ts';
import type { Renderer } from './renderer.ts';
import type { Sql } from './sql.ts';
import { joined, sql } from './sql.ts';
import { boundsOf, rawCondition } from './raw-condition.ts';
import { heldFrom } from './held.ts';

/**
 * Reads a table: the held form of every column, over its files, under the conditions that can be tested there. Where a
 * condition can be said of the stored values as they are, it is said so: then DuckDB leaves whole row groups unread.
 */
export function renderScan({ table, columns, where }: Scan, render: Renderer): Sql {
  const stored = render.stored(table);
  const list = joined(
    columns.map(({ name, type }) => {
      const column = stored.columns.get(name);
      return sql`${heldFrom(column, type)} AS ${render.column(name)}`;
    }),
    ', ',
  );
  const from = stored.from(boundsOf(where));
  const raw = where.flatMap((condition) => rawCondition(condition, stored) ?? []);
  const exact = where.filter((condition) => !rawCondition(condition, stored));
  const inner = sql`SELECT ${list} FROM ${from}${raw.length > 0 ? sql` WHERE ${joined(raw, ' AND ')}` : sql``}`;
  if (exact.length === 0) return inner;
  return sql`SELECT * FROM (${inner}) WHERE ${joined(
    exact.map((condition) => sql`(${render.scalar(condition)})`),
    ' AND ',
  )}`;
}
