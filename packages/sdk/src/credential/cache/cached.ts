import { orAbort, throwIfAborted } from '../abort.ts';
import type { AccessToken, Audience, Credential, TokenRequest } from '../credential.ts';
import { freshnessOf } from './freshness.ts';
import type { Freshness } from './freshness.ts';
import { storeKey } from './store-key.ts';
import type { TokenStore } from './token-store.ts';

export interface CachedOptions {
  readonly store: TokenStore;
  /** Epoch milliseconds. */
  readonly now?: (() => number) | undefined;
  /** How long before its end a token is not used any more. Default 60,000. */
  readonly skewMs?: number | undefined;
  /** Told of a renewal ahead of need that failed; the old token is still good and is used meanwhile. */
  readonly onRefreshError?: ((error: unknown) => void) | undefined;
}

export interface CachedCredential extends Credential {
  drop(audience?: Audience): Promise<void>;
  /** Forgets the tokens only, not what they are made from: after somebody signed in anew. */
  forget(): Promise<void>;
}

interface Held extends Freshness {
  readonly token: AccessToken;
}

interface Flight {
  readonly result: Promise<AccessToken>;
  readonly force: boolean;
  readonly claims: string | undefined;
  readonly controller: AbortController;
  waiting: number;
}

/** After a renewal ahead of need failed, the next try waits this long. */
const RETRY_AHEAD_MS = 30_000;
const AUDIENCES = ['graph', 'endpoint', 'xdr'] as const satisfies readonly Audience[];

/**
 * The one cache round every flow. A good token is answered from memory; one request serves all who wait; a
 * new token is fetched ahead of need; what was dropped while a request was under way stays dropped.
 */
export function cached(credential: Credential, options: CachedOptions): CachedCredential {
  const now = options.now ?? Date.now;
  const skewMs = options.skewMs ?? 60_000;
  const { store } = options;
  const held = new Map<Audience, Held>();
  const flights = new Map<Audience, Flight>();
  /** Counts drops: a token asked for in an older generation is given to its callers but not kept. */
  const generations = new Map<Audience, number>();
  const generationOf = (audience: Audience): number => generations.get(audience) ?? 0;

  const keep = (audience: Audience, token: AccessToken, receivedAt: number): Held => {
    const entry = { token, ...freshnessOf(token, receivedAt, skewMs) };
    held.set(audience, entry);
    return entry;
  };

  /** A usable token some process left in the store, other than the one that was refused. */
  const readStored = async (audience: Audience, rejected: string | undefined): Promise<Held | undefined> => {
    const generation = generationOf(audience);
    await credential.resume?.();
    const stored = (await store.get(storeKey('token', credential.identity, audience)))?.value;
    if (!isStoredToken(stored)) return undefined;
    if (stored.token === rejected) {
      // Refused is refused for other processes too, also when no new token can be had now.
      await dropStored(audience);
      return undefined;
    }
    if (generation !== generationOf(audience)) return undefined;
    const usable = freshnessOf(stored, stored.receivedAt, skewMs).usableUntil > now();
    return usable ? keep(audience, stored, stored.receivedAt) : undefined;
  };

  const fetchToken = async (audience: Audience, request: TokenRequest): Promise<AccessToken> => {
    const generation = generationOf(audience);
    const token = await credential.token(audience, request);
    if (generation !== generationOf(audience)) return token;
    const receivedAt = now();
    keep(audience, token, receivedAt);
    await store.set(storeKey('token', credential.identity, audience), {
      value: { ...token, receivedAt },
      expiresAt: token.expiresAt,
    });
    // A drop while the store was writing must win there too.
    if (generation !== generationOf(audience)) await dropStored(audience);
    return token;
  };

  const obtain = async (audience: Audience, request: TokenRequest): Promise<AccessToken> => {
    if (!isDemanded(request)) {
      const stored = await readStored(audience, request.rejected);
      if (stored !== undefined && now() < stored.refreshAt) return stored.token;
    }
    return fetchToken(audience, request);
  };

  const launch = (audience: Audience, request: TokenRequest): Flight => {
    const controller = new AbortController();
    const { force = false, claims, rejected } = request;
    const result = obtain(audience, { force, claims, rejected, signal: controller.signal }).finally(() =>
      land(audience, flight),
    );
    const flight: Flight = { result, force, claims, controller, waiting: 0 };
    flights.set(audience, flight);
    return flight;
  };

  const land = (audience: Audience, flight: Flight): void => {
    if (flights.get(audience) === flight) flights.delete(audience);
  };

  /** Waits for the flight; the last one who gives up stops it. */
  const join = async (
    audience: Audience,
    flight: Flight,
    signal: AbortSignal | undefined,
  ): Promise<AccessToken> => {
    flight.waiting += 1;
    try {
      return await orAbort(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0 && signal?.aborted) {
        land(audience, flight);
        flight.controller.abort(signal.reason);
        flight.result.catch(() => {}); // Nobody is left to be told.
      }
    }
  };

  const renewAhead = (audience: Audience, entry: Held): void => {
    // Nobody waits for it: whoever comes later may join, and his giving up does not stop it.
    const flight = launch(audience, {});
    flight.waiting += 1;
    flight.result.catch((error: unknown) => {
      const current = held.get(audience);
      if (current?.token.token === entry.token.token) {
        held.set(audience, { ...current, refreshAt: now() + RETRY_AHEAD_MS });
      }
      options.onRefreshError?.(error);
    });
  };

  const dropStored = async (audience?: Audience): Promise<void> => {
    await credential.resume?.();
    const audiences = audience === undefined ? AUDIENCES : [audience];
    await store.delete(audiences.map((each) => storeKey('token', credential.identity, each)));
  };

  const forgetTokens = async (audience?: Audience): Promise<void> => {
    for (const each of audience === undefined ? AUDIENCES : [audience]) {
      generations.set(each, generationOf(each) + 1);
      held.delete(each);
      flights.delete(each);
    }
    await dropStored(audience);
  };

  return {
    get identity() {
      return credential.identity;
    },
    ...(credential.resume === undefined ? {} : { resume: async () => credential.resume?.() }),
    token: async (audience, request = {}) => {
      const entry = held.get(audience);
      if (entry !== undefined && entry.token.token === request.rejected) held.delete(audience);
      if (entry !== undefined && answers(entry, request)) {
        const time = now();
        if (time < entry.usableUntil) {
          if (time >= entry.refreshAt && !flights.has(audience)) renewAhead(audience, entry);
          return entry.token;
        }
      }
      throwIfAborted(request.signal);
      const underWay = flights.get(audience);
      const flight =
        underWay !== undefined && serves(underWay, request) ? underWay : launch(audience, request);
      return join(audience, flight, request.signal);
    },
    drop: async (audience) => {
      await forgetTokens(audience);
      await credential.drop?.(audience);
    },
    forget: async () => forgetTokens(),
  };
}

/** Of many who met the same challenge, those who come late find the token it was met with. */
function answers({ token: { token } }: Held, { force, claims, rejected }: TokenRequest): boolean {
  return force !== true && token !== rejected && (claims === undefined || rejected !== undefined);
}

/** Must the identity provider be asked, whatever is cached? */
function isDemanded(request: TokenRequest): boolean {
  return request.force === true || request.claims !== undefined;
}

function serves(flight: Flight, request: TokenRequest): boolean {
  return flight.claims === request.claims && (flight.force || request.force !== true);
}

interface StoredToken extends AccessToken {
  readonly receivedAt: number;
}

function isStoredToken(value: unknown): value is StoredToken {
  if (typeof value !== 'object' || value === null) return false;
  const { token, expiresAt, receivedAt } = value as Partial<Record<keyof StoredToken, unknown>>;
  return typeof token === 'string' && typeof expiresAt === 'number' && typeof receivedAt === 'number';
}
