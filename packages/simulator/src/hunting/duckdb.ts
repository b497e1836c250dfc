import type { DuckDBConnection } from '@duckdb/node-api';

/** A small table from rows that all have the same fields. */
export async function createTable(
  connection: DuckDBConnection,
  name: string,
  rows: readonly object[],
): Promise<void> {
  const types = new Map<string, string>();
  for (const row of rows)
    for (const [field, value] of Object.entries(row))
      if (value !== null || !types.has(field)) types.set(field, typeOf(value, types.get(field)));
  const shape = Object.fromEntries(types);
  await connection.run(
    `CREATE TABLE ${name} AS SELECT unnest(from_json_strict($1, $2), recursive := true) FROM (SELECT 1)`.replace(
      '$2',
      quoted(JSON.stringify([shape])),
    ),
    [JSON.stringify(rows)],
  );
}

function typeOf(value: unknown, known: string | undefined): string {
  if (typeof value === 'number') return 'BIGINT';
  if (typeof value === 'boolean') return 'BOOLEAN';
  return known ?? 'VARCHAR';
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
