import { sql } from '../sql/sql.ts';
import { canonical } from '../value/canonical.ts';
import { arrayOf, elementsOf } from '../value/json-text.ts';
import { dynamicOf } from './dynamic-value.ts';
import type { FunctionTable, Rendering } from './function.ts';
import { native } from './native.ts';
import { completed, given } from './typed.ts';

/** A function of an array's elements, as texts, and of whole numbers. What is no array makes null. */
function ofArray(
  name: string,
  count: number,
  run: (elements: readonly string[], ...numbers: number[]) => readonly string[],
): Rendering {
  return native({
    name,
    parameters: ['dynamic', ...Array.from({ length: count }, () => 'long' as const)],
    returns: 'dynamic',
    run: (array: string, ...numbers: bigint[]) => {
      const elements = elementsOf(array);
      return elements ? arrayOf(run(elements, ...numbers.map(Number))) : null;
    },
  });
}

/** An index from the beginning, of one that may count from the end. */
const fromStart = (index: number, length: number): number =>
  Math.min(Math.max(index < 0 ? index + length : index, 0), length);

/** Moves all elements by a number of places to the left; those that fall out come in again behind. */
function rotated(elements: readonly string[], by: number): readonly string[] {
  const { length } = elements;
  const shift = length === 0 ? 0 : ((by % length) + length) % length;
  return [...elements.slice(shift), ...elements.slice(0, shift)];
}

/** The same, but what comes in is a value of its own; of strings the empty one, else null, if none is given. */
function shift(name: string, direction: 1 | -1): Rendering {
  const move = native({
    name,
    parameters: ['dynamic', 'long', 'dynamic'],
    returns: 'dynamic',
    nulls: 'passed',
    run: (array: string | null, count: bigint | null, fill: string | null) => {
      const elements = array === null ? undefined : elementsOf(array);
      if (!elements || count === null) return null;
      const { length } = elements;
      const by = Math.max(-length, Math.min(length, Number(count) * direction));
      const filler = fill ?? (length > 0 && elements.every((one) => one.startsWith('"')) ? '""' : 'null');
      const filled = Array.from({ length: Math.abs(by) }, () => filler);
      return arrayOf(
        by >= 0 ? [...elements.slice(by), ...filled] : [...filled, ...elements.slice(0, length + by)],
      );
    },
  });
  return ([array, count, fill], call) =>
    move([array!, count!, fill ? dynamicOf(fill) : given('dynamic', null)], call);
}

const splitAt = native({
  name: 'array_split',
  parameters: ['dynamic', 'dynamic'],
  returns: 'dynamic',
  run: (array: string, indices: string) => {
    const elements = elementsOf(array);
    if (!elements) return null;
    const at = (elementsOf(indices) ?? [indices]).map(Number);
    if (!at.every(Number.isInteger)) return null;
    const cuts = [0, ...at.map((index) => fromStart(index, elements.length)), elements.length];
    return arrayOf(cuts.slice(1).map((end, index) => arrayOf(elements.slice(cuts[index], end))));
  },
});

const indexOf = native({
  name: 'array_index_of',
  parameters: ['dynamic', 'dynamic', 'long', 'long', 'long'],
  returns: 'long',
  run: (array: string, value: string, start: bigint, length: bigint, occurrence: bigint) => {
    const elements = elementsOf(array);
    if (!elements || length < -1n || occurrence < 1n) return null;
    const sought = canonical(value);
    const first = fromStart(Number(start), elements.length);
    const end = length === -1n ? elements.length : Math.min(elements.length, first + Number(length));
    let left = occurrence;
    for (let index = first; index < end; index++) {
      if (canonical(elements[index]!) === sought && --left === 0n) return BigInt(index);
    }
    return -1n;
  },
});

const chooseEach = native({
  name: 'array_iff',
  parameters: ['dynamic', 'dynamic', 'dynamic'],
  returns: 'dynamic',
  nulls: 'passed',
  run: (conditions: string | null, whenTrue: string | null, whenFalse: string | null) => {
    const tests = conditions === null ? undefined : elementsOf(conditions);
    if (!tests) return null;
    const from = (source: string | null, index: number): string =>
      source === null ? 'null' : ((elementsOf(source) ? elementsOf(source)![index] : source) ?? 'null');
    return arrayOf(
      tests.map((test, index) => {
        const truth = /^(true|false|-?\d.*)$/.test(test) ? test !== 'false' && Number(test) !== 0 : undefined;
        return truth === undefined ? 'null' : from(truth ? whenTrue : whenFalse, index);
      }),
    );
  },
});

const concatenated = native({
  name: 'array_concat',
  parameters: [],
  rest: 'dynamic',
  returns: 'dynamic',
  nulls: 'passed',
  run: (...arrays: (string | null)[]) => {
    const lists = arrays.flatMap((array) => (array === null ? [] : [elementsOf(array)]));
    if (lists.length === 0 || lists.includes(undefined)) return null;
    return arrayOf(lists.flatMap((list) => list ?? []));
  },
});

const lengthOf: Rendering = ([array], call) => {
  const value = call.converted(array!, 'dynamic');
  return sql`(CASE WHEN json_type(${value}) = 'ARRAY' THEN CAST(json_array_length(${value}) AS BIGINT) END)`;
};

const iff: Rendering = (args, call) => chooseEach(args.map(dynamicOf), call);

/** @see https://learn.microsoft.com/kusto/query/array-length-function */
export const ARRAY: FunctionTable = {
  array_length: lengthOf,
  arraylength: lengthOf,
  array_concat: concatenated,
  array_iff: iff,
  array_iif: iff,
  array_index_of: ([array, value, ...rest], call) =>
    indexOf(
      completed([array!, dynamicOf(value!), ...rest], [
        undefined, undefined, given('long', 0n), given('long', -1n), given('long', 1n),
      ]),
      call,
    ), // prettier-ignore
  array_reverse: ofArray('array_reverse', 0, (elements) => elements.toReversed()),
  array_rotate_left: ofArray('array_rotate_left', 1, (elements, by = 0) => rotated(elements, by)),
  array_rotate_right: ofArray('array_rotate_right', 1, (elements, by = 0) => rotated(elements, -by)),
  array_shift_left: shift('array_shift_left', 1),
  array_shift_right: shift('array_shift_right', -1),
  // The end is part of the slice.
  array_slice: ofArray('array_slice', 2, (elements, start = 0, end = 0) =>
    elements.slice(
      fromStart(start, elements.length),
      end < 0 ? Math.max(0, end + elements.length + 1) : end + 1,
    ),
  ),
  array_split: ([array, at], call) => splitAt([array!, dynamicOf(at!)], call),
};
