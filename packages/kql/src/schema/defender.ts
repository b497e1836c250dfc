import type { Column, KqlType, Schema } from '../type.ts';
import { ALERT_TABLES } from './alert.ts';
import { CLOUD_TABLES } from './cloud.ts';
import { DEVICE_TABLES } from './device.ts';
import { EMAIL_TABLES } from './email.ts';
import type { FormerTable } from './former.ts';
import { FORMER_TABLES } from './former.ts';
import { IDENTITY_TABLES } from './identity.ts';
import { VULNERABILITY_TABLES } from './vulnerability.ts';

const TABLES: Readonly<Record<string, string>> = {
  ...ALERT_TABLES,
  ...CLOUD_TABLES,
  ...DEVICE_TABLES,
  ...EMAIL_TABLES,
  ...IDENTITY_TABLES,
  ...VULNERABILITY_TABLES,
};

/**
 * The tables of advanced hunting.
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
export const defenderSchema: Schema = new Map([
  ...Object.entries(TABLES).map(([name, columns]) => [name, columnsOf(columns)] as const),
  ...[...FORMER_TABLES].map(([name, former]) => [name, formerColumns(former)] as const),
]);

function formerColumns({ now, columns = {}, without = [] }: FormerTable): Column[] {
  const before = Object.entries(columns);
  return columnsOf(TABLES[now] ?? '').flatMap((column) => [
    ...before.filter(([, name]) => name === column.name).map(([name]) => ({ ...column, name })),
    ...(without.includes(column.name) ? [] : [column]),
  ]);
}

function columnsOf(text: string): Column[] {
  return text
    .trim()
    .split(/\s+/)
    .map((column) => {
      const [name = '', type = ''] = column.split(':');
      return { name, type: type as KqlType };
    });
}
