import type { Diagnostic } from '@vedette/kql';
import type { Examined } from './examined.ts';
import type { Finding } from './finding.ts';
import { FORMER_COLUMNS, FORMER_TABLES } from './former-names.ts';

/** What Microsoft's parser and binder say, with the name that was probably meant. */
export function faultsOf({ tree }: Examined, query: string): Finding[] {
  const lines = query.split('\n');
  return tree.diagnostics.map((diagnostic) => {
    const { code, severity, message, line, column, length } = diagnostic;
    const word = (lines[line - 1] ?? '').slice(column - 1, column - 1 + length);
    return { code, severity, message, instead: insteadOf(diagnostic, word), line, column, length };
  });
}

function insteadOf({ message, meant }: Diagnostic, word: string): string {
  if (!message.includes('does not refer to any known')) return '';
  const former = message.includes('tabular') ? FORMER_TABLES : FORMER_COLUMNS;
  const now = Object.hasOwn(former, word) ? former[word] : undefined;
  if (now !== undefined) return `It is called ${now} now.`;
  return meant === undefined ? '' : `Did you mean ${meant}?`;
}
