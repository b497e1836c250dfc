import type { Place } from '../../parse/place.ts';
import type { Relation } from '../../plan/relation.ts';
import type { Scalar } from '../../plan/scalar.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import type { Renderer } from '../../sql/renderer.ts';
import type { Column } from '../../type.ts';

export interface Level {
  readonly key: Scalar;
  /** How many values stay; all of them if absent. */
  readonly count: Scalar | undefined;
  /** What stands for the values that do not. */
  readonly others: Scalar | undefined;
  readonly ascending: boolean;
}

export const keyOf = (index: number): string => `#key ${index}`;
export const labelOf = (index: number): string => `#label ${index}`;
/** 0: the label is a value · 1: it stands for the others · 2: a level above stands for others, and this one has none. */
export const flagOf = (index: number): string => `#flag ${index}`;
export const resultOf = (index: number): string => `#result ${index}`;

const above = (index: number): string[] =>
  Array.from({ length: index }, (_, at) => [labelOf(at), flagOf(at)]).flat();

function same(left: Sql, right: Sql, names: readonly string[], render: Renderer): Sql {
  const equal = names.map((name) => {
    const column = render.column(name);
    return sql`${left}.${column} IS NOT DISTINCT FROM ${right}.${column}`;
  });
  return equal.length > 0 ? joined(equal, ' AND ') : sql`TRUE`;
}

/** The rows with the label of a level: that of their value if it is at the top of `results`, else that of the others. */
export function labelled(
  rows: Relation,
  results: Relation,
  index: number,
  level: Level,
  place: Place,
): Relation {
  return {
    op: 'operator',
    label: `top-nested, level ${index + 1}`,
    columns: [
      ...rows.columns,
      { name: labelOf(index), type: level.key.type },
      { name: flagOf(index), type: 'long' },
    ],
    inputs: [rows, results],
    place,
    sql: ([all, found], render) => {
      const [row, top] = [render.fresh('row'), render.fresh('top')];
      const [key, label, flag] = [keyOf, labelOf, flagOf].map((name) => render.column(name(index)));
      const parents = above(index);
      const partition = parents.map((name) => render.column(name));
      const by = partition.length > 0 ? sql`PARTITION BY ${joined(partition, ', ')} ` : sql``;
      const direction = level.ascending ? sql`ASC` : sql`DESC`;
      const numbered = sql`SELECT *, row_number() OVER (${by}ORDER BY ${render.column(resultOf(index))} ${direction} NULLS LAST, ${key!}) AS n FROM (${found!})`;
      const kept = level.count
        ? sql`SELECT * FROM (${numbered}) WHERE n <= ${render.scalar(level.count)}`
        : numbered;
      // What is below others is not told apart any more.
      const parent = index > 0 ? sql`${row}.${render.column(flagOf(index - 1))} > 0` : sql`FALSE`;
      const chosen = sql`NOT (${parent}) AND ${top}.n IS NOT NULL`;
      const nothing = render.scalar({ op: 'literal', type: level.key.type, value: null });
      const other = level.others ? render.scalar(level.others) : nothing;
      const otherFlag = level.others ? sql`1` : sql`2`;
      const list = sql`${row}.*, CASE WHEN ${chosen} THEN ${row}.${key!} ELSE ${other} END AS ${label!}, CASE WHEN ${chosen} THEN 0 ELSE ${otherFlag} END AS ${flag!}`;
      const on = same(row, top, [...parents, keyOf(index)], render);
      const dropped = level.others ? sql`` : sql` WHERE ${parent} OR ${top}.n IS NOT NULL`;
      return sql`SELECT ${list} FROM (${all!}) AS ${row} LEFT JOIN (${kept}) AS ${top} ON ${on}${dropped}`;
    },
  };
}

/** Each combination of labels with the result of each of its levels. */
export function rejoinedLevels(
  combinations: Relation,
  results: readonly Relation[],
  columns: readonly Column[],
  place: Place,
): Relation {
  return {
    op: 'operator',
    label: 'top-nested',
    columns,
    inputs: [combinations, ...results],
    place,
    sql: ([labels, ...levels], render) => {
      const base = render.fresh('labels');
      const names = levels.map(() => render.fresh('level'));
      const list = names.flatMap((name, index) => {
        const [label, result] = [
          render.column(columns[index * 2]!.name),
          render.column(columns[index * 2 + 1]!.name),
        ];
        const blank = sql`${base}.${render.column(flagOf(index))} = 2`;
        return [
          sql`${base}.${render.column(labelOf(index))} AS ${label}`,
          sql`CASE WHEN ${blank} THEN NULL ELSE ${name}.${render.column(resultOf(index))} END AS ${result}`,
        ];
      });
      const joins = names.map((name, index) => {
        const on = same(base, name, above(index + 1), render);
        return sql` JOIN (${levels[index]!}) AS ${name} ON ${on}`;
      });
      return sql`SELECT ${joined(list, ', ')} FROM (${labels!}) AS ${base}${joined(joins, ' ')}`;
    },
  };
}
