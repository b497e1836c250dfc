import { graphAlerts } from './alert-graph.ts';
import { nativeAlerts } from './alert-native.ts';
import type { ResourceContext } from './api.ts';
import type { AlertResource } from './resource.ts';
import { overTwoRoutes } from './two-routes.ts';

/** Alerts by either route; the native one knows those of Defender for Endpoint only. */
export function createAlertResource(context: ResourceContext): AlertResource {
  const apis = { graph: graphAlerts(context), native: nativeAlerts(context) };
  return overTwoRoutes(context.router, apis, {
    graph: '/v1.0/security/alerts_v2',
    native: { audience: 'endpoint', path: '/api/alerts' },
  });
}
