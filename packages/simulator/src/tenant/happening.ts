import type { Incident } from './model.ts';
import type { Tenant } from './tenant.ts';

/*
 * What happens in a cloud while one reads it. Each of these moves the time of update of the incidents it
 * touches, except that one which surfaces late keeps the time it was hidden with.
 */

/** A new incident. @param hiddenUntil epoch ms; it then surfaces with the times it has now. */
export function openIncident(tenant: Tenant, fields: Partial<Incident> = {}, hiddenUntil?: number): number {
  const { incident, alerts } = tenant.draft(tenant.stamp());
  const opened = { ...incident, ...fields };
  if (tenant.rowOf(opened.id) !== undefined) throw new RangeError(`Incident ${opened.id} exists already.`);
  const own = alerts.map((alert) => ({ ...alert, incidentId: opened.id }));
  return tenant.add(opened, own, hiddenUntil);
}

/** An alert joins an incident, or the one that incident was merged into. */
export function joinAlert(tenant: Tenant, row: number): void {
  const incident = tenant.incident(row);
  const winner = incident.redirect === null ? undefined : tenant.rowOf(incident.redirect);
  if (winner !== undefined) return joinAlert(tenant, winner);
  const { alerts } = tenant.draft(tenant.stamp());
  const [alert] = alerts;
  if (alert === undefined) throw new RangeError('a draft without alerts');
  tenant.addAlert(row, { ...alert, incidentId: incident.id });
  tenant.change(row, {}, 'alert joined');
}

/** The correlation finds that two incidents are one: the winner takes the alerts, the loser points to it. */
export function mergeIncidents(tenant: Tenant, from: number, into: number): void {
  const winner = tenant.incident(into);
  if (from === into || winner.redirect !== null)
    throw new RangeError('An incident is merged into another one that is not merged itself.');
  tenant.moveAlerts(from, into, winner.id);
  tenant.change(
    from,
    { status: 'redirected', redirect: winner.id, severity: 'unspecified' },
    `merged into ${winner.id}`,
  );
  tenant.change(into, {}, `took over ${tenant.incident(from).id}`);
}
