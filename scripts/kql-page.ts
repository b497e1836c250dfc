import { coverage, KINDS } from '@vedette/kql';
import type { Coverage } from '@vedette/kql';

const TITLES = {
  functions: 'Scalar functions',
  aggregates: 'Aggregate functions',
  operators: 'Tabular operators',
  'string-operators': 'String operators',
  plugins: 'Plugins of evaluate',
} as const;

/** `docs/kql.md`: what of the language runs, and why the rest does not. */
export function kqlPage(
  table: (head: readonly string[], rows: readonly (readonly string[])[]) => string,
): string[] {
  return [
    '# KQL',
    "What of the Kusto query language runs on the engine of Vedette, counted against the lists of Microsoft's own parser. What is not supported is refused with its line and column; nothing is left out quietly.",
    'Where the engine holds less than the cloud: a decimal has 17 digits behind the point and 21 before it. A long that overflows ends the query. Scores of `series_periods_detect` are an approximation, given to two digits, for the cloud does not publish how it finds periods.',
    table(
      ['Kind', 'Runs', 'Known', 'Does not count'],
      KINDS.map(coverage).map(({ kind, supported, refused, excluded }) => [
        TITLES[kind],
        String(supported.length),
        String(supported.length + refused.size),
        String(excluded.size),
      ]),
    ),
    ...KINDS.map(coverage).flatMap(({ kind, ...rest }) => [
      `## ${TITLES[kind]}`,
      table(['Name', 'Here'], rows(rest)),
    ]),
  ];
}

function rows({ supported, refused, excluded }: Omit<Coverage, 'kind'>): string[][] {
  const all = [
    ...supported.map((name) => [name, 'runs']),
    ...[...refused].map(([name, why]) => [name, `refused: ${why}`]),
    ...[...excluded].map(([name, why]) => [name, `does not count: ${why}`]),
  ];
  return all
    .toSorted(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, here]) => [`\`${name}\``, here ?? '']);
}
