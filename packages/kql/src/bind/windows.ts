import type { Relation } from '../plan/relation.ts';
import type { Call, ColumnReference, Named } from '../plan/scalar.ts';
import type { Column } from '../type.ts';
import { WINDOWS, renderWindows } from '../sql/window.ts';
import { refuse } from './refuse.ts';
import type { Scope } from './scope.ts';

export function isWindow(name: string): boolean {
  return name === 'row_window_session' || Object.hasOwn(WINDOWS, name);
}

/**
 * Binds expressions over rows in an order, in which functions may look at the rows before and after. Each such call is
 * worked out in a column of its own below; `input` has them.
 * @see https://learn.microsoft.com/kusto/query/window-functions
 */
export function overWindows<T>(
  input: Relation,
  scope: Scope,
  bind: (scope: Scope) => T,
): { input: Relation; bound: T } {
  const calls: (Named & { value: Call })[] = [];
  const bound = bind({
    ...scope,
    window: (call, node): ColumnReference => {
      if (!input.serialized) {
        refuse(node, `${call.name}() needs rows in an order. Put sort by … or serialize in front.`);
      }
      const name = scope.query.fresh('#window');
      calls.push({ name, value: call });
      return { op: 'column', name, type: call.type };
    },
  });
  return { input: calls.length === 0 ? input : withWindows(input, calls), bound };
}

function withWindows(input: Relation, calls: readonly (Named & { value: Call })[], group?: Column): Relation {
  const added = calls.map(({ name, value }) => ({ name, type: value.type }));
  const [first] = calls;
  return {
    op: 'operator',
    label: `window ${calls.map(({ value }) => value.name).join(', ')}`,
    columns: [...input.columns, ...added],
    serialized: true,
    inputs: [input],
    place: first?.value.place ?? { start: 0, length: 0 },
    sql: ([rows], render) => renderWindows(rows!, calls, group, render),
    grouped: ([rows], by) => withWindows(rows!, calls, by),
  };
}
