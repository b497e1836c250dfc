import type { Place } from '../../parse/place.ts';
import type { Reference, Relation } from '../../plan/relation.ts';
import { grouped } from '../../plan/grouped.ts';
import type { Column } from '../../type.ts';
import type { Scope } from '../scope.ts';

/** The number of the group a row belongs to. */
export const GROUP: Column = { name: '#group', type: 'long' };

/**
 * Runs a subquery for each group of rows. `rows` have the column `GROUP`, and the rows of a group stand together; so has the
 * result.
 */
export function forEachGroup(
  rows: Relation,
  bindBody: (rows: Reference) => Relation,
  { query }: Scope,
  place: Place,
): Relation {
  const name = query.fresh('groups');
  const columns = rows.columns.filter((column) => column.name !== GROUP.name);
  const source: Reference = { op: 'reference', name, columns, serialized: rows.serialized ?? false };
  const body = grouped(bindBody(source), name, GROUP, place);
  return {
    op: 'shared',
    name,
    columns: body.columns,
    serialized: body.serialized ?? false,
    inner: rows,
    body,
  };
}
