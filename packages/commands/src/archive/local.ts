import { VedetteError, isVedetteError } from '@vedette/sdk';
import type { Archive } from '@vedette/hunting/archive';
import type { LocalOptions } from '@vedette/hunting/local';
import type { CommandContext } from '../context.ts';
import type { Source } from '../hunting/source.ts';
import { limitsOf } from '../kql/limits.ts';
import { queryFault } from '../kql/trouble.ts';
import { archiveFolder } from './folder.ts';

export interface LocalInput {
  readonly skipDamaged?: boolean | undefined;
}

/** Archive and mirror answer: no request is sent. */
export function localSource(context: CommandContext, { skipDamaged }: LocalInput = {}): Source {
  return async (query) => {
    const { openLocal } = await import('@vedette/hunting/local');
    const kept = await whatIsKept(context);
    const close: (() => Promise<void>)[] = [async () => kept.archive?.close()];
    const closeAll = async (): Promise<void> => {
      for (const one of close.splice(0).toReversed()) await one();
    };
    try {
      const engine = await openLocal(query, {
        ...kept,
        skipDamaged,
        now: () => new Date(context.now()),
        note: (text) => context.note(text),
      });
      close.push(() => engine.close());
      if (kept.archive) await sayGaps(context, kept.archive, query);
      const answer = await engine.run(query, limitsOf(context));
      for (const { message } of answer.diagnostics) context.note(message);
      return { columns: answer.columns, chart: answer.chart, batches: closing(answer.batches, closeAll) };
    } catch (error) {
      await closeAll();
      throw queryFault(error);
    }
  };
}

/** An answer over a time that was not read whole is not the answer, and must not look like it. */
async function sayGaps(context: CommandContext, archive: Archive, query: string): Promise<void> {
  const [{ statusOf }, { mentionedTables }] = await Promise.all([
    import('@vedette/hunting/archive'),
    import('@vedette/hunting/local'),
  ]);
  const tables = new Set(mentionedTables(query));
  for (const { table, gaps } of statusOf(archive.manifest)) {
    const [first] = tables.has(table) ? gaps : [];
    if (first === undefined) continue;
    const more = gaps.length === 1 ? '' : ` and ${gaps.length - 1} more times`;
    context.note(
      `${table}: the archive lacks what was from ${first.from.slice(0, 19)}Z to ${first.until.slice(0, 19)}Z${more}; see vedette archive status.`,
    );
  }
}

async function* closing<T>(batches: AsyncIterable<T>, close: () => Promise<void>): AsyncGenerator<T> {
  try {
    yield* batches;
  } catch (error) {
    throw queryFault(error);
  } finally {
    await close();
  }
}

/** @throws VedetteError MDE_STORE when there is neither an archive nor a mirror */
async function whatIsKept(context: CommandContext): Promise<Pick<LocalOptions, 'archive' | 'mirror'>> {
  const { openArchive } = await import('@vedette/hunting/archive');
  const folder = archiveFolder(context.profile);
  const archive = await ifThere(async () => openArchive(folder, { now: () => context.now() }));
  const mirror = await ifThere(() => context.mirror());
  if (archive === undefined && mirror === undefined) {
    throw new VedetteError(
      'MDE_STORE',
      `There is neither an archive at ${folder} nor a mirror at ${context.profile.store} yet.`,
      {
        advice: 'Run: vedette archive export, or vedette mirror fetch',
      },
    );
  }
  return { archive, mirror };
}

/** Undefined for a store that was not made yet; any other trouble is told. */
async function ifThere<T>(open: () => Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch (error) {
    if (isVedetteError(error) && error.code === 'MDE_STORE' && error.facts['missing'] === true)
      return undefined;
    throw error;
  }
}
