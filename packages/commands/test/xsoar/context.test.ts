import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contextOf, type CommandId, type Row } from '../../src/index.ts';
import { profileAt, rows, run, surface, type Surface } from '../surface.ts';
import { openWarRoom, type WarRoom } from './setup.ts';

let room: WarRoom;
let at: Surface;
let incident = '';
let alert = '';

beforeAll(async () => {
  room = await openWarRoom({ incidents: 12, seed: 'context' });
  const { clientSecret } = room.cloud.info;
  const { login, graph, endpoint, xdr } = room.cloud.info;
  const hosts = { login, graph, endpoint, xdr };
  at = surface({ profile: profileAt(room.cloud, { hosts }), environment: { SIM_SECRET: clientSecret } });
  incident = String((await rows(at.context, 'incident.list', '--limit', '1'))[0]?.['id']);
  alert = String((await rows(at.context, 'alert.list', '--limit', '1'))[0]?.['id']);
});
afterAll(async () => {
  await at.context.close();
  await room[Symbol.asyncDispose]();
});

type Typed = readonly [CommandId, ...string[]];

const all = ([id, ...words]: Typed): Promise<Row[]> => rows(at.context, id, ...words);
const one = ([id, ...words]: Typed): Promise<Row> => run(at.context, id, ...words);

describe('the context of a command', () => {
  it.each<[Typed, string]>([
    [['incident.list'], '!msg-list-security-incident'],
    [
      ['incident.list', '--assigned-to', 'nobody@x.org'],
      '!msg-list-security-incident assigned_to=nobody@x.org',
    ],
    [['alert.list'], '!msg-search-alerts'],
    [['alert.list', '--category', 'None'], '!msg-search-alerts category=None'],
  ])('%j is that of %s', async (typed, line) => {
    const { outputs } = await room.run(line);
    expect(await contextOf(typed[0], await all(typed))).toEqual(outputs);
  });

  it('of one record is that of the XSOAR name which gives the same record', async () => {
    const asIncident = await room.run(`!msg-list-security-incident incident_id=${incident}`);
    expect(
      await contextOf('incident.get', await one(['incident.get', incident, '--no-with-alerts'])),
    ).toEqual(asIncident.outputs);
    const asAlert = await room.run(`!msg-get-alert-details ${alert}`);
    expect(await contextOf('alert.get', await one(['alert.get', alert]))).toEqual(asAlert.outputs);
    const commented = await room.run(`!msg-create-alert-comment ${alert} comment=seen`);
    const again = (await one(['alert.comment', alert, 'seen'])) as { comments: unknown[] };
    const context = (await contextOf('alert.comment', again)) as Record<string, { Comments: unknown[] }>;
    const [[key, value] = ['', undefined]] = Object.entries(context);
    const before = commented.outputs[key] as { ID: string; Comments: unknown[] };
    expect(value).toEqual({ ID: alert, Comments: [...before.Comments, value?.Comments.at(-1)] });
  });

  it('stands under Vedette where the platform has no place for it, and for the plan of a dry run', async () => {
    expect(await contextOf('mirror.status', { incidents: 3 })).toEqual({
      'Vedette.Mirror.Status': { incidents: 3 },
    });
    expect(await contextOf('hunt.lateral-movement', [])).toEqual({ 'Vedette.Hunt.LateralMovement': [] });
    const plan = { dryRun: true, changed: 'nothing', requests: [] };
    expect(await contextOf('incident.update', plan)).toEqual({ 'Vedette.Incident.Update': plan });
  });
});
