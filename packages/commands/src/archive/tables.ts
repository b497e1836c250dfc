import { VedetteError } from '@vedette/sdk';
import { nearest } from '../nearest.ts';

interface Known {
  readonly name: string;
  /** It has times, and so can be read span by span. */
  readonly timed: boolean;
}

/**
 * The tables meant by names with `*`; without any, all that have times.
 * @throws VedetteError MDE_INPUT for a name that means none
 */
export async function tablesNamed(patterns: readonly string[] | undefined): Promise<string[]> {
  const { archivedTables } = await import('@vedette/hunting/archive');
  const known: readonly Known[] = archivedTables();
  if (patterns === undefined) return known.filter(({ timed }) => timed).map(({ name }) => name);
  const chosen = new Set<string>();
  for (const pattern of patterns) {
    const test = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i');
    const found = known.filter(({ name }) => test.test(name));
    if (found.length === 0) throw unknownTable(pattern, known);
    for (const { name } of found) chosen.add(name);
  }
  return [...chosen];
}

function unknownTable(name: string, known: readonly Known[]): VedetteError {
  const meant = nearest(
    name,
    known.map((one) => one.name),
  );
  return new VedetteError(
    'MDE_INPUT',
    `table: there is no table ${name}${meant ? `; did you mean ${meant}?` : ''}`,
    {
      advice: 'The tables: vedette hunt schema',
      facts: { argument: 'table' },
    },
  );
}
