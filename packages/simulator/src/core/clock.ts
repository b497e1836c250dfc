import type { Faults, SimClock } from './world.ts';

export interface ResettableClock extends SimClock {
  /** Back to how it was at the start. */
  reset(): void;
}

/** A clock that runs with the machine's until it is held. @param start ISO 8601; held there when given. */
export function createClock(start?: string): ResettableClock {
  let offset = 0;
  let heldAt: number | undefined;
  const clock: ResettableClock = {
    now: () => heldAt ?? Date.now() + offset,
    iso: (ms = clock.now()) => `${new Date(ms).toISOString().slice(0, -1)}0000Z`,
    get held() {
      return heldAt !== undefined;
    },
    set: (ms: number) => {
      heldAt = ms;
    },
    advance: (ms: number) => {
      if (heldAt === undefined) offset += ms;
      else heldAt += ms;
    },
    run: () => {
      if (heldAt !== undefined) offset = heldAt - Date.now();
      heldAt = undefined;
    },
    reset: () => {
      offset = 0;
      heldAt = start === undefined ? undefined : parseTime(start);
    },
  };
  clock.reset();
  return clock;
}

/** Epoch milliseconds of an ISO 8601 text or of a number. @throws RangeError when it is neither. */
export function parseTime(value: unknown): number {
  const ms = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (!Number.isFinite(ms)) throw new RangeError(`Not a time: ${JSON.stringify(value)}`);
  return ms;
}

/** Milliseconds by which the clock of the cloud differs from the caller's: none, but for the fault. */
export function cloudSkew(faults: Faults): number {
  const fault = faults.peek('clock-skew');
  return fault === undefined ? 0 : Number(fault.params['seconds'] ?? 900) * 1000;
}
