import { AsyncLocalStorage } from 'node:async_hooks';
import type { SimRequest } from './service.ts';

/** One request on its way through the simulator, with what is learnt about it for the journal. */
export interface Exchange {
  readonly request: SimRequest;
  readonly requestId: string;
  appid?: string;
  bucket?: string;
  fault?: string;
}

/**
 * The request being served. Faults and quotas are asked by name from deep inside a service; carrying the
 * request here keeps their signatures free of it.
 */
export const exchanges = new AsyncLocalStorage<Exchange>();

/** The exchange being served, if any: none when the simulator itself is at work. */
export function currentExchange(): Exchange | undefined {
  return exchanges.getStore();
}
