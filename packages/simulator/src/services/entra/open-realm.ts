import type { Faults, SimClock } from '../../core/world.ts';
import { createDirectory, type BuiltInSecrets } from './built-in.ts';
import type { FederatedIssuer } from './federated-issuer.ts';
import { createResourceBook, type Api } from './resource-table.ts';
import type { Realm } from './realm.ts';
import { createTokenIssuer } from './token-issuer.ts';

const DEVICE_INTERVAL = 5;

export interface RealmOptions {
  readonly clock: SimClock;
  readonly faults: Faults;
  readonly secrets: BuiltInSecrets;
  readonly federated: FederatedIssuer;
  /** PEM of the certificate registered on the connector's application. */
  readonly certificate: string;
  readonly bases: readonly string[];
  readonly own: Readonly<Record<Api, readonly string[]>>;
}

/** Opens the tenant's sign-in; `reset` puts it back to what is built in. */
export async function createRealm(options: RealmOptions): Promise<{ realm: Realm; reset: () => void }> {
  const { clock, faults, secrets, federated, certificate, bases, own } = options;
  const resources = createResourceBook(own);
  const issuer = await createTokenIssuer(clock, resources);
  const directory = createDirectory(secrets, certificate, federated, clock.now());
  const realm: Realm = {
    clock,
    faults,
    directory,
    resources,
    issuer,
    bases,
    codes: new Map(),
    devices: new Map(),
    refreshTokens: new Map(),
    deviceInterval: DEVICE_INTERVAL,
  };
  issuer.onRotate = (appid) => {
    for (const secret of directory.apps.get(appid)?.secrets ?? []) secret.expiresAt = 0;
  };
  const reset = (): void => {
    const fresh = createDirectory(secrets, certificate, federated, clock.now());
    refill(directory.apps, fresh.apps);
    refill(directory.users, fresh.users);
    realm.codes.clear();
    realm.devices.clear();
    realm.refreshTokens.clear();
    realm.deviceInterval = DEVICE_INTERVAL;
    issuer.forget();
  };
  return { realm, reset };
}

function refill<T>(map: Map<string, T>, fresh: ReadonlyMap<string, T>): void {
  map.clear();
  for (const [key, value] of fresh) map.set(key, value);
}
