import type { Engine } from '@vedette/kql';
import { VedetteError } from '@vedette/sdk';
import type { CommandContext } from '../context.ts';
import type { TableInputs } from './inputs.ts';
import { queryFault } from './trouble.ts';

export interface OpenedEngine {
  readonly engine: Engine;
  readonly close: () => Promise<void>;
}

/**
 * Opens the engine over the tables asked for: those of advanced hunting, simulated or empty, and those of a folder.
 * `query`, where there is only one, tells which of them are needed.
 * @throws VedetteError MDE_INPUT for a folder or file that cannot be read
 */
export async function openTables(
  context: Pick<CommandContext, 'now'>,
  { data, simulated, seed, geo, allow, memory }: TableInputs,
  query?: string,
): Promise<OpenedEngine> {
  const { defenderSchema, openEngine, parquetFolder } = await import('@vedette/kql');
  const made = simulated ? await simulatedRows(seed, query) : undefined;
  try {
    const folder = data === undefined ? undefined : await parquetFolder(await existing(data), defenderSchema);
    const engine = await openEngine({
      schema: folder?.schema ?? defenderSchema,
      sources: new Map([...(made?.sources ?? []), ...(folder?.sources ?? [])]),
      now: () => new Date(made?.until ?? context.now()),
      ...(geo !== undefined && { geoDatabase: geo }),
      ...(allow !== undefined && { externalData: allow }),
      ...(memory !== undefined && { memory }),
    });
    return {
      engine,
      close: async () => {
        await engine.close();
        await made?.close();
      },
    };
  } catch (error) {
    await made?.close();
    throw queryFault(error, 'MDE_INPUT');
  }
}

/**
 * `now` is then the moment at which the simulated rows end, so that `ago(1d)` finds some. Of one query only the tables it
 * names are made.
 */
async function simulatedRows(seed: string | undefined, query: string | undefined) {
  const { namedTables, simulatedTables } = await import('@vedette/simulator');
  return simulatedTables({
    ...(seed !== undefined && { seed }),
    ...(query !== undefined && { tables: namedTables(query) }),
  });
}

async function existing(folder: string): Promise<string> {
  const { stat } = await import('node:fs/promises');
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory()) return folder;
  throw new VedetteError('MDE_INPUT', `data: there is no folder ${folder}`, {
    advice: 'Name a folder of Parquet files.',
    facts: { argument: 'data' },
  });
}
