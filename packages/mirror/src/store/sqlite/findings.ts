import type { DatabaseSync } from 'node:sqlite';
import type { Finding, FindingBook, FindingEntity, FindingFilter, FindingMatch } from '../../finding.ts';
import { isoOf } from '../../instant.ts';
import { transact } from './transaction.ts';

type Methods = Omit<FindingBook, 'outbox'>;

export function findingBook(db: DatabaseSync): Methods {
  const latest = db.prepare(
    'SELECT seq, first_seen FROM finding WHERE hunt = ? AND key = ? ORDER BY seq DESC LIMIT 1',
  );
  const seeAgain = db.prepare('UPDATE finding SET last_seen = ?, count = count + 1 WHERE seq = ?');
  const report = db.prepare(
    `INSERT INTO finding (hunt, key, severity, first_seen, last_seen, count, entities, json)
     VALUES ($hunt, $key, $severity, $now, $now, 1, $entities, $json)`,
  );
  const addToOutbox = db.prepare('INSERT INTO finding_outbox (finding) VALUES (?)');
  const setRun = db.prepare(
    `INSERT INTO hunt_run (hunt, slot, ended_at, rows, reported, error) VALUES ($hunt, $slot, $now, $rows, $reported, $error)
     ON CONFLICT (hunt) DO UPDATE SET slot = excluded.slot, ended_at = excluded.ended_at, rows = excluded.rows,
       reported = excluded.reported, error = excluded.error`,
  );
  const runOf = db.prepare('SELECT * FROM hunt_run WHERE hunt = ?');

  return {
    record: ({ hunt, severity, slot, now, suppressFor = Infinity, matches }) =>
      transact(db, () => {
        // Several rows of one run may be the same finding; the first of them is it.
        const first = new Map<string, FindingMatch>();
        for (const match of matches) if (!first.has(match.key)) first.set(match.key, match);
        let reported = 0;
        for (const { key, entities, row } of first.values()) {
          const known = latest.get(hunt, key);
          if (known !== undefined && now - Number(known['first_seen']) < suppressFor) {
            seeAgain.run(now, Number(known['seq']));
            continue;
          }
          const { lastInsertRowid } = report.run({
            hunt,
            key,
            severity,
            now,
            entities: JSON.stringify(entities),
            json: JSON.stringify(row),
          });
          addToOutbox.run(lastInsertRowid);
          reported += 1;
        }
        setRun.run({ hunt, slot, now, rows: matches.length, reported, error: null });
        return { reported, known: first.size - reported };
      }),
    failed: ({ hunt, slot, now, error }) => {
      setRun.run({ hunt, slot, now, rows: 0, reported: 0, error });
    },
    run: (hunt) => {
      const row = runOf.get(hunt);
      if (row === undefined) return undefined;
      return {
        hunt,
        slot: Number(row['slot']),
        endedAt: Number(row['ended_at']),
        rows: Number(row['rows']),
        reported: Number(row['reported']),
        error: typeof row['error'] === 'string' ? row['error'] : undefined,
      };
    },
    *list(filter = {}) {
      const { where, values } = conditions(filter);
      // Prepared at each call: two listings may be read in turns.
      const rows = db
        .prepare(`SELECT * FROM finding ${where} ORDER BY last_seen DESC, seq DESC LIMIT ?`)
        .iterate(...values, filter.limit ?? -1);
      for (const row of rows) yield findingOf(row);
    },
  };
}

export function findingOutbox(db: DatabaseSync): FindingBook['outbox'] {
  const waiting = db.prepare(
    `SELECT o.seq AS place, f.* FROM finding_outbox o JOIN finding f ON f.seq = o.finding
     WHERE o.delivered_at IS NULL ORDER BY o.seq LIMIT ?`,
  );
  const delivered = db.prepare(
    'UPDATE finding_outbox SET delivered_at = ? WHERE seq = ? AND delivered_at IS NULL',
  );
  return {
    pending: (limit) =>
      waiting.all(limit).map((row) => ({ seq: Number(row['place']), finding: findingOf(row) })),
    ack: (seqs, now) =>
      transact(db, () => seqs.reduce((sum, seq) => sum + Number(delivered.run(now, seq).changes), 0)),
  };
}

function conditions({ hunt, severity, since }: FindingFilter): {
  where: string;
  values: (string | number)[];
} {
  const tests: string[] = [];
  const values: (string | number)[] = [];
  if (hunt !== undefined) {
    tests.push('hunt = ?');
    values.push(hunt);
  }
  if (severity !== undefined) {
    tests.push(`severity IN (${severity.map(() => '?').join()})`);
    values.push(...severity);
  }
  if (since !== undefined) {
    tests.push('last_seen >= ?');
    values.push(since);
  }
  return { where: tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`, values };
}

function findingOf(row: Record<string, unknown>): Finding {
  return {
    seq: Number(row['seq']),
    hunt: String(row['hunt']),
    key: String(row['key']),
    severity: String(row['severity']),
    firstSeen: isoOf(Number(row['first_seen'])),
    lastSeen: isoOf(Number(row['last_seen'])),
    count: Number(row['count']),
    entities: JSON.parse(String(row['entities'])) as FindingEntity[],
    row: JSON.parse(String(row['json'])) as Record<string, unknown>,
  };
}
