import { NEGATIONS, TEXT_MATCHES } from '../functions/string-operators.ts';
import { lowered } from '../functions/term.ts';
import { hasAny, matchesText } from '../functions/text-match.ts';
import type { Scalar } from '../plan/scalar.ts';
import type { StoredTable } from './stored.ts';
import type { Sql } from './sql.ts';
import { joined, sql } from './sql.ts';

/**
 * Writes a string operator between a column of text and literals over the stored values, which may be NULL. The empty
 * text equals what is absent, so it is asked of the held values only.
 */
export function rawText(
  name: string,
  [column, ...list]: readonly Scalar[],
  stored: StoredTable,
): Sql | undefined {
  if (column?.op !== 'column' || column.type !== 'string') return undefined;
  const file = stored.columns.get(column.name);
  if (file?.type !== 'VARCHAR') return undefined;
  if (list.length === 0) return presence(name, file.raw);
  const texts = list.flatMap((item) =>
    item.op === 'literal' && item.type === 'string' && typeof item.value === 'string' && item.value !== ''
      ? [item.value]
      : [],
  );
  return texts.length === list.length ? rawMatch(name, file.raw, texts) : undefined;
}

function presence(name: string, raw: Sql): Sql | undefined {
  if (name === 'isnotempty' || name === 'notempty') return sql`${raw} <> ''`;
  return name === 'isempty' ? sql`(${raw} IS NULL OR ${raw} = '')` : undefined;
}

function rawMatch(name: string, raw: Sql, texts: readonly string[]): Sql | undefined {
  const [text = ''] = texts;
  switch (name) {
    case '==':
      return sql`${raw} = ${text}`;
    case '!=':
      return sql`${raw} IS DISTINCT FROM ${text}`;
    case 'in':
      return sql`${raw} IN (${texts})`;
    case '!in':
      return sql`(${raw} IN (${texts})) IS NOT TRUE`;
    case 'in~':
      return sql`lower(${raw}) IN (${joined(texts.map(lowered), ', ')})`;
    case '!in~':
      return sql`(lower(${raw}) IN (${joined(texts.map(lowered), ', ')})) IS NOT TRUE`;
    case 'has_any':
      return hasAny(raw, texts);
    case 'has_all':
      return sql`(${joined(
        texts.map((each) => matchesText({ kind: 'has', cased: false }, raw, each)),
        ' AND ',
      )})`;
  }
  const match = TEXT_MATCHES[name];
  if (match) return matchesText(match, raw, text);
  const negated = TEXT_MATCHES[NEGATIONS[name] ?? ''];
  return negated && sql`(${matchesText(negated, raw, text)}) IS NOT TRUE`;
}
