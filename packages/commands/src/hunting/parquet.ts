import { writeRows } from '@vedette/kql/parquet';
import { isVedetteError, VedetteError, type HuntRow } from '@vedette/sdk';
import type { Answer } from './source.ts';

// DuckDB tells of the system's errors in words only.
const FULL = /ENOSPC|EDQUOT|EFBIG|no space left|not enough space|disk full|quota exceeded|file too large/i;

/** @throws VedetteError MDE_DISK_FULL, MDE_STORE; and what the answer throws. The file is there whole, or as before. */
export async function writeParquet(
  file: string,
  columns: Answer['columns'],
  batches: Answer['batches'],
): Promise<{ rows: number; bytes: number }> {
  try {
    return await writeRows(file, columns, batches as AsyncIterable<readonly HuntRow[]>);
  } catch (error) {
    if (isVedetteError(error)) throw error;
    const text = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    const detail = { cause: error, facts: { path: file } };
    if (error instanceof TypeError) {
      throw new VedetteError('MDE_RESPONSE', `The rows cannot be kept in ${file}: ${text}.`, detail);
    }
    if (FULL.test(text ?? '')) {
      throw new VedetteError('MDE_DISK_FULL', `There is no room left to write ${file}.`, {
        ...detail,
        advice: 'Make room and run it again; nothing half written was left.',
      });
    }
    throw new VedetteError('MDE_STORE', `${file} could not be written: ${text}`, {
      ...detail,
      advice: 'Check that the folder is there and may be written to.',
    });
  }
}
