import type { RunTimeWindow } from './quota-table.ts';

interface Run {
  readonly at: number;
  readonly ms: number;
}

export interface RunTimes {
  add(key: string, windows: readonly RunTimeWindow[], now: number, ms: number): void;
  /** Milliseconds until something may run again; undefined when it may now. */
  wait(key: string, windows: readonly RunTimeWindow[], now: number): number | undefined;
  clear(): void;
}

/** How long queries ran. What is over its window may still finish; the next one has to wait. */
export function createRunTimes(): RunTimes {
  const runs = new Map<string, Run[]>();
  return {
    add: (key, windows, now, ms) => {
      const longest = Math.max(0, ...windows.map(({ seconds }) => seconds)) * 1000;
      runs.set(key, [...(runs.get(key) ?? []).filter(({ at }) => at > now - longest), { at: now, ms }]);
    },
    wait: (key, windows, now) => {
      const waits = windows.map((window) => waitFor(runs.get(key) ?? [], window, now));
      const wait = Math.max(0, ...waits);
      return wait === 0 ? undefined : wait;
    },
    clear: () => runs.clear(),
  };
}

function waitFor(runs: readonly Run[], { seconds, runSeconds, fixed }: RunTimeWindow, now: number): number {
  const length = seconds * 1000;
  const start = fixed === true ? Math.floor(now / length) * length : now - length + 1;
  let left = runSeconds * 1000;
  // From the newest back: the run that used up the rest has to leave the window.
  for (const { at, ms } of runs.toReversed()) {
    if (at < start || at > now) continue;
    left -= ms;
    if (left <= 0) return (fixed === true ? start : at) + length - now;
  }
  return 0;
}
