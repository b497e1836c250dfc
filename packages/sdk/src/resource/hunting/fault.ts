import { VedetteError } from '../../error.ts';
import type { ErrorCode } from '../../error.ts';

interface Fault {
  readonly says: RegExp;
  readonly code: ErrorCode;
  /** Which bound was met, for a program. */
  readonly limit?: string;
  readonly advice: string;
}

const narrow = 'filter by Timestamp and by the most selective column first';

/**
 * What the services say when a query fails, by their own words: the codes beside them tell no two apart.
 *
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-errors
 * @see https://learn.microsoft.com/defender-xdr/advanced-hunting-limits
 */
const FAULTS: readonly Fault[] = [
  {
    says: /exceeded the timeout period|query (execution )?timed? ?out/i,
    code: 'MDE_QUERY_LIMIT',
    limit: 'time',
    advice: `Make the query lighter: ${narrow}, look at a shorter time, or cut it by time into several queries.`,
  },
  {
    says: /result size limit exceeded|exceeded the allowed result size/i,
    code: 'MDE_QUERY_LIMIT',
    limit: 'size',
    advice:
      'Leave out columns with project, count with summarize, take fewer rows with take, or cut the query by time into several.',
  },
  {
    says: /excessive resource consumption/i,
    code: 'MDE_QUERY_LIMIT',
    limit: 'resources',
    advice: `Make the query lighter: ${narrow}, put the smaller side of a join first, and summarize by fewer keys.`,
  },
  {
    says: /query execution was preempted|exceeded the allowed limits/i,
    code: 'MDE_QUERY_LIMIT',
    limit: 'preempted',
    advice: `Run it again in a few minutes: the service was busy. If it is stopped again, ${narrow}.`,
  },
  {
    says: /exceeded processing resources|CPU (quota|limit)|run queries again in/i,
    code: 'MDE_QUOTA',
    limit: 'cpu',
    advice: 'Wait as long as the service says; all queries of the tenant share its processor time.',
  },
  {
    says: /unexpected error occurred during query execution/i,
    code: 'MDE_SERVICE',
    advice: 'Run it again in a few minutes; give Microsoft the request id if it goes on.',
  },
];

/**
 * The error of a hunting call in the words of hunting. The call only reads, so whatever went wrong, nothing was
 * changed.
 *
 * @param rows how many rows had been handed over
 */
export function explain(error: VedetteError, rows = 0): VedetteError {
  const said = error.serviceMessage ?? '';
  const fault = FAULTS.find(({ says }) => says.test(said));
  const inQuery = fault === undefined && error.code === 'MDE_REQUEST' && error.status === 400 && said !== '';
  const code = inQuery ? 'MDE_QUERY' : (fault?.code ?? error.code);
  const after = rows === 0 ? '' : ` This was after ${rows} rows: what was written is not the whole answer.`;
  const message = fault || inQuery ? `Defender says: ${said}` : error.message;
  return new VedetteError(code, message + after, {
    advice: fault?.advice ?? (inQuery ? undefined : error.advice),
    link: error.link,
    status: error.status,
    serviceCode: error.serviceCode,
    serviceMessage: error.serviceMessage,
    requestId: error.requestId,
    retryAfterMs: error.retryAfterMs,
    changed: 'nothing',
    facts: {
      ...error.facts,
      ...(fault?.limit !== undefined && { limit: fault.limit }),
      ...(rows > 0 && { rows }),
    },
    cause: error,
  });
}

/**
 * Is it worth asking once more, a little later?
 *
 * @param began had the answer begun when it failed?
 */
export function isPassing(error: VedetteError, began: boolean): boolean {
  if (/unexpected error occurred during query execution/i.test(error.serviceMessage ?? '')) return true;
  return began && error.code === 'MDE_NETWORK' && error.facts['lasting'] !== true;
}

/** A fault that the service tells after it began to answer with success. */
export function fromBody(error: unknown): VedetteError {
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<
    string,
    unknown
  >;
  const said = typeof message === 'string' && message !== '' ? message : undefined;
  return new VedetteError(
    'MDE_REQUEST',
    `The query failed while it was answered: ${said ?? 'no reason was given'}`,
    {
      status: 400,
      serviceCode: typeof code === 'string' ? code : undefined,
      serviceMessage: said,
    },
  );
}

/** The connection was closed in good order and the document is not whole. */
export function brokenOff(): VedetteError {
  return new VedetteError('MDE_NETWORK', 'The answer to the query broke off before its end.', {
    facts: { brokenOff: true },
  });
}
