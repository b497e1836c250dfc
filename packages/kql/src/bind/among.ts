import type { Expression } from '../parse/syntax.ts';
import type { Relation } from '../plan/relation.ts';
import type { Scalar } from '../plan/scalar.ts';
import type { KqlType } from '../type.ts';
import { converted } from './converted.ts';
import { placeOf, refuse } from './refuse.ts';
import { bindRelation } from './relation.ts';
import type { Scope } from './scope.ts';
import { rowless } from './scope.ts';
import { share } from './share.ts';

const NUMBERS = new Set<KqlType>(['int', 'long', 'real', 'decimal']);

/** Whether a value may be looked for in a column. A dynamic is taken as what the other is. */
function isComparable(value: KqlType, column: KqlType): boolean {
  if (value === column || value === 'dynamic' || column === 'dynamic') return true;
  return NUMBERS.has(value) && NUMBERS.has(column);
}

/**
 * `x in (Table)`: whether a value is in the first column of a table. The terms of `has_any` and its like are gathered
 * into an array first.
 * @see https://learn.microsoft.com/kusto/query/in-cs-operator
 */
export function amongTable(
  node: Expression,
  sign: string,
  value: Scalar,
  table: Expression,
  scope: Scope,
): Scalar {
  const relation = bindRelation(table, rowless(scope));
  const [first] = relation.columns;
  if (!first) refuse(table, 'The table has no columns.');
  const { name, type } = first;
  const place = placeOf(node);
  const isIn = /^!?in~?$/.test(sign);
  if (isIn && !isComparable(value.type, type)) {
    refuse(
      table,
      `The column '${name}' is ${type}, and the value looked for is ${value.type}. Convert one of them.`,
    );
  }
  const column: Relation = {
    op: 'project',
    columns: [first],
    input: relation,
    values: [{ name, value: { op: 'column', name, type } }],
  };
  if (isIn) {
    const list = { op: 'query', type, input: column, whole: true } as const;
    const sought = value.type === 'dynamic' ? converted(value, type, node) : value;
    return { op: 'call', type: 'bool', name: `${sign} table`, arguments: [sought, list], place };
  }
  const terms = {
    op: 'call', type: 'dynamic', name: 'make_set', arguments: [{ op: 'column', name, type }], place,
  } as const; // prettier-ignore
  const gathered: Relation = {
    op: 'aggregate',
    columns: [{ name, type: 'dynamic' }],
    input: column,
    by: [],
    aggregates: [{ name, value: terms }],
  };
  const list = { op: 'query', type: 'dynamic', input: share(gathered, scope.query) } as const;
  return { op: 'call', type: 'bool', name: sign, arguments: [value, list], place };
}
