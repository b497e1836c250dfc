import { startCloud } from '@vedette/testkit';
import { expect, it } from 'vitest';
import { withRoute } from '../../src/profile/route.ts';
import type { Profile } from '../../src/profile/profile.ts';
import { profileAt, rows, surface } from '../surface.ts';

const CORTEX = '9093c354-630a-47f1-b087-6768eb9427e6';
const bare: Profile = {
  name: 'p',
  cloud: 'worldwide',
  tenant: 'contoso.com',
  auth: { flow: 'device-code' },
  store: 'x',
};

it('the applications of Cortex XSOAR take the route their token may use, others Microsoft Graph', () => {
  expect(withRoute(bare).route).toBe('auto');
  expect(withRoute({ ...bare, auth: { flow: 'device-code', clientId: CORTEX } }).route).toBe('auto');
  expect(withRoute({ ...bare, auth: { flow: 'broker', id: 'i', token: 't', key: 'k' } }).route).toBe('auto');
  expect(withRoute({ ...bare, auth: { flow: 'device-code', clientId: 'my-own' } }).route).toBeUndefined();
  expect(withRoute({ ...bare, route: 'graph' }).route).toBe('graph');
});

it('a profile of the application of Cortex XSOAR lists incidents in a tenant that granted it no Graph', async () => {
  await using cloud = await startCloud({ incidents: 5, seed: 'cortex' });
  await cloud.admin('POST', '/_sim/consent', { appId: CORTEX, api: 'graph', revoke: true });
  const profile = profileAt(cloud, { auth: { flow: 'device-code' } });
  const { context, notes } = surface({
    profile: { ...profile, route: undefined },
  });
  const credential = await context.credential();
  if (credential.interactive?.kind !== 'device-code') throw new TypeError('the flow asks a person');
  await cloud.admin('POST', '/_sim/device', { interval: 1 });
  await credential.interactive.signIn({
    prompt: async ({ userCode }) => {
      await cloud.admin('POST', '/_sim/device', { userCode, username: cloud.info.users[0]?.username });
    },
  });
  expect(await rows(context, 'incident.list')).toHaveLength(5);
  expect(notes.join('\n')).toMatch(/Route native/);
  await context.close();
});
