import type { Column } from '../type.ts';
import type { Relation } from './relation.ts';
import type { Scalar } from './scalar.ts';
import { columnsRead, withInputs } from './walk.ts';

/** Leaves out the columns that nothing above reads. The result keeps all of its own. */
export function pruned(relation: Relation): Relation {
  return keeping(relation, new Set(relation.columns.map(({ name }) => name)));
}

/** `relation` with at least the wanted columns, in their old order. */
function keeping(relation: Relation, wanted: ReadonlySet<string>): Relation {
  switch (relation.op) {
    case 'scan': {
      const kept = relation.columns.filter(({ name }) => wanted.has(name) || reads(relation.where, name));
      return { ...relation, columns: atLeastOne(kept, relation.columns) };
    }
    case 'filter': {
      const input = keeping(relation.input, read(wanted, [relation.condition]));
      return { ...relation, columns: input.columns, input };
    }
    case 'sort': {
      const input = keeping(
        relation.input,
        read(
          wanted,
          relation.keys.map(({ value }) => value),
        ),
      );
      return { ...relation, columns: input.columns, input };
    }
    case 'limit': {
      const input = keeping(relation.input, wanted);
      return { ...relation, columns: input.columns, input };
    }
    case 'project': {
      const kept = relation.values.filter(({ name }) => wanted.has(name));
      const values = atLeastOne(kept, relation.values);
      const names = new Set(values.map(({ name }) => name));
      const input = keeping(
        relation.input,
        read(
          new Set(),
          values.map(({ value }) => value),
        ),
      );
      return { ...relation, columns: relation.columns.filter(({ name }) => names.has(name)), values, input };
    }
    case 'aggregate': {
      const scalars = [...relation.by, ...relation.aggregates].map(({ value }) => value);
      return { ...relation, input: keeping(relation.input, read(new Set(), scalars)) };
    }
    case 'union': {
      const columns = atLeastOne(
        relation.columns.filter(({ name }) => wanted.has(name)),
        relation.columns,
      );
      return { ...relation, columns, inputs: relation.inputs.map((input) => exactly(input, columns)) };
    }
    case 'join': {
      const columns = atLeastOne(
        relation.columns.filter(({ name }) => wanted.has(name)),
        relation.columns,
      );
      const readOf = (side: 'left' | 'right'): Set<string> =>
        new Set([
          ...columns.filter((column) => column.side === side).map(({ from }) => from),
          ...relation.on.map((pair) => pair[side]),
        ]);
      return {
        ...relation,
        columns,
        left: keeping(relation.left, readOf('left')),
        right: keeping(relation.right, readOf('right')),
      };
    }
    case 'values':
    case 'reference':
      return relation;
    case 'shared':
    case 'operator':
      return withInputs(relation, pruned);
  }
}

/** `relation` with these columns in this order and no other. */
function exactly(relation: Relation, columns: readonly Column[]): Relation {
  const input = keeping(relation, new Set(columns.map(({ name }) => name)));
  const same =
    input.columns.length === columns.length &&
    input.columns.every(({ name }, index) => name === columns[index]?.name);
  if (same) return input;
  const values = columns.map(({ name, type }) => ({ name, value: { op: 'column', name, type } as const }));
  return { op: 'project', columns, serialized: input.serialized ?? false, input, values };
}

/** SQL knows no table without columns. */
function atLeastOne<T>(kept: readonly T[], all: readonly T[]): readonly T[] {
  return kept.length > 0 ? kept : all.slice(0, 1);
}

function reads(scalars: readonly Scalar[], name: string): boolean {
  return scalars.some((scalar) => columnsRead(scalar).has(name));
}

function read(wanted: ReadonlySet<string>, scalars: readonly Scalar[]): Set<string> {
  const all = new Set(wanted);
  for (const scalar of scalars) columnsRead(scalar, all);
  return all;
}
