import { afterAll } from 'vitest';
import { defenderSchema, openEngine, type Engine, type TableSource } from '@vedette/kql';

export type Event = Readonly<Record<string, unknown>>;
export type Tables = Readonly<Record<string, readonly Event[]>>;

export const NOW = new Date('2026-03-10T12:00:00Z');

/** An event of device `srv-01`, so many minutes ago; the number names it, too. */
export function event(minutesAgo: number, fields: Event): Event {
  return {
    Timestamp: new Date(NOW.getTime() - minutesAgo * 60_000).toISOString(),
    DeviceId: 'd01',
    DeviceName: 'srv-01.contoso.com',
    ReportId: minutesAgo,
    ...fields,
  };
}

const open: Engine[] = [];
afterAll(async () => {
  for (const engine of open) await engine.close();
});

/** Runs a query over these tables; rows by name of column. */
export async function hunt(query: string, tables: Tables): Promise<Record<string, unknown>[]> {
  const sources = new Map<string, TableSource>(
    Object.entries(tables).map(([name, rows]) => [name, { kind: 'rows', rows }]),
  );
  const engine = await openEngine({ schema: defenderSchema, sources, now: () => NOW });
  open.push(engine);
  const { columns, rows } = await engine.rows(query);
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
}
