import type { Clock } from '@vedette/sdk';
import type { RunningSimulator } from '@vedette/simulator';

/** What one request and the work on its answer take, in virtual milliseconds. */
const requestMs = 120;

/** The clock of the simulator, moved on by whoever waits. */
export class SimulatedClock implements Clock {
  readonly #simulator: RunningSimulator;
  #now: number;

  constructor(simulator: RunningSimulator, start: number) {
    this.#simulator = simulator;
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number): Promise<void> {
    this.#now += ms;
    await this.#simulator.admin('POST', '/_sim/clock', { set: new Date(this.#now).toISOString() });
  }

  async pass(): Promise<void> {
    await this.sleep(requestMs);
  }
}

/**
 * The least time in which the quota permits so many calls, in milliseconds: each is made as soon as no minute
 * and no hour is full. It is compared with the time taken, and not the counts in that time, because a quota
 * permits its calls in bursts: one call into a burst the count of the permitted ones leaps ahead.
 */
export function leastMs(
  calls: number,
  { perMinute, perHour }: { perMinute: number; perHour: number },
): number {
  const times: number[] = [];
  while (times.length < calls) {
    const minute = times[times.length - perMinute] ?? -Infinity;
    const hour = times[times.length - perHour] ?? -Infinity;
    times.push(Math.max(0, minute + 60_000, hour + 3_600_000));
  }
  return times.at(-1) ?? 0;
}
