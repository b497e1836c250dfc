import type { ResourceContext } from './api.ts';
import { graphIncidents } from './incident-graph.ts';
import { nativeIncidents } from './incident-native.ts';
import type { IncidentResource } from './resource.ts';
import { overTwoRoutes } from './two-routes.ts';

/** Incidents by either route. */
export function createIncidentResource(context: ResourceContext): IncidentResource {
  const apis = { graph: graphIncidents(context), native: nativeIncidents(context) };
  return overTwoRoutes(context.router, apis, {
    graph: '/v1.0/security/incidents',
    native: { audience: 'xdr', path: '/api/incidents' },
  });
}
