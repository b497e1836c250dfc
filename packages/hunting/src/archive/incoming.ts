import { rm } from 'node:fs/promises';
import type { Column } from '@vedette/kql';
import { OTHER, storedValue } from './column.ts';
import { named, quoted, type Duck } from './duck.ts';
import type { Stage } from './stage.ts';

/** The name under which the rows of a stage are a table of DuckDB. */
export const INCOMING = 'incoming';

// What DuckDB makes room for without being told.
const USUAL_LINE = 16 * 1024 * 1024;

/** Makes the rows of a stage a table with the types in which they will be stored; the stage is used up. */
export async function loadStage(duck: Duck, stage: Stage, schema: readonly Column[]): Promise<void> {
  const places = stage.columns.map((column) => ({
    column,
    key: `c${schema.findIndex(({ name }) => name === column.name)}`,
  }));
  const keys = [...places.map(({ key }) => key), ...(stage.other ? ['other'] : [])];
  await duck.run(`DROP TABLE IF EXISTS ${INCOMING}`);
  const lines =
    `read_json(${quoted(stage.path)}, format = 'newline_delimited', maximum_object_size = ${Math.max(USUAL_LINE, stage.longest)}, ` +
    `columns = {${keys.map((key) => `${key}: 'VARCHAR'`).join(', ')}})`;
  const values = places.map(({ column, key }) => `${storedValue(column, key)} AS ${named(column.name)}`);
  if (stage.other) values.push(`other AS ${named(OTHER)}`);
  await duck.run(`CREATE TEMP TABLE ${INCOMING} AS SELECT ${values.join(', ')} FROM ${lines}`);
  await rm(stage.path);
}
