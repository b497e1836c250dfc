import type { Relation } from './relation.ts';
import type { Scalar } from './scalar.ts';

const known = new WeakMap<Relation | Scalar, number>();

/**
 * How many parts a plan or an expression has when it is written out. What is named once and read twice counts twice: a
 * query of thirty lines, each reading the one before twice, has a billion.
 */
export function sizeOf(part: Relation | Scalar): number {
  const before = known.get(part);
  if (before !== undefined) return before;
  const size = partsOf(part).reduce((sum, one) => sum + sizeOf(one), 1);
  known.set(part, size);
  return size;
}

function partsOf(part: Relation | Scalar): readonly (Relation | Scalar)[] {
  switch (part.op) {
    case 'scan':
      return part.where;
    case 'values':
    case 'reference':
    case 'literal':
    case 'column':
      return [];
    case 'filter':
      return [part.input, part.condition];
    case 'project':
      // A column that is handed on costs nothing: a union of all tables has 64,000 of them.
      return [part.input, ...part.values.flatMap(({ value }) => (isPlain(value) ? [] : [value]))];
    case 'aggregate':
      return [part.input, ...[...part.by, ...part.aggregates].map(({ value }) => value)];
    case 'sort':
      return [part.input, ...part.keys.map(({ value }) => value)];
    case 'limit':
      return [part.input, part.count];
    case 'union':
    case 'operator':
      return part.inputs;
    case 'join':
      return [part.left, part.right];
    case 'shared':
      return [part.inner, part.body];
    case 'query':
      return [part.input];
    case 'call':
      return part.arguments;
  }
}

const isPlain = ({ op }: Scalar): boolean => op === 'column' || op === 'literal';
