import { expect, it } from 'vitest';
import { freshStore, incident } from './sample.ts';

const write = { route: 'graph', now: 1 } as const;

it('puts each version of an incident into the outbox exactly once', () => {
  const store = freshStore();
  for (let again = 0; again < 3; again += 1) {
    store.writePage({ ...write, incidents: [incident('1', 0), incident('2', 0)] });
    store.writePage({ ...write, incidents: [incident('1', 5)] });
  }
  expect(store.outbox.pending(10).map((row) => [row.incidentId, row.lastUpdate])).toEqual([
    ['1', '2026-03-01T10:00:00.1234567Z'],
    ['2', '2026-03-01T10:00:00.1234567Z'],
    ['1', '2026-03-01T10:05:00.1234567Z'],
  ]);
});

it('takes other content at the same time of last update for a version of its own', () => {
  const store = freshStore();
  const [alert] = incident('1', 0).alerts ?? [];
  store.writePage({ ...write, incidents: [incident('1', 0)] });
  const joined = incident('1', 0, { alerts: [alert!, { ...alert!, id: 'joined later' }] });
  expect(store.writePage({ ...write, incidents: [joined] })).toMatchObject({ stored: 1 });
  expect(store.writePage({ ...write, incidents: [joined] })).toMatchObject({ stored: 0 });
  expect(store.outbox.pending(10).map((row) => row.revision)).toEqual([0, 1]);
  expect(store.incident('1')?.alerts).toHaveLength(2);
  expect(store.totals()).toMatchObject({ incidents: 1, versions: 2, alerts: 2 });
});

it('takes back the earlier content without delivering it twice', () => {
  const store = freshStore();
  for (const displayName of ['one', 'other', 'one']) {
    store.writePage({ ...write, incidents: [incident('1', 0, { displayName })] });
  }
  expect(store.incident('1')?.displayName).toBe('one');
  expect(store.outbox.pending(10)).toHaveLength(2);
});

it('sees no change in another order of fields, alerts and evidence, in a null, or in an annotation', () => {
  const store = freshStore();
  const one = incident('1', 0, { customTags: ['a', 'b'] });
  store.writePage({ ...write, incidents: [one] });
  const { id, ...rest } = one;
  const other = {
    '@odata.context': 'https://graph.example/$metadata',
    ...rest,
    customTags: ['b', 'a'],
    alerts: one.alerts?.map((alert) => ({ ...alert, evidence: alert.evidence?.toReversed() ?? [] })) ?? [],
    summary: null,
    id,
  };
  expect(store.writePage({ ...write, incidents: [other] })).toMatchObject({ stored: 0 });
});

it('sees no change when another route, or one without alerts, gives the same version', () => {
  const store = freshStore();
  store.writePage({ ...write, incidents: [incident('1', 0)] });
  const { alerts: _, ...bare } = incident('1', 0);
  expect(store.writePage({ ...write, incidents: [bare] })).toMatchObject({ stored: 0 });
  const native = incident('1', 0, { displayName: 'written in another way' });
  expect(store.writePage({ incidents: [native], route: 'native', now: 1 })).toMatchObject({ stored: 0 });
  expect(store.incident('1')).toEqual(incident('1', 0));
});

it('keeps a version that comes late without going back to it', () => {
  const store = freshStore();
  store.writePage({ ...write, incidents: [incident('1', 9, { status: 'resolved' })] });
  expect(store.writePage({ ...write, incidents: [incident('1', 3)] })).toMatchObject({ stored: 1 });
  expect(store.incident('1')?.status).toBe('resolved');
  expect(store.totals()).toMatchObject({ versions: 2, outbox: { waiting: 2, total: 2 } });
});

it('takes two spellings of one time for one version', () => {
  const store = freshStore();
  const spellings = ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00.0000000Z', '2026-03-01T11:00:00+01:00'];
  for (const lastUpdateDateTime of spellings) {
    store.writePage({ ...write, incidents: [incident('1', 0, { lastUpdateDateTime })] });
  }
  expect(store.outbox.pending(10)[0]?.lastUpdate).toBe('2026-03-01T10:00:00.0000000Z');
  expect(store.totals().versions).toBe(1);
});

it('hands out what waits in the outbox until it is acknowledged', () => {
  const store = freshStore();
  store.writePage({ ...write, incidents: ['1', '2', '3'].map((id) => incident(id, 0)) });
  const [first, second] = store.outbox.pending(2);
  expect(store.outbox.ack([first!.seq, second!.seq], 5)).toBe(2);
  expect(store.outbox.ack([first!.seq], 6)).toBe(0);
  expect(store.outbox.pending(10).map((row) => row.incidentId)).toEqual(['3']);
  expect(store.totals().outbox).toEqual({ waiting: 1, total: 3 });
});

it('counts evidence and comments, and lists by status, severity and person, newest first', () => {
  const store = freshStore();
  store.writePage({
    ...write,
    incidents: [
      incident('1', 0),
      incident('2', 2, { status: 'resolved' }),
      incident('3', 1, { assignedTo: 'Ann@contoso.example' }),
    ],
  });
  expect(store.totals()).toMatchObject({ incidents: 3, alerts: 3, evidence: 6, comments: 3 });
  const ids = (filter: Parameters<typeof store.incidents>[0]): string[] =>
    [...store.incidents(filter)].map(({ id }) => id);
  expect(ids({})).toEqual(['2', '3', '1']);
  expect(ids({ limit: 1 })).toEqual(['2']);
  expect(ids({ status: ['active'] })).toEqual(['3', '1']);
  expect(ids({ severity: ['low'] })).toEqual([]);
  expect(ids({ assignedTo: 'ann@contoso.example' })).toEqual(['3']);
  expect([...store.incidents({ limit: 1 })][0]).not.toHaveProperty('alerts');
  expect([...store.incidents({ limit: 1, withAlerts: true })][0]?.alerts).toHaveLength(1);
});

it('keeps fields of any kind: nulls, unknown members, texts that look like SQL', () => {
  const store = freshStore();
  const odd = {
    ...incident('1', 0),
    displayName: `'); DROP TABLE incident; --\u0000\u202e`,
    severity: 'unheardOf',
    status: null,
    alerts: [{ id: 'x', title: null, evidence: null, comments: null, extra: { deep: [1, null] } }],
    somethingNew: 12,
  };
  store.writePage({ ...write, incidents: [odd] });
  expect(store.incident('1')).toEqual(odd);
});
