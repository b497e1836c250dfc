import type { Table } from '../../odata/selection.ts';
import type { Tenant } from '../../tenant/tenant.ts';
import { alertStatuses, detections, severities } from '../../tenant/vocabulary.ts';
import { native } from '../../tenant/written.ts';
import { deviceOf } from './render.ts';

/** Alerts as this API lets them be filtered and ordered. */
export function alertTable(tenant: Tenant): Table {
  const { alerts } = tenant;
  return {
    timeline: alerts,
    created: 'alertCreationTime',
    updated: 'lastUpdateTime',
    schema: {
      alertCreationTime: 'time',
      lastUpdateTime: 'time',
      lastEventTime: 'time',
      incidentId: 'number',
      investigationId: 'number',
      id: 'text',
      assignedTo: 'text',
      // The page of the method misspells it, and people copy from there.
      asssignedTo: 'text',
      detectionSource: 'enum',
      status: 'enum',
      severity: 'enum',
      category: 'text',
      machineId: 'text',
      computerDnsName: 'text',
    },
    read: (row, property) => {
      if (property === 'alertCreationTime') return alerts.created.get(row);
      if (property === 'lastUpdateTime') return alerts.updated.get(row);
      if (property === 'incidentId') return tenant.incidentIdOfAlert(row);
      if (property === 'machineId') return deviceOf(tenant.alert(row))?.id ?? null;
      if (property === 'computerDnsName') return deviceOf(tenant.alert(row))?.dnsName ?? null;
      const alert = tenant.alertGlance(row);
      switch (property) {
        case 'lastEventTime':
          return alert.lastActivity;
        case 'investigationId':
          return alert.investigationId;
        case 'id':
          return alert.id;
        case 'assignedTo':
        case 'asssignedTo':
          return alert.assignee;
        case 'detectionSource':
          return native(detections, alert.detection);
        case 'status':
          return native(alertStatuses, alert.status);
        case 'severity':
          return native(severities, alert.severity);
        case 'category':
          return alert.category;
        default:
          return null;
      }
    },
  };
}
