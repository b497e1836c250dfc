import { createCredential, createIdentityHttp, memoryTokenStore, resolveCloud } from '@vedette/sdk';
import type { Credential } from '@vedette/sdk';
import { startSimulator } from '@vedette/simulator';
import type { RunningSimulator } from '@vedette/simulator';
import type { BenchResult } from './result.ts';

export const name = 'sign-in';
export const describe = 'what a warm token costs, and how many requests many callers at once cause';

const callers = 1_000;

export async function run({ short }: { short: boolean }): Promise<BenchResult[]> {
  const simulator = await startSimulator({ incidents: 0, quotas: false });
  try {
    const credential = signIn(simulator);
    await Promise.all(Array.from({ length: callers }, async () => credential.token('graph')));
    const requests = await tokenRequests(simulator);
    const calls = short ? 20_000 : 200_000;
    return [
      {
        name: 'sign-in.warm-token',
        value: await microseconds(calls, async () => credential.token('graph')),
        unit: 'µs',
        better: 'lower',
        bar: 50,
        floor: await microseconds(calls, async () => simulator.info),
      },
      {
        name: 'sign-in.requests',
        value: requests,
        unit: `token requests for ${callers} callers`,
        better: 'lower',
        bar: 1,
        floor: 1,
      },
    ];
  } finally {
    await simulator.stop();
  }
}

function signIn({ info }: RunningSimulator): Credential {
  const cloud = resolveCloud('worldwide', { login: info.login, graph: info.graph });
  return createCredential(
    { flow: 'client-secret', clientId: info.clientId, secret: async () => info.clientSecret },
    { cloud, tenant: info.tenantId, http: createIdentityHttp(), store: memoryTokenStore() },
  );
}

async function tokenRequests(simulator: RunningSimulator): Promise<number> {
  const journal = await simulator.admin<{ entries: { path: string }[] }>(
    'GET',
    '/_sim/journal?service=login',
  );
  return journal.entries.filter(({ path }) => path.endsWith('/token')).length;
}

/** Mean of one call, after the code was warmed with as many. */
async function microseconds(calls: number, work: () => Promise<unknown>): Promise<number> {
  let began = 0;
  for (let round = 0; round < 2; round += 1) {
    began = performance.now();
    for (let call = 0; call < calls; call += 1) await work();
  }
  return ((performance.now() - began) * 1_000) / calls;
}
