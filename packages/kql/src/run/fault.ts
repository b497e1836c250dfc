import { KqlError } from '../diagnostic.ts';

/** A fault that DuckDB met while a query ran, as one of ours. */
export function runtimeError(error: unknown, { stopped, late }: { stopped: boolean; late: boolean }): Error {
  if (error instanceof KqlError) return error;
  const said = error instanceof Error ? error.message : String(error);
  if (late)
    return fault(
      'KQL_TIMEOUT',
      'The time allowed for the query was used up. Ask for less, or allow more time.',
    );
  if (stopped) return fault('KQL_STOPPED', 'The query was stopped.');
  if (/^Out of Memory/i.test(said)) {
    return fault('KQL_MEMORY', 'The query needs more memory than it may have. Filter earlier, or summarize.');
  }
  // What assert() and the like say comes with the kind of error that DuckDB makes of it.
  return fault('KQL_RUN', (said.split('\n')[0] ?? said).replace(/^Invalid Input Error: /, ''));
}

/** Files that are no Parquet files, or not whole. */
export function unreadable(source: string, error: unknown): KqlError {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  return fault('KQL_SOURCE', `${source} cannot be read: ${said}`);
}

/** A source of rows whose columns nobody has named. */
export function withoutSchema(table: string): KqlError {
  return fault(
    'KQL_SOURCE',
    `There is a source for the table ${table}, but the schema has no such table. Add its columns to the schema, or leave the source out.`,
  );
}

function fault(code: string, message: string): KqlError {
  return new KqlError([{ code, severity: 'error', message, line: 1, column: 1, length: 0 }]);
}
