import { join } from 'node:path';
import type { Service } from '../core/service.ts';
import type { World } from '../core/world.ts';
import { endpointRoutes } from '../services/endpoint/service.ts';
import { Hunting } from '../services/hunting/hunting.ts';
import { graphHuntingRoutes, nativeHuntingRoutes } from '../services/hunting/routes.ts';
import { graphService } from '../services/graph/service.ts';
import { xdrRoutes } from '../services/xdr/service.ts';
import type { SimulatorOptions } from '../simulator.ts';
import { TenantHost } from './tenant-host.ts';

export interface DataServices {
  readonly services: Service[];
  /** Back to the tenant of the start options. */
  reset(): Promise<void>;
  /** Changes the tenant as the README of this folder says. @throws RangeError for a spec that says nothing. */
  seed(spec: unknown): Promise<void>;
  state(): unknown;
  /** Removes what was written for hunting. */
  close(): Promise<void>;
}

/**
 * The tenant and the three APIs that show it. The two Defender APIs answer on both of their hosts, as in the cloud.
 * @param folder where hunting may write
 */
export async function dataServices(
  world: World,
  options: SimulatorOptions,
  folder: string,
): Promise<DataServices> {
  const host = await TenantHost.start(world, options);
  const hunting = new Hunting(host, join(folder, 'hunting'));
  const native = [...xdrRoutes(host), ...endpointRoutes(host), ...nativeHuntingRoutes(hunting)];
  const graph = graphService(host);
  return {
    services: [
      { ...graph, routes: [...graph.routes, ...graphHuntingRoutes(hunting)] },
      { name: 'xdr', routes: native },
      { name: 'endpoint', routes: native },
    ],
    close: () => hunting.close(),
    reset: () => host.reset(),
    seed: (spec) => host.seed(spec),
    state: () => host.state(),
  };
}
