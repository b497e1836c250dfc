import type { Named, Scalar } from '../../plan/scalar.ts';
import type { Renderer } from '../../sql/renderer.ts';
import { joined, sql } from '../../sql/sql.ts';
import type { Sql } from '../../sql/sql.ts';
import { HELD_AS } from '../../sql/types.ts';
import type { Column, KqlType } from '../../type.ts';

export interface Step {
  readonly condition: Scalar;
  readonly assignments: readonly Named[];
  /** Whether its rows are in the result. */
  readonly output: boolean;
}

/** `step.column` of an expression: a value of the row that matched that step last. */
export interface Memory {
  readonly step: number;
  readonly column: string;
  readonly type: KqlType;
  /** Its value while there is no such row. */
  readonly empty: Scalar;
  readonly declared: boolean;
}

export interface ScanPlan {
  readonly steps: readonly Step[];
  /** The columns that are added, with their default values. */
  readonly declared: readonly Named[];
  readonly memories: readonly Memory[];
  readonly partition: readonly Scalar[];
  readonly matchId: string | undefined;
}

const [GROUP, NUMBER, ROW, NEXT, PROMOTED, REPEATED] = [
  '#group',
  '#number',
  '#row',
  '#next',
  '#promoted',
  '#repeated',
].map((name) => `#scan ${name}`) as [string, string, string, string, string, string];
const active = (state: number): string => `#active ${state}`;
const match = (state: number): string => `#match ${state}`;
/** What the state of a step remembers of the row of a step up to it. */
const held = (state: number, { step, column }: Memory): string => `#state ${state}.${step} ${column}`;
const matched = (step: number): string => `#out ${step}`;
const outMatch = (step: number): string => `#out match ${step}`;
const assigned = (column: string): string => `#assigned ${column}`;
const out = (step: number, column: string): string => `#out ${step} ${column}`;

/**
 * One row of each partition at a time: a recursive query whose rows are the state of all steps, as the page of the operator
 * has it, and what each step gave out.
 */
export function scanSql(
  rows: Sql,
  input: readonly Column[],
  columns: readonly Column[],
  plan: ScanPlan,
  render: Renderer,
): Sql {
  const { steps, declared, memories, partition, matchId } = plan;
  const [table, walk] = [render.fresh('rows'), render.fresh('walk')];
  const c = (name: string): Sql => render.column(name);
  const cast = (value: Sql, type: KqlType): Sql => sql`CAST(${value} AS ${HELD_AS[type]})`;
  const empty = ({ empty: value, type }: Memory): Sql => cast(render.scalar(value), type);
  const within = (state: number): Memory[] => memories.filter(({ step }) => step <= state);

  const by = partition.length > 0 ? joined(partition.map(render.scalar), ', ') : undefined;
  const group = by ? sql`dense_rank() OVER (ORDER BY ${by})` : sql`1::BIGINT`;
  const grouped = sql`SELECT *, ${group} AS ${c(GROUP)} FROM (SELECT *, row_number() OVER () AS ${c(ROW)} FROM (${rows}))`;
  const numbered = sql`SELECT *, row_number() OVER (PARTITION BY ${c(GROUP)} ORDER BY ${c(ROW)}) AS ${c(NUMBER)} FROM (${grouped})`;

  /** The columns of the state, with their values before the first row. */
  const state: (readonly [name: string, start: Sql])[] = [
    [NEXT, sql`0::BIGINT`],
    ...steps.flatMap((_, k) => [
      [active(k), sql`FALSE`] as const,
      [match(k), sql`CAST(NULL AS BIGINT)`] as const,
      ...within(k).map((memory) => [held(k, memory), empty(memory)] as const),
    ]),
  ];
  const outputs: (readonly [name: string, start: Sql])[] = steps.flatMap(({ output }, k) =>
    output
      ? [
          [matched(k), sql`FALSE`] as const,
          [outMatch(k), sql`CAST(NULL AS BIGINT)`] as const,
          ...declared.map(
            ({ name, value }) => [out(k, name), cast(render.scalar(value), value.type)] as const,
          ),
        ]
      : [],
  );
  const start = [...state, ...outputs].map(([name, value]) => sql`${value} AS ${c(name)}`);
  const base = sql`SELECT DISTINCT ${c(GROUP)}, 0::BIGINT AS ${c(NUMBER)}, ${joined(start, ', ')} FROM ${table}`;

  const carried = joined(
    state.map(([name]) => sql`${walk}.${c(name)}`),
    ', ',
  );
  let layer = sql`SELECT ${table}.*, ${carried} FROM ${walk} JOIN ${table} ON ${table}.${c(GROUP)} = ${walk}.${c(GROUP)} AND ${table}.${c(NUMBER)} = ${walk}.${c(NUMBER)} + 1`;
  for (let k = steps.length - 1; k >= 0; k--) layer = stepSql(layer, k);
  const kept = [c(GROUP), c(NUMBER), ...[...state, ...outputs].map(([name]) => c(name))];
  const recursion = sql`SELECT ${joined(kept, ', ')} FROM (${layer})`;

  /** One step: whether the row is promoted into it or goes on in it, what is assigned, and the states after. */
  function stepSql(before: Sql, k: number): Sql {
    const step = steps[k]!;
    const read = (scalar: Scalar, from: number): Sql => render.scalar(recalled(scalar, from));
    const promoted =
      k > 0 ? sql`coalesce(${c(active(k - 1))} AND ${read(step.condition, k - 1)}, FALSE)` : sql`FALSE`;
    const ready = k > 0 ? c(active(k)) : sql`TRUE`;
    const first = sql`SELECT *, ${promoted} AS ${c(PROMOTED)}, coalesce(${ready} AND ${read(step.condition, k)}, FALSE) AS ${c(REPEATED)} FROM (${before})`;
    const values = declared.map(({ name, value }) => {
      const assignment = step.assignments.find((each) => each.name === name);
      const fallback = cast(render.scalar(value), value.type);
      if (!assignment) return sql`${fallback} AS ${c(assigned(name))}`;
      const [fromBefore, fromOwn] = [read(assignment.value, Math.max(k - 1, 0)), read(assignment.value, k)];
      return sql`CASE WHEN ${c(PROMOTED)} THEN ${cast(fromBefore, value.type)} WHEN ${c(REPEATED)} THEN ${cast(fromOwn, value.type)} ELSE ${fallback} END AS ${c(assigned(name))}`;
    });
    const second = values.length > 0 ? sql`SELECT *, ${joined(values, ', ')} FROM (${first})` : first;

    const hit = sql`(${c(PROMOTED)} OR ${c(REPEATED)})`;
    const begins = k === 0 ? sql`(${c(REPEATED)} AND NOT ${c(active(0))})` : sql`FALSE`;
    const newMatch = sql`CASE WHEN ${c(PROMOTED)} THEN ${k > 0 ? c(match(k - 1)) : sql`NULL`} WHEN ${begins} THEN ${c(NEXT)} ELSE ${c(match(k))} END`;
    const changes = new Map<string, Sql>([
      [active(k), sql`(${c(active(k))} OR ${hit})`],
      [match(k), newMatch],
    ]);
    if (k === 0) changes.set(NEXT, sql`${c(NEXT)} + CASE WHEN ${begins} THEN 1 ELSE 0 END`);
    for (const memory of within(k)) {
      const name = held(k, memory);
      const own = memory.declared ? c(assigned(memory.column)) : c(memory.column);
      const value = memory.step === k ? own : c(k > 0 ? held(k - 1, memory) : name);
      const when = memory.step === k ? hit : c(PROMOTED);
      changes.set(name, sql`CASE WHEN ${when} THEN ${value} ELSE ${c(name)} END`);
    }
    if (k > 0) {
      changes.set(active(k - 1), sql`(${c(active(k - 1))} AND NOT ${c(PROMOTED)})`);
      for (const memory of within(k - 1)) {
        const name = held(k - 1, memory);
        changes.set(name, sql`CASE WHEN ${c(PROMOTED)} THEN ${empty(memory)} ELSE ${c(name)} END`);
      }
    }
    const rest = outputs
      .map(([name]) => name)
      .filter((name) => steps.some((_, at) => at > k && ofStep(name, at)));
    const list = [
      ...[...input.map(({ name }) => name), GROUP, NUMBER].map(c),
      ...state.map(([name]) => sql`${changes.get(name) ?? c(name)} AS ${c(name)}`),
      ...rest.map(c),
      ...(step.output
        ? [
            sql`${hit} AS ${c(matched(k))}`,
            sql`${newMatch} AS ${c(outMatch(k))}`,
            ...declared.map(({ name }) => sql`${c(assigned(name))} AS ${c(out(k, name))}`),
          ]
        : []),
    ];
    return sql`SELECT ${joined(list, ', ')} FROM (${second})`;
  }

  function ofStep(name: string, k: number): boolean {
    return (
      name === matched(k) || name === outMatch(k) || declared.some((column) => name === out(k, column.name))
    );
  }

  /** An expression with `step.column` read from the state of a step; of a step after that there is nothing yet. */
  function recalled(scalar: Scalar, from: number): Scalar {
    if (scalar.op === 'call') {
      return { ...scalar, arguments: scalar.arguments.map((argument) => recalled(argument, from)) };
    }
    const { step } = scalar as Scalar & { readonly step?: number };
    if (scalar.op !== 'column' || step === undefined) return scalar;
    const memory = memories.find((each) => each.step === step && each.column === scalar.name)!;
    if (step > from) return memory.empty;
    return { op: 'column', type: scalar.type, name: held(from, memory) };
  }

  const results = steps.flatMap(({ output }, k) => {
    if (!output) return [];
    const list = columns.map(({ name }) => {
      if (name === matchId) return sql`${walk}.${c(outMatch(k))} AS ${c(name)}`;
      if (declared.some((column) => column.name === name))
        return sql`${walk}.${c(out(k, name))} AS ${c(name)}`;
      return sql`${table}.${c(name)}`;
    });
    const same = sql`${table}.${c(GROUP)} = ${walk}.${c(GROUP)} AND ${table}.${c(NUMBER)} = ${walk}.${c(NUMBER)}`;
    return [
      sql`SELECT ${joined(list, ', ')}, ${table}.${c(ROW)} AS ${c(ROW)}, ${BigInt(-k)} AS ${c(NEXT)} FROM ${walk} JOIN ${table} ON ${same} WHERE ${walk}.${c(matched(k))}`,
    ];
  });
  const names = joined(
    columns.map(({ name }) => c(name)),
    ', ',
  );
  const nothing = sql`SELECT ${joined(
    columns.map(({ name, type }) => sql`${cast(sql`NULL`, type)} AS ${c(name)}`),
    ', ',
  )}, 0 AS ${c(ROW)}, 0 AS ${c(NEXT)} WHERE FALSE`;
  const all = results.length > 0 ? joined(results, ' UNION ALL ') : nothing;
  return sql`WITH RECURSIVE ${table} AS MATERIALIZED (${numbered}), ${walk} AS (${base} UNION ALL ${recursion}) SELECT ${names} FROM (${all}) ORDER BY ${c(ROW)}, ${c(NEXT)}`;
}
