import type { DatabaseSync } from 'node:sqlite';
import type { Incident } from '@vedette/sdk';
import type { LocalFilter, Merges } from '../../mirror.ts';

export interface IncidentReader {
  /** Newest update first. */
  list(filter: LocalFilter): Iterable<Incident>;
  get(id: string): Incident | undefined;
  merges(id: string): Merges;
}

export function incidentReader(db: DatabaseSync): IncidentReader {
  const one = db.prepare(
    'SELECT v.json FROM incident i JOIN incident_version v ON v.seq = i.version WHERE i.id = ?',
  );
  const target = db.prepare('SELECT target FROM merge_link WHERE source = ?');
  const sources = db.prepare('SELECT source FROM merge_link WHERE target = ? ORDER BY source');

  return {
    *list(filter) {
      const { where, values } = conditions(filter);
      const json = filter.withAlerts === true ? 'v.json' : `json_remove(v.json, '$.alerts')`;
      // Prepared at each call: two listings may be read in turns.
      const rows = db
        .prepare(
          `SELECT ${json} AS json FROM incident i JOIN incident_version v ON v.seq = i.version
           ${where} ORDER BY i.last_update DESC, i.id DESC LIMIT ?`,
        )
        .iterate(...values, filter.limit ?? -1);
      for (const row of rows) yield JSON.parse(String(row['json'])) as Incident;
    },
    get: (id) => {
      const row = one.get(id);
      return row === undefined ? undefined : (JSON.parse(String(row['json'])) as Incident);
    },
    merges: (id) => ({
      into: endOf(id, (source) => target.get(source)?.['target']),
      from: sources.all(id).map((row) => String(row['source'])),
    }),
  };
}

function conditions(filter: LocalFilter): { where: string; values: string[] } {
  const columns = [
    ['i.status', filter.status],
    ['i.severity', filter.severity],
    ['i.assigned_to', filter.assignedTo === undefined ? undefined : [filter.assignedTo]],
  ] as const;
  const used = columns.flatMap(([column, values]) => (values === undefined ? [] : [{ column, values }]));
  // Compared without case, as the service compares its enum members and user names.
  const tests = used.map(
    ({ column, values }) => `${column} COLLATE NOCASE IN (${values.map(() => '?').join()})`,
  );
  return {
    where: tests.length === 0 ? '' : `WHERE ${tests.join(' AND ')}`,
    values: used.flatMap(({ values }) => [...values]),
  };
}

/** Goes from target to target; where they go round in a circle, to the last one before it closes. */
function endOf(id: string, next: (source: string) => unknown): string | undefined {
  const visited = new Set([id]);
  let end: string | undefined;
  for (let at = next(id); typeof at === 'string' && !visited.has(at); at = next(at)) {
    visited.add(at);
    end = at;
  }
  return end;
}
