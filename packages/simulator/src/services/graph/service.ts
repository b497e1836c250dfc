import type { Service } from '../../core/service.ts';
import type { Holder } from '../../tenant/guard.ts';
import { alertRoutes } from './alerts.ts';
import { incidentRoutes } from './incidents.ts';

/** Microsoft Graph security: the same under `v1.0` and `beta`. */
export function graphService(holder: Holder): Service {
  const routes = ['/v1.0', '/beta'].flatMap((prefix) => [
    ...incidentRoutes(holder, prefix),
    ...alertRoutes(holder, prefix),
  ]);
  return { name: 'graph', routes };
}
