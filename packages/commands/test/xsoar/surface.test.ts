import { isVedetteError, type Alert, type VedetteError } from '@vedette/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWarRoom, type Asked, type WarRoom } from './setup.ts';

type Loose = Readonly<Record<string, unknown>>;

const XDR = 'Microsoft365Defender.Incident(val.incidentId && val.incidentId == obj.incidentId)';
const MSG = 'MsGraph.Incident(val.id && val.id == obj.id)';
const ALERT = 'MsGraph.Alert(val.ID && val.ID === obj.ID)';
const ROUTES = ['graph', 'native'] as const;

let room: WarRoom;
beforeAll(async () => {
  room = await openWarRoom({ incidents: 130, seed: 'war room' });
});
afterAll(() => room[Symbol.asyncDispose]());

async function list(line: string, key: string, asked?: Asked): Promise<Loose[]> {
  return (await room.run(line, asked)).outputs[key] as Loose[];
}

async function refusal(line: string, asked?: Asked): Promise<VedetteError> {
  try {
    await room.run(line, asked);
  } catch (error) {
    if (isVedetteError(error)) return error;
    throw error;
  }
  throw new Error(`"${line}" was accepted`);
}

describe.each(ROUTES)('over %s', (route) => {
  const asked = { route };

  it('incidents are listed newest first, as many as asked, over as many pages as it takes', async () => {
    const found = await list('!microsoft-365-defender-incidents-list limit=120', XDR, asked);
    expect(found).toHaveLength(120);
    expect(new Set(found.map((incident) => incident['incidentId'])).size).toBe(120);
    expect(found.every((incident) => typeof incident['incidentId'] === 'number')).toBe(true);
    expect(found.every((incident) => Array.isArray(incident['alerts']))).toBe(true);
  });

  it('the default is a hundred incidents, and an offset passes over the first', async () => {
    const hundred = await list('!microsoft-365-defender-incidents-list', XDR, asked);
    expect(hundred).toHaveLength(100);
    const later = await list('!microsoft-365-defender-incidents-list limit=3 offset=5', XDR, asked);
    expect(later).toEqual(hundred.slice(5, 8));
  });

  it('incidents are filtered by status and owner, whatever the name of the owner holds', async () => {
    const resolved = await list('!microsoft-365-defender-incidents-list status=Resolved', XDR, asked);
    expect(resolved.length).toBeGreaterThan(0);
    expect(new Set(resolved.map((incident) => incident['status']))).toEqual(new Set(['Resolved']));
    const owner = String(resolved.find((incident) => incident['assignedTo'])?.['assignedTo']);
    const own = await list(`!microsoft-365-defender-incidents-list assigned_to="${owner}"`, XDR, asked);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every((incident) => incident['assignedTo'] === owner)).toBe(true);
    const none = await room.run(
      `!microsoft-365-defender-incidents-list assigned_to="O'Neil' or 1 eq 1"`,
      asked,
    );
    expect(none).toMatchObject({ outputs: {}, raw: [] });
    expect(none.readable).toMatch(/^No incidents/);
  });

  it('odata replaces all other filters', async () => {
    const line =
      '!microsoft-365-defender-incidents-list status=Resolved limit=50 odata=`{"$filter":"status eq \'Active\'","$top":4}`';
    const found = await list(line, XDR, asked);
    expect(found.map((incident) => incident['status'])).toEqual(['Active', 'Active', 'Active', 'Active']);
  });

  it('one incident is shown', async () => {
    const [first] = await list('!microsoft-365-defender-incidents-list limit=1', XDR, asked);
    const { outputs, readable } = await room.run(
      `!microsoft-365-defender-incident-get id=${String(first?.['incidentId'])}`,
      asked,
    );
    expect(outputs[XDR]).toEqual(first);
    expect(readable).toContain(`### Incident No. ${String(first?.['incidentId'])}:`);
  });

  it('an incident is changed and commented on, and the answer shows it', async () => {
    const [first] = await list('!microsoft-365-defender-incidents-list limit=1 offset=9', XDR, asked);
    const id = String(first?.['incidentId']);
    const line = `!microsoft-365-defender-incident-update id=${id} status=Resolved assigned_to=anna@contoso.com classification=TruePositive determination=Malware tags="a, b" comment="done, over ${route}"`;
    const { outputs, readable } = await room.run(line, asked);
    const updated = outputs[XDR] as Loose;
    expect(updated).toMatchObject({
      incidentId: Number(id),
      status: 'Resolved',
      assignedTo: 'anna@contoso.com',
      classification: 'TruePositive',
      determination: 'Malware',
      tags: ['a', 'b'],
    });
    expect(updated['comments']).toContainEqual(expect.objectContaining({ comment: `done, over ${route}` }));
    expect(updated['alerts']).not.toEqual([]);
    expect(readable).toContain(`### Updated incident No. ${id}:`);
    const cleared = await room.run(
      `!microsoft-365-defender-incident-update id=${id} tags="" assigned_to=""`,
      asked,
    );
    expect(cleared.outputs[XDR]).toMatchObject({ tags: [] });
    expect((cleared.outputs[XDR] as Loose)['assignedTo'] ?? '').toBe('');
  });

  it('a dry run changes nothing and says what would be sent', async () => {
    const [first] = await list('!microsoft-365-defender-incidents-list limit=1', XDR, asked);
    const id = String(first?.['incidentId']);
    let readable = '';
    const requests = await room.seen(async () => {
      const line = `!microsoft-365-defender-incident-update id=${id} status=InProgress comment=hi`;
      ({ readable } = await room.run(line, { route, dryRun: true }));
    });
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(readable).toContain('PATCH');
    expect(readable).toContain(`/incidents/${id}`);
  });

  it('what does not exist is said so', async () => {
    expect((await refusal('!microsoft-365-defender-incident-get id=1', asked)).code).toBe('MDE_NOT_FOUND');
  });

  it('incidents are listed and shown in the shape of Graph', async () => {
    const found = await list('!msg-list-security-incident limit=60', MSG, asked);
    expect(found).toHaveLength(60);
    expect(found.every((incident) => typeof incident['id'] === 'string')).toBe(true);
    const id = String(found[0]?.['id']);
    const one = await room.run(`!msg-list-security-incident incident_id=${id}`, asked);
    expect(one.outputs[MSG]).toMatchObject({ id, displayName: found[0]?.['displayName'] });
    const open = await list('!msg-list-security-incident status=active,inProgress severity=high', MSG, asked);
    expect(open.length).toBeGreaterThan(0);
    expect(open.every(({ severity }) => severity === 'high')).toBe(true);
    const owner = String(found.find((incident) => incident['assignedTo'])?.['assignedTo']);
    const own = await list(`!msg-list-security-incident assigned_to=${owner}`, MSG, asked);
    expect(own.length).toBeGreaterThan(0);
    expect(own.every(({ assignedTo }) => assignedTo === owner)).toBe(true);
  });

  it('alerts are searched, shown, changed and commented on', async () => {
    const found = await list('!msg-search-alerts status=new limit=70', ALERT, asked);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((alert) => alert['Status']))).toEqual(new Set(['new']));
    const id = String(found.at(-1)?.['ID']);
    const one = await room.run(`!msg-get-alert-details ${id}`, asked);
    expect(one.outputs[ALERT]).toMatchObject({ ID: id, Title: found.at(-1)?.['Title'] });
    expect(one.readable).toContain(`## Microsoft Security Graph Alert Details - ${id}`);
    const changed = await room.run(
      `!msg-update-alert alert_id=${id} status=inProgress classification=truePositive determination=malware`,
      asked,
    );
    expect(changed.outputs).toEqual({ [ALERT]: { ID: id, Status: 'inProgress' } });
    const { raw } = await room.run(`!msg-get-alert-details alert_id=${id}`, asked);
    expect(raw as Alert).toMatchObject({
      status: 'inProgress',
      classification: 'truePositive',
      determination: 'malware',
    });
    const { outputs } = await room.run(`!msg-create-alert-comment ${id} comment="one, two"`, asked);
    expect(outputs['MsGraph.AlertComment(val.ID && val.ID == obj.ID)']).toMatchObject({
      ID: id,
      Comments: expect.arrayContaining([expect.objectContaining({ Comment: 'one, two' })]),
    });
  });
});

it('both routes give incidents with the same fields, and the same values but for what Graph does not know', async () => {
  const line = '!microsoft-365-defender-incidents-list limit=60';
  const [graph, native] = [await list(line, XDR), await list(line, XDR, { route: 'native' })];
  const names = (records: readonly Loose[]): string[] =>
    [...new Set(records.flatMap(Object.keys))].toSorted();
  const inside = (records: readonly Loose[], field: string): Loose[] =>
    records.flatMap((record) => record[field] as Loose[]);
  const [ofGraph, ofNative] = [inside(graph, 'alerts'), inside(native, 'alerts')];
  expect(names(graph)).toEqual(names(native));
  expect(names(ofGraph)).toEqual(names(ofNative));
  for (const field of ['devices', 'entities']) {
    expect(names(inside(ofGraph, field))).toEqual(names(inside(ofNative, field)));
  }
  const plain = (record: Loose): Loose => {
    const { alerts: _a, devices: _d, entities: _e, incidentUri: _u, investigationId: _i, ...rest } = record;
    return rest;
  };
  expect(graph.map(plain)).toEqual(native.map(plain));
  expect(ofGraph.map(plain)).toEqual(ofNative.map(plain));
});

it('with route auto the Defender XDR API answers, whose record the name promises', async () => {
  const line = '!microsoft-365-defender-incidents-list limit=3';
  expect(await list(line, XDR, { route: 'auto' })).toEqual(await list(line, XDR, { route: 'native' }));
});

describe('msg-search-alerts', () => {
  it('asks for the products it is given', async () => {
    const source = 'microsoftDefenderForIdentity,microsoftDefenderForOffice365';
    const found = await list(`!msg-search-alerts service_source=${source} limit=200`, ALERT);
    expect(new Set(found.map((alert) => alert['ServiceSource']))).toEqual(new Set(source.split(',')));
  });

  it('keeps an or in the filter from taking the other conditions apart', async () => {
    const filter = "severity eq 'low' or severity eq 'high'";
    const found = await list(`!msg-search-alerts status=resolved filter="${filter}" limit=300`, ALERT);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map((alert) => alert['Status']))).toEqual(new Set(['resolved']));
    expect(found.every((alert) => alert['Severity'] !== 'medium')).toBe(true);
  });

  it('includes both ends of a time window', async () => {
    const [newest, , third] = await list('!msg-search-alerts limit=3', ALERT);
    const from = String(third?.['CreatedDate']);
    const to = String(newest?.['CreatedDate']);
    const found = await list(`!msg-search-alerts time_from=${from} time_to=${to} limit=300`, ALERT);
    const ids = found.map((alert) => alert['ID']);
    expect(ids).toContain(newest?.['ID']);
    expect(ids).toContain(third?.['ID']);
    expect(
      found.every((alert) => String(alert['CreatedDate']) >= from && String(alert['CreatedDate']) <= to),
    ).toBe(true);
  });

  it('gives one page when it is asked for a page, and all up to the limit when not', async () => {
    const all = await list('!msg-search-alerts limit=120', ALERT);
    expect(all).toHaveLength(120);
    const page = await list('!msg-search-alerts page=2 page_size=20 limit=120', ALERT);
    expect(page.map((alert) => alert['ID'])).toEqual(all.slice(40, 60).map((alert) => alert['ID']));
  });

  it('counts last_modified back from now', async () => {
    const found = await list('!msg-search-alerts last_modified=LastWeek limit=300', ALERT);
    const week = Date.now() - 7 * 86_400_000 - 60_000;
    expect(found.every((alert) => Date.parse(String(alert['LastUpdateDateTime'])) >= week)).toBe(true);
  });

  it('leaves an empty list in the context when nothing is found, as the integration does', async () => {
    const { outputs, readable } = await room.run('!msg-search-alerts category=Nothing');
    expect(outputs).toEqual({ [ALERT]: [] });
    expect(readable).toContain('No entries');
  });
});

describe('a line that cannot be run', () => {
  it.each([
    ['!msg-update-alert alert_id=1', 'MDE_INPUT'],
    ['!msg-update-alert alert_id=1 comments=hi', 'MDE_INPUT'],
    ['!msg-update-security-incident incident_id=1', 'MDE_INPUT'],
    ['!microsoft-365-defender-incident-update id=1', 'MDE_INPUT'],
    ['!microsoft-365-defender-incident-update id=1 determination=Malware', 'MDE_INPUT'],
    [
      '!microsoft-365-defender-incident-update id=1 classification=FalsePositive determination=Malware',
      'MDE_INPUT',
    ],
    ['!microsoft-365-defender-incidents-list odata=`{"$select":"x"}`', 'MDE_INPUT'],
    ['!microsoft-365-defender-incidents-list odata=`{"$filter":"incidentName eq 1"}`', 'MDE_INPUT'],
    ['!microsoft-365-defender-incidents-list odata=`{"$top":{}}`', 'MDE_INPUT'],
    ['!microsoft-365-defender-incidents-lst', 'MDE_INPUT'],
    ['!msg-get-alert-details', 'MDE_INPUT'],
  ])('%s is refused before anything is sent', async (line, code) => {
    let found: VedetteError | undefined;
    expect(await room.seen(async () => (found = await refusal(line)))).toEqual([]);
    expect(found?.code).toBe(code);
    expect(found?.advice).not.toBe('');
  });

  it('a name that is nearly right is answered with the right one', async () => {
    expect((await refusal('!msg-serch-alerts')).advice).toContain('!msg-search-alerts');
  });
});

describe('what the platform understands on every line', () => {
  it('is noted where it has no effect, and honoured where it has', async () => {
    const { outputs, readable, raw } = await room.run(
      '!msg-search-alerts limit=1 raw-response=true ignore-outputs=true retry-count=3 using=tenant1',
    );
    expect(outputs).toEqual({});
    expect(readable).toContain('```json');
    expect(raw).toHaveLength(1);
    expect(room.notes.join('\n')).toMatch(/retry-count has no effect[^]*using has no effect/);
  });

  it('arguments of the retired alerts API are noted', async () => {
    await room.run('!msg-get-alert-details nothing fields_to_include=Processes').catch(() => {});
    expect(room.notes.join('\n')).toContain('fields_to_include has no effect');
  });
});
