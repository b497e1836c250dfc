import type { Listing, Page } from './resource.ts';

/** A list that is read when it is iterated, and anew each time. */
export function createListing<T>(pages: () => AsyncIterable<Page<T>>): Listing<T> {
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.items;
    },
  };
}
