import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { MirrorStatus } from '../../mirror.ts';
import { isoOf } from '../../instant.ts';

/** Counts what the store holds, without reading a single incident. */
export function totals(db: DatabaseSync, path: string): MirrorStatus {
  const row =
    db
      .prepare(
        `SELECT
           (SELECT count(*) FROM incident)                            AS incidents,
           (SELECT count(*) FROM incident_version)                    AS versions,
           (SELECT total(alert_count) FROM incident)                  AS alerts,
           (SELECT total(evidence_count) FROM incident)               AS evidence,
           (SELECT total(comment_count) FROM incident)                AS comments,
           (SELECT count(*) FROM outbox WHERE delivered_at IS NULL)   AS waiting,
           (SELECT count(*) FROM outbox)                              AS total,
           (SELECT position FROM cursor WHERE stream = 'incident')    AS cursor,
           (SELECT max(ended_at) FROM fetch_run WHERE error IS NULL)  AS last_fetch`,
      )
      .get() ?? {};
  const number = (name: string): number => Number(row[name]);
  const time = (name: string): string | undefined =>
    row[name] === null || row[name] === undefined || row[name] === 0 ? undefined : isoOf(Number(row[name]));
  return {
    path,
    incidents: number('incidents'),
    versions: number('versions'),
    alerts: number('alerts'),
    evidence: number('evidence'),
    comments: number('comments'),
    outbox: { waiting: number('waiting'), total: number('total') },
    cursor: time('cursor'),
    lastFetch: time('last_fetch'),
    bytes: ['', '-wal', '-shm'].reduce((sum, end) => sum + sizeOf(`${path}${end}`), 0),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
