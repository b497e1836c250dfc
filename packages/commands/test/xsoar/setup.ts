import { memoryTokenStore, type Route } from '@vedette/sdk';
import type { SimulatorOptions } from '@vedette/simulator';
import { startCloud, type Cloud } from '@vedette/testkit';
import { openContext } from '../../src/open.ts';
import type { Profile, ProfileAuth } from '../../src/profile/profile.ts';
import { runXsoar } from '../../src/xsoar/run.ts';

export interface Asked {
  /** `unsaid`: the profile does not name one. Default: `graph`. */
  readonly route?: Route | 'unsaid';
  readonly dryRun?: boolean;
  readonly auth?: ProfileAuth;
}

/** One request the simulated cloud has seen. */
export interface Seen {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A war room with a simulated cloud behind it. Its token cache lives as long as the room. */
export interface WarRoom extends AsyncDisposable {
  readonly cloud: Cloud;
  /** What the person was told beside the results, oldest first. */
  readonly notes: string[];
  run(line: string, asked?: Asked): ReturnType<typeof runXsoar>;
  /** Requests to the Defender APIs while this ran. */
  seen(act: () => Promise<unknown>): Promise<Seen[]>;
}

export async function openWarRoom(options: SimulatorOptions = {}): Promise<WarRoom> {
  const cloud = await startCloud({ quotas: false, ...options });
  const { login, graph, endpoint, xdr, tenantId, clientId, clientSecret } = cloud.info;
  const tokens = memoryTokenStore();
  const notes: string[] = [];
  return {
    cloud,
    notes,
    async run(line, { route = 'graph', dryRun = false, auth } = {}) {
      const profile: Profile = {
        name: 'simulated',
        cloud: 'custom',
        hosts: { login, graph, endpoint, xdr },
        tenant: tenantId,
        auth: auth ?? { flow: 'client-secret', clientId, secret: clientSecret },
        ...(route !== 'unsaid' && { route }),
        store: ':memory:',
      };
      const note = (text: string): void => void notes.push(text);
      const context = openContext({ profile, tokens, note, dryRun, quotas: false });
      try {
        return await runXsoar(line, context);
      } finally {
        await context.close();
      }
    },
    async seen(act) {
      await cloud.admin('DELETE', '/_sim/journal');
      await act();
      const { entries } = await cloud.admin<{ entries: Seen[] }>('GET', '/_sim/journal');
      return entries.filter(({ service }) => ['graph', 'endpoint', 'xdr'].includes(service));
    },
    async [Symbol.asyncDispose]() {
      await cloud.stop();
    },
  };
}
