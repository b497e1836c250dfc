import { extname } from 'node:path';
import { VedetteError } from '@vedette/sdk';
import type { Row } from '../define.ts';
import type { Answer } from './source.ts';

/**
 * Keeps the rows of an answer in a file, whole or not at all.
 *
 * @throws VedetteError MDE_INPUT at once, before anything is asked, for a file of another kind.
 */
export function saved(file: string): (answer: Answer) => Promise<Row> {
  if (extname(file).toLowerCase() !== '.parquet') {
    throw new VedetteError('MDE_INPUT', `output: ${file} does not end in .parquet`, {
      advice:
        'Name a .parquet file; for other forms send the output into a file: --csv > FILE, --ndjson > FILE.',
      facts: { argument: 'output' },
    });
  }
  return async ({ columns, batches }) => {
    // Loaded here, so that hunting in the cloud does not wait for a database.
    const { writeParquet } = await import('./parquet.ts');
    return { file, ...(await writeParquet(file, columns, batches)) };
  };
}
