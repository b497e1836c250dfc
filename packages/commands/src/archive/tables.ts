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
    const found = known.filter(({ name }) => fits(name.toLowerCase(), pattern.toLowerCase()));
    if (found.length === 0) throw unknownTable(pattern, known);
    for (const { name } of found) chosen.add(name);
  }
  return [...chosen];
}

/** Whether a name is as the pattern says. Piece by piece: as a regular expression, many `*` would take for ever. */
function fits(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = name.indexOf(piece, from);
    if (at < 0) return false;
    from = at + piece.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
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
