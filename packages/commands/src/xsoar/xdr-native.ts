import { VedetteError, type ApiRequest, type CallOptions, type Defender } from '@vedette/sdk';
import {
  XDR_PAGE,
  type XdrIncident,
  type XdrIncidents,
  type XdrQuery,
  type XdrUpdate,
} from './xdr-incidents.ts';

const LIST = '/api/incidents';

/** Answers in a row that bring nothing, although there should be more. */
const PATIENCE = 3;

/**
 * The Defender XDR API itself. Nothing is mapped: what it answers is what the command gives.
 *
 * @see https://learn.microsoft.com/defender-xdr/api-incident
 */
export function nativeIncidents({ send }: Pick<Defender, 'send'>): XdrIncidents {
  const ask = async (
    path: string,
    options: CallOptions,
    more: Partial<ApiRequest> = {},
  ): Promise<unknown> => {
    const { route: _, ...call } = options;
    const response = await send({ method: 'GET', audience: 'xdr', path, ...call, ...more });
    return response.json();
  };

  const list = async (query: XdrQuery, options: CallOptions): Promise<XdrIncident[]> => {
    // By id: the window moves while it is read, so an incident may come twice and is counted once.
    const found = new Map<unknown, XdrIncident>();
    let skip = query.offset;
    let idle = 0;
    while (found.size < query.limit) {
      const top = Math.min(XDR_PAGE, query.limit - found.size);
      const parameters = { $top: top, $skip: skip || undefined, $filter: conditionOf(query) };
      const { items, promised } = pageOf(await ask(LIST, options, { query: parameters }));
      const before = found.size;
      for (const incident of items) found.set(incident['incidentId'] ?? incident, incident);
      if (!promised && items.length < top) break;
      skip += items.length;
      idle = found.size > before ? 0 : idle + 1;
      if (idle < PATIENCE) continue;
      if (found.size === 0) break;
      throw stuck(found.size);
    }
    return [...found.values()].slice(0, query.limit);
  };

  return {
    list: async (query, options) => {
      if (query.odata === undefined) return list(query, options);
      return [...pageOf(await ask(LIST, options, { query: query.odata })).items];
    },
    get: async (id, options) => incidentOf(await ask(`${LIST}/${id}`, options)),
    update: (id, change, options): XdrUpdate => {
      let updated: XdrIncident = {};
      const patch = async (): Promise<void> => {
        updated = incidentOf(await ask(`${LIST}/${id}`, options, { method: 'PATCH', body: change }));
      };
      return { steps: [patch], answer: () => Promise.resolve(updated) };
    },
  };
}

/** A quote in a value is doubled, so that it stays inside the value. */
function conditionOf({ status, assignedTo }: XdrQuery): string | undefined {
  const conditions = Object.entries({ status, assignedTo }).flatMap(([field, value]) =>
    value ? [`${field} eq '${value.replaceAll("'", "''")}'`] : [],
  );
  return conditions.join(' and ') || undefined;
}

/** `promised`: there may be more than came. An empty body says nothing at all, so it is asked for again. */
function pageOf(body: unknown): { items: readonly XdrIncident[]; promised: boolean } {
  if (body === undefined || body === null) return { items: [], promised: true };
  const { value = [], '@odata.nextLink': link } = body as Readonly<Record<string, unknown>>;
  if (!Array.isArray(value) || !value.every(isRecord)) throw strange();
  return { items: value, promised: typeof link === 'string' && link !== '' };
}

function incidentOf(body: unknown): XdrIncident {
  if (!isRecord(body)) throw strange();
  const { '@odata.context': _, ...incident } = body;
  return incident;
}

function isRecord(value: unknown): value is XdrIncident {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strange(): VedetteError {
  return new VedetteError(
    'MDE_RESPONSE',
    'The Defender XDR API answered with something that is no incident.',
  );
}

function stuck(read: number): VedetteError {
  return new VedetteError(
    'MDE_PAGING',
    `The service promises more and brings nothing; ${read} were read before.`,
    {
      facts: { read },
    },
  );
}
