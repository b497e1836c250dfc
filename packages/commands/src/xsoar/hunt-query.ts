import { lastStages } from '../hunting/stages.ts';

const bounds = /^(limit|take)\b/;

/** Does the query bound its rows itself? */
export function isBounded(query: string): boolean {
  return lastStages(query)
    .slice(1)
    .some(({ text }) => bounds.test(text));
}

/** The query with each of its own bounds replaced by this one; with this one at its end where it has none. */
export function withLimit(query: string, limit: number): string {
  const own = lastStages(query)
    .slice(1)
    .filter(({ text }) => bounds.test(text));
  if (own.length === 0) return withStage(query, `limit ${limit}`, 'last');
  return own
    .toReversed()
    .reduce((text, { from, to }) => `${text.slice(0, from)} limit ${limit} ${text.slice(to)}`, query)
    .trimEnd();
}

/** The query with a bound of time behind the table it begins with. */
export function withTimeRange(query: string, minutes: number): string {
  return withStage(query, `where Timestamp > ago(${minutes}m)`, 'first');
}

/** The query with one stage more, behind its first one or its last one; `render` stays the last. */
function withStage(query: string, stage: string, where: 'first' | 'last'): string {
  const stages = lastStages(query);
  const last = stages.at(-1)?.text.startsWith('render ') ? stages.at(-2) : stages.at(-1);
  const after = where === 'first' ? stages[0] : last;
  if (after === undefined) return query;
  const rest = query.slice(after.to);
  const before = query.slice(0, after.to).trimEnd();
  // On a line of its own: the line before may end in a comment.
  return `${before}\n| ${stage}${rest === '' ? '' : `\n${rest.trimStart()}`}`;
}
