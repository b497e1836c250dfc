import type { DatabaseSync } from 'node:sqlite';
import type { Incident } from '@vedette/sdk';
import type { Outbox } from '../../mirror.ts';
import { transact } from './transaction.ts';

export function outbox(db: DatabaseSync): Outbox {
  const waiting = db.prepare(
    `SELECT o.seq, v.incident_id, v.last_update, v.revision, v.json
     FROM outbox o JOIN incident_version v ON v.seq = o.version
     WHERE o.delivered_at IS NULL ORDER BY o.seq LIMIT ?`,
  );
  const delivered = db.prepare('UPDATE outbox SET delivered_at = ? WHERE seq = ? AND delivered_at IS NULL');
  return {
    pending: (limit) =>
      waiting.all(limit).map((row) => ({
        seq: Number(row['seq']),
        incidentId: String(row['incident_id']),
        lastUpdate: String(row['last_update']),
        revision: Number(row['revision']),
        incident: JSON.parse(String(row['json'])) as Incident,
      })),
    ack: (seqs, now) =>
      transact(db, () => seqs.reduce((sum, seq) => sum + Number(delivered.run(now, seq).changes), 0)),
  };
}
