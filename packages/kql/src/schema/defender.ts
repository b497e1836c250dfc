import type { Column, KqlType, Schema } from '../type.ts';
import { ALERT_TABLES } from './alert.ts';
import { CLOUD_TABLES } from './cloud.ts';
import { DEVICE_TABLES } from './device.ts';
import { EMAIL_TABLES } from './email.ts';
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

/** Former names under which queries still ask for a table. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  AADSignInEventsBeta: 'EntraIdSignInEvents',
  AADSpnSignInEventsBeta: 'EntraIdSpnSignInEvents',
};

/**
 * The tables of advanced hunting.
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-schema-tables
 */
export const defenderSchema: Schema = new Map(
  [
    ...Object.entries(TABLES),
    ...Object.entries(FORMER_NAMES).map(([old, name]) => [old, TABLES[name] ?? ''] as const),
  ].map(([name, columns]) => [name, columnsOf(columns)]),
);

function columnsOf(text: string): Column[] {
  return text
    .trim()
    .split(/\s+/)
    .map((column) => {
      const [name = '', type = ''] = column.split(':');
      return { name, type: type as KqlType };
    });
}
