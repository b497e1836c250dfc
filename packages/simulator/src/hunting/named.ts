import { defenderSchema } from '@vedette/kql';

/** Everything is read: by `search` and `find`, and by `union *`. */
const EVERYWHERE = /\b(search|find)\b|\bunion\b[^|;]*[\s,(]\*/i;

/**
 * The tables a query may read: those whose names stand in it, those that a pattern such as `Device*` covers, and all of them
 * where it searches everywhere. One too many does no harm.
 */
export function namedTables(query: string): string[] {
  const all = [...defenderSchema.keys()];
  if (EVERYWHERE.test(query)) return all;
  const words = new Set(query.match(/[A-Za-z_]\w*/g));
  const patterns = [...query.matchAll(/(\w*)\*(\w*)/g)]
    .map(([, before = '', after = '']) => ({ before, after }))
    .filter(({ before, after }) => before + after !== '');
  return all.filter(
    (name) =>
      words.has(name) ||
      patterns.some(({ before, after }) => name.startsWith(before) && name.endsWith(after)),
  );
}
