import type { Faults } from '../core/world.ts';
import type { SimResponse } from '../core/service.ts';
import type { QueryOptions } from './options.ts';
import type { Page } from './page.ts';

export type Item = Readonly<Record<string, unknown>>;

/** The envelope of a list, with the two empty answers that have been reported. */
export function listResponse(
  context: string,
  options: QueryOptions,
  page: Page,
  render: (row: number) => Item,
  faults: Faults,
): SimResponse {
  if (faults.take('empty-body') !== undefined) return { status: 200 };
  const empty = faults.take('empty-value') !== undefined;
  const value = empty ? [] : page.rows.map((row) => selected(render(row), options));
  return {
    status: 200,
    body: {
      '@odata.context': context,
      ...(page.count === undefined ? {} : { '@odata.count': page.count }),
      value,
      ...(page.nextLink === undefined || empty ? {} : { '@odata.nextLink': page.nextLink }),
    },
  };
}

/** Properties that `$select` names; one that the item does not have is left out, annotations and what was expanded stay. */
export function selected(item: Item, { select, expand }: QueryOptions): Item {
  if (select === undefined || select.length === 0 || select.includes('*')) return item;
  return Object.fromEntries(
    Object.entries(item).filter(
      ([name]) => name.startsWith('@') || select.includes(name) || expand.includes(name),
    ),
  );
}
