import type { Route } from '../../core/service.ts';
import type { Holder } from '../../tenant/guard.ts';
import { incidentRoutes } from './incidents.ts';

/** Without a version in the path one gets the latest; `v1.0` is the only one there is. */
export function xdrRoutes(holder: Holder): Route[] {
  return ['/api', '/api/v1.0'].flatMap((prefix) => incidentRoutes(holder, prefix));
}
