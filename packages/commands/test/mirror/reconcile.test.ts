import { startCloud } from '@vedette/testkit';
import { expect, it } from 'vitest';
import { profileAt, run, surface } from '../surface.ts';

it('mirror fetch --reconcile finds what surfaced with an old time of update, however much is newer', async () => {
  await using cloud = await startCloud({ incidents: 300, seed: 'reconcile', quotas: false });
  const { context } = surface({
    profile: profileAt(cloud),
    environment: { SIM_SECRET: cloud.info.clientSecret },
  });
  expect(await run(context, 'mirror.fetch')).toMatchObject({ stored: 300 });
  const old = '2026-05-01T00:00:00Z';
  await cloud.admin('POST', '/_sim/seed', { create: { name: 'Late', created: old, updated: old } });
  // Behind the look-back of a usual fetch, which is a few pages at most.
  expect(await run(context, 'mirror.fetch')).toMatchObject({ stored: 0 });
  expect(await run(context, 'mirror.fetch', '--reconcile')).toMatchObject({ stored: 1 });
  expect(await run(context, 'mirror.fetch', '--reconcile')).toMatchObject({ stored: 0 });
  await context.close();
});
