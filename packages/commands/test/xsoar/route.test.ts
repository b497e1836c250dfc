import { afterAll, beforeAll, expect, it } from 'vitest';
import { openWarRoom, type WarRoom } from './setup.ts';

let room: WarRoom;
beforeAll(async () => {
  room = await openWarRoom({ incidents: 12, seed: 'route' });
});
afterAll(() => room[Symbol.asyncDispose]());

const LIST = '!microsoft-365-defender-incidents-list limit=3';
const GRAPH_ONLY = 'a1b2c3d4-0000-4000-8000-00000000c0de';

it('an XDR name asks the Defender XDR API where the profile names no route', async () => {
  const seen = await room.seen(() => room.run(LIST, { route: 'unsaid' }));
  expect(seen.map(({ service }) => service)).toEqual(['xdr']);
});

it('an XDR name asks Microsoft Graph where the token may not use the Defender XDR API, and says so', async () => {
  await room.cloud.admin('POST', '/_sim/apps', {
    appId: GRAPH_ONLY,
    name: 'Graph only',
    addSecret: { value: 's3cr3t-graph-only' },
    grants: { graph: { roles: ['SecurityIncident.Read.All'] } },
  });
  const seen = await room.seen(() =>
    room.run(LIST, {
      route: 'unsaid',
      auth: { flow: 'client-secret', clientId: GRAPH_ONLY, secret: 's3cr3t-graph-only' },
    }),
  );
  expect(new Set(seen.map(({ service }) => service))).toEqual(new Set(['graph']));
  expect(room.notes.join('\n')).toMatch(/Microsoft Graph answers, because the Defender XDR API is closed/);
});
