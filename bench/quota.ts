import { connect, createCredential, createIdentityHttp, memoryTokenStore, resolveCloud } from '@vedette/sdk';
import { startSimulator } from '@vedette/simulator';
import type { RunningSimulator } from '@vedette/simulator';
import { leastMs, SimulatedClock } from './quota/virtual-time.ts';
import type { BenchResult } from './result.ts';

export const name = 'quota';
export const describe = 'how many of the calls a quota permits are made, and whether one is refused';

/** Published for GET /api/incidents. @see https://learn.microsoft.com/defender-xdr/api-list-incidents */
const published = { perMinute: 50, perHour: 1_500 };
/** Small pages, so that the drain runs into the hour as well as into the minute. */
const pageSize = 25;
const start = '2026-11-20T00:00:00Z';

/**
 * Drains the incidents of a simulated tenant that enforces the published quotas, by a clock that both sides
 * share and that moves on only when the client waits or a request is under way.
 */
export async function run({ short }: { short: boolean }): Promise<BenchResult[]> {
  const incidents = short ? 5_000 : 50_000;
  const simulator = await startSimulator({ incidents, seed: 'quota', clock: start, quotas: true });
  try {
    const { calls, refused, elapsedMs, drained } = await drain(simulator);
    if (drained !== incidents) throw new Error(`${drained} of ${incidents} incidents were drained`);
    return [
      {
        name: 'quota.utilisation',
        value: leastMs(calls, published) / elapsedMs,
        unit: 'of the calls permitted in the time',
        better: 'higher',
        bar: 0.98,
        floor: 1,
      },
      { name: 'quota.refused', value: refused, unit: 'answers 429', better: 'lower', bar: 0, floor: 0 },
    ];
  } finally {
    await simulator.stop();
  }
}

async function drain(
  simulator: RunningSimulator,
): Promise<{ calls: number; refused: number; elapsedMs: number; drained: number }> {
  const { info } = simulator;
  const clock = new SimulatedClock(simulator, Date.parse(start));
  const cloud = resolveCloud('worldwide', { login: info.login, xdr: info.xdr });
  const credential = createCredential(
    { flow: 'client-secret', clientId: info.clientId, secret: async () => info.clientSecret },
    {
      cloud,
      tenant: info.tenantId,
      http: createIdentityHttp(),
      store: memoryTokenStore(),
      now: () => clock.now(),
    },
  );
  let calls = 0;
  let refused = 0;
  const client = connect({
    credential,
    cloud,
    clock,
    proxy: false,
    onTrace: ({ status }) => {
      calls += 1;
      if (status === 429) refused += 1;
    },
  });
  let drained = 0;
  try {
    const listing = client.incident.list({ route: 'native', priority: 'backfill', pageSize });
    for await (const page of listing.pages()) {
      drained += page.items.length;
      await clock.pass();
    }
  } finally {
    await client.close();
  }
  return { calls: calls - refused, refused, elapsedMs: clock.now() - Date.parse(start), drained };
}
