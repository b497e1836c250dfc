import type { Call, Named, Scalar } from '../plan/scalar.ts';
import { Refusal } from '../refusal.ts';
import type { Column } from '../type.ts';
import type { Renderer } from './renderer.ts';
import type { Sql } from './sql.ts';
import { renderSessions } from './sessions.ts';
import { joined, sql } from './sql.ts';
import { HELD_AS } from './types.ts';

/** The rows of one run: `over` numbers them and looks back from each; `rows` are all of them, `number` their order. */
interface Frame {
  readonly call: Call;
  readonly args: readonly Sql[];
  readonly render: Renderer;
  /** `OVER (…)` in the order of the rows, up to the row at hand. */
  readonly over: Sql;
}

interface Window {
  /** Which argument says that counting starts anew at this row. */
  readonly restart?: number;
  /** The value at each row. */
  readonly value: (frame: Frame) => Sql;
  /** Something to be worked out first, at each row, that `value` reads as its last argument. */
  readonly before?: (frame: Frame) => Sql;
}

/** Whether the term is another than in the row before; the first row of a run begins a rank. */
const changed: Window['before'] = ({ args, over }) =>
  sql`(row_number() ${over} = 1 OR ${args[0]!} IS DISTINCT FROM lag(${args[0]!}) ${over})`;

/**
 * Functions over the rows before and after, as each is worked out.
 * @see https://learn.microsoft.com/kusto/query/window-functions
 */
export const WINDOWS: Readonly<Record<string, Window>> = {
  row_number: {
    restart: 1,
    value: ({ args, over }) => sql`(row_number() ${over} - 1 + ${args[0] ?? sql`1`})`,
  },
  row_cumsum: {
    restart: 1,
    value: ({ args, over, call }) => sql`CAST(sum(${args[0]!}) ${over} AS ${HELD_AS[call.type]})`,
  },
  row_rank_dense: {
    restart: 1,
    before: changed,
    value: ({ args, over }) => sql`CAST(sum(CASE WHEN ${args.at(-1)!} THEN 1 ELSE 0 END) ${over} AS BIGINT)`,
  },
  row_rank_min: {
    restart: 1,
    before: ({ args, over, ...frame }) =>
      sql`CASE WHEN ${changed({ args, over, ...frame })} THEN row_number() ${over} END`,
    value: ({ args, over }) => sql`max(${args.at(-1)!}) ${over}`,
  },
  prev: { value: (frame) => neighbour(frame, sql`lag`) },
  next: { value: (frame) => neighbour(frame, sql`lead`) },
};

/** The value some rows away, or what is to stand for it where there is none. */
function neighbour({ call, args, over }: Frame, direction: Sql): Sql {
  const [value, offset = sql`1`, instead] = args;
  const absent = instead ?? (call.type === 'string' ? sql`''` : sql`NULL`);
  const found = sql`${direction}(${value!}, CAST(${offset} AS INTEGER), ${absent}) ${over}`;
  return call.type === 'string' ? sql`coalesce(${found}, '')` : found;
}

/** `rows` in their order, with a column for each call; `group` keeps the rows of each group apart. */
export function renderWindows(
  rows: Sql,
  calls: readonly (Named & { value: Call })[],
  group: Column | undefined,
  render: Renderer,
): Sql {
  const order = render.fresh('order');
  let layer = sql`SELECT *, row_number() OVER () AS ${order} FROM (${rows})`;
  const hidden = [order];
  const partition = (run?: Sql): Sql => {
    const by = [...(group ? [render.column(group.name)] : []), ...(run ? [run] : [])];
    return by.length > 0 ? sql`PARTITION BY ${joined(by, ', ')} ` : sql``;
  };
  const add = (value: Sql, name: Sql): void => {
    layer = sql`SELECT *, ${value} AS ${name} FROM (${layer})`;
  };
  for (const { name, value: call } of calls) {
    const args = call.arguments.map((argument) => render.scalar(argument));
    if (call.name === 'row_window_session') {
      const by = group && render.column(group.name);
      layer = renderSessions(layer, args, { order, name: render.column(name), ...(by && { by }) }, render);
      continue;
    }
    const window = WINDOWS[call.name];
    if (!window) throw new Refusal(`The function '${call.name}' is not supported.`, call.place);
    const restart = window.restart === undefined ? undefined : call.arguments[window.restart];
    let run: Sql | undefined;
    if (restart && !isFalse(restart)) {
      run = render.fresh('run');
      hidden.push(run);
      const begins = sql`CASE WHEN ${render.scalar(restart)} THEN 1 ELSE 0 END`;
      add(sql`sum(${begins}) OVER (${partition()}ORDER BY ${order} ROWS UNBOUNDED PRECEDING)`, run);
    }
    const frame = { call, render, args };
    const looking = call.name === 'prev' || call.name === 'next' ? sql`` : sql` ROWS UNBOUNDED PRECEDING`;
    const over = sql`OVER (${partition(run)}ORDER BY ${order}${looking})`;
    if (window.before) {
      const first = render.fresh('first');
      hidden.push(first);
      add(window.before({ ...frame, over: sql`OVER (${partition(run)}ORDER BY ${order})` }), first);
      args.push(first);
    }
    add(window.value({ ...frame, over }), render.column(name));
  }
  return sql`SELECT * EXCLUDE (${joined(hidden, ', ')}) FROM (${layer}) ORDER BY ${order}`;
}

function isFalse(scalar: Scalar): boolean {
  return scalar.op === 'literal' && scalar.value === false;
}
