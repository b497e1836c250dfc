import type { Audience, Credential } from '../credential/credential.ts';
import type { Cloud } from '../credential/resolve-cloud.ts';
import { decodeToken } from '../credential/token-claims.ts';
import { isVedetteError, VedetteError } from '../error.ts';
import { rowFor } from '../transport/call-pattern.ts';
import { permissionTable } from '../transport/permission-table.ts';
import type { ApiRequest } from '../transport/send.ts';
import { apiName } from '../transport/url.ts';
import type { Route } from './resource.ts';

export type FixedRoute = Exclude<Route, 'auto'>;

/** The call a command is about to make, in the words of each route. */
export interface Calls {
  readonly graph: Pick<ApiRequest, 'audience' | 'method' | 'path'>;
  readonly native: Pick<ApiRequest, 'audience' | 'method' | 'path'>;
}

export interface Router {
  /**
   * The route for these calls. `auto` takes Graph when its token may make the call, else the native API.
   * @throws VedetteError MDE_PERMISSION when neither token may.
   */
  choose(calls: Calls, route?: Route, signal?: AbortSignal): Promise<FixedRoute>;
}

export interface RouterOptions {
  readonly credential: Credential;
  readonly cloud: Cloud;
  readonly route: Route;
  readonly onNote?: ((text: string) => void) | undefined;
}

/**
 * What is known of the end of the native APIs.
 * @see https://learn.microsoft.com/defender-xdr/api-advanced-hunting
 */
const retirement =
  'The advanced hunting calls of the native APIs stop on 2027-02-01; for incidents and alerts Microsoft has named no date and recommends Graph.';

export function createRouter({ credential, route: preset, onNote }: RouterOptions): Router {
  const told = new Set<string>();
  const tell = (text: string): void => {
    if (told.has(text)) return;
    told.add(text);
    onNote?.(text);
  };
  return {
    async choose(calls, route = preset, signal) {
      if (route !== 'auto') return route;
      const graph = await standing(credential, calls.graph, signal);
      if (graph === 'may') {
        tell(`Route graph: the token may use ${apiName('graph')}.`);
        return 'graph';
      }
      const native = await standing(credential, calls.native, signal);
      if (native === 'may' || (native === 'unknown' && graph !== 'unknown')) {
        tell(`Route native: ${sentence(graph)}, so ${apiName(calls.native.audience)} answers. ${retirement}`);
        return 'native';
      }
      if (graph === 'unknown') return 'graph';
      throw new VedetteError(
        'MDE_PERMISSION',
        `Neither route is open: ${sentence(graph)}, and ${sentence(native)}.`,
        { facts: { needed: { graph: needed(calls.graph), native: needed(calls.native) } } },
      );
    },
  };
}

/** `unknown`: the token is opaque, so only the call itself can tell. */
export type Standing = 'may' | 'unknown' | { readonly audience: Audience; readonly why: string };

/**
 * What the token says about a call, without making it. A sign-in that fails for reasons another route may not
 * share (no consent, no such API in this cloud) closes the route; any other failure is thrown.
 */
export async function standing(
  credential: Credential,
  call: Calls['graph'],
  signal?: AbortSignal,
): Promise<Standing> {
  let token: string;
  try {
    ({ token } = await credential.token(call.audience, { signal }));
  } catch (error) {
    if (!isVedetteError(error) || !otherRouteMayHelp.has(error.code)) throw error;
    return { audience: call.audience, why: error.message };
  }
  const claims = decodeToken(token);
  if (claims === undefined) return 'unknown';
  const row = rowFor(permissionTable, call);
  const delegated = claims.subject === 'user';
  const wanted = (delegated ? row?.delegated : row?.application) ?? [];
  const held = delegated ? claims.scopes : claims.roles;
  if (wanted.some((name) => held.includes(name))) return 'may';
  return { audience: call.audience, why: `the token lacks ${wanted.join(' or ')}` };
}

const otherRouteMayHelp: ReadonlySet<string> = new Set(['MDE_CLOUD', 'MDE_CONSENT', 'MDE_SIGN_IN']);

function sentence(standing: Standing): string {
  if (typeof standing === 'string') return 'the token does not say what it may do';
  return `${apiName(standing.audience)} is closed (${standing.why.replace(/\.$/, '')})`;
}

function needed(call: Calls['graph']): readonly string[] {
  return rowFor(permissionTable, call)?.application ?? [];
}
