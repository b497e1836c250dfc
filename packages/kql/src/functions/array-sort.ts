import { arrayOf, elementsOf } from '../value/json-text.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import type { NativeValue } from './native.ts';
import { given } from './typed.ts';

/** What kinds of elements come first: numbers, strings, guids, all else; null is placed by itself. */
function rankOf(element: string): number {
  if (/^-?\d/.test(element)) return 0;
  if (/^"[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}"$/i.test(element)) return 2;
  return element.startsWith('"') ? 1 : 3;
}

function compared(a: string, b: string): number {
  const rank = rankOf(a);
  if (rank !== rankOf(b)) return rank - rankOf(b);
  if (rank === 0) return Number(a) - Number(b);
  const [left, right] = rank === 3 ? [a, b] : [JSON.parse(a) as string, JSON.parse(b) as string];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The positions of the elements in their new order. */
function order(elements: readonly string[], descending: boolean, nullsLast: boolean): number[] {
  const positions = elements.map((_, index) => index);
  return positions.sort((a, b) => {
    const [left, right] = [elements[a]!, elements[b]!];
    if (left === 'null' || right === 'null') {
      return (Number(left === 'null') - Number(right === 'null')) * (nullsLast ? 1 : -1);
    }
    return descending ? compared(right, left) : compared(left, right);
  });
}

/**
 * Sorts the first array, and puts the others in the same order. One array gives an array; several give an array of them,
 * as everything does that stands for several columns.
 * @see https://learn.microsoft.com/kusto/query/array-sort-asc-function
 */
function sorting(name: string, descending: boolean): Rendering {
  const sort = native({
    name,
    parameters: ['bool'],
    rest: 'dynamic',
    returns: 'dynamic',
    nulls: 'passed',
    run: (nullsLast: NativeValue, ...arrays: (string | null)[]) => {
      const lists = arrays.map((array) => (array === null ? undefined : elementsOf(array)));
      const [first] = lists;
      if (!first) return null;
      const positions = order(first, descending, nullsLast !== false);
      const sorted = lists.map((list) =>
        list?.length === first.length ? arrayOf(positions.map((position) => list[position]!)) : 'null',
      );
      return sorted.length === 1 ? sorted[0]! : arrayOf(sorted);
    },
  });
  return (args, call) => {
    const last = args.at(-1);
    const flag = last?.type === 'bool' ? last : undefined;
    return sort([flag ?? given('bool', true), ...(flag ? args.slice(0, -1) : args)], call);
  };
}

export const ARRAY_SORT: FunctionTable = {
  array_sort_asc: sorting('array_sort_asc', false),
  array_sort_desc: sorting('array_sort_desc', true),
};
