import { VedetteError } from '@vedette/sdk';
import * as z from 'zod';
import { defineCommand, type Row } from '../../define.ts';
import { nearest } from '../../nearest.ts';
import { tableOf, type Table } from '../../table.ts';

export const schema = defineCommand({
  id: 'hunt.schema',
  summary: 'Show the tables of advanced hunting, and their columns with types',
  effect: 'local',
  profile: 'optional',
  permissions: [],
  input: z.strictObject({
    table: z.string().min(1).max(100).optional().describe('Show the columns of this table'),
    column: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe('Show the columns with this in their name, of every table or of the one named'),
  }),
  positional: ['table'],
  examples: [
    { cli: 'hunt schema', why: 'which tables there are' },
    { cli: 'hunt schema DeviceProcessEvents', why: 'what can be asked of one' },
    { cli: 'hunt schema --column sha256', why: 'which tables know a hash' },
  ],
  simulator: [],
  output: 'rows',
  columns: [
    { title: 'Table', value: 'table' },
    { title: 'Columns', value: ({ columns }) => (columns as readonly unknown[]).length, kind: 'number' },
    { title: 'Time', value: ({ time }) => time ?? 'none' },
  ],
  run: (_context, input) =>
    input.table === undefined && input.column === undefined ? tables() : columns(input.table, input.column),
});

async function* tables(): AsyncGenerator<Row> {
  const { defenderSchema } = await import('@vedette/kql');
  for (const [table, all] of inOrder(defenderSchema)) {
    const time = all.find(({ name }) => name === 'Timestamp')?.name;
    yield { table, time, columns: all };
  }
}

async function columns(table: string | undefined, part = ''): Promise<Table> {
  const { defenderSchema } = await import('@vedette/kql');
  const name = table === undefined ? undefined : tableNamed(table, [...defenderSchema.keys()]);
  const rows = inOrder(defenderSchema)
    .filter(([one]) => name === undefined || one === name)
    .flatMap(([one, all]) => all.map((column) => [one, column.name, column.type] as const))
    .filter(([, column]) => column.toLowerCase().includes(part.toLowerCase()));
  return tableOf({
    columns: ['table', 'column', 'type'].map((title) => ({ name: title, type: 'string' })),
    batches: once(rows),
  });
}

/** Names of tables count capitals in KQL; here any spelling will do. */
function tableNamed(table: string, names: readonly string[]): string {
  const found = names.find((name) => name.toLowerCase() === table.toLowerCase());
  if (found !== undefined) return found;
  const meant =
    nearest(table, names) ?? names.find((name) => name.toLowerCase().startsWith(table.toLowerCase()));
  throw new VedetteError('MDE_INPUT', `There is no table ${table}`, {
    advice: meant ? `Did you mean ${meant}?` : 'vedette hunt schema lists them.',
    facts: { argument: 'table' },
  });
}

function inOrder<T>(found: ReadonlyMap<string, T>): [string, T][] {
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

async function* once<T>(batch: T): AsyncGenerator<T> {
  yield batch;
}
