// The five incidents that changed last and are still open, with what is known of each.
import assert from 'node:assert/strict';
import { findPlace, openTenant } from './tenant.ts';

const defender = openTenant(findPlace());
const open = ['active', 'inProgress'];
let shown = 0;
for await (const incident of defender.incident.list({
  filter: { status: open },
  limit: 5,
  withAlerts: true,
})) {
  console.log(incident.id, incident.severity, incident.status, incident.displayName);
  for (const alert of incident.alerts ?? []) console.log('  ', alert.createdDateTime, alert.title);
  assert.ok(open.includes(incident.status ?? ''), 'the filter holds');
  shown += 1;
}
await defender.close();
assert.ok(shown <= 5, 'the limit holds');
console.log(`ok: ${shown} open incidents`);
