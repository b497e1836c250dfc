import type { Relation } from './relation.ts';
import type { Scalar } from './scalar.ts';

/** The same relation over other inputs. */
export function withInputs(relation: Relation, change: (input: Relation) => Relation): Relation {
  switch (relation.op) {
    case 'scan':
    case 'values':
    case 'reference':
      return relation;
    case 'union':
    case 'operator':
      return { ...relation, inputs: relation.inputs.map(change) };
    case 'join':
      return { ...relation, left: change(relation.left), right: change(relation.right) };
    case 'shared':
      return { ...relation, inner: change(relation.inner), body: change(relation.body) };
    case 'filter':
    case 'project':
    case 'aggregate':
    case 'sort':
    case 'limit':
      return { ...relation, input: change(relation.input) };
  }
}

/** The same relation with its own expressions changed; those of its inputs are not. */
export function withScalars(relation: Relation, change: (scalar: Scalar) => Scalar): Relation {
  const named = <N extends { readonly value: Scalar }>(list: readonly N[]): N[] =>
    list.map((item) => ({ ...item, value: change(item.value) }));
  switch (relation.op) {
    case 'scan':
      return { ...relation, where: relation.where.map(change) };
    case 'values':
      return { ...relation, rows: relation.rows.map((row) => row.map(change)) };
    case 'filter':
      return { ...relation, condition: change(relation.condition) };
    case 'project':
      return { ...relation, values: named(relation.values) };
    case 'aggregate':
      return { ...relation, by: named(relation.by), aggregates: named(relation.aggregates) };
    case 'sort':
      return { ...relation, keys: named(relation.keys) };
    case 'limit':
      return { ...relation, count: change(relation.count) };
    case 'union':
    case 'join':
    case 'shared':
    case 'reference':
    case 'operator':
      return relation;
  }
}

/** The names of the columns an expression reads. */
export function columnsRead(scalar: Scalar, found = new Set<string>()): Set<string> {
  if (scalar.op === 'column') found.add(scalar.name);
  if (scalar.op === 'call') for (const argument of scalar.arguments) columnsRead(argument, found);
  return found;
}
