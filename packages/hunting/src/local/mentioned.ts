import { defenderSchema } from '@vedette/kql';
import { INCIDENT } from './tables.ts';

/** Operators that read tables they do not name. */
const ANY_TABLE = /\b(?:search|find|union)\b/i;
const NAME = /[A-Za-z_]\w*/g;

/**
 * Every table a query may read, and perhaps more: those whose name stands in it, all where an operator may take tables
 * by a pattern. It only saves opening what is certainly not read.
 */
export function mentionedTables(query: string): string[] {
  const all = [...defenderSchema.keys(), INCIDENT];
  if (ANY_TABLE.test(query) && (query.includes('*') || /\b(?:search|find)\b/i.test(query))) return all;
  const names = new Set(query.match(NAME));
  return all.filter((table) => names.has(table));
}
