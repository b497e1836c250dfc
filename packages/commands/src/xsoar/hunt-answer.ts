import type { CommandContext } from '../context.ts';
import { tableOf, type TableColumn } from '../table.ts';
import type { Given } from './arguments.ts';
import { printTable } from './table.ts';
import { callOptions } from './time-allowed.ts';

type Row = Readonly<Record<string, unknown>>;

export interface Found {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Row[];
}

/** All rows of a query, as the context holds them. */
export async function huntAll(
  context: CommandContext,
  given: Given,
  query: string,
  requests = 1,
): Promise<Found> {
  const { hunting } = await context.defender();
  const { columns, rows } = await hunting.run(query, callOptions(context, given, requests));
  return { columns, rows: await Array.fromAsync(tableOf({ columns, batches: rows })) };
}

/** The rows as the war room shows them. */
export function printHunt(title: string, { columns, rows }: Found): string {
  const shown = columns.map(({ name }) => ({ header: name, value: (row: Row) => row[name] }));
  return printTable(title, shown, rows, { hideEmpty: true });
}
