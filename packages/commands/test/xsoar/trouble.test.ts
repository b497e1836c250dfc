import { isVedetteError } from '@vedette/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openWarRoom, type WarRoom } from './setup.ts';

let room: WarRoom;
beforeAll(async () => {
  room = await openWarRoom({ incidents: 130, seed: 'trouble' });
});
afterEach(() => room.cloud.admin('DELETE', '/_sim/fault'));
afterAll(() => room[Symbol.asyncDispose]());

const LIST = '!microsoft-365-defender-incidents-list limit=130';

describe.each(['graph', 'native'] as const)('over %s, with a cloud in trouble', (route) => {
  it.each([
    ['empty-body', { times: 1 }],
    ['nextlink-absent', {}],
    ['nextlink-malformed', {}],
    ['throttle-seconds', { times: 1, seconds: 1 }],
    ['null-fields', {}],
  ])('%s costs no incident', async (name, params) => {
    await room.cloud.admin('POST', '/_sim/fault', { name, params });
    const { raw, readable } = await room.run(LIST, { route });
    expect(raw).toHaveLength(130);
    expect(readable.trimEnd().split('\n')).toHaveLength(133);
  });

  it('an empty answer is no incident, and no crash', async () => {
    await room.cloud.admin('POST', '/_sim/fault', { name: 'empty-value', times: 1 });
    expect(await room.run(LIST, { route })).toMatchObject({ outputs: {}, raw: [] });
    await room.cloud.admin('POST', '/_sim/fault', { name: 'empty-body' });
    expect(await room.run(LIST, { route })).toMatchObject({ outputs: {}, raw: [] });
  });

  it('a service that is too slow for the timeout is given up', async () => {
    await room.cloud.admin('POST', '/_sim/fault', { name: 'throttle-long' });
    const error: unknown = await room
      .run('!microsoft-365-defender-incident-get id=1 timeout=1', { route })
      .catch((thrown: unknown) => thrown);
    expect(isVedetteError(error) && error.code).toMatch(/MDE_(TIMEOUT|QUOTA)/);
  });
});
