import { VedetteError } from '@vedette/sdk';
import type { Given } from './arguments.ts';
import { withTimeRange } from './hunt-query.ts';
import { minutesBack } from './time-range.ts';

/** The integration takes no more at once. */
const MOST = 10;

export interface Hunt {
  /** Absent for the one query that has no name. */
  readonly name: string | undefined;
  /** As it is sent. */
  readonly query: string;
}

/**
 * The queries of one line: one, or those of a batch, each with its own bound of time or that of the line.
 *
 * @throws VedetteError MDE_INPUT before anything is sent
 */
export function huntsOf(given: Given): Hunt[] {
  const query = given.text('query') ?? '';
  const batch = given.text('query_batch') ?? '';
  if ((query.trim() === '') === (batch.trim() === '')) {
    throw refused(
      'query',
      query.trim() === '' ? 'is missing' : 'and query_batch are both given',
      'Give one of query and query_batch.',
    );
  }
  const range = given.text('time_range');
  if (batch.trim() === '') return [hunt(query, given.text('name'), range, 'time_range')];
  const items = itemsOf(batch);
  const names = items.map((item, at) => item.name || (items.length === 1 ? undefined : `query_${at + 1}`));
  const twice = names.find((name, at) => name !== undefined && names.indexOf(name) !== at);
  if (twice !== undefined)
    throw refused('query_batch', `has two queries named ${twice}`, 'Give each its own name.');
  return items.map((item, at) =>
    hunt(item.query, names[at], item.timeRange ?? range, `query_batch[${at}].time_range`),
  );
}

function hunt(query: string, name: string | undefined, range: string | undefined, argument: string): Hunt {
  const minutes = minutesBack(range, argument);
  return { name: name || undefined, query: minutes === undefined ? query : withTimeRange(query, minutes) };
}

interface Item {
  readonly query: string;
  readonly name: string | undefined;
  readonly timeRange: string | undefined;
}

function itemsOf(batch: string): Item[] {
  const advice = 'Write [{"query": "…", "name": "…", "time_range": "1 day"}].';
  let items: unknown;
  try {
    items = JSON.parse(batch);
  } catch {
    throw refused('query_batch', 'is no JSON', advice);
  }
  if (!Array.isArray(items) || items.length === 0 || items.length > MOST) {
    throw refused('query_batch', `is no list of 1 to ${MOST} queries`, advice);
  }
  return items.map((item: unknown, at) => {
    const { query, name, time_range } = (item ?? {}) as Readonly<Record<string, unknown>>;
    if (typeof query !== 'string' || query.trim() === '')
      throw refused('query_batch', `has no query at ${at}`, advice);
    const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
    return { query, name: text(name)?.trim(), timeRange: text(time_range) };
  });
}

function refused(argument: string, what: string, advice: string): VedetteError {
  return new VedetteError('MDE_INPUT', `${argument} ${what}.`, { advice, facts: { argument } });
}
