import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inputFromWords, type Row } from '@vedette/commands';
import { loadCommand, profileAt, rows, run, surface, type Surface, type SurfaceOptions } from '../surface.ts';

let cloud: Cloud;
const open: Surface[] = [];

function at(options: SurfaceOptions = {}, route: 'graph' | 'native' = 'graph'): Surface {
  const made = surface({
    profile: profileAt(cloud, { route }),
    ...options,
    environment: { SIM_SECRET: cloud.info.clientSecret },
  });
  open.push(made);
  return made;
}

beforeAll(async () => {
  cloud = await startCloud({ incidents: 40, seed: 'incidents', quotas: false });
});
afterAll(async () => {
  for (const { context } of open) await context.close();
  await cloud.stop();
});

const ids = (found: readonly Row[]): string[] => found.map(({ id }) => String(id));

async function anIncident(): Promise<string> {
  const [first] = await rows(at().context, 'incident.list', '--limit', '1', '--status', 'active,in-progress');
  return String(first?.['id']);
}

describe('incident list', () => {
  it('stops at the limit and filters in the words of the person', async () => {
    const { context } = at();
    const found = await rows(context, 'incident.list', '--limit', '5', '--severity', 'HIGH,medium');
    expect(found).toHaveLength(5);
    for (const { severity } of found) expect(['high', 'medium']).toContain(severity);
  });

  it('takes times relative to the clock of the surface', async () => {
    const all = await rows(at().context, 'incident.list');
    const times = all.map((one) => Date.parse(String(one['lastUpdateDateTime']))).toSorted((a, b) => b - a);
    const middle = times[20]!;
    const later = at({ now: () => middle + 3_600_000 });
    const found = await rows(later.context, 'incident.list', '--since', '1h');
    expect(found).toHaveLength(times.filter((time) => time >= middle).length);
  });

  it('brings the alerts only when asked', async () => {
    const { context } = at();
    const [without] = await rows(context, 'incident.list', '--limit', '1');
    const [with_] = await rows(context, 'incident.list', '--limit', '1', '--with-alerts');
    expect(without?.['alerts'] ?? []).toEqual([]);
    expect(with_?.['alerts']).not.toEqual([]);
  });

  it('gives the same from the mirror as from the cloud, by every filter', async () => {
    const { context } = at();
    await run(context, 'mirror.fetch');
    const filters = [
      [],
      ['--status', 'resolved'],
      ['--severity', 'high'],
      ['--classification', 'truePositive'],
    ];
    for (const words of [
      ...filters,
      ['--created-since', '3d'],
      ['--assigned-to', 'soc.anna@northwind.example'],
    ]) {
      const remote = ids(await rows(context, 'incident.list', ...words));
      const local = ids(await rows(context, 'incident.list', '--local', ...words));
      expect(local.toSorted(), words.join(' ')).toEqual(remote.toSorted());
    }
  });

  it('pages through the mirror, newest update first', async () => {
    const { context } = at();
    await run(context, 'mirror.fetch');
    const all = await rows(context, 'incident.list', '--local');
    const times = all.map((one) => String(one['lastUpdateDateTime']));
    expect(times).toEqual(times.toSorted().toReversed());
    expect(ids(await rows(context, 'incident.list', '--local', '--offset', '2', '--limit', '4'))).toEqual(
      ids(all).slice(2, 6),
    );
  });

  it('refuses OData for the mirror', async () => {
    await expect(
      rows(at().context, 'incident.list', '--local', '--odata', "status eq 'active'"),
    ).rejects.toMatchObject({ code: 'MDE_INPUT', facts: { argument: 'odata' } });
  });

  it('says how to get a mirror where there is none', async () => {
    await expect(rows(at().context, 'incident.list', '--local')).rejects.toMatchObject({
      code: expect.stringMatching(/^MDE_STORE/) as string,
    });
  });
});

describe('incident get', () => {
  it('brings the alerts, and leaves them out when told', async () => {
    const id = await anIncident();
    const { context } = at();
    expect((await run(context, 'incident.get', id))['alerts']).not.toEqual([]);
    expect((await run(context, 'incident.get', id, '--no-with-alerts'))['alerts'] ?? []).toEqual([]);
  });

  it('says that there is no such incident, in the cloud and in the mirror', async () => {
    const { context } = at();
    await expect(run(context, 'incident.get', '99999999')).rejects.toMatchObject({ code: 'MDE_NOT_FOUND' });
    await run(context, 'mirror.fetch');
    await expect(run(context, 'incident.get', '99999999', '--local')).rejects.toMatchObject({
      code: 'MDE_NOT_FOUND',
    });
  });
});

describe.each(['graph', 'native'] as const)('incident update by route %s', (route) => {
  it('adds to the tags that are there, takes away, and clears', async () => {
    const id = await anIncident();
    const { context } = at({}, route);
    const tags = async (...words: string[]): Promise<unknown> =>
      (await run(context, 'incident.update', id, ...words))['customTags'];
    expect(await tags('--tags', 'one,two')).toEqual(['one', 'two']);
    expect(await tags('--add-tags', 'three,two')).toEqual(['one', 'two', 'three']);
    expect(await tags('--remove-tags', 'one')).toEqual(['two', 'three']);
    expect(await tags('--tags', '')).toEqual([]);
    await expect(run(context, 'incident.update', id, '--tags', 'a', '--add-tags', 'b')).rejects.toMatchObject(
      {
        code: 'MDE_INPUT',
      },
    );
  });

  it('assigns and unassigns', async () => {
    const id = await anIncident();
    const { context } = at({}, route);
    expect(await run(context, 'incident.update', id, '--assigned-to', 'anna@contoso.com')).toMatchObject({
      assignedTo: 'anna@contoso.com',
    });
    const freed = await run(context, 'incident.update', id, '--assigned-to', '');
    expect(freed['assignedTo'] ?? '').toBe('');
  });

  it('classifies with a determination that goes with it, and refuses others before anything is sent', async () => {
    const id = await anIncident();
    const { context } = at({}, route);
    const words = ['--classification', 'false-positive', '--determination', 'not-malicious'];
    expect(await run(context, 'incident.update', id, ...words)).toMatchObject({
      classification: 'falsePositive',
      determination: 'notMalicious',
    });
    await cloud.admin('DELETE', '/_sim/journal');
    await expect(
      run(context, 'incident.update', id, '--classification', 'false-positive', '--determination', 'malware'),
    ).rejects.toMatchObject({ code: 'MDE_INPUT' });
    const { entries } = await cloud.admin<{ entries: unknown[] }>('GET', '/_sim/journal');
    expect(entries).toEqual([]);
  });

  it('adds the comment after the change', async () => {
    const id = await anIncident();
    const { context } = at({}, route);
    const changed = await run(
      context,
      'incident.update',
      id,
      '--status',
      'in-progress',
      '--comment',
      `by ${route}`,
    );
    expect(changed).toMatchObject({ status: 'inProgress' });
    expect(JSON.stringify(changed['comments'])).toContain(`by ${route}`);
  });
});

describe('a change in two steps', () => {
  it('says that the first was made when the second fails', async () => {
    const id = await anIncident();
    const { context } = at();
    await run(context, 'auth.whoami');
    await cloud.admin('POST', '/_sim/fault/missing-role', { service: 'graph', method: 'POST', times: 1 });
    await expect(
      run(context, 'incident.update', id, '--status', 'resolved', '--comment', 'lost'),
    ).rejects.toMatchObject({ code: 'MDE_PERMISSION', changed: 'something' });
    await cloud.admin('DELETE', '/_sim/fault');
    expect(await run(context, 'incident.get', id)).toMatchObject({ status: 'resolved' });
  });

  it('asks for something to change', async () => {
    await expect(run(at().context, 'incident.update', '5')).rejects.toMatchObject({
      code: 'MDE_INPUT',
      message: 'Nothing to change was given',
    });
  });
});

describe('mirror fetch --follow', () => {
  it('gives a record for each round until it is stopped, and then tells what it brought', async () => {
    const stop = new AbortController();
    const { context, notes } = at({ signal: stop.signal });
    const command = await loadCommand('mirror.fetch');
    const rounds = command.run(context, inputFromWords(command, ['--follow', '--interval', '5']));
    for await (const round of rounds as AsyncIterable<Row>) {
      expect(round).toMatchObject({ incidents: 40, at: expect.stringMatching(/^\d{4}-.*Z$/) as string });
      stop.abort();
    }
    expect(notes.at(-1)).toMatch(/^Stopped after 1 round with 40 new versions, complete through /);
    expect(await run(at({ profile: context.profile }).context, 'mirror.status')).toMatchObject({
      incidents: 40,
    });
  });
});
