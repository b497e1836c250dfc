import { defenderSchema, type Column } from '@vedette/kql';

/** The columns of a table as they are stored. */
export function columnsOf(table: string): readonly Column[] {
  return storedColumns(defenderSchema.get(table) ?? []);
}

/**
 * DuckDB tells names apart without regard to case, and calls the second of `LogonId` and `LogonID` `LogonID_1`, also
 * when it writes a file. So it is stored under that name, by which the engine finds it.
 */
export function storedColumns(schema: readonly Column[]): readonly Column[] {
  const taken = new Set<string>();
  return schema.map((column) => {
    const key = column.name.toLowerCase();
    if (taken.has(key)) return { ...column, name: `${column.name}_1` };
    taken.add(key);
    return column;
  });
}

/** Where in the schema a column of a source belongs: by its name, else by its name in any case. */
export function placeOf(table: string): (name: string) => number | undefined {
  const schema = defenderSchema.get(table) ?? [];
  const exact = new Map(schema.map(({ name }, place) => [name, place]));
  const anyCase = new Map(schema.map(({ name }, place) => [name.toLowerCase(), place] as const).toReversed());
  return (name) => exact.get(name) ?? anyCase.get(name.toLowerCase());
}
