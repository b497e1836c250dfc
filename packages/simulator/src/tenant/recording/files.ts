import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from '../recorded.ts';

/** What was found in files of recorded answers, in the order of the files. */
export interface Recordings {
  readonly incidents: readonly Json[];
  readonly endpointAlerts: readonly Json[];
}

/**
 * Reads recorded answers: lists, lists of lists as test data has them, or single objects. A folder stands
 * for its `.json` files. Answers of other calls are left to other services.
 * @throws RangeError for a file that cannot be read or is no JSON.
 */
export async function readRecordings(paths: readonly string[]): Promise<Recordings> {
  const incidents: Json[] = [];
  const endpointAlerts: Json[] = [];
  for (const file of await filesOf(paths))
    for (const item of itemsOf(await readJson(file))) {
      if ('incidentId' in item && 'alerts' in item) incidents.push(item);
      else if ('alertCreationTime' in item && 'id' in item) endpointAlerts.push(item);
    }
  return { incidents, endpointAlerts };
}

async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      const names = await entriesOf(path);
      if (names === undefined) return [path];
      return names
        .filter((name) => name.endsWith('.json'))
        .toSorted()
        .map((name) => join(path, name));
    }),
  );
  return files.flat();
}

/** Names in a folder; undefined for a file. */
async function entriesOf(path: string): Promise<string[] | undefined> {
  try {
    return (await stat(path)).isDirectory() ? await readdir(path) : undefined;
  } catch (error) {
    throw new RangeError(
      `${path} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
      {
        cause: error,
      },
    );
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new RangeError(`${file} is not JSON: ${error.message}`, { cause: error });
    throw error;
  }
}

function itemsOf(answer: unknown): Json[] {
  if (Array.isArray(answer)) return answer.flatMap(itemsOf);
  if (typeof answer !== 'object' || answer === null) return [];
  const json = answer as Json;
  if (Array.isArray(json['value'])) return json['value'].flatMap(itemsOf);
  if (Array.isArray(json['response_list'])) return json['response_list'].flatMap(itemsOf);
  return [json];
}
