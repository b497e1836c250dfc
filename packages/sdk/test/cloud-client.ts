import type { Cloud } from '@vedette/testkit';
import { createIdentityHttp } from '../src/credential/http.ts';
import { connect, createCredential, memoryTokenStore, resolveCloud } from '../src/index.ts';
import type { ConnectOptions, Defender } from '../src/index.ts';

/** A client of the simulated tenant, signed in by client secret. */
export function clientOfCloud(
  { info }: Cloud,
  options: Partial<ConnectOptions> & { clientId?: string; secret?: string } = {},
): Defender & AsyncDisposable {
  const { login, graph, endpoint, xdr, tenantId } = info;
  const cloud = resolveCloud('worldwide', { login, graph, endpoint, xdr });
  const credential = createCredential(
    {
      flow: 'client-secret',
      clientId: options.clientId ?? info.clientId,
      secret: async () => options.secret ?? info.clientSecret,
    },
    { cloud, tenant: tenantId, http: createIdentityHttp(), store: memoryTokenStore() },
  );
  const client = connect({ credential, cloud, proxy: false, quotas: false, ...options });
  return { ...client, [Symbol.asyncDispose]: async () => client.close() };
}

export interface Logged {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
}

/** What the simulator saw of this API since the journal was last cleared. */
export async function journalOf(cloud: Cloud, service: string): Promise<readonly Logged[]> {
  const { entries } = await cloud.admin<{ entries: Logged[] }>('GET', `/_sim/journal?service=${service}`);
  return entries;
}

export async function clearJournal(cloud: Cloud): Promise<void> {
  await cloud.admin('DELETE', '/_sim/journal');
}

/** Switches a fault on for the time of the block. */
export async function withFault(
  cloud: Cloud,
  name: string,
  params: Record<string, unknown> = {},
): Promise<AsyncDisposable> {
  await cloud.admin('POST', `/_sim/fault/${name}`, params);
  return {
    [Symbol.asyncDispose]: async () => {
      await cloud.admin('DELETE', `/_sim/fault/${name}`);
    },
  };
}
