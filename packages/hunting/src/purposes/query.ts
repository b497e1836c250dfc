import type { Purpose } from './purpose.ts';
import { deviceConditions, fileConditions, userCondition, type Selection } from './selection.ts';

/** From when: so many minutes back from when the query runs, or a UTC time, ISO 8601. */
export type From = { readonly minutesAgo: number } | { readonly at: string };

export interface PurposeAsk {
  readonly selection: Selection;
  readonly from?: From | undefined;
  /** UTC, ISO 8601; not included. */
  readonly before?: string | undefined;
  /** Rows of a page. */
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/**
 * The query of a purpose. The time comes first, so that nothing else is read; the order is total, so that page 2
 * goes on where page 1 ended. Every value passes through `literal`.
 */
export function purposeQuery(purpose: Purpose, ask: PurposeAsk): string {
  const { selection } = ask;
  const steps = typeof purpose.steps === 'function' ? purpose.steps(selection) : purpose.steps;
  const lines = [
    source(purpose.tables),
    ...timeConditions(ask).map((condition) => `where ${condition}`),
    ...selectors(purpose, selection).map((condition) => `where ${condition}`),
    ...steps,
    `sort by ${purpose.order}`,
    ...page(ask),
  ];
  return [...(purpose.lets ?? []), lines.join('\n| ')].join('\n');
}

function source(tables: readonly [string, ...string[]]): string {
  return tables.length === 1 ? tables[0] : `union withsource=SourceTable ${tables.join(', ')}`;
}

function timeConditions({ from, before }: PurposeAsk): string[] {
  const found: string[] = [];
  if (from !== undefined) {
    found.push(
      'at' in from ? `Timestamp >= datetime(${from.at})` : `Timestamp > ago(${String(from.minutesAgo)}m)`,
    );
  }
  if (before !== undefined) found.push(`Timestamp < datetime(${before})`);
  return found;
}

/** A user is always one more condition; a file on a device is a file and a device where both are asked for. */
function selectors(purpose: Purpose, selection: Selection): string[] {
  const devices = deviceConditions(selection);
  const files = fileConditions(selection, purpose.files);
  const joiner = selection.match === 'all' ? ' and ' : ' or ';
  const user = purpose.needs === 'user' ? userCondition(selection) : undefined;
  const groups = purpose.needs === 'file-and-device' ? [devices, files] : [[...devices, ...files]];
  return [...groups.map((group) => group.join(joiner)), user ?? ''].filter((condition) => condition !== '');
}

function page({ limit, page: number }: PurposeAsk): string[] {
  if (number === 1) return [`take ${limit}`];
  const last = limit * number;
  return [
    'extend PageRow = row_number()',
    `where PageRow between (${last - limit + 1} .. ${last})`,
    'project-away PageRow',
  ];
}
