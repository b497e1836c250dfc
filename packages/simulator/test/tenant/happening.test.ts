import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/core/clock.ts';
import { joinAlert, mergeIncidents, openIncident } from '../../src/tenant/happening.ts';
import { Tenant } from '../../src/tenant/tenant.ts';
import { tickOfMs } from '../../src/tenant/tick.ts';
import { assessAlert, assessIncident } from '../../src/tenant/triage.ts';

const kinds = ['open', 'hide', 'surface', 'join', 'merge', 'change', 'resolve', 'alert', 'list'] as const;
const step = fc.record({ kind: fc.constantFrom(...kinds), a: fc.nat(40), b: fc.nat(40), ms: fc.nat(2) });

/** Does one step; which incidents it takes is counted among those that are visible. */
function happen(
  tenant: Tenant,
  { kind, a, b }: { kind: (typeof kinds)[number]; a: number; b: number },
): void {
  const { byCreated } = tenant.incidents;
  const row = byCreated.at(a % byCreated.size);
  const other = byCreated.at(b % byCreated.size);
  switch (kind) {
    case 'open':
      openIncident(tenant);
      break;
    case 'hide':
      openIncident(tenant, {}, Infinity);
      break;
    case 'surface':
      tenant.surfaceAll();
      break;
    case 'join':
      joinAlert(tenant, row);
      break;
    case 'merge':
      if (row !== other && tenant.incident(other).redirect === null) mergeIncidents(tenant, row, other);
      break;
    case 'change':
      tenant.change(row, { tags: [`${b}`] }, 'changed');
      break;
    case 'resolve':
      assessIncident(tenant, row, { status: 'resolved', comment: 'x' }, 'tester');
      break;
    case 'alert': {
      const alertRow = tenant.alertRowsOf(row)[0];
      if (alertRow !== undefined)
        assessAlert(tenant, alertRow, { status: b % 2 === 0 ? 'resolved' : 'new' }, 'tester');
      break;
    }
    case 'list':
      // Listing alerts builds their index, which everything after must keep right.
      expect(tenant.alerts.byCreated.size).toBeGreaterThan(0);
      break;
  }
}

describe('whatever happens in a tenant', () => {
  it('alerts stand in exactly one visible incident, and every list agrees about it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = createClock('2026-11-21T00:00:00Z');
        const tenant = new Tenant(clock, { incidents: 15, seed: 'happening', until: tickOfMs(clock.now()) });
        let last = tenant.incidents.newest ?? 0;
        for (const one of steps) {
          clock.advance(one.ms);
          happen(tenant, one);
          const newest = tenant.incidents.newest ?? 0;
          expect(newest).toBeGreaterThanOrEqual(last);
          last = newest;
        }
        const rows = [...tenant.incidents.byUpdated.rows()];
        expect(rows.toSorted((a, b) => a - b)).toEqual(
          [...tenant.incidents.byCreated.rows()].toSorted((a, b) => a - b),
        );
        const inIncidents = rows.flatMap((row) => [...tenant.alertRowsOf(row)]);
        const listed = [...tenant.alerts.byUpdated.rows()];
        expect(inIncidents.toSorted((a, b) => a - b)).toEqual(listed.toSorted((a, b) => a - b));
        for (const row of rows) {
          const incident = tenant.incident(row);
          expect(tenant.rowOf(incident.id)).toBe(row);
          for (const alert of tenant.alertsOf(row)) {
            expect(alert.incidentId).toBe(incident.id);
            expect(tenant.alert(tenant.alertRowOf(alert.id) ?? -1)).toEqual(alert);
            expect(alert.status === 'resolved').toBe(alert.resolved !== null);
          }
          if (incident.redirect !== null) expect(tenant.alertRowsOf(row)).toEqual([]);
        }
      }),
      { numRuns: 150 },
    );
  });
});
