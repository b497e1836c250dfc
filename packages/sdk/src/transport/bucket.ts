import type { Clock } from './clock.ts';
import type { Priority } from './send.ts';

export interface Limits {
  readonly perMinute?: number | undefined;
  readonly perHour?: number | undefined;
  /** So many calls of an hour are never used by a back-fill: a response action must not wait for its end. */
  readonly reserve?: number | undefined;
}

export interface Waiter {
  readonly priority: Priority;
  /** Epoch milliseconds by which the call must have been let through. */
  readonly deadline?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

interface Waiting extends Waiter {
  readonly go: () => void;
  readonly fail: (reason: 'aborted' | 'deadline', waitMs: number) => void;
}

/** Why a call left the queue without being let through. */
export class LeftQueue extends Error {
  override readonly name = 'LeftQueue';
  readonly reason: 'aborted' | 'deadline';
  readonly waitMs: number;
  constructor(reason: 'aborted' | 'deadline', waitMs: number) {
    super(reason);
    this.reason = reason;
    this.waitMs = waitMs;
  }
}

interface Window {
  readonly ms: number;
  readonly most: number;
  readonly reserve: number;
}

const order: readonly Priority[] = ['action', 'interactive', 'backfill'];

/**
 * Lets calls through so that no window of a minute or an hour, wherever it begins, holds more than it may.
 *
 * A call counts from the moment it is let through until its window has passed after its *answer*: the service
 * counts it at some moment in between, and only so the count can never be higher there than here.
 */
export class Bucket {
  readonly #windows: readonly Window[];
  readonly #clock: Clock;
  readonly #queues: Readonly<Record<Priority, Waiting[]>> = { action: [], interactive: [], backfill: [] };
  /** Times of answer, oldest first; none older than the longest window. */
  #answered: number[] = [];
  #flying = 0;
  #blockedUntil = 0;
  #pumping = false;
  /** Ends the sleep of the pump when something has changed. */
  #wake: AbortController | undefined;

  constructor(limits: Limits, clock: Clock) {
    this.#clock = clock;
    this.#windows = [
      { ms: 60_000, most: limits.perMinute ?? Infinity, reserve: 0 },
      { ms: 3_600_000, most: limits.perHour ?? Infinity, reserve: limits.reserve ?? 0 },
    ].filter(({ most }) => most !== Infinity);
  }

  /** Nothing under way, nothing waiting, and nothing remembered that still counts. */
  get idle(): boolean {
    this.#forget();
    return this.#flying === 0 && this.#answered.length === 0 && this.#waiting().length === 0;
  }

  /** How long a call of this priority would wait now, in milliseconds. */
  waitFor(priority: Priority): number {
    const ahead = order
      .slice(0, order.indexOf(priority) + 1)
      .flatMap((name) => this.#queues[name].map((waiting) => waiting.priority));
    return Math.max(0, (this.#turns([...ahead, priority]).at(-1) ?? 0) - this.#clock.now());
  }

  /**
   * Waits for a turn. The result must be called when the answer is there.
   * @throws LeftQueue when the signal aborts, or at once when the turn would come after the deadline.
   */
  async enter(waiter: Waiter): Promise<() => void> {
    if (waiter.signal?.aborted) throw new LeftQueue('aborted', 0);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const onAbort = (): void => waiting.fail('aborted', 0);
    const waiting: Waiting = {
      ...waiter,
      go: resolve,
      fail: (reason, waitMs) => {
        this.#remove(waiting);
        reject(new LeftQueue(reason, waitMs));
      },
    };
    waiter.signal?.addEventListener('abort', onAbort, { once: true });
    this.#queues[waiter.priority].push(waiting);
    this.#letThrough();
    this.#failLate();
    void this.#pump();
    try {
      await promise;
    } finally {
      waiter.signal?.removeEventListener('abort', onAbort);
    }
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.#flying--;
      this.#answered.push(this.#clock.now());
      this.#wake?.abort();
    };
  }

  /** The service said so: nobody is let through before this time. */
  block(until: number): void {
    this.#blockedUntil = Math.max(this.#blockedUntil, until);
    this.#failLate();
  }

  #waiting(): Waiting[] {
    return order.flatMap((priority) => this.#queues[priority]);
  }

  #remove(waiting: Waiting): void {
    const queue = this.#queues[waiting.priority];
    const at = queue.indexOf(waiting);
    if (at >= 0) queue.splice(at, 1);
  }

  #next(): Waiting | undefined {
    for (const priority of order) {
      const first = this.#queues[priority][0];
      if (first !== undefined) return first;
    }
    return undefined;
  }

  #letThrough(): void {
    this.#forget();
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (this.#turnOf(next) > this.#clock.now()) return;
      this.#remove(next);
      this.#flying++;
      next.go();
    }
  }

  /** Whoever cannot get his turn before his deadline is told at once, not when it has passed. */
  #failLate(): void {
    const waiting = this.#waiting();
    if (!waiting.some(({ deadline }) => deadline !== undefined)) return;
    const turns = this.#turns(waiting.map(({ priority }) => priority));
    waiting.forEach(({ deadline, fail }, index) => {
      const turn = turns[index] ?? 0;
      if (deadline !== undefined && turn > deadline) fail('deadline', Math.max(0, turn - this.#clock.now()));
    });
  }

  /** Wakes at each time a turn may come, until nobody waits. */
  async #pump(): Promise<void> {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      for (let next = this.#next(); next !== undefined; next = this.#next()) {
        this.#wake = new AbortController();
        const ms = Math.max(1, this.#turnOf(next) - this.#clock.now());
        await this.#clock.sleep(ms, this.#wake.signal).catch((error: unknown) => {
          if (!this.#wake?.signal.aborted) throw error;
        });
        this.#letThrough();
        this.#failLate();
      }
    } finally {
      this.#pumping = false;
      this.#wake = undefined;
    }
  }

  /**
   * When the next calls, of these priorities, can be let through at the earliest, taking what is under way as if it were
   * answered now; epoch milliseconds.
   */
  #turns(priorities: readonly Priority[]): number[] {
    const now = this.#clock.now();
    const turns: number[] = [];
    const answered = this.#answered.length;
    for (const priority of priorities) {
      let turn = Math.max(now, this.#blockedUntil);
      for (const { ms, most, reserve } of this.#windows) {
        // The call that must have left the window before one more fits in.
        const room = priority === 'backfill' ? Math.max(1, most - reserve) : most;
        const leaving = answered + this.#flying + turns.length - room;
        if (leaving < 0) continue;
        const left = this.#answered[leaving] ?? turns[leaving - answered - this.#flying] ?? now;
        turn = Math.max(turn, left + ms + 1);
      }
      turns.push(turn);
    }
    return turns;
  }

  #turnOf({ priority }: Waiting): number {
    return this.#turns([priority])[0] ?? 0;
  }

  #forget(): void {
    const longest = Math.max(0, ...this.#windows.map(({ ms }) => ms));
    const oldest = this.#clock.now() - longest;
    const gone = this.#answered.findIndex((time) => time >= oldest);
    this.#answered = gone < 0 ? [] : gone === 0 ? this.#answered : this.#answered.slice(gone);
  }
}
