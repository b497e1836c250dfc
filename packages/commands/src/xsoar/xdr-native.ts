import { VedetteError, type ApiRequest, type CallOptions, type Defender } from '@vedette/sdk';
import { XDR_PAGE, type XdrIncident, type XdrIncidents, type XdrQuery } from './xdr-incidents.ts';

/**
 * The Defender XDR API itself. Nothing is mapped: what it answers is what the command gives.
 *
 * @see https://learn.microsoft.com/defender-xdr/api-incident
 */
export function nativeIncidents({ send }: Pick<Defender, 'send'>): XdrIncidents {
  const ask = async (
    request: Partial<ApiRequest>,
    path: string,
    options: CallOptions,
  ): Promise<XdrIncident> => {
    const { route: _, ...call } = options;
    const response = await send({ method: 'GET', audience: 'xdr', path, ...call, ...request });
    return record(await response.json(), path);
  };
  return {
    list: async (query, options) => {
      if (query.odata) {
        return valueOf(await ask({ query: query.odata }, '/api/incidents', options));
      }
      const found = new Map<unknown, XdrIncident>();
      const filter = conditionOf(query);
      // The window moves while it is read, so an incident may come twice and is counted once.
      for (let skip = query.offset; found.size < query.limit; skip += XDR_PAGE) {
        const top = Math.min(XDR_PAGE, query.limit - found.size);
        const page = valueOf(
          await ask(
            { query: { $top: top, $skip: skip === 0 ? undefined : skip, $filter: filter } },
            '/api/incidents',
            options,
          ),
        );
        for (const incident of page) found.set(incident['incidentId'] ?? incident, incident);
        if (page.length < top) break;
      }
      return [...found.values()].slice(0, query.limit);
    },
    get: async (id, options) => withoutContext(await ask({}, `/api/incidents/${id}`, options)),
    update: (id, change, options) => {
      let updated: XdrIncident = {};
      const patch = async (): Promise<void> => {
        updated = withoutContext(
          await ask({ method: 'PATCH', body: change }, `/api/incidents/${id}`, options),
        );
      };
      return { steps: [patch], answer: () => Promise.resolve(updated) };
    },
  };
}

/** A quote in a value is doubled, so that it stays inside the value. */
function conditionOf(query: XdrQuery): string | undefined {
  const { status, assignedTo } = query;
  return (
    Object.entries({ status, assignedTo })
      .flatMap(([field, value]) => (value ? [`${field} eq '${value.replaceAll("'", "''")}'`] : []))
      .join(' and ') || undefined
  );
}

function valueOf(page: XdrIncident): XdrIncident[] {
  const value = page['value'];
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map((item) => record(item, '/api/incidents'));
  throw strange('/api/incidents');
}

function withoutContext(incident: XdrIncident): XdrIncident {
  const { '@odata.context': _, ...rest } = incident;
  return rest;
}

function record(value: unknown, path: string): XdrIncident {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as XdrIncident;
  throw strange(path);
}

function strange(path: string): VedetteError {
  return new VedetteError('MDE_RESPONSE', `${path} answered with something that is not an incident`);
}
