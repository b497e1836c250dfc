import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Incident, Route } from '@vedette/sdk';
import { alertRow, incidentRow, redirectOf, updateOf } from './incident-row.ts';
import { sameContent } from './same-content.ts';

export type NativeOrGraph = Exclude<Route, 'auto'>;

export interface Written {
  /** It was a version the store had not seen. */
  readonly fresh: boolean;
  /** It is a merge the store had not seen. */
  readonly merged: boolean;
  /** This run had not read the incident before. */
  readonly first: boolean;
  readonly alerts: number;
}

/** Writes one incident, inside the transaction of its page: version, outbox, current state, alerts, merge link. */
export type IncidentWriter = (incident: Incident, route: NativeOrGraph, now: number) => Written;

export function incidentWriter(db: DatabaseSync): IncidentWriter {
  const addVersion = db.prepare(
    `INSERT OR IGNORE INTO incident_version (incident_id, last_update, revision, route, seen_at, json)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const versionsOf = db.prepare(
    `SELECT seq, revision, route, json FROM incident_version
     WHERE incident_id = ? AND last_update = ? ORDER BY revision`,
  );
  const markRead = db.prepare('INSERT OR IGNORE INTO read_in_run (id) VALUES (?)');
  const addToOutbox = db.prepare('INSERT INTO outbox (version) VALUES (?)');
  // A reading that is older than what is known is kept as a version but changes no current state.
  const setCurrent = db.prepare(
    `INSERT INTO incident (id, version, last_update, created, status, severity, assigned_to, display_name,
       alert_count, evidence_count, comment_count)
     VALUES ($id, $version, $last_update, $created, $status, $severity, $assigned_to, $display_name,
       $alert_count, $evidence_count, $comment_count)
     ON CONFLICT (id) DO UPDATE SET
       version = excluded.version, last_update = excluded.last_update, created = excluded.created,
       status = excluded.status, severity = excluded.severity, assigned_to = excluded.assigned_to,
       display_name = excluded.display_name, comment_count = excluded.comment_count,
       alert_count = coalesce(excluded.alert_count, alert_count),
       evidence_count = coalesce(excluded.evidence_count, evidence_count)
     WHERE excluded.last_update >= incident.last_update`,
  );
  const isCurrent = db.prepare('SELECT 1 FROM incident WHERE id = ? AND version = ?');
  const { setAlert, addAlert } = alertStatements(db);
  const addLink = db.prepare(
    `INSERT INTO merge_link (source, target, seen_at) VALUES (?, ?, ?)
     ON CONFLICT (source) DO UPDATE SET target = excluded.target, missing = 0 WHERE target <> excluded.target`,
  );

  /** The version's row, and whether it is new. */
  function version(incident: Incident, route: NativeOrGraph, now: number): { seq: number; fresh: boolean } {
    const last = updateOf(incident);
    const json = JSON.stringify(incident);
    const insert = (revision: number): { seq: number; fresh: boolean } | undefined => {
      const { changes, lastInsertRowid } = addVersion.run(incident.id, last, revision, route, now, json);
      return changes === 0 ? undefined : { seq: Number(lastInsertRowid), fresh: true };
    };
    const first = insert(0);
    if (first !== undefined) return first;
    const known = versionsOf.all(incident.id, last);
    const same = findSame(known, incident, json, route);
    if (same !== undefined) return { seq: Number(same['seq']), fresh: false };
    const next = insert(known.length);
    if (next === undefined) throw new Error(`versions of ${incident.id} are not numbered without gaps`);
    return next;
  }

  return (incident, route, now) => {
    const { seq, fresh } = version(incident, route, now);
    const first = markRead.run(incident.id).changes > 0;
    const unmerged = { fresh, merged: false, first, alerts: incident.alerts?.length ?? 0 };
    if (!fresh && isCurrent.get(incident.id, seq) !== undefined) return unmerged;
    if (fresh) addToOutbox.run(seq);
    const current = setCurrent.run({ ...incidentRow(incident), version: seq }).changes > 0;
    if (!current) return unmerged;
    const target = redirectOf(incident);
    // Alerts that a merged incident still names belong to the one it went into.
    const write = target === undefined ? setAlert : addAlert;
    for (const alert of incident.alerts ?? []) {
      if (typeof alert?.id === 'string') write.run(alertRow(alert, incident));
    }
    const merged = target !== undefined && addLink.run(incident.id, target, now).changes > 0;
    return { ...unmerged, merged };
  };
}

/**
 * The known version that says the same. The two routes do not carry quite the same fields, so that an incident
 * read by another route than before is no change; nor is one whose alerts were not asked for.
 */
function findSame(
  known: readonly Record<string, unknown>[],
  incident: Incident,
  json: string,
  route: NativeOrGraph,
): Record<string, unknown> | undefined {
  const comparable = known.filter((row) => row['route'] === route);
  if (comparable.length === 0) return known.at(-1);
  return comparable.find((row) => {
    const text = String(row['json']);
    if (text === json) return true;
    const other = JSON.parse(text) as Incident;
    return sameContent(
      other,
      incident.alerts === undefined ? { ...incident, alerts: other.alerts } : incident,
    );
  });
}

function alertStatements(db: DatabaseSync): Record<'setAlert' | 'addAlert', StatementSync> {
  const insert = `INSERT INTO alert (id, incident_id, last_update, status, severity, title)
    VALUES ($id, $incident_id, $last_update, $status, $severity, $title)`;
  return {
    addAlert: db.prepare(`${insert} ON CONFLICT (id) DO NOTHING`),
    setAlert: db.prepare(
      `${insert} ON CONFLICT (id) DO UPDATE SET
         incident_id = excluded.incident_id, last_update = excluded.last_update, status = excluded.status,
         severity = excluded.severity, title = excluded.title,
         moved_from = CASE WHEN incident_id <> excluded.incident_id THEN incident_id ELSE moved_from END
       WHERE excluded.last_update >= alert.last_update`,
    ),
  };
}
