import { VedetteError } from '../error.ts';

/** What is remembered between runs, so that a restart does not ask a broker that wants to be left alone. */
export interface Backoff {
  /** Epoch milliseconds before which the broker is not asked; 0 when nothing holds us back. */
  readonly until: number;
  /** The next wait is two to the power of this, in seconds. */
  readonly exponent: number;
}

export const NO_BACKOFF: Backoff = { until: 0, exponent: 1 };
const MOST = 6;

/** 2, 4, 8 … 64 seconds. */
export function afterFailure(backoff: Backoff, now: number): Backoff {
  const exponent = Math.min(backoff.exponent, MOST);
  return { until: now + 2 ** exponent * 1000, exponent: Math.min(exponent + 1, MOST) };
}

/** @throws VedetteError MDE_QUOTA with the wait that is left. */
export function refuseEarly(backoff: Backoff, now: number): void {
  if (now >= backoff.until) return;
  const at = new Date(backoff.until).toISOString();
  throw new VedetteError('MDE_QUOTA', `The token broker failed before and is not asked again until ${at}.`, {
    retryAfterMs: backoff.until - now,
    advice: 'Wait until then; check ID, Token and Key meanwhile.',
  });
}
