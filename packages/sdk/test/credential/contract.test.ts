import { startCloud, type Cloud } from '@vedette/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeToken, memoryTokenStore, resolveCloud, resourceOf } from '../../src/index.ts';
import { FLOWS, journalOf } from './flow-table.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await startCloud();
});

afterAll(async () => cloud.stop());

describe.each(FLOWS)('signing in by $name', ({ open, audiences, requests = 1 }) => {
  it('gives each API a token of its own audience', async () => {
    const credential = await open(cloud);
    for (const audience of audiences) {
      const { token, expiresAt } = await credential.token(audience);
      expect(decodeToken(token)?.aud).toBe(resourceOf(resolveCloud('worldwide'), audience));
      expect(decodeToken(token)?.tenant).toBe(cloud.info.tenantId);
      expect(expiresAt).toBeGreaterThan(Date.now() + 50 * 60_000);
    }
  });

  it('answers from the cache without a request', async () => {
    const store = memoryTokenStore();
    const credential = await open(cloud, store);
    const first = await credential.token('endpoint');
    await cloud.admin('DELETE', '/_sim/journal');
    expect(await credential.token('endpoint')).toEqual(first);
    expect(await journalOf(cloud)).toEqual([]);
  });

  it('asks once for a thousand callers at the same time', async () => {
    const credential = await open(cloud);
    await credential.token('endpoint');
    await credential.drop('endpoint');
    await cloud.admin('DELETE', '/_sim/journal');
    const tokens = await Promise.all(
      Array.from({ length: 1000 }, async () => (await credential.token('endpoint')).token),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(await journalOf(cloud)).toHaveLength(requests);
  });

  it('asks once more after a token was refused, however many met the refusal', async () => {
    const credential = await open(cloud);
    const { token: rejected } = await credential.token('endpoint');
    await cloud.admin('DELETE', '/_sim/journal');
    const renewed = await Promise.all(
      Array.from({ length: 20 }, async () => credential.token('endpoint', { rejected })),
    );
    const late = await credential.token('endpoint', { rejected });
    expect(new Set([...renewed, late].map(({ token }) => token)).size).toBe(1);
    expect(late.token).not.toBe(rejected);
    expect(await journalOf(cloud)).toHaveLength(requests);
  });

  it('stops when it is aborted', async () => {
    const credential = await open(cloud);
    const aborted = credential.token('endpoint', { force: true, signal: AbortSignal.abort() });
    await expect(aborted).rejects.toMatchObject({ code: 'MDE_ABORTED' });
    await expect(credential.token('endpoint')).resolves.toBeDefined();
  });
});
