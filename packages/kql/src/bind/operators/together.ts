import type { Relation } from '../../plan/relation.ts';
import type { Scalar } from '../../plan/scalar.ts';
import type { Column } from '../../type.ts';
import type { Arm } from './tables.ts';

export interface TogetherOptions {
  /** Only the columns that all tables have. */
  readonly common: boolean;
  /** The column that says where a row comes from. */
  readonly source?: string;
}

/** A column of the whole: under `name`, what stands as `from` with this type in the tables that have it. */
interface Kept extends Column {
  readonly from: string;
}

/**
 * All rows of several tables. A column that has several types in them becomes a column for each, with the type behind its
 * name; what a table lacks is null.
 */
export function together(arms: readonly Arm[], { common, source }: TogetherOptions): Relation {
  const kept = keptColumns(arms, common);
  const first = source === undefined ? [] : [{ name: source, type: 'string', from: '' } as const];
  const all: readonly Kept[] = [...first, ...kept];
  const columns = all.map(({ name, type }) => ({ name, type }));
  const inputs = arms.map(({ name: arm, relation }): Relation => {
    const has = new Set(relation.columns.map(({ name, type }) => `${type} ${name}`));
    const values = all.map(({ name, type, from }, index) => {
      const value: Scalar =
        index < first.length
          ? { op: 'literal', type: 'string', value: arm }
          : has.has(`${type} ${from}`)
            ? { op: 'column', type, name: from }
            : { op: 'literal', type, value: null };
      return { name, value };
    });
    return { op: 'project', columns, input: relation, values };
  });
  return { op: 'union', columns, inputs };
}

function keptColumns(arms: readonly Arm[], common: boolean): Kept[] {
  const found = new Map<string, Column>();
  const uses = new Map<string, number>();
  for (const { relation } of arms) {
    for (const { name, type } of relation.columns) {
      const key = `${type} ${name}`;
      found.set(key, { name, type });
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
  }
  const columns = [...found].flatMap(([key, column]) =>
    common && uses.get(key) !== arms.length ? [] : [column],
  );
  return withTypes(columns);
}

/** `v` that is a long here and a string there becomes `v_long` and `v_string`; a name that is taken gets a number. */
function withTypes(columns: readonly Column[]): Kept[] {
  const times = new Map<string, number>();
  for (const { name } of columns) times.set(name, (times.get(name) ?? 0) + 1);
  const taken = new Set(columns.filter(({ name }) => times.get(name) === 1).map(({ name }) => name));
  return columns.map(({ name, type }) => {
    if (times.get(name) === 1) return { name, type, from: name };
    let made = `${name}_${type}`;
    for (let number = 1; taken.has(made); number++) made = `${name}_${type}${number}`;
    taken.add(made);
    return { name: made, type, from: name };
  });
}
