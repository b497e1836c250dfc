import { path } from '../transport/odata.ts';
import type { ResourceContext } from './api.ts';
import { graphIncidents } from './incident-graph.ts';
import { nativeIncidents } from './incident-native.ts';
import { createListing } from './listing.ts';
import type { CallOptions, IncidentResource } from './resource.ts';
import { calls } from './route.ts';
import type { Calls } from './route.ts';

const list = calls('GET', '/v1.0/security/incidents', 'xdr', '/api/incidents');

/** Incidents by either route. */
export function createIncidentResource(context: ResourceContext): IncidentResource {
  const apis = { graph: graphIncidents(context), native: nativeIncidents(context) };
  const by = async (which: Calls, { route, signal }: CallOptions): Promise<(typeof apis)['graph']> =>
    apis[await context.router.choose(which, route, signal)];
  return {
    list: (options = {}) =>
      createListing(async function* () {
        yield* (await by(list, options)).pages(options);
      }),
    get: async (id, options = {}) => (await by(one('GET', id), options)).get(id, options),
    update: async (id, change, options = {}) =>
      (await by(one('PATCH', id), options)).update(id, change, options),
    comment: async (id, text, options = {}) => (await by(commenting(id), options)).comment(id, text, options),
  };
}

function one(method: 'GET' | 'PATCH', id: string): Calls {
  return calls(method, path`/v1.0/security/incidents/${id}`, 'xdr', path`/api/incidents/${id}`);
}

function commenting(id: string): Calls {
  return {
    graph: { audience: 'graph', method: 'POST', path: path`/v1.0/security/incidents/${id}/comments` },
    native: { audience: 'xdr', method: 'PATCH', path: path`/api/incidents/${id}` },
  };
}
