import { join } from 'node:path';
import type { Column } from '@vedette/kql';
import { VedetteError } from '@vedette/sdk';
import { identityOf, TIME } from './column.ts';
import { named, pathToRead, quoted } from './duck.ts';
import type { ArchiveFile } from './file.ts';
import { INCOMING, loadStage } from './incoming.ts';
import type { Instant } from './instant.ts';
import type { CoveredSpan } from './manifest.ts';
import { overlaps, type Span } from './span.ts';
import type { Stage } from './stage.ts';
import { columnsOf } from './table-columns.ts';
import type { ArchiveWriter } from './writer.ts';

export interface Replaced {
  readonly rows: number;
  /** Rows of an earlier reading of the same span. */
  readonly before: number;
  /** False: the cloud gave fewer rows than before, and what is there was kept. */
  readonly taken: boolean;
}

/**
 * Puts the rows of a span that was read from the cloud in the place of those of an earlier reading, in one step.
 * Where imported rows are the same ones, the exported stay.
 */
export async function replaceSpan(
  writer: ArchiveWriter,
  stage: Stage,
  span: Span,
  covered: readonly CoveredSpan[],
  evenIfFewer: boolean,
): Promise<Replaced> {
  const { duck, manifest } = writer;
  const { table } = stage;
  const there = manifest.files(table).filter((file) => overlapsFile(file, span));
  const exported = there.filter(({ origin }) => origin === 'export');
  const before = await countWithin(writer, exported, span);
  if (stage.rows < before && !evenIfFewer) return { rows: stage.rows, before, taken: false };
  if (stage.rows > 0) await loadStage(duck, stage, columnsOf(table));
  await refuseOutside(writer, stage, span);
  const add: ArchiveFile[] = [];
  const drop = exported.map(({ name }) => name);
  for (const file of exported) {
    if (isWithin(file, span)) continue;
    const rest = `SELECT * FROM ${reading(writer, [file])} WHERE NOT (${within(span)})`;
    add.push(...(await writtenUnlessEmpty(writer, rest, file, columnsIn(file))));
  }
  for (const file of there.filter(({ origin }) => origin === 'import')) {
    if (stage.rows === 0) break;
    const shared = sharedColumns(stage.columns, file);
    const left = await writer.write(
      difference(reading(writer, [file]), INCOMING, shared),
      file,
      columnsIn(file),
    );
    // Unchanged: the stray is removed by the next sweep, at the latest.
    if (left.rows === file.rows) await discard(writer, left);
    else {
      drop.push(file.name);
      if (left.rows > 0) add.push(left);
      else await discard(writer, left);
    }
  }
  for (const day of stage.rows === 0 ? [] : await daysOf(writer)) {
    const rows = `SELECT * FROM ${INCOMING} WHERE ${onDay(day)}`;
    add.push(await writer.write(rows, { table, day, origin: 'export' }, stage.columns));
  }
  await writer.commit({ add, drop, cover: { table, spans: covered } });
  return { rows: stage.rows, before, taken: true };
}

/** Puts a whole reading of a table without `Timestamp` in the place of an earlier one of the same day. */
export async function replaceSnapshot(
  writer: ArchiveWriter,
  stage: Stage,
  day: string,
  span: Span,
): Promise<void> {
  const { table } = stage;
  const drop = writer.manifest.files(table, day).filter(({ origin }) => origin === 'export');
  const add: ArchiveFile[] = [];
  if (stage.rows > 0) {
    await loadStage(writer.duck, stage, columnsOf(table));
    add.push(
      await writer.write(`SELECT * FROM ${INCOMING}`, { table, day, origin: 'export' }, stage.columns),
    );
  }
  await writer.commit({
    add,
    drop: drop.map(({ name }) => name),
    cover: { table, spans: [{ ...span, settled: true }] },
  });
}

/**
 * Writes the rows of a stage that are not there yet as files that do not count yet. Two rows are one when they agree
 * in every column that both sources carry; of rows that are the same within one source, all are kept.
 * @param today the day of rows in a table without `Timestamp`
 */
export async function addMissing(writer: ArchiveWriter, stage: Stage, today: string): Promise<ArchiveFile[]> {
  const { duck, manifest } = writer;
  const { table } = stage;
  if (stage.rows === 0) return [];
  await loadStage(duck, stage, columnsOf(table));
  const timed = columnsOf(table).some(({ name }) => name === TIME);
  const added: ArchiveFile[] = [];
  for (const day of timed ? await daysOf(writer) : [today]) {
    let left = `SELECT * FROM ${INCOMING}${timed ? ` WHERE ${onDay(day)}` : ''}`;
    // Files with the same columns are compared together, so that a row that is there twice counts twice.
    for (const files of Map.groupBy(manifest.files(table, day), ({ columns }) => columns.join()).values()) {
      const shared = sharedColumns(stage.columns, files[0]!);
      if (shared.length === 0 || (timed && !shared.some(({ name }) => name === TIME))) continue;
      await duck.run(
        `CREATE OR REPLACE TEMP TABLE remaining AS ${difference(`(${left})`, reading(writer, files), shared)}`,
      );
      // Held in a table of its own at each turn, because the next turn reads it.
      await duck.run('CREATE OR REPLACE TEMP TABLE candidates AS SELECT * FROM remaining');
      left = 'SELECT * FROM candidates';
    }
    added.push(...(await writtenUnlessEmpty(writer, left, { table, day, origin: 'import' }, stage.columns)));
  }
  return added;
}

/** The rows of `one` that are not in `other`, each of several same ones for itself. */
function difference(one: string, other: string, shared: readonly Column[]): string {
  const id = identityOf(shared);
  const numbered = (source: string): string =>
    `SELECT *, row_number() OVER (PARTITION BY _id) AS _nth FROM (SELECT *, ${id} AS _id FROM ${source})`;
  return `SELECT a.* EXCLUDE (_id, _nth) FROM (${numbered(one)}) a WHERE NOT EXISTS (SELECT 1 FROM (${numbered(other)}) b WHERE b._id = a._id AND b._nth = a._nth)`;
}

function sharedColumns(columns: readonly Column[], file: ArchiveFile): Column[] {
  return columns.filter(({ name }) => file.columns.includes(name));
}

function columnsIn(file: ArchiveFile): Column[] {
  return columnsOf(file.table).filter(({ name }) => file.columns.includes(name));
}

function reading({ folder }: ArchiveWriter, files: readonly ArchiveFile[]): string {
  const paths = files.map(({ name }) => pathToRead(join(folder, name)));
  return `read_parquet([${paths.join(', ')}], union_by_name = true)`;
}

async function writtenUnlessEmpty(
  writer: ArchiveWriter,
  query: string,
  file: Pick<ArchiveFile, 'table' | 'day' | 'origin'>,
  columns: readonly Column[],
): Promise<ArchiveFile[]> {
  const [found = {}] = await writer.duck.rows(`SELECT count(*)::VARCHAR AS n FROM (${query})`);
  return found['n'] === '0' ? [] : [await writer.write(query, file, columns)];
}

async function discard(writer: ArchiveWriter, { name }: ArchiveFile): Promise<void> {
  const { rm } = await import('node:fs/promises');
  await rm(join(writer.folder, name), { force: true });
}

async function countWithin(
  writer: ArchiveWriter,
  files: readonly ArchiveFile[],
  span: Span,
): Promise<number> {
  let count = files.filter((file) => isWithin(file, span)).reduce((sum, { rows }) => sum + rows, 0);
  const partly = files.filter((file) => !isWithin(file, span));
  if (partly.length > 0) {
    const [found = {}] = await writer.duck.rows(
      `SELECT count(*)::VARCHAR AS n FROM ${reading(writer, partly)} WHERE ${within(span)}`,
    );
    count += Number(found['n']);
  }
  return count;
}

async function refuseOutside(writer: ArchiveWriter, stage: Stage, span: Span): Promise<void> {
  if (stage.rows === 0) return;
  const [found = {}] = await writer.duck.rows(
    `SELECT count(*)::VARCHAR AS n FROM ${INCOMING} WHERE (${within(span)}) IS NOT TRUE`,
  );
  if (found['n'] === '0') return;
  throw new VedetteError(
    'MDE_RESPONSE',
    `${stage.table}: ${found['n']} rows of the answer are not from ${span.from} to ${span.until}, which was asked for.`,
    {
      advice:
        'Nothing of this answer was kept. Check for something between here and Microsoft that changes queries.',
    },
  );
}

async function daysOf({ duck }: ArchiveWriter): Promise<string[]> {
  const rows = await duck.rows(
    `SELECT DISTINCT strftime(${named(TIME)}, '%Y-%m-%d') AS day FROM ${INCOMING} ORDER BY 1`,
  );
  return rows.map(({ day }) => String(day));
}

function onDay(day: string): string {
  return `strftime(${named(TIME)}, '%Y-%m-%d') = ${quoted(day)}`;
}

function within({ from, until }: Span): string {
  return `${named(TIME)} >= ${moment(from)} AND ${named(TIME)} < ${moment(until)}`;
}

function moment(instant: Instant): string {
  return `CAST(${quoted(instant)} AS TIMESTAMP_NS)`;
}

function overlapsFile({ first, last }: ArchiveFile, span: Span): boolean {
  return (
    first !== undefined &&
    last !== undefined &&
    (overlaps({ from: first, until: last }, span) || isAt(last, span) || isAt(first, span))
  );
}

function isWithin({ first, last }: ArchiveFile, { from, until }: Span): boolean {
  return first !== undefined && last !== undefined && first >= from && last < until;
}

function isAt(moment: Instant, { from, until }: Span): boolean {
  return moment >= from && moment < until;
}
