import { startCloud } from '@vedette/testkit';
import type { Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertFilter, IncidentFilter } from '../../src/index.ts';
import { clearJournal, clientOfCloud, journalOf } from '../cloud-client.ts';
import { canonicalAlert, canonicalIncident } from './canonical.ts';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await startCloud({ incidents: 230, seed: 'routes', quotas: false });
});
afterAll(async () => cloud.stop());

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);

describe('the two routes', () => {
  it('give equal incidents with their alerts, but for the printed list', async () => {
    await using client = clientOfCloud(cloud);
    const graph = await collect(client.incident.list({ route: 'graph', withAlerts: true }));
    const native = await collect(client.incident.list({ route: 'native', withAlerts: true }));
    expect(graph).toHaveLength(230);
    expect(native.toSorted(byId).map(canonicalIncident)).toEqual(graph.toSorted(byId).map(canonicalIncident));
  });

  it('give the tags of a device alike', async () => {
    await using client = clientOfCloud(cloud);
    const tagsBy = async (route: 'graph' | 'native'): Promise<Map<unknown, unknown>> => {
      const incidents = await collect(client.incident.list({ route, withAlerts: true }));
      const pieces = incidents.flatMap(({ alerts }) =>
        (alerts ?? []).flatMap(({ evidence }) => evidence ?? []),
      );
      const devices = pieces.filter((piece) => piece['@odata.type']?.endsWith('.deviceEvidence'));
      return new Map(devices.map((device) => [device['mdeDeviceId'], device.tags]));
    };
    const tags = await tagsBy('native');
    expect([...tags.values()].flat().length).toBeGreaterThan(0);
    expect(await tagsBy('graph')).toEqual(tags);
  });

  it('give equal alerts of Defender for Endpoint, but for the printed list', async () => {
    await using client = clientOfCloud(cloud);
    const native = await collect(client.alert.list({ route: 'native' }));
    const known = new Map(native.map((alert) => [alert.id, alert]));
    const graph = await collect(client.alert.list({ route: 'graph' }));
    const own = graph.filter((alert) => alert.serviceSource === 'microsoftDefenderForEndpoint');
    expect(own.length).toBeGreaterThan(100);
    expect(own.filter((alert) => !known.has(alert.id))).toEqual([]);
    for (const alert of graph) {
      const same = known.get(alert.id);
      if (same !== undefined)
        expect(canonicalAlert(same, 'endpoint')).toEqual(canonicalAlert(alert, 'endpoint'));
    }
  });

  it.each<[string, IncidentFilter]>([
    ['status in either spelling', { status: ['Active', 'inProgress'] }],
    ['severity, which the native server cannot filter by', { severity: ['high', 'Medium'] }],
    [
      'classification and determination',
      { classification: ['TruePositive'], determination: ['malware', 'Phishing'] },
    ],
    ['the time of last update', { updatedFrom: '2026-10-25', updatedBefore: '2026-11-05T12:00:00Z' }],
    [
      'the time of creation',
      { createdFrom: '2026-10-22T00:00:00Z', createdBefore: '2026-10-25', severity: ['low', 'high'] },
    ],
    ['somebody nobody knows', { assignedTo: "o'hara" }],
  ])('give the same incidents for a filter by %s', async (_name, filter) => {
    await using client = clientOfCloud(cloud);
    const ids = async (route: 'graph' | 'native'): Promise<string[]> =>
      (await collect(client.incident.list({ route, filter }))).map(({ id }) => id).toSorted();
    const graph = await ids('graph');
    expect(await ids('native')).toEqual(graph);
    if (filter.assignedTo === undefined) expect(graph.length).toBeGreaterThan(0);
    expect(graph.length).toBeLessThan(230);
  });

  it.each<[string, AlertFilter]>([
    ['status and severity', { status: ['New'], severity: ['high'] }],
    ['category', { category: ['Execution', 'Malware'] }],
    ['incident', { incidentId: '100002' }],
  ])('give the same alerts of Defender for Endpoint for a filter by %s', async (_name, filter) => {
    await using client = clientOfCloud(cloud);
    const ids = async (route: 'graph' | 'native'): Promise<string[]> =>
      (
        await collect(
          client.alert.list({
            route,
            filter: { ...filter, serviceSource: ['MicrosoftDefenderForEndpoint'] },
          }),
        )
      )
        .map(({ id }) => id)
        .toSorted();
    const graph = await ids('graph');
    expect(await ids('native')).toEqual(graph);
    expect(graph.length).toBeGreaterThan(0);
  });

  it('keep the order, the offset and the limit that were asked for, exactly', async () => {
    await using client = clientOfCloud(cloud);
    for (const route of ['graph', 'native'] as const) {
      const all = await collect(client.incident.list({ route, orderBy: 'lastUpdateDateTime asc' }));
      const some = await collect(
        client.incident.list({ route, orderBy: 'lastUpdateDateTime asc', offset: 7, limit: 60 }),
      );
      expect(some.map(({ id }) => id)).toEqual(all.slice(7, 67).map(({ id }) => id));
      expect(await collect(client.incident.list({ route, limit: 0 }))).toEqual([]);
      const high = { severity: ['high'] };
      const allHigh = await collect(client.incident.list({ route, filter: high }));
      const someHigh = await collect(client.incident.list({ route, filter: high, offset: 2, limit: 3 }));
      expect(someHigh.map(({ id }) => id)).toEqual(allHigh.slice(2, 5).map(({ id }) => id));
    }
  });

  it('never ask for more records than are wanted', async () => {
    await using client = clientOfCloud(cloud);
    await clearJournal(cloud);
    await collect(client.incident.list({ route: 'graph', limit: 3 }));
    await collect(client.alert.list({ route: 'graph', limit: 4 }));
    await collect(client.incident.list({ route: 'native', limit: 5 }));
    const asked = [...(await journalOf(cloud, 'graph')), ...(await journalOf(cloud, 'xdr'))];
    expect(asked.map(({ query }) => query['$top'])).toEqual(['3', '4', '5']);
  });

  it('change an incident alike and give all its comments', async () => {
    await using client = clientOfCloud(cloud);
    for (const [route, id] of [
      ['graph', '100011'],
      ['native', '100012'],
    ] as const) {
      const change = {
        status: 'InProgress',
        classification: 'truePositive',
        determination: 'Malware',
        assignedTo: 'ana@northwind.example',
        customTags: ['one', 'two'],
      };
      const changed = await client.incident.update(id, change, { route });
      const expected = {
        id,
        status: 'inProgress',
        classification: 'truePositive',
        determination: 'malware',
        assignedTo: 'ana@northwind.example',
        customTags: ['one', 'two'],
      };
      expect(changed).toMatchObject(expected);
      for (const other of ['graph', 'native'] as const) {
        expect(await client.incident.get(id, { route: other })).toMatchObject(expected);
      }
      const comments = await client.incident.comment(id, `seen by ${route}`, { route });
      expect(comments.at(-1)).toMatchObject({ comment: `seen by ${route}` });
      expect(
        (await client.incident.update(id, { assignedTo: null }, { route })).assignedTo ?? null,
      ).toBeNull();
    }
  });

  it('change an alert alike and give all its comments', async () => {
    await using client = clientOfCloud(cloud);
    const [first, second] = await collect(client.alert.list({ route: 'native', limit: 2 }));
    for (const [route, id] of [
      ['graph', first?.id ?? ''],
      ['native', second?.id ?? ''],
    ] as const) {
      const change = {
        status: 'resolved',
        classification: 'FalsePositive',
        determination: 'notEnoughDataToValidate',
      };
      await client.alert.update(id, change, { route });
      for (const other of ['graph', 'native'] as const) {
        expect(await client.alert.get(id, { route: other })).toMatchObject({
          status: 'resolved',
          classification: 'falsePositive',
          determination: 'notEnoughDataToValidate',
        });
      }
      const comments = await client.alert.comment(id, 'looked at', { route });
      expect(comments.at(-1)?.comment).toBe('looked at');
    }
  });

  it('refuse by the native route what only Graph can change', async () => {
    await using client = clientOfCloud(cloud);
    const change = client.incident.update('100013', { displayName: 'other' }, { route: 'native' });
    await expect(change).rejects.toMatchObject({ code: 'MDE_INPUT', changed: 'nothing' });
  });
});
