import { rawPages, VedetteError, type ApiRequest, type CallOptions, type Defender } from '@vedette/sdk';
import {
  XDR_PAGE,
  type XdrIncident,
  type XdrIncidents,
  type XdrQuery,
  type XdrUpdate,
} from './xdr-incidents.ts';

const LIST = '/api/incidents';

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
    const { route: _, ...call } = options;
    const found: XdrIncident[] = [];
    const pages = rawPages(send, {
      request: {
        method: 'GET',
        audience: 'xdr',
        path: LIST,
        ...call,
        query: { $filter: conditionOf(query) },
      },
      pageMax: XDR_PAGE,
      limit: query.limit,
      offset: query.offset,
      // The window moves while it is read, so an incident may come twice and is counted once.
      keyOf: (incident) => JSON.stringify(incident['incidentId'] ?? incident),
    });
    for await (const { items } of pages) found.push(...items);
    return found;
  };

  return {
    list: async (query, options) => {
      if (query.odata === undefined) return list(query, options);
      return pageOf(await ask(LIST, options, { query: query.odata }));
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

/** One page, as it was asked for. An empty body is an empty page. */
function pageOf(body: unknown): XdrIncident[] {
  const { value = [] } = (body ?? {}) as Readonly<Record<string, unknown>>;
  if (!Array.isArray(value) || !value.every(isRecord)) throw strange();
  return value;
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
