import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Column, ParquetFile } from '@vedette/kql';
import type { Mirror } from '@vedette/mirror';
import { openDuck, pathToRead, quoted } from '../archive/duck.ts';
import { INCOMING, loadStage } from '../archive/incoming.ts';
import { readInstant } from '../archive/instant.ts';
import { openStage } from '../archive/stage.ts';
import { storedText, WrongValue } from '../archive/value.ts';
import { alertEvidenceRows, alertInfoRow } from './evidence-row.ts';
import { incidentRow } from './incident-table.ts';
import { INCIDENT, localSchema } from './tables.ts';

type Row = Readonly<Record<string, unknown>>;

/** The rows of the mirror in a scratch folder, for one query. */
export interface MirrorFiles {
  readonly files: ReadonlyMap<string, ParquetFile>;
  close(): Promise<void>;
}

export const MIRRORED = ['AlertInfo', 'AlertEvidence', INCIDENT] as const;

/**
 * Writes what the mirror knows of the wanted tables. An alert of which the archive has rows of its own is left to them:
 * they are what hunting itself says.
 */
export async function mirrorFiles(
  mirror: Mirror,
  wanted: readonly string[],
  archived: ReadonlyMap<string, readonly string[]>,
): Promise<MirrorFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'vedette-local-'));
  const files = new Map<string, ParquetFile>();
  const close = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const duck = await openDuck(folder);
    try {
      for (const table of MIRRORED.filter((name) => wanted.includes(name))) {
        const schema = localSchema.get(table) ?? [];
        const writer = openStage(folder, table, schema);
        schema.forEach((_, place) => writer.has(place));
        for (const row of rowsOf(mirror, table)) await writer.write(valuesOf(schema, row));
        const stage = await writer.close();
        if (stage.rows === 0) continue;
        await loadStage(duck, stage, schema);
        const path = join(folder, `${table}.parquet`);
        const known = (archived.get(table) ?? []).map(pathToRead);
        const rest =
          known.length === 0
            ? ''
            : ` WHERE AlertId NOT IN (SELECT AlertId FROM read_parquet([${known.join(', ')}], union_by_name = true) WHERE AlertId IS NOT NULL)`;
        await duck.run(`COPY (SELECT * FROM ${INCOMING}${rest}) TO ${quoted(path)} (FORMAT parquet)`);
        files.set(table, { path });
      }
    } finally {
      duck.close();
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { files, close };
}

function* rowsOf(mirror: Mirror, table: (typeof MIRRORED)[number]): Generator<Row> {
  const seen = new Set<string>();
  for (const incident of mirror.incidents({ withAlerts: true })) {
    if (table === INCIDENT) {
      yield incidentRow(incident);
      continue;
    }
    // An alert that wandered is named by both incidents until both were read again; newest update first.
    for (const alert of incident.alerts ?? []) {
      if (seen.has(alert.id)) continue;
      seen.add(alert.id);
      if (table === 'AlertInfo') yield alertInfoRow(alert);
      else yield* alertEvidenceRows(alert);
    }
  }
}

function valuesOf(schema: readonly Column[], row: Row): (string | null)[] {
  return schema.map(({ name, type }) => {
    const value = row[name];
    // What Microsoft sends is never refused: a value of another kind than hunting has is no value.
    if (type === 'datetime') return typeof value === 'string' ? (readInstant(value) ?? null) : null;
    try {
      return storedText(type, value);
    } catch (error) {
      if (error instanceof WrongValue) return null;
      throw error;
    }
  });
}
