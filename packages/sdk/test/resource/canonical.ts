import { routeDifferences } from '../../src/index.ts';
import type { Alert, Evidence, Incident } from '../../src/index.ts';

type Api = 'xdr' | 'endpoint';
type Fields = Record<string, unknown>;

/** A record without what the printed list says the routes do not give alike, and without null. */
export function canonicalIncident({ alerts, ...incident }: Incident): unknown {
  return {
    ...bare(incident, fieldsOf('incident', 'xdr')),
    ...(alerts !== undefined && { alerts: (alerts ?? []).map((alert) => canonicalAlert(alert, 'xdr')) }),
  };
}

export function canonicalAlert({ evidence, ...alert }: Alert, api: Api): unknown {
  const types = fieldsOf('evidence', api);
  const pieces = types.includes('further deviceEvidence') ? withOneDevice(evidence ?? []) : (evidence ?? []);
  const kept = pieces.filter((piece) => !types.includes(shortType(piece)));
  return {
    ...bare(alert, fieldsOf('alert', api)),
    evidence: kept.map((piece) => JSON.stringify(canonicalEvidence(piece, types))).toSorted(),
  };
}

function canonicalEvidence(piece: Evidence, fields: readonly string[]): unknown {
  const own = `${shortType(piece)}.`;
  const special = fields.filter((field) => field.startsWith(own)).map((field) => field.slice(own.length));
  return bare(piece, [...fields, ...special]);
}

function withOneDevice(pieces: readonly Evidence[]): Evidence[] {
  const first = pieces.find((piece) => shortType(piece) === 'deviceEvidence');
  return pieces.filter((piece) => piece === first || shortType(piece) !== 'deviceEvidence');
}

function fieldsOf(noun: string, api: Api): readonly string[] {
  return routeDifferences()
    .filter((row) => row.noun === noun && (row.api === api || row.api === 'both'))
    .map((row) => row.field);
}

function shortType(piece: Evidence): string {
  return (piece['@odata.type'] ?? '').replace('#microsoft.graph.security.', '');
}

/** Sorted keys, no nulls, no empty records, no annotations but the type. */
function bare(record: Fields, without: readonly string[], prefix = ''): Fields {
  const result: Fields = {};
  for (const name of Object.keys(record).toSorted()) {
    const path = prefix + name;
    const value = record[name];
    if (value === null || value === undefined || without.includes(path)) continue;
    if (name.startsWith('@odata') && name !== '@odata.type') continue;
    if (typeof value === 'object' && !Array.isArray(value)) {
      const inner = bare(value as Fields, without, `${path}.`);
      if (Object.keys(inner).length > 0) result[name] = inner;
    } else result[name] = value;
  }
  return result;
}
