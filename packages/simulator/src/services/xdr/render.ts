import type { Alert, Comment, Device, Evidence, Incident } from '../../tenant/model.ts';
import { asRecorded, type Json } from '../../tenant/recorded.ts';
import { PORTAL, seenAlert, seenIncident, type View } from '../../tenant/view.ts';
import {
  alertStatuses,
  antivirusStates,
  classifications,
  detections,
  determinations,
  healthStates,
  incidentStatuses,
  investigations,
  levels,
  onboardingStates,
  products,
  severities,
} from '../../tenant/vocabulary.ts';
import { native, time } from '../../tenant/written.ts';
import { renderEntity } from './render-entity.ts';

/** @see https://learn.microsoft.com/defender-xdr/api-list-incidents */
export function renderIncident(stored: Incident, alerts: readonly Alert[], view: View): Json {
  const incident = seenIncident(stored, view);
  const rendered = {
    incidentId: incident.id,
    incidentUri: `${PORTAL}/incidents/${incident.id}?tid=${view.tenantId}`,
    redirectIncidentId: incident.redirect,
    incidentName: incident.name,
    createdTime: time(incident.created),
    lastUpdateTime: time(incident.updated),
    assignedTo: incident.assignee,
    classification: native(classifications, incident.classification),
    determination: native(determinations, incident.determination),
    status: native(incidentStatuses, incident.status),
    severity: native(severities, incident.severity),
    tags: incident.tags,
    comments: incident.comments.map(renderComment),
    alerts: alerts.map((alert) => renderAlert(alert, view)),
  };
  return asRecorded(rendered, incident.recorded);
}

function renderAlert(stored: Alert, view: View): Json {
  const alert = seenAlert(stored, view);
  const rendered = {
    alertId: alert.id,
    incidentId: alert.incidentId,
    serviceSource: native(products, alert.product),
    creationTime: time(alert.created),
    lastUpdatedTime: time(alert.updated),
    resolvedTime: time(alert.resolved),
    firstActivity: time(alert.firstActivity),
    lastActivity: time(alert.lastActivity),
    title: alert.title,
    description: alert.description,
    category: alert.category,
    status: native(alertStatuses, alert.status),
    severity: native(severities, alert.severity),
    investigationId: alert.investigationId,
    investigationState: native(investigations, alert.investigation),
    classification: native(classifications, alert.classification),
    determination: native(determinations, alert.determination),
    detectionSource: native(detections, alert.detection),
    detectorId: alert.detector,
    assignedTo: alert.assignee,
    actorName: alert.actor,
    threatFamilyName: alert.family,
    mitreTechniques: alert.techniques,
    devices: alert.evidence.flatMap(deviceOf),
    entities: alert.evidence.flatMap((evidence) => renderEntity(evidence) ?? []),
  };
  return asRecorded(rendered, alert.recorded);
}

function renderComment(comment: Comment): Json {
  return { comment: comment.text, createdBy: comment.author, createdTime: time(comment.at) };
}

function deviceOf({ subject }: Evidence): Json[] {
  return subject.kind === 'device' ? [renderDevice(subject.device)] : [];
}

function renderDevice(device: Device): Json {
  const rendered = {
    mdatpDeviceId: device.id,
    aadDeviceId: device.directoryId,
    deviceDnsName: device.dnsName,
    osPlatform: device.platform,
    version: device.version,
    osProcessor: device.processor,
    osBuild: device.build,
    healthStatus: native(healthStates, device.health),
    riskScore: native(levels, device.risk),
    rbacGroupName: device.groupName,
    rbacGroupId: device.groupId,
    firstSeen: time(device.firstSeen),
    tags: device.tags,
    defenderAvStatus: native(antivirusStates, device.antivirus),
    onboardingStatus: native(onboardingStates, device.onboarding),
    vmMetadata:
      device.vm === null
        ? null
        : {
            vmId: device.vm.id,
            cloudProvider: 'Azure',
            resourceId: device.vm.resourceId,
            subscriptionId: device.vm.subscriptionId,
          },
    loggedOnUsers: device.loggedOn.map(({ account, domain }) => ({
      accountName: account,
      domainName: domain,
    })),
  };
  return asRecorded(rendered, device.recorded);
}
