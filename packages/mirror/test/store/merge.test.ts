import { expect, it } from 'vitest';
import { freshStore, incident } from './sample.ts';

const write = { route: 'graph', now: 1 } as const;
const into = (target: string) => ({ status: 'active', redirectIncidentId: target });

it('closes a merged incident as redirected and links both', () => {
  const store = freshStore();
  const written = store.writePage({ ...write, incidents: [incident('2', 1), incident('1', 1, into('2'))] });
  expect(written.merged).toBe(1);
  expect([...store.incidents({ status: ['redirected'] })].map(({ id }) => id)).toEqual(['1']);
  expect(store.merges('1')).toEqual({ into: '2', from: [] });
  expect(store.merges('2')).toEqual({ into: undefined, from: ['1'] });
});

it('follows a chain of merges to its end, and a circle not for ever', () => {
  const store = freshStore();
  store.writePage({
    ...write,
    incidents: [
      incident('1', 1, into('2')),
      incident('2', 1, into('3')),
      incident('3', 1),
      incident('8', 1, into('9')),
      incident('9', 1, into('8')),
    ],
  });
  expect(store.merges('1').into).toBe('3');
  expect(store.merges('8').into).toBe('9');
});

it('keeps as a loose end what a merge points to, until it is there or known to be missing', () => {
  const store = freshStore();
  store.writePage({ ...write, incidents: [incident('1', 1, into('2')), incident('3', 1, into('4'))] });
  expect(store.looseEnds.next(10)).toEqual(['2', '4']);
  store.writePage({ ...write, incidents: [incident('2', 1)], settles: '2' });
  store.writePage({ ...write, incidents: [], settles: '4' });
  expect(store.looseEnds.next(10)).toEqual([]);
  store.looseEnds.retryMissing();
  expect(store.looseEnds.next(10)).toEqual(['4']);
});

it('keeps as a loose end the incident that lost an alert to another', () => {
  const store = freshStore();
  const alert = { id: 'wanderer', lastUpdateDateTime: '2026-03-01T10:00:00Z' };
  store.writePage({ ...write, incidents: [incident('1', 1, { alerts: [alert] })] });
  store.writePage({ ...write, incidents: [incident('2', 2, { alerts: [alert] })] });
  expect(store.looseEnds.next(10)).toEqual(['1']);
  store.writePage({
    ...write,
    incidents: [incident('1', 3, { ...into('2'), alerts: [alert] })],
    settles: '1',
  });
  expect(store.looseEnds.next(10)).toEqual([]);
});
