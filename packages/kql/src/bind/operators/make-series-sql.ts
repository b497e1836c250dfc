import type { Place } from '../../parse/place.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Scalar } from '../../plan/scalar.ts';
import { asDynamic } from '../../sql/json.ts';
import type { Renderer } from '../../sql/renderer.ts';
import { identifier, joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { Column, KqlType } from '../../type.ts';

/** The axis of a series: `from` is its first point; without it points are multiples of the step. */
export interface Axis {
  readonly value: Scalar;
  readonly from: Scalar | undefined;
  readonly to: Scalar | undefined;
  readonly step: Scalar;
  /** Whether the end is a point too, and points are multiples of the step though there is a start. */
  readonly inclusive: boolean;
}

export interface SeriesParts {
  readonly axis: Axis;
  readonly keys: readonly Column[];
  /** The aggregates, and what stands where a point has no row. */
  readonly series: readonly (Column & { readonly absent: Scalar })[];
  readonly axisName: string;
  readonly nonempty: boolean;
}

/** The number of the point a row belongs to. */
export const BIN: Column = { name: '#bin', type: 'long' };

/** Longer series are refused, as the language has it. */
const LONGEST = 1_048_576n;

/** The rows between the ends of the axis, with the number of their point. */
export function binned(input: Relation, axis: Axis, place: Place): Relation {
  const make = (rows: Relation): Relation => ({
    op: 'operator',
    label: 'put the rows on the axis',
    columns: [...rows.columns, BIN],
    serialized: rows.serialized ?? false,
    inputs: [rows],
    place,
    sql: ([select], render) => {
      const value = render.scalar(axis.value);
      const conditions = [sql`${value} IS NOT NULL`];
      if (axis.from) conditions.push(sql`${value} >= ${start(axis, render) ?? sql`NULL`}`);
      if (axis.to && !axis.inclusive) conditions.push(sql`${value} < ${render.scalar(axis.to)}`);
      if (axis.to && axis.inclusive) {
        conditions.push(sql`${steps(value, axis, render)} <= ${last(axis, render) ?? sql`NULL`}`);
      }
      return sql`SELECT *, ${steps(value, axis, render)} AS ${render.column(BIN.name)} FROM (${select!}) WHERE ${joined(conditions, ' AND ')}`;
    },
    grouped: ([inner]) => make(inner!),
  });
  return make(input);
}

/** The first point, if the axis has one. */
function start(axis: Axis, render: Renderer): Sql | undefined {
  if (!axis.from) return undefined;
  const from = render.scalar(axis.from);
  if (!axis.inclusive) return from;
  const step = render.scalar(axis.step);
  return sql`(${whole(from, step, axis.value.type)} * ${step})`;
}

/** How many whole steps fit between nothing and a distance, downwards. */
function whole(distance: Sql, step: Sql, type: KqlType): Sql {
  if (type === 'real' || type === 'decimal') return sql`CAST(floor(${distance} / ${step}) AS BIGINT)`;
  const rest = sql`(((${distance}) % ${step} + ${step}) % ${step})`;
  return sql`CAST(((${distance}) - ${rest}) // ${step} AS BIGINT)`;
}

/** The number of the point for a value of the axis. */
function steps(value: Sql, axis: Axis, render: Renderer): Sql {
  const from = start(axis, render);
  return whole(from ? sql`(${value} - ${from})` : value, render.scalar(axis.step), axis.value.type);
}

/** The number of the last point, if the axis has one. */
function last(axis: Axis, render: Renderer): Sql | undefined {
  if (!axis.to) return undefined;
  const to = render.scalar(axis.to);
  const from = start(axis, render);
  const distance = from ? sql`(${to} - ${from})` : to;
  const step = render.scalar(axis.step);
  if (axis.inclusive) return whole(distance, step, axis.value.type);
  if (axis.value.type === 'real' || axis.value.type === 'decimal') {
    return sql`CAST(ceil(${distance} / ${step}) AS BIGINT) - 1`;
  }
  return sql`(${whole(sql`(${distance}) - 1`, step, axis.value.type)})`;
}

/** One row a key, the points in arrays. */
export function series(points: Relation, parts: SeriesParts, place: Place): Relation {
  const make = (rows: Relation, keys: readonly Column[]): Relation => ({
    op: 'operator',
    label: `make-series ${parts.series.map(({ name }) => name).join(', ')} on ${parts.axisName}`,
    columns: [
      ...keys,
      ...parts.series.map(({ name }): Column => ({ name, type: 'dynamic' })),
      { name: parts.axisName, type: 'dynamic' },
    ],
    inputs: [rows],
    place,
    sql: ([select], render) => seriesSql(select!, { ...parts, keys }, render),
    grouped: ([inner], group) => make(inner!, [...keys, group]),
  });
  return make(points, parts.keys);
}

function seriesSql(
  points: Sql,
  { axis, keys, series: list, axisName, nonempty }: SeriesParts,
  render: Renderer,
): Sql {
  const bin = render.column(BIN.name);
  const [low, high] = [identifier('#low'), identifier('#high')];
  const maps = list.map((_, index) => identifier(`#series ${index}`));
  const names = keys.map(({ name }) => render.column(name));
  const collected = [
    ...names,
    ...list.map(
      ({ name, type }, index) =>
        sql`map_from_entries(list({'k': ${bin}, 'v': ${asDynamic(render.column(name), type)}})) AS ${maps[index]!}`,
    ),
    sql`${axis.from ? sql`0` : sql`min(${bin})`} AS ${low}`,
    sql`${last(axis, render) ?? sql`max(${bin})`} AS ${high}`,
  ];
  const group = names.length > 0 ? sql` GROUP BY ${joined(names, ', ')}` : sql``;
  // Without keys there is one group, which may be empty.
  const some = names.length > 0 || nonempty ? sql`` : sql` HAVING count(*) > 0`;
  const grouped = sql`SELECT ${joined(collected, ', ')} FROM (${points})${group}${some}`;

  const count = sql`CASE WHEN ${high} - ${low} >= ${LONGEST} THEN error('make-series: a series may have 1048576 values; take a longer step, or a shorter range.') ELSE ${high} + 1 END`;
  const range = sql`range(CAST(${low} AS BIGINT), CAST(${count} AS BIGINT))`;
  const arrays = list.map(({ name, absent }, index) => {
    const map = sql`coalesce(${maps[index]!}, MAP {})`;
    const other = asDynamic(render.scalar(absent), absent.type);
    return sql`to_json(list_transform(${range}, lambda i: CASE WHEN map_contains(${map}, i) THEN ${map}[i] ELSE ${other} END)) AS ${render.column(name)}`;
  });
  const from = start(axis, render) ?? sql`0`;
  const point = asDynamic(sql`(${from} + i * ${render.scalar(axis.step)})`, axis.value.type);
  const axisArray = sql`to_json(list_transform(${range}, lambda i: ${point})) AS ${render.column(axisName)}`;
  return sql`SELECT ${joined([...names, ...arrays, axisArray], ', ')} FROM (${grouped})`;
}
