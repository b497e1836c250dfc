import type { PagedCall, RawPage } from '../transport/paging.ts';
import { sorter } from './filter.ts';
import type { Order } from './order.ts';
import type { ListOptions, Page } from './resource.ts';

export interface Sifting<T> {
  readonly route: Page<T>['route'];
  readonly options: Pick<ListOptions<unknown>, 'limit' | 'offset'>;
  readonly order: Order | undefined;
  /** What the server cannot filter by. */
  readonly keep: ((record: Readonly<Record<string, unknown>>) => boolean) | undefined;
  readonly convert: (native: Readonly<Record<string, unknown>>) => T;
  /** Reads pages; limit and offset are given only when they may be left to the server. */
  readonly read: (window: Pick<PagedCall, 'limit' | 'offset'>) => AsyncIterable<RawPage>;
}

/** Pages of one route with the filtering, sorting, limit and offset done here that its server cannot do. */
export async function* sift<T extends Readonly<Record<string, unknown>>>(
  work: Sifting<T>,
): AsyncGenerator<Page<T>> {
  const { route, options, order, keep, convert, read } = work;
  if (order === undefined && keep === undefined) {
    const source = read({ limit: options.limit, offset: options.offset });
    yield* turned(source, (page) => ({ items: page.items.map(convert), more: page.more, route }));
    return;
  }
  const matching = turned(read({}), (page) => {
    const items = page.items.map(convert);
    return keep === undefined ? items : items.filter(keep);
  });
  yield* window(route, order === undefined ? matching : sorted(matching, order), options);
}

/** Each page as something else. Nothing holds the page it was made of while the reader is busy with it. */
async function* turned<From, To>(
  pages: AsyncIterable<From>,
  turn: (page: From) => To,
): AsyncGenerator<To, void> {
  const source = pages[Symbol.asyncIterator]();
  const ready: To[] = [];
  const fill = async (): Promise<boolean> => {
    const { done, value } = await source.next();
    if (done !== true) ready.push(turn(value));
    return done !== true;
  };
  try {
    while (await fill()) yield* ready.splice(0);
  } finally {
    await source.return?.();
  }
}

/** There is no order on the server, so all records that match must be held. */
async function* sorted<T extends Readonly<Record<string, unknown>>>(
  pages: AsyncIterable<readonly T[]>,
  order: Order,
): AsyncGenerator<readonly T[]> {
  const all: T[] = [];
  for await (const items of pages) all.push(...items);
  yield all.sort(sorter(order));
}

async function* window<T>(
  route: Page<T>['route'],
  pages: AsyncIterable<readonly T[]>,
  { limit = Infinity, offset = 0 }: { limit?: number | undefined; offset?: number | undefined },
): AsyncGenerator<Page<T>> {
  let skip = offset;
  let left = limit;
  for await (const all of pages) {
    const fit = all.slice(skip, skip + left);
    skip = Math.max(0, skip - all.length);
    left -= fit.length;
    if (fit.length > 0) yield { items: fit, more: true, route };
    if (left < 1) return;
  }
  yield { items: [], more: false, route };
}
