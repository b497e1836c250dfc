import { setTimeout as sleep } from 'node:timers/promises';
import type { SimRequest, SimResponse } from '../../core/service.ts';
import type { World } from '../../core/world.ts';
import { BUILT_IN } from '../entra/built-in.ts';
import type { App } from '../entra/directory.ts';
import { Refusal } from '../entra/refusal.ts';
import { scopeContext, signInTime, type Realm } from '../entra/realm.ts';
import { readResource } from '../entra/scope.ts';
import { issueApplicationToken } from '../entra/token-answer.ts';
import { TOKEN_SECONDS } from '../entra/token-issuer.ts';
import { noteCaller } from '../../core/throttle.ts';

/** A token of a managed identity, before an endpoint puts it into its own words. */
export interface IdentityToken {
  readonly accessToken: string;
  readonly clientId: string;
  readonly resource: string;
  /** Epoch seconds. */
  readonly notBefore: number;
  readonly expiresOn: number;
  readonly expiresIn: number;
}

export function identityError(status: number, error: string, description: string): SimResponse {
  return { status, body: { error, error_description: description } };
}

/** The identity a request names: system-assigned when it names none. Undefined when there is none such. */
export function findIdentity(realm: Realm, query: URLSearchParams): App | undefined {
  const managed = [...realm.directory.apps.values()].filter((app) => app.kind === 'managed');
  const one = (...names: readonly string[]): string | undefined =>
    names.map((name) => query.get(name)?.toLowerCase()).find((value) => value !== undefined && value !== '');
  const clientId = one('client_id', 'clientid');
  const objectId = one('object_id', 'principal_id');
  const resourceId = one('msi_res_id', 'mi_res_id');
  if (clientId !== undefined) return managed.find((app) => app.appId === clientId);
  if (objectId !== undefined) return managed.find((app) => app.objectId === objectId);
  if (resourceId !== undefined) return managed.find((app) => app.resourceId?.toLowerCase() === resourceId);
  return managed.find((app) => app.appId === BUILT_IN.systemAssignedId);
}

/** @throws Refusal 500011 for an unknown resource. */
export async function issueIdentityToken(realm: Realm, app: App, resource: string): Promise<IdentityToken> {
  const target = readResource(scopeContext(realm), resource);
  const now = Math.floor(signInTime(realm) / 1000);
  noteCaller(app.appId);
  return {
    accessToken: await issueApplicationToken(realm, app, 'certificate', target, null),
    clientId: app.appId,
    resource,
    notBefore: now,
    expiresOn: now + TOKEN_SECONDS,
    expiresIn: TOKEN_SECONDS,
  };
}

/** The faults of a slow or absent endpoint, common to every kind of managed identity. */
export async function endpointTrouble(world: World): Promise<SimResponse | undefined> {
  const slow = world.faults.take('imds-slow');
  if (slow !== undefined) await sleep(Math.min(60_000, Number(slow.params['ms'] ?? 1500)));
  const away = world.faults.take('imds-away');
  if (away === undefined) return undefined;
  const status = Number(away.params['status'] ?? 404);
  if (status === 0) return { status: 0 };
  return identityError(
    status,
    status === 404 ? 'not_found' : 'unknown',
    'The identity service is not ready yet.',
  );
}

/** Turns what the sign-in service refused into the words of a managed identity endpoint. */
export async function orRefusal(
  work: (request: SimRequest) => Promise<SimResponse>,
  request: SimRequest,
): Promise<SimResponse> {
  try {
    return await work(request);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
    return identityError(
      400,
      'invalid_resource',
      `AADSTS50001: ${error.message.replace(/^AADSTS\d+: /, '')}`,
    );
  }
}
