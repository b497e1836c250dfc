import type { Credential } from '../../credential/credential.ts';
import { VedetteError } from '../../error.ts';
import { rowFor } from '../../transport/call-pattern.ts';
import { permissionTable } from '../../transport/permission-table.ts';
import { apiName } from '../../transport/url.ts';
import type { HuntOptions, HuntRoute } from '../hunting.ts';
import { standing } from '../route.ts';
import type { Standing } from '../route.ts';
import { HUNT_CALLS } from './call.ts';

type Wish = NonNullable<HuntOptions['route']>;

/** In the order in which they are tried. */
const CANDIDATES: Readonly<Record<Wish, readonly HuntRoute[]>> = {
  graph: ['graph'],
  xdr: ['xdr'],
  endpoint: ['endpoint'],
  native: ['xdr', 'endpoint'],
  auto: ['graph', 'xdr', 'endpoint'],
};

/**
 * The first route of the wish that the token may use; where only opaque tokens are to be had, the first of those.
 *
 * @throws VedetteError MDE_PERMISSION when none may.
 */
export async function chooseRoute(
  credential: Credential,
  wish: Wish,
  signal: AbortSignal | undefined,
): Promise<HuntRoute> {
  const candidates = CANDIDATES[wish];
  const [only] = candidates;
  if (only !== undefined && candidates.length === 1) return only;
  // The broker has tokens for one API only, and makes everybody wait who asks it for another.
  if (credential.identity.flow === 'broker') return 'endpoint';
  const found = new Map<HuntRoute, Standing>();
  for (const route of candidates) {
    // One after the other: a token that is not needed is not asked for.
    const one = await standing(credential, HUNT_CALLS[route], signal);
    if (one === 'may') return route;
    found.set(route, one);
  }
  const opaque = candidates.find((route) => found.get(route) === 'unknown');
  if (opaque !== undefined) return opaque;
  const closed = [...found].map(
    ([route, one]) =>
      `${apiName(HUNT_CALLS[route].audience)} is closed${typeof one === 'string' ? '' : ` (${one.why.replace(/\.$/, '')})`}`,
  );
  throw new VedetteError('MDE_PERMISSION', `No route to hunting is open: ${closed.join('; ')}.`, {
    facts: {
      needed: Object.fromEntries(
        candidates.map((route) => [route, rowFor(permissionTable, HUNT_CALLS[route])?.application ?? []]),
      ),
    },
  });
}
