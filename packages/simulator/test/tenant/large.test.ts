import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/core/clock.ts';
import { joinAlert } from '../../src/tenant/happening.ts';
import { Tenant } from '../../src/tenant/tenant.ts';
import { tickOfMs } from '../../src/tenant/tick.ts';

const MEGABYTE = 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heap(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('a tenant of 100,000 incidents', () => {
  it('is not held in memory, neither when it is made nor while it is read', () => {
    const before = heap();
    const clock = createClock('2026-11-21T00:00:00Z');
    const tenant = new Tenant(clock, { incidents: 100_000, seed: 'large', until: tickOfMs(clock.now()) });
    expect(tenant.incidents.byCreated.size).toBe(100_000);
    expect(heap() - before).toBeLessThan(8 * MEGABYTE);
    let alerts = 0;
    for (let rank = 0; rank < 5000; rank += 1)
      alerts += tenant.alertsOf(tenant.incidents.byUpdated.at(rank)).length;
    expect(alerts).toBeGreaterThan(5000);
    expect(heap() - before).toBeLessThan(8 * MEGABYTE);
  });

  it('keeps only what was changed', () => {
    const clock = createClock('2026-11-21T00:00:00Z');
    const tenant = new Tenant(clock, { incidents: 100_000, seed: 'large', until: tickOfMs(clock.now()) });
    for (let row = 0; row < 50; row += 1) joinAlert(tenant, row * 1999);
    expect(tenant.changedCount).toBe(50);
    expect(tenant.incidents.byUpdated.at(99_999)).toBe(49 * 1999);
  });
});
