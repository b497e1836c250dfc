import { dirname, join, resolve } from 'node:path';
import type { Profile } from '@vedette/commands';
import type { SimulatorInfo } from '@vedette/simulator';

/** Files beside the certificates of the simulator; they go when it goes. */
export interface SecretFiles {
  readonly clientSecret: string;
  readonly brokerToken: string;
  readonly brokerKey: string;
  readonly federatedToken: string;
}

type Written = Omit<Profile, 'name'>;

/** One profile for each sign-in flow, all pointing at a running simulator. The first one is the default. */
export function profilesOf(info: SimulatorInfo, file: string, files: SecretFiles): Record<string, Written> {
  // One mirror for each run of the simulator: another run is another cloud, and its incidents do not mix.
  const stores = join(dirname(resolve(file)), '.vedette', `simulated-${new URL(info.login).port}`);
  const flows: Record<string, Written['auth']> = {
    'client-secret': { flow: 'client-secret', clientId: info.clientId, secret: { file: files.clientSecret } },
    certificate: { flow: 'certificate', clientId: info.clientId, certificate: info.certificateFile },
    federated: { flow: 'federated', clientId: info.clientId, tokenFile: files.federatedToken },
    'device-code': { flow: 'device-code', clientId: info.publicClientId },
    'authorization-code': { flow: 'authorization-code', clientId: info.publicClientId },
    'managed-identity': { flow: 'managed-identity', endpoint: info.imds },
    'user-assigned': {
      flow: 'managed-identity',
      clientId: info.userAssignedClientId,
      endpoint: info.imds,
    },
    broker: {
      flow: 'broker',
      id: info.brokerId.includes('@') ? info.brokerId : `${info.brokerId}@${info.https.broker}/obtain-token`,
      token: { file: files.brokerToken },
      key: { file: files.brokerKey },
    },
  };
  const { login, graph, endpoint, xdr } = info.https;
  return Object.fromEntries(
    Object.entries(flows).map(([name, auth]) => [
      name,
      {
        cloud: 'custom',
        hosts: { login, graph, endpoint, xdr },
        tenant: info.tenantId,
        auth,
        ca: info.caFile,
        store: join(stores, `${name}.sqlite`),
      },
    ]),
  );
}
