import { INTERSECTIONS } from '../../functions/sketches.ts';
import { nativeName } from '../../functions/native.ts';
import { joined, sql } from '../../sql/sql.ts';
import { bindScalar } from '../scalar.ts';
import type { Plugin } from './plugin.ts';

/**
 * What the first sets have in common, for each number of sets: exact, as hll holds every value here.
 * @see https://learn.microsoft.com/kusto/query/dcount-intersect-plugin
 */
export const dcountIntersect: Plugin = (input, { arguments: given, columns, scope, place }) => {
  const sets = given.map((set) => bindScalar(set, scope));
  return {
    op: 'operator',
    label: 'evaluate dcount_intersect',
    columns,
    serialized: input.serialized ?? false,
    inputs: [input],
    place,
    sql: ([rows], render) => {
      render.natives.set(INTERSECTIONS.name, INTERSECTIONS);
      const counts = render.fresh('counts');
      const hlls = joined(
        sets.map((set) => sql`CAST(${render.scalar(set)} AS VARCHAR)`),
        ', ',
      );
      const first = columns.length - sets.length;
      const out = columns.map(({ name }, index) => {
        if (index < first) return render.column(name);
        const count = sql`json_extract_string(${counts}, ${`$[${index - first}]`})`;
        return sql`TRY_CAST(${count} AS BIGINT) AS ${render.column(name)}`;
      });
      return sql`SELECT ${joined(out, ', ')} FROM (SELECT *, ${nativeName(INTERSECTIONS)}(${hlls}) AS ${counts} FROM (${rows!}))`;
    },
  };
};
