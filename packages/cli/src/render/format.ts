import { VedetteError } from '@vedette/sdk';
import type { FlagValue } from '../words/flag.ts';

/** The ways a result can be written. `people` is a table or a record, for the eye. */
export type Format = 'people' | 'json' | 'ndjson' | 'csv' | 'spreadsheet' | 'context';

const machine = ['json', 'ndjson', 'csv', 'spreadsheet', 'context'] as const;

/** @throws VedetteError MDE_INPUT when two are asked for at once. */
export function formatOf(flags: Readonly<Record<string, FlagValue>>): Format {
  const asked = machine.filter((format) => flags[format] === true);
  if (asked.length > 1)
    throw new VedetteError('MDE_INPUT', `--${asked[0]} and --${asked[1]} cannot be given together`, {
      advice: 'Choose one form of output.',
    });
  return asked[0] ?? 'people';
}
