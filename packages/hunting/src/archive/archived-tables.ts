import { defenderSchema } from '@vedette/kql';
import { TIME } from './column.ts';
import { isFormerName } from './former-name.ts';

/** Every table that can be archived, and whether its rows have times. */
export function archivedTables(): { name: string; timed: boolean }[] {
  return [...defenderSchema]
    .filter(([name]) => !isFormerName(name))
    .map(([name, columns]) => ({ name, timed: columns.some((column) => column.name === TIME) }));
}
