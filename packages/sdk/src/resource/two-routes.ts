import { path } from '../transport/odata.ts';
import type { RouteApi } from './api.ts';
import { createListing } from './listing.ts';
import type { CallOptions, ListOptions, Listing } from './resource.ts';
import type { Calls, FixedRoute, Router } from './route.ts';
import type { Comment } from './shape.ts';

/** Where the records of one noun stand in each API. */
export interface Addresses {
  readonly graph: string;
  readonly native: { readonly audience: 'xdr' | 'endpoint'; readonly path: string };
}

interface Resource<T, F, C> {
  list(options?: ListOptions<F>): Listing<T>;
  get(id: string, options?: CallOptions & { withAlerts?: boolean }): Promise<T>;
  update(id: string, change: C, options?: CallOptions): Promise<T>;
  comment(id: string, text: string, options?: CallOptions): Promise<Comment[]>;
}

/** A resource that asks, for each call anew, whichever route is to answer it. */
export function overTwoRoutes<T, F, C>(
  router: Router,
  apis: Readonly<Record<FixedRoute, RouteApi<T, F, C>>>,
  { graph, native }: Addresses,
): Resource<T, F, C> {
  const by = async (which: Calls, { route, signal }: CallOptions): Promise<RouteApi<T, F, C>> =>
    apis[await router.choose(which, route, signal)];
  const at = (method: 'GET' | 'PATCH', below = ''): Calls => ({
    graph: { audience: 'graph', method, path: graph + below },
    native: { audience: native.audience, method, path: native.path + below },
  });
  // The native APIs take a comment as a change.
  const commenting = (id: string): Calls => ({
    graph: { audience: 'graph', method: 'POST', path: graph + path`/${id}/comments` },
    native: at('PATCH', path`/${id}`).native,
  });
  return {
    list: (options = {}) =>
      createListing(async function* () {
        yield* (await by(at('GET'), options)).pages(options);
      }),
    get: async (id, options = {}) => (await by(at('GET', path`/${id}`), options)).get(id, options),
    update: async (id, change, options = {}) =>
      (await by(at('PATCH', path`/${id}`), options)).update(id, change, options),
    comment: async (id, text, options = {}) => (await by(commenting(id), options)).comment(id, text, options),
  };
}
