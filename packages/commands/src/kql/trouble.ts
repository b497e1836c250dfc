import type { Diagnostic } from '@vedette/kql';
import { VedetteError } from '@vedette/sdk';
import type { ErrorCode } from '@vedette/sdk';

/** What one code of the engine is in the closed set of errors; every other is a fault of the query. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  KQL_MEMORY: 'MDE_QUERY_LIMIT',
  KQL_STOPPED: 'MDE_ABORTED',
  KQL_TIMEOUT: 'MDE_TIMEOUT',
};

/**
 * A fault of the engine as an error of ours, with the place of each diagnostic. Anything else comes back as it is.
 * `otherwise` is the code of a fault that `CODES` does not name.
 */
export function queryFault(error: unknown, otherwise: ErrorCode = 'MDE_QUERY'): unknown {
  if (!(error instanceof Error) || error.name !== 'KqlError' || !('diagnostics' in error)) return error;
  return faultOf(error.diagnostics as readonly Diagnostic[], otherwise);
}

/** The errors among the diagnostics of a query, as one error of ours. */
export function faultOf(
  diagnostics: readonly Diagnostic[],
  otherwise: ErrorCode = 'MDE_QUERY',
): VedetteError {
  const faults = diagnostics.filter(({ severity }) => severity === 'error');
  const message = faults
    .map(({ line, column, message: said }) => `line ${line}, column ${column}: ${said}`)
    .join('\n');
  const code = CODES[faults[0]?.code ?? ''] ?? otherwise;
  return new VedetteError(code, message, { facts: { diagnostics: JSON.stringify(faults) } });
}
