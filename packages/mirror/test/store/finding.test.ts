import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { HuntResult } from '../../src/index.ts';
import { migration0001 } from '../../src/store/sqlite/migrations/0001.ts';
import { openStore } from '../../src/store/sqlite/store.ts';
import { freshPath, freshStore } from './sample.ts';

const HOUR = 3_600_000;

function result(now: number, keys: readonly string[], change: Partial<HuntResult> = {}): HuntResult {
  const matches = keys.map((key, n) => ({
    key,
    entities: [{ kind: 'device', column: 'DeviceId', value: key }],
    row: { DeviceId: key, n },
  }));
  return { hunt: 'h', severity: 'high', slot: now, now, matches, ...change };
}

it('reports a key once, and counts the runs that see it again', () => {
  const { findings } = freshStore();
  expect(findings.record(result(1 * HOUR, ['a', 'b', 'a']))).toEqual({ reported: 2, known: 0 });
  expect(findings.record(result(2 * HOUR, ['a', 'c']))).toEqual({ reported: 1, known: 1 });
  expect([...findings.list()].map(({ key, count, row }) => [key, count, row['n']])).toEqual([
    ['c', 1, 1],
    ['a', 2, 0],
    ['b', 1, 1],
  ]);
  expect(
    [...findings.list({ hunt: 'h', severity: ['high'], since: 2 * HOUR })].map(({ key }) => key),
  ).toEqual(['c', 'a']);
  expect([...findings.list({ hunt: 'other' })]).toEqual([]);
});

it('reports a key again when its suppression is over', () => {
  const { findings } = freshStore();
  const suppressed = { suppressFor: 3 * HOUR };
  findings.record(result(0, ['a'], suppressed));
  expect(findings.record(result(3 * HOUR - 1, ['a'], suppressed))).toEqual({ reported: 0, known: 1 });
  expect(findings.record(result(3 * HOUR, ['a'], suppressed))).toEqual({ reported: 1, known: 0 });
  // A clock that is set back reports nothing twice.
  expect(findings.record(result(1 * HOUR, ['a'], suppressed))).toEqual({ reported: 0, known: 1 });
});

it('gives each report to the sinks once', () => {
  const { findings } = freshStore();
  findings.record(result(1, ['a', 'b']));
  findings.record(result(2, ['a', 'b']));
  const pending = findings.outbox.pending(10);
  expect(pending.map(({ finding }) => [finding.key, finding.entities[0]?.value, finding.severity])).toEqual([
    ['a', 'a', 'high'],
    ['b', 'b', 'high'],
  ]);
  expect(findings.outbox.ack([pending[0]!.seq], 3)).toBe(1);
  expect(findings.outbox.ack([pending[0]!.seq], 3)).toBe(0);
  expect(findings.outbox.pending(10).map(({ finding }) => finding.key)).toEqual(['b']);
});

it('remembers the last run of a hunt, and why it failed', () => {
  const { findings } = freshStore();
  expect(findings.run('h')).toBeUndefined();
  findings.record(result(5, ['a']));
  findings.failed({ hunt: 'h', slot: 7, now: 8, error: 'MDE_QUOTA' });
  expect(findings.run('h')).toEqual({
    hunt: 'h',
    slot: 7,
    endedAt: 8,
    rows: 0,
    reported: 0,
    error: 'MDE_QUOTA',
  });
});

it('brings a store of the first version up to date', () => {
  const path = freshPath();
  const db = new DatabaseSync(path);
  db.exec(migration0001);
  db.exec(`PRAGMA user_version = 1; PRAGMA application_id = ${0x56647465}`);
  db.close();
  const store = openStore(path);
  expect(store.findings.record(result(1, ['a']))).toEqual({ reported: 1, known: 0 });
  store.close();
});
