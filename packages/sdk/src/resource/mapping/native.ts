import type { Alert, Comment, Evidence, Incident } from '../shape.ts';
import { fieldsToGraph, fieldsToNative, isRecord } from './convert.ts';
import { deviceToGraph, entityToGraph, evidenceToNative, isDevice } from './evidence.ts';
import { commentRows, endpointAlertRows, incidentRows, serviceOfDetection, xdrAlertRows } from './table.ts';

/** A record as a native API gives it or wants it. */
export type Native = Readonly<Record<string, unknown>>;

const nested = {
  incident: new Set(['alerts', 'comments']),
  xdrAlert: new Set(['devices', 'entities', 'evidence', 'comments']),
  endpointAlert: new Set([
    'evidence',
    'comments',
    ...['machineId', 'computerDnsName', 'rbacGroupName', 'loggedOnUsers'],
  ]),
};

/** An incident of Defender XDR in the shape of Graph. */
export function incidentToGraph(native: Native): Incident {
  const { alerts, comments } = native;
  return {
    id: '',
    ...fieldsToGraph(native, incidentRows, nested.incident),
    ...('comments' in native && { comments: listOf(comments, commentToGraph) }),
    ...('alerts' in native && { alerts: listOf(alerts, xdrAlertToGraph) }),
  };
}

export function incidentToNative(incident: Incident): Native {
  const { alerts, comments } = incident;
  return {
    ...fieldsToNative(incident, incidentRows, nested.incident, 'xdr'),
    ...('comments' in incident && { comments: listOf(comments, commentToNative) }),
    ...('alerts' in incident && { alerts: listOf(alerts, (alert) => xdrAlertToNative(alert as Alert)) }),
  };
}

/** An alert inside an incident of Defender XDR: its devices and flat entities become one list of evidence. */
export function xdrAlertToGraph(native: Native): Alert {
  const { devices, entities, comments } = native;
  const hasEvidence = 'devices' in native || 'entities' in native;
  return {
    id: '',
    ...fieldsToGraph(native, xdrAlertRows, nested.xdrAlert),
    ...('comments' in native && { comments: listOf(comments, commentToGraph) }),
    ...(hasEvidence && {
      evidence: [...(listOf(devices, deviceToGraph) ?? []), ...(listOf(entities, entityToGraph) ?? [])],
    }),
  };
}

export function xdrAlertToNative(alert: Alert): Native {
  return {
    ...fieldsToNative(alert, xdrAlertRows, nested.xdrAlert, 'xdr'),
    ...('comments' in alert && { comments: listOf(alert.comments, commentToNative) }),
    ...(alert.evidence !== undefined && evidenceToNative(alert.evidence ?? [], 'xdr')),
  };
}

/** An alert of Defender for Endpoint. The device it stands on becomes evidence like any other. */
export function endpointAlertToGraph(native: Native): Alert {
  const { evidence, comments } = native;
  const fields = fieldsToGraph(native, endpointAlertRows, nested.endpointAlert);
  return {
    id: '',
    ...fields,
    serviceSource: serviceOfDetection[String(fields['detectionSource'])] ?? 'microsoftDefenderForEndpoint',
    ...('comments' in native && { comments: listOf(comments, commentToGraph) }),
    evidence: [...deviceOf(native), ...(listOf(evidence, entityToGraph) ?? [])],
  };
}

export function endpointAlertToNative(alert: Alert): Native {
  const { serviceSource: _always, ...rest } = fieldsToNative(
    alert,
    endpointAlertRows,
    new Set(['evidence', 'comments']),
    'endpoint',
  );
  const evidence = alert.evidence ?? [];
  return {
    ...rest,
    ...('comments' in alert && { comments: listOf(alert.comments, commentToNative) }),
    ...machineOf(evidence.find(isDevice)),
    evidence: evidenceToNative(
      evidence.filter((piece) => !isDevice(piece)),
      'endpoint',
    ).entities,
  };
}

function deviceOf(native: Native): Evidence[] {
  const { machineId, computerDnsName, rbacGroupName, loggedOnUsers } = native;
  if ((machineId ?? computerDnsName ?? null) === null) return [];
  return [
    {
      '@odata.type': '#microsoft.graph.security.deviceEvidence',
      ...(machineId !== undefined && { mdeDeviceId: machineId }),
      ...(computerDnsName !== undefined && { deviceDnsName: computerDnsName }),
      ...(rbacGroupName !== undefined && { rbacGroupName }),
      ...(loggedOnUsers !== undefined && { loggedOnUsers }),
    },
  ];
}

function machineOf(device: Evidence | undefined): Native {
  if (device === undefined) return {};
  const { mdeDeviceId, deviceDnsName, rbacGroupName, loggedOnUsers } = device;
  return {
    ...(mdeDeviceId !== undefined && { machineId: mdeDeviceId }),
    ...(deviceDnsName !== undefined && { computerDnsName: deviceDnsName }),
    ...(rbacGroupName !== undefined && { rbacGroupName }),
    ...(loggedOnUsers !== undefined && { loggedOnUsers }),
  };
}

export function commentToGraph(native: Native): Comment {
  return fieldsToGraph(native, commentRows, new Set());
}

export function commentToNative(comment: Comment): Native {
  return fieldsToNative(comment, commentRows, new Set(['@odata.type']), 'xdr');
}

/** Null stays null; anything in the list that is no record is left out, for no shape could be given to it. */
function listOf<T>(value: unknown, change: (item: Native) => T): T[] | null {
  return Array.isArray(value) ? value.filter(isRecord).map(change) : null;
}
