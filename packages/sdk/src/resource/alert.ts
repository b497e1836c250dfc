import { path } from '../transport/odata.ts';
import { graphAlerts } from './alert-graph.ts';
import { nativeAlerts } from './alert-native.ts';
import type { ResourceContext } from './api.ts';
import { createListing } from './listing.ts';
import type { AlertResource, CallOptions } from './resource.ts';
import { calls } from './route.ts';
import type { Calls } from './route.ts';

const list = calls('GET', '/v1.0/security/alerts_v2', 'endpoint', '/api/alerts');

/** Alerts by either route; the native one knows those of Defender for Endpoint only. */
export function createAlertResource(context: ResourceContext): AlertResource {
  const apis = { graph: graphAlerts(context), native: nativeAlerts(context) };
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
  return calls(method, path`/v1.0/security/alerts_v2/${id}`, 'endpoint', path`/api/alerts/${id}`);
}

function commenting(id: string): Calls {
  return {
    graph: { audience: 'graph', method: 'POST', path: path`/v1.0/security/alerts_v2/${id}/comments` },
    native: { audience: 'endpoint', method: 'PATCH', path: path`/api/alerts/${id}` },
  };
}
