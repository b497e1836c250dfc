import { createHash } from 'node:crypto';
import type { Column, KqlValue } from '@vedette/kql';
import type { FindingMatch } from '@vedette/mirror';
import { VedetteError } from '@vedette/sdk';
import type { Hunt } from './hunt.ts';

/**
 * What tells a row of a hunt from others, and what it names.
 * @throws VedetteError MDE_INPUT when the hunt names columns that its query does not give
 */
export function matcher(
  { name, file, suppress, entities }: Hunt,
  columns: readonly Column[],
): (row: readonly KqlValue[]) => FindingMatch {
  const names = columns.map((column) => column.name);
  const missing = [...(suppress.key ?? []), ...Object.keys(entities)].filter(
    (column) => !names.includes(column),
  );
  if (missing.length > 0) {
    throw new VedetteError(
      'MDE_INPUT',
      `The hunt ${name} names the column ${missing.join(', ')}, which its query does not give.`,
      {
        advice: `Correct suppress.key and entities in ${file}, or project the column. The query gives: ${names.join(', ')}.`,
        facts: { file, columns: names },
      },
    );
  }
  const key = suppress.key ?? names;
  return (row) => {
    const values = Object.fromEntries(names.map((column, at) => [column, row[at] ?? null]));
    return {
      key: createHash('sha256')
        .update(JSON.stringify(key.map((column) => values[column])))
        .digest('hex'),
      entities: Object.entries(entities).flatMap(([column, kind]) => {
        const value = values[column];
        if (value === null || value === undefined || value === '') return [];
        return [{ kind, column, value: typeof value === 'string' ? value : JSON.stringify(value) }];
      }),
      row: values,
    };
  };
}
