import { canonical } from '../value/canonical.ts';
import { arrayOf, elementsOf } from '../value/json-text.ts';
import { dynamicOf } from './dynamic-value.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import type { NativeValue } from './native.ts';
import type { KqlType } from '../type.ts';

/** The distinct elements of an array, by their canonical text, in the order they first come in. */
type Members = ReadonlyMap<string, string>;

function membersOf(array: string): Members | undefined {
  const elements = elementsOf(array);
  if (!elements) return undefined;
  const members = new Map<string, string>();
  for (const element of elements) {
    const key = canonical(element);
    if (!members.has(key)) members.set(key, element);
  }
  return members;
}

/** A function of sets; one of them being no array makes null. */
function ofSets(
  name: string,
  returns: KqlType,
  run: (first: Members, others: readonly Members[]) => NativeValue,
): Rendering {
  return native({
    name,
    parameters: [],
    rest: 'dynamic',
    returns,
    run: (...arrays: string[]) => {
      const [first, ...others] = arrays.map(membersOf);
      return first && others.every((set) => set !== undefined) ? run(first, others) : null;
    },
  });
}

const chosen = (set: Members, keep: (key: string) => boolean): string =>
  arrayOf([...set].flatMap(([key, element]) => (keep(key) ? [element] : [])));

const has = native({
  name: 'set_has_element',
  parameters: ['dynamic', 'dynamic'],
  returns: 'bool',
  run: (array: string, value: string) => membersOf(array)?.has(canonical(value)) ?? null,
});

/** @see https://learn.microsoft.com/kusto/query/set-union-function */
export const SET: FunctionTable = {
  set_union: ofSets('set_union', 'dynamic', (first, others) => {
    const union = new Map(first);
    for (const set of others) for (const [key, element] of set) if (!union.has(key)) union.set(key, element);
    return arrayOf([...union.values()]);
  }),
  set_intersect: ofSets('set_intersect', 'dynamic', (first, others) =>
    chosen(first, (key) => others.every((set) => set.has(key))),
  ),
  set_difference: ofSets('set_difference', 'dynamic', (first, others) =>
    chosen(first, (key) => !others.some((set) => set.has(key))),
  ),
  set_equals: ofSets(
    'set_equals',
    'bool',
    (first, [second]) => first.size === second!.size && [...first.keys()].every((key) => second!.has(key)),
  ),
  set_has_element: ([array, value], call) => has([array!, dynamicOf(value!)], call),
  jaccard_index: ofSets('jaccard_index', 'dynamic', (first, [second]) => {
    const shared = [...first.keys()].filter((key) => second!.has(key)).length;
    const all = first.size + second!.size - shared;
    return all === 0 ? null : String(shared / all);
  }),
};
