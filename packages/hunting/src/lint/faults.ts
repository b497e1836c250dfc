import type { Diagnostic } from '@vedette/kql';
import type { Examined } from './examined.ts';
import type { Finding } from './finding.ts';
import { FORMER_COLUMNS, FORMER_TABLES } from './former-names.ts';
import { nearestName } from './nearest.ts';

/** What Microsoft's parser and binder say, with the name that was probably meant. */
export function faultsOf(examined: Examined, query: string): Finding[] {
  const lines = query.split('\n');
  return examined.tree.diagnostics.map((diagnostic) => {
    const { code, severity, message, line, column, length } = diagnostic;
    const word = (lines[line - 1] ?? '').slice(column - 1, column - 1 + length);
    return { code, severity, message, instead: insteadOf(diagnostic, word, examined), line, column, length };
  });
}

function insteadOf({ message }: Diagnostic, word: string, examined: Examined): string {
  if (!message.includes('does not refer to any known')) return '';
  const [former, names] = message.includes('tabular')
    ? [FORMER_TABLES, examined.schema.keys()]
    : [FORMER_COLUMNS, columnNames(examined)];
  const now = Object.hasOwn(former, word) ? former[word] : undefined;
  if (now !== undefined) return `It is called ${now} now.`;
  const meant = nearestName(word, names);
  return meant === undefined || meant === word ? '' : `Did you mean ${meant}?`;
}

/** Columns of the tables that are read and of what operators give, and what the query itself names. */
function columnNames({ nodes, schema }: Examined): Set<string> {
  const names = new Set<string>();
  for (const { kind, symbol, columns } of nodes) {
    if (symbol?.kind === 'table') for (const { name } of schema.get(symbol.name) ?? []) names.add(name);
    if (kind.endsWith('Operator')) for (const { name } of columns ?? []) names.add(name);
    if (kind === 'NameDeclaration' && symbol) names.add(symbol.name);
    if (kind === 'NameReference' && symbol?.kind === 'function') names.add(symbol.name);
  }
  return names;
}
