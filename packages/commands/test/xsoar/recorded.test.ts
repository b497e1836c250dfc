import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openWarRoom } from './setup.ts';

const file = fileURLToPath(
  new URL('../../../../../shared/fixtures/xdr-incidents_list_response.json', import.meta.url),
);
const present = existsSync(file);
const why = present ? '' : ' (skipped: ../shared/fixtures is not here)';

interface Recorded {
  readonly incidentId: number;
  readonly alerts: readonly Readonly<Record<string, unknown>>[];
  readonly [field: string]: unknown;
}

const XDR = 'Microsoft365Defender.Incident(val.incidentId && val.incidentId == obj.incidentId)';

function byId(incidents: readonly Recorded[]): Recorded[] {
  return incidents.toSorted((one, other) => one.incidentId - other.incidentId);
}

it.skipIf(!present)(`the context of recorded incidents is the recording, field for field${why}`, async () => {
  const { value } = JSON.parse(await readFile(file, 'utf8')) as { value: Recorded[] };
  await using room = await openWarRoom({ load: [file] });
  const { outputs } = await room.run('!microsoft-365-defender-incidents-list limit=10', { route: 'native' });
  expect(Object.keys(outputs)).toEqual([XDR]);
  expect(byId(outputs[XDR] as Recorded[])).toEqual(byId(value));
});

/** What Microsoft Graph has no field for, and so is null or empty when it answers. */
const NOT_IN_GRAPH = { incident: ['entities'], alert: ['investigationId'], device: ['osProcessor', 'tags'] };

it.skipIf(!present)(`over Graph it is the same, but for what Graph does not carry${why}`, async () => {
  const { value } = JSON.parse(await readFile(file, 'utf8')) as { value: Recorded[] };
  await using room = await openWarRoom({ load: [file] });
  const { outputs } = await room.run('!microsoft-365-defender-incidents-list limit=10', { route: 'graph' });
  const without = (record: object, fields: readonly string[]): object =>
    Object.fromEntries(Object.entries(record).filter(([name]) => !fields.includes(name)));
  const expected = value.map((incident) => ({
    ...without(incident, NOT_IN_GRAPH.incident),
    alerts: incident.alerts.map((alert) => ({
      ...without(alert, NOT_IN_GRAPH.alert),
      devices: (alert['devices'] as object[]).map((device) => without(device, NOT_IN_GRAPH.device)),
    })),
  })) as unknown as Recorded[];
  expect(byId(outputs[XDR] as Recorded[])).toMatchObject(byId(expected));
});
