import { currentExchange } from './exchange.ts';
import { QUOTAS, type QuotaRow } from './quota-table.ts';
import { createRunTimes } from './run-times.ts';
import type { Quotas, SimClock } from './world.ts';

export interface QuotaRegistry extends Quotas {
  enabled: boolean;
  reset(): void;
  /** Calls counted in the longest window, by bucket and key. */
  list(): { bucket: string; key: string; calls: number }[];
}

const rows: ReadonlyMap<string, QuotaRow> = new Map(QUOTAS.map((row) => [row.bucket, row]));

/**
 * Rolling windows: a caller who keeps to them keeps to any fixed window as well, so this is the strictest
 * reading of "per minute". A refused call is not counted.
 */
export function createQuotas(clock: SimClock, enabled: boolean): QuotaRegistry {
  const spent = new Map<string, number[]>();
  const ran = createRunTimes();
  const registry: QuotaRegistry = {
    enabled,
    spend: (bucket, key) => {
      const exchange = currentExchange();
      if (exchange !== undefined) exchange.bucket = bucket;
      const row = rows.get(bucket);
      if (row === undefined) throw new RangeError(`No such quota: ${bucket}`);
      if (!registry.enabled) return undefined;
      const now = clock.now();
      const name = `${bucket}\n${key}`;
      const longest = Math.max(...row.windows.map((window) => window.seconds));
      const calls = (spent.get(name) ?? []).filter((at) => at > now - longest * 1000 && at <= now);
      spent.set(name, calls);
      const waits = row.windows.map((window) => waitFor(calls, window, now));
      const wait = Math.max(...waits);
      if (wait > 0) return wait;
      calls.push(now);
      return undefined;
    },
    usedUp: (bucket, key) =>
      registry.enabled
        ? ran.wait(`${bucket}\n${key}`, rows.get(bucket)?.runTime ?? [], clock.now())
        : undefined,
    use: (bucket, key, ms) => ran.add(`${bucket}\n${key}`, rows.get(bucket)?.runTime ?? [], clock.now(), ms),
    reset: () => {
      spent.clear();
      ran.clear();
    },
    list: () =>
      [...spent].map(([name, calls]) => {
        const [bucket = '', key = ''] = name.split('\n');
        return { bucket, key, calls: calls.length };
      }),
  };
  return registry;
}

/** Milliseconds until one more call fits into the window; 0 when it fits now. */
function waitFor(calls: readonly number[], window: { seconds: number; calls: number }, now: number): number {
  const blocking = calls[calls.length - window.calls];
  return blocking === undefined ? 0 : Math.max(0, blocking + window.seconds * 1000 - now);
}
