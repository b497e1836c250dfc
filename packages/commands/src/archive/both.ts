import { VedetteError, isVedetteError } from '@vedette/sdk';
import type { Archive } from '@vedette/hunting/archive';
import type { SplitAnswer } from '@vedette/hunting/split';
import type { CommandContext } from '../context.ts';
import { chartRequest } from '../hunting/chart-request.ts';
import { cloudSource } from '../hunting/cloud.ts';
import type { Answer, Source, SourceInput } from '../hunting/source.ts';
import { limitsOf } from '../kql/limits.ts';
import { queryFault } from '../kql/trouble.ts';
import { archiveFolder } from './folder.ts';

/**
 * The archive answers for the time before a boundary, the cloud from it on, and the rows are joined: for queries that
 * can be cut by time and be exact. Alerts and incidents of the mirror have no part in it, since no time divides them
 * from those of the cloud.
 *
 * @throws VedetteError MDE_QUERY, before anything is asked, for a query that cannot be cut; MDE_INPUT with a timespan
 */
export async function bothSources(context: CommandContext, input: SourceInput): Promise<Source> {
  if (input.timespan !== undefined) {
    throw new VedetteError(
      'MDE_INPUT',
      'where: both asks two places, of which only the cloud takes a timespan',
      {
        advice: 'Leave out --timespan, and write | where Timestamp > ago(90d) into the query.',
        facts: { argument: 'timespan' },
      },
    );
  }
  const { openArchive } = await import('@vedette/hunting/archive');
  const cloud = await cloudSource(context, input);
  return async (query) => {
    const archive = openArchive(archiveFolder(context.profile), { now: () => context.now() });
    try {
      const answer = await joined(context, query, archive, cloud, input);
      return { ...answer, chart: chartRequest(query), batches: closing(answer.batches, archive) };
    } catch (error) {
      archive.close();
      throw asBoth(error);
    }
  };
}

async function joined(
  context: CommandContext,
  query: string,
  archive: Archive,
  cloud: Source,
  input: SourceInput,
): Promise<SplitAnswer> {
  const [{ boundaryOf, archivedTables }, { mentionedTables }, { splitQuery }, { defenderSchema }] =
    await Promise.all([
      import('@vedette/hunting/archive'),
      import('@vedette/hunting/local'),
      import('@vedette/hunting/split'),
      import('@vedette/kql'),
    ]);
  const now = context.now();
  const timed = new Set(archivedTables().flatMap(({ name, timed: has }) => (has ? [name] : [])));
  const tables = mentionedTables(query).filter((name) => timed.has(name));
  const { at, gaps } = boundaryOf(archive.manifest, tables, now);
  const cutAt = new Date(at);
  const border = BigInt(cutAt.getTime()) * 10_000n;
  const answer = await splitQuery(query, {
    schema: defenderSchema,
    now: new Date(now),
    cutAt,
    ask: async (piece, { to }) =>
      to !== undefined && to <= border ? inArchive(context, archive, piece, input) : cloud(piece),
    onPiece: (pieces, rows) => context.progress({ label: `rows in ${pieces} pieces`, done: rows }),
  });
  context.note(`The archive answers for the time before ${at.slice(0, 19)}Z, the cloud for the time since.`);
  for (const { table, span } of gaps) {
    context.note(
      `${table}: nothing was exported from ${span.from.slice(0, 19)}Z to ${span.until.slice(0, 19)}Z; what was imported of that time is all there is.`,
    );
  }
  return answer;
}

async function inArchive(
  context: CommandContext,
  archive: Archive,
  query: string,
  { skipDamaged }: SourceInput,
): Promise<SplitAnswer> {
  const { openLocal } = await import('@vedette/hunting/local');
  const engine = await openLocal(query, {
    archive,
    skipDamaged,
    now: () => new Date(context.now()),
    note: (text) => context.note(text),
  });
  try {
    const { columns, batches } = await engine.run(query, limitsOf(context));
    return { columns, batches: ending(batches, () => engine.close()) };
  } catch (error) {
    await engine.close();
    throw queryFault(error);
  }
}

async function* ending<T>(batches: AsyncIterable<T>, close: () => Promise<void>): AsyncGenerator<T> {
  try {
    yield* batches;
  } catch (error) {
    throw queryFault(error);
  } finally {
    await close();
  }
}

async function* closing(
  batches: Answer['batches'],
  archive: Archive,
): AsyncGenerator<readonly (readonly unknown[])[]> {
  try {
    yield* batches;
  } catch (error) {
    throw asBoth(error);
  } finally {
    archive.close();
  }
}

/** The refusal of a query that cannot be cut speaks of the flag that was given. */
function asBoth(error: unknown): unknown {
  if (!isVedetteError(error) || error.code !== 'MDE_QUERY' || error.facts['argument'] !== 'all') return error;
  return new VedetteError(
    'MDE_QUERY',
    error.message.replace(/^all: /, 'where: both joins archive and cloud at a time, and '),
    {
      advice: error.advice.replaceAll('--all', '--where both'),
      facts: { ...error.facts, argument: 'where' },
      cause: error,
    },
  );
}
