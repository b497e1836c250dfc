import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cached, memoryTokenStore, VedetteError } from '../../src/index.ts';
import type { AccessToken, Audience, Credential, CredentialIdentity, TokenRequest } from '../../src/index.ts';
import { storeKey } from '../../src/credential/cache/store-key.ts';
import type { StoredKind } from '../../src/credential/cache/store-key.ts';

const HOUR = 3_600_000;
const IDENTITY: CredentialIdentity = {
  cloud: 'worldwide',
  tenant: 't',
  client: 'c',
  flow: 'client-secret',
};

/** A flow that is answered by hand: each request waits until the test lets it go on. */
class Hand implements Credential {
  readonly identity = IDENTITY;
  readonly asked: TokenRequest[] = [];
  readonly #answers: PromiseWithResolvers<AccessToken>[] = [];

  async token(_: Audience, request: TokenRequest = {}): Promise<AccessToken> {
    this.asked.push(request);
    const answer = Promise.withResolvers<AccessToken>();
    this.#answers.push(answer);
    return answer.promise;
  }

  give(token: string, expiresAt: number, refreshAt?: number): void {
    this.#answers.shift()?.resolve({ token, expiresAt, refreshAt });
  }

  fail(error: Error): void {
    this.#answers.shift()?.reject(error);
  }
}

/** A flow that answers at once with t1, t2 … living an hour. */
function counter(now: () => number): Credential & { count: number } {
  return {
    identity: IDENTITY,
    count: 0,
    async token() {
      this.count += 1;
      return { token: `t${this.count}`, expiresAt: now() + HOUR };
    },
  };
}

const turn = async (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe('the token cache', () => {
  it('finds what another process stored', async () => {
    const store = memoryTokenStore();
    const flow = counter(Date.now);
    await cached(flow, { store }).token('graph');
    expect((await cached(flow, { store }).token('graph')).token).toBe('t1');
    expect(flow.count).toBe(1);
  });

  it('fetches a new token five minutes before the end, while the old one is still given out', async () => {
    let now = 0;
    const hand = new Hand();
    const credential = cached(hand, { store: memoryTokenStore(), now: () => now });
    const first = credential.token('graph');
    await turn();
    hand.give('old', HOUR);
    await first;
    now = HOUR - 5 * 60_000 - 1;
    await credential.token('graph');
    expect(hand.asked).toHaveLength(1);
    now += 1;
    expect((await credential.token('graph')).token).toBe('old');
    await turn();
    expect(hand.asked).toHaveLength(2);
    expect((await credential.token('graph')).token).toBe('old');
    hand.give('new', now + HOUR);
    await turn();
    expect((await credential.token('graph')).token).toBe('new');
  });

  it('heeds the time its issuer names for renewal, and four fifths of a short life', async () => {
    for (const [life, refreshAt, due] of [
      [HOUR * 24, HOUR * 12, HOUR * 12],
      [100_000, undefined, 80_000],
    ] as const) {
      let now = 0;
      const hand = new Hand();
      const credential = cached(hand, { store: memoryTokenStore(), now: () => now });
      const first = credential.token('graph');
      await turn();
      hand.give('old', life, refreshAt);
      await first;
      now = due - 1;
      await credential.token('graph');
      await turn();
      expect(hand.asked).toHaveLength(1);
      now = due;
      await credential.token('graph');
      await turn();
      expect(hand.asked).toHaveLength(2);
    }
  });

  it('goes on with the old token when renewing it ahead of need fails, and tells', async () => {
    let now = 0;
    const told: unknown[] = [];
    const hand = new Hand();
    const credential = cached(hand, {
      store: memoryTokenStore(),
      now: () => now,
      onRefreshError: (error) => told.push(error),
    });
    const first = credential.token('graph');
    await turn();
    hand.give('old', HOUR);
    await first;
    now = HOUR - 60_001;
    await credential.token('graph');
    await turn();
    const failure = new VedetteError('MDE_NETWORK', 'away');
    hand.fail(failure);
    await turn();
    expect(told).toEqual([failure]);
    expect((await credential.token('graph')).token).toBe('old');
    await turn();
    expect(hand.asked).toHaveLength(2);
    now = HOUR;
    const last = credential.token('graph');
    await turn();
    hand.fail(failure);
    await expect(last).rejects.toBe(failure);
  });

  it('keeps no failure', async () => {
    const hand = new Hand();
    const credential = cached(hand, { store: memoryTokenStore() });
    const failing = credential.token('graph');
    await turn();
    hand.fail(new VedetteError('MDE_NETWORK', 'away'));
    await expect(failing).rejects.toMatchObject({ code: 'MDE_NETWORK' });
    const next = credential.token('graph');
    await turn();
    hand.give('token', Date.now() + HOUR);
    await expect(next).resolves.toMatchObject({ token: 'token' });
  });

  it('forgets a refused token everywhere, also when no new one can be had', async () => {
    const store = memoryTokenStore();
    const hand = new Hand();
    const credential = cached(hand, { store });
    const first = credential.token('graph');
    await turn();
    hand.give('refused', Date.now() + HOUR);
    await first;
    const renewed = credential.token('graph', { rejected: 'refused' });
    await turn();
    hand.fail(new VedetteError('MDE_NETWORK', 'away'));
    await expect(renewed).rejects.toMatchObject({ code: 'MDE_NETWORK' });
    for (const later of [credential, cached(hand, { store })]) {
      const asked = later.token('graph');
      await turn();
      hand.give('new', 0);
      expect((await asked).token).toBe('new');
    }
  });

  it('does not bring back a token that was dropped while it was fetched', async () => {
    const store = memoryTokenStore();
    const hand = new Hand();
    const credential = cached(hand, { store });
    const early = credential.token('graph');
    await turn();
    await credential.drop('graph');
    const late = credential.token('graph');
    await turn();
    hand.give('dropped', Date.now() + HOUR);
    expect((await early).token).toBe('dropped');
    hand.give('kept', Date.now() + HOUR);
    expect((await late).token).toBe('kept');
    expect((await credential.token('graph')).token).toBe('kept');
    expect((await store.get(storeKey('token', IDENTITY, 'graph')))?.value).toMatchObject({ token: 'kept' });
  });

  it('passes a claims challenge on, and serves others who meet the same one', async () => {
    const hand = new Hand();
    const credential = cached(hand, { store: memoryTokenStore() });
    const first = credential.token('graph');
    await turn();
    hand.give('old', Date.now() + HOUR);
    await first;
    const asked = ['{"a":1}', '{"a":1}', '{"b":1}'].map(async (claims) =>
      credential.token('graph', { claims }),
    );
    await turn();
    expect(hand.asked.map(({ claims }) => claims)).toEqual([undefined, '{"a":1}', '{"b":1}']);
    hand.give('a', Date.now() + HOUR);
    hand.give('b', Date.now() + HOUR);
    expect((await Promise.all(asked)).map(({ token }) => token)).toEqual(['a', 'a', 'b']);
    // Whoever met the challenge with the old token comes too late to have to ask.
    const late = credential.token('graph', { claims: '{"b":1}', rejected: 'old' });
    expect((await late).token).toBe('b');
    expect(hand.asked).toHaveLength(3);
  });

  it('lets one caller give up without disturbing the others, and stops when all have', async () => {
    const hand = new Hand();
    const credential = cached(hand, { store: memoryTokenStore() });
    const one = new AbortController();
    const other = new AbortController();
    const first = credential.token('graph', { signal: one.signal });
    const second = credential.token('graph', { signal: other.signal });
    await turn();
    one.abort();
    await expect(first).rejects.toMatchObject({ code: 'MDE_ABORTED' });
    expect(hand.asked[0]?.signal?.aborted).toBe(false);
    other.abort();
    await expect(second).rejects.toMatchObject({ code: 'MDE_ABORTED' });
    expect(hand.asked[0]?.signal?.aborted).toBe(true);
    const third = credential.token('graph');
    await turn();
    hand.give('lost', Date.now() + HOUR);
    hand.give('token', Date.now() + HOUR);
    expect((await third).token).toBe('token');
  });

  it('keeps the audiences apart', async () => {
    const flow = counter(Date.now);
    const credential = cached(flow, { store: memoryTokenStore() });
    const tokens = await Promise.all(
      (['graph', 'endpoint', 'xdr'] as const).map(
        async (audience) => (await credential.token(audience)).token,
      ),
    );
    expect(new Set(tokens).size).toBe(3);
  });
});

describe('the key of an entry', () => {
  const text = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('a', 'b', '","', '|', '\\', 'null'));
  const identity = fc.record<CredentialIdentity>(
    {
      cloud: text,
      tenant: text,
      client: text,
      account: text,
      flow: fc.constantFrom('device-code', 'certificate'),
    },
    { requiredKeys: ['cloud', 'tenant', 'client', 'flow'] },
  );
  const kind = fc.constantFrom<StoredKind>('token', 'grant');
  const audience = fc.constantFrom<Audience | undefined>('graph', 'xdr', undefined);

  it('is the same for two entries only if all that names them is', () => {
    const parts = fc.tuple(kind, identity, audience);
    const same = ([k, i, a]: readonly [StoredKind, CredentialIdentity, Audience | undefined]): unknown => [
      k,
      { ...i, tenant: i.tenant.toLowerCase(), client: i.client.toLowerCase() },
      a,
    ];
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const equal = storeKey(...one) === storeKey(...other);
        if (equal) expect(same(one)).toEqual(same(other));
        else expect(same(one)).not.toEqual(same(other));
      }),
      { numRuns: 500 },
    );
  });
});
