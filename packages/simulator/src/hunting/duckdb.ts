/**
 * SQL that stands for rows which all have the same fields; they are given as a parameter of this number, in `jsonOf`.
 */
export function rowsSql(parameter: number, rows: readonly object[]): string {
  const types = new Map<string, string>();
  for (const row of rows)
    for (const [field, value] of Object.entries(row))
      if (value !== null || !types.has(field)) types.set(field, typeOf(value, types.get(field)));
  const shape = JSON.stringify([Object.fromEntries(types)]);
  return `(SELECT unnest(from_json_strict($${parameter}, ${quoted(shape)}), recursive := true))`;
}

export function jsonOf(rows: readonly object[]): string {
  return JSON.stringify(rows);
}

function typeOf(value: unknown, known: string | undefined): string {
  if (typeof value === 'number') return 'BIGINT';
  if (typeof value === 'boolean') return 'BOOLEAN';
  return known ?? 'VARCHAR';
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
