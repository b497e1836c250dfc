import type { Parsed } from './parse.ts';
import { parse } from './parse.ts';

/** How many analysed queries are kept; each is a tree of a few megabytes at most. */
const KEPT = 32;

/**
 * Parses queries and keeps the latest. Microsoft's binder takes some twenty milliseconds for thirty lines, and what asks
 * again (a hunt on a schedule, a page that is refreshed, a check before the run) asks in the same words.
 */
export function rememberingParser(globals: Kusto.Language.GlobalState): (text: string) => Parsed {
  const kept = new Map<string, Parsed>();
  return (text) => {
    const parsed = kept.get(text) ?? parse(text, globals);
    kept.delete(text);
    kept.set(text, parsed);
    const [oldest] = kept.keys();
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return parsed;
  };
}
