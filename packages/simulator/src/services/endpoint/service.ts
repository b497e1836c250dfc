import type { Route } from '../../core/service.ts';
import type { Holder } from '../../tenant/guard.ts';
import { alertRoutes } from './alerts.ts';
import { machineRoutes } from './machines.ts';

/** Without a version in the path one gets the latest; `v1.0` is the only one there is. */
export function endpointRoutes(holder: Holder): Route[] {
  return ['/api', '/api/v1.0'].flatMap((prefix) => [
    ...alertRoutes(holder, prefix),
    ...machineRoutes(holder, prefix),
  ]);
}
