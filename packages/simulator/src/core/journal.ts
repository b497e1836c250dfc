import type { Exchange } from './exchange.ts';
import { fingerprint, redactedForm, redactFields } from './redact.ts';

export interface JournalEntry {
  readonly seq: number;
  /** On the clock of the simulator. */
  readonly time: string;
  readonly service: string;
  readonly scheme: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Fields of a form, secrets as fingerprints. */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  readonly appid?: string;
  readonly bucket?: string;
  readonly fault?: string;
  readonly authorization?: string;
  readonly requestId: string;
}

export interface JournalFilter {
  readonly service?: string | undefined;
  readonly method?: string | undefined;
  readonly since?: number | undefined;
  readonly limit?: number | undefined;
}

export interface Journal {
  record(exchange: Exchange, status: number, time: string): void;
  read(filter: JournalFilter): { total: number; dropped: number; entries: JournalEntry[] };
  clear(): void;
}

/** Request headers a test may want to see; no other is kept. */
const KEPT_HEADERS = ['user-agent', 'prefer', 'consistencylevel', 'client-request-id', 'metadata'];

/** Remembers the last requests: older ones are dropped and counted. */
export function createJournal(capacity = 10_000): Journal {
  let entries: JournalEntry[] = [];
  let total = 0;
  return {
    record: (exchange, status, time) => {
      total += 1;
      entries.push(describe(exchange, status, time, total));
      // Cutting in halves keeps the cost per request constant.
      if (entries.length >= capacity * 2) entries = entries.slice(-capacity);
    },
    read: ({ service, method, since = 0, limit = capacity }) => {
      const kept = entries.slice(-capacity);
      const wanted = kept.filter(
        (entry) =>
          entry.seq > since &&
          (service === undefined || entry.service === service) &&
          (method === undefined || entry.method === method),
      );
      return { total, dropped: total - kept.length, entries: limit > 0 ? wanted.slice(-limit) : [] };
    },
    clear: () => {
      entries = [];
      total = 0;
    },
  };
}

function describe(exchange: Exchange, status: number, time: string, seq: number): JournalEntry {
  const { request, requestId, appid, bucket, fault } = exchange;
  const { authorization } = request.headers;
  const form = redactedForm(request);
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    seq,
    time,
    service: request.service,
    scheme: request.origin.split(':')[0] ?? '',
    method: request.method,
    path: request.path,
    query: redactFields(request.query),
    ...(form === undefined ? {} : { form }),
    headers: Object.fromEntries(headers),
    status,
    ...(appid === undefined ? {} : { appid }),
    ...(bucket === undefined ? {} : { bucket }),
    ...(fault === undefined ? {} : { fault }),
    ...(authorization === undefined ? {} : { authorization: fingerprint(authorization) }),
    requestId,
  };
}
