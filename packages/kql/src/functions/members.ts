import { columnsRead } from '../plan/walk.ts';
import { elementAs } from '../sql/json.ts';
import { joined, sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Json } from '../type.ts';
import { comparable } from './comparable.ts';
import type { Argument, CallContext, FunctionTable, Rendering } from './function.ts';
import { flat } from './flat.ts';
import { literalArgument } from './literal-argument.ts';
import { lowered } from './term.ts';
import { textOf } from './text-of.ts';

/**
 * `in` and its like. A list may hold values and dynamic arrays of values; a null is in no list.
 * @see https://learn.microsoft.com/kusto/query/in-cs-operator
 * @see https://learn.microsoft.com/kusto/query/in-operator
 */
export const MEMBERS: FunctionTable = {
  in: member(isIn),
  '!in': negated(member(isIn)),
  'in~': member(isInLower),
  '!in~': negated(member(isInLower)),
};

type Test = (value: Argument, list: readonly Argument[], call: CallContext) => Sql;

function member(test: Test): Rendering {
  return ([value, ...list], call) => test(value!, spread(list), call);
}

function negated(rendering: Rendering): Rendering {
  return (args, call) => sql`(NOT ${rendering(args, call)})`;
}

function isIn(value: Argument, list: readonly Argument[], call: CallContext): Sql {
  const arrays = list.filter(({ type, scalar }) => type === 'dynamic' && scalar.op !== 'literal');
  const values = list.filter((item) => !arrays.includes(item) && !isNull(item));
  const tests: Sql[] = [];
  const [first] = values;
  if (first && values.every(({ type }) => type === first.type)) {
    const left = comparable(value, first, call)[0];
    const items = values.map((item) => comparable(value, item, call)[1]);
    tests.push(sql`${left} IN (${joined(items, ', ')})`);
  } else {
    for (const item of values) {
      const [left, right] = comparable(value, item, call);
      tests.push(sql`${left} = ${right}`);
    }
  }
  for (const array of arrays) {
    const [subject, element]: [Sql, Element] =
      value.type === 'dynamic'
        ? [textOf(value, call), (json) => sql`${json} ->> '$'`]
        : [value.sql, (json) => elementAs(json, value.type)];
    tests.push(isElement(subject, array, element, call));
  }
  return oneOf(tests);
}

function isInLower(value: Argument, list: readonly Argument[], call: CallContext): Sql {
  const subject = sql`lower(${textOf(value, call)})`;
  const arrays = list.filter(({ type, scalar }) => type === 'dynamic' && scalar.op !== 'literal');
  const values = list.filter((item) => !arrays.includes(item) && !isNull(item));
  const tests = arrays.map((array) => isElement(subject, array, (json) => sql`lower(${json} ->> '$')`, call));
  if (values.length > 0) {
    const items = values.map((item) =>
      item.scalar.op === 'literal' && typeof item.scalar.value === 'string' && item.type === 'string'
        ? lowered(item.scalar.value)
        : sql`lower(${textOf(item, call)})`,
    );
    tests.push(sql`${subject} IN (${joined(items, ', ')})`);
  }
  return oneOf(tests);
}

function oneOf(tests: readonly Sql[]): Sql {
  return tests.length === 0 ? sql`FALSE` : sql`coalesce(${joined(tests, ' OR ')}, FALSE)`;
}

const isNull = ({ scalar, type }: Argument): boolean =>
  scalar.op === 'literal' && scalar.value === null && type !== 'string';

/** What to compare of an element. */
type Element = (json: Sql) => Sql;

/** Whether a value is among the values of a dynamic. Where the array is the same for every row it is taken apart once. */
function isElement(subject: Sql, array: Argument, element: Element, call: CallContext): Sql {
  const values = sql`json_extract(${flat([array], call)}, '$[*]')`;
  if (columnsRead(array.scalar).size > 0) {
    return sql`list_contains(list_transform(${values}, lambda x: ${element(sql`x`)}), ${subject})`;
  }
  return sql`${subject} IN (SELECT ${element(sql`x`)} FROM (SELECT unnest(${values}) AS x))`;
}

/** A list whose literal arrays, and the arrays in them, are replaced by their elements. */
export function spread(list: readonly Argument[]): readonly Argument[] {
  return list.flatMap((item) => {
    const { scalar, type } = item;
    if (type !== 'dynamic' || scalar.op !== 'literal' || typeof scalar.value !== 'string') return [item];
    const value = JSON.parse(scalar.value) as Json;
    return valuesOf(value).flatMap(argumentOf);
  });
}

function valuesOf(value: Json): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]).flatMap(valuesOf) : [value];
}

function argumentOf(element: Json): Argument[] {
  if (typeof element === 'string') return [literalArgument('string', element)];
  if (typeof element === 'boolean') return [literalArgument('bool', element)];
  if (typeof element !== 'number') return [];
  return [
    Number.isSafeInteger(element)
      ? literalArgument('long', BigInt(element))
      : literalArgument('real', element),
  ];
}
