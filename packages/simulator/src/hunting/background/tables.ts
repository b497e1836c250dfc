import { DEVICE_TABLES } from './device-tables.ts';
import { IDENTITY_TABLES } from './identity-tables.ts';
import { MAIL_TABLES } from './mail-tables.ts';
import type { BackgroundTable } from './table.ts';

/** Every table that has a background. */
export const BACKGROUND: ReadonlyMap<string, BackgroundTable> = new Map(
  [...DEVICE_TABLES, ...MAIL_TABLES, ...IDENTITY_TABLES].map((table) => [table.name, table]),
);
