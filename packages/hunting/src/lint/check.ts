import { defenderSchema, type Schema } from '@vedette/kql';
import { examine, type Meant } from './examined.ts';
import { faultsOf } from './faults.ts';
import type { Finding } from './finding.ts';
import { RULES } from './rules.ts';

/**
 * Says what is wrong with a query and what could be better, in the order of the text. Never throws for a bad query.
 * The rules are asked only of a query that is valid: of half a query they would say too much.
 */
export function checkQuery(query: string, meant: Meant = {}, schema: Schema = defenderSchema): Finding[] {
  const examined = examine(query, schema, meant);
  const faults = faultsOf(examined, query);
  const valid = faults.every(({ severity }) => severity !== 'error');
  const found = valid
    ? RULES.flatMap(({ code, severity, find }) =>
        [...find(examined)].map(({ node, message, instead }): Finding => {
          const { line, column } = placeOf(query, node.start);
          return { code, severity, message, instead, line, column, length: firstLine(node.text) };
        }),
      )
    : [];
  return [...faults, ...found].toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function placeOf(query: string, offset: number): { line: number; column: number } {
  const before = query.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** What is marked ends with its line. */
function firstLine(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}
