import type { AccessToken } from '../credential.ts';

const AHEAD_MS = 5 * 60_000;

export interface Freshness {
  /** From here on the token is not handed out any more. Epoch milliseconds. */
  readonly usableUntil: number;
  /** From here on a new one is fetched in the background. */
  readonly refreshAt: number;
}

/**
 * When a token should be renewed: where its issuer says, else five minutes before its end, or after four
 * fifths of a life too short for that. It stops being used `skewMs` before its end, for clocks differ and
 * requests take time, but never for more than a tenth of its life.
 * @param receivedAt epoch milliseconds.
 */
export function freshnessOf(token: AccessToken, receivedAt: number, skewMs: number): Freshness {
  const life = Math.max(0, token.expiresAt - receivedAt);
  const usableUntil = token.expiresAt - Math.min(skewMs, life / 10);
  const ahead = Math.max(token.expiresAt - AHEAD_MS, receivedAt + life * 0.8);
  return { usableUntil, refreshAt: Math.min(token.refreshAt ?? ahead, usableUntil) };
}
