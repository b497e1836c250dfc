import type { Alert, Comment, Device, Evidence, Subject } from '../../tenant/model.ts';
import { asRecorded, type Json } from '../../tenant/recorded.ts';
import { seenAlert, seenDevice, type View } from '../../tenant/view.ts';
import {
  alertStatuses,
  antivirusStates,
  classifications,
  detections,
  healthStates,
  investigations,
  levels,
  machineValues,
  onboardingStates,
  severities,
} from '../../tenant/vocabulary.ts';
import { native, time } from '../../tenant/written.ts';
import { determinationOf } from './determination.ts';
import { renderEvidence } from './render-evidence.ts';

/** @see https://learn.microsoft.com/defender-endpoint/api/alerts */
export function renderAlert(stored: Alert, view: View, withEvidence: boolean): Json {
  const alert = seenAlert(stored, view);
  const device = deviceOf(alert);
  const user = subjectOf(alert.evidence, 'user')?.account;
  const rendered = {
    id: alert.id,
    incidentId: alert.incidentId,
    investigationId: alert.investigationId,
    assignedTo: alert.assignee,
    severity: native(severities, alert.severity),
    status: native(alertStatuses, alert.status),
    classification: native(classifications, alert.classification),
    determination: determinationOf(alert.determination),
    investigationState: native(investigations, alert.investigation),
    detectionSource: native(detections, alert.detection),
    detectorId: alert.detector,
    category: alert.category,
    threatFamilyName: alert.family,
    title: alert.title,
    description: alert.description,
    recommendedAction: alert.advice,
    alertCreationTime: time(alert.created),
    firstEventTime: time(alert.firstActivity),
    lastEventTime: time(alert.lastActivity),
    lastUpdateTime: time(alert.updated),
    resolvedTime: time(alert.resolved),
    machineId: device?.id ?? null,
    computerDnsName: device?.dnsName ?? null,
    rbacGroupName: device?.groupName ?? null,
    aadTenantId: view.tenantId,
    threatName: alert.threat,
    mitreTechniques: alert.techniques,
    relatedUser: user === undefined ? null : { userName: user.account, domainName: user.domain },
    loggedOnUsers:
      device?.loggedOn.map(({ account, domain }) => ({ accountName: account, domainName: domain })) ?? [],
    comments: alert.comments.map(renderComment),
    evidence: withEvidence ? alert.evidence.flatMap((evidence) => renderEvidence(evidence) ?? []) : [],
  };
  return asRecorded(rendered, alert.recordedByEndpoint);
}

/** @see https://learn.microsoft.com/defender-endpoint/api/machine */
export function renderMachine(stored: Device, view: View): Json {
  const device = seenDevice(stored, view);
  return {
    id: device.id,
    mergedIntoMachineId: null,
    isPotentialDuplication: false,
    isExcluded: false,
    exclusionReason: null,
    computerDnsName: device.dnsName,
    firstSeen: time(device.firstSeen),
    lastSeen: time(device.lastSeen),
    osPlatform: device.platform,
    osVersion: null,
    osProcessor: device.processor,
    version: device.version,
    lastIpAddress: device.addresses[0]?.ip ?? null,
    lastExternalIpAddress: device.externalAddress,
    agentVersion: '10.8760.26100.1742',
    osBuild: device.build,
    healthStatus: native(healthStates, device.health),
    deviceValue: native(machineValues, device.value),
    rbacGroupId: device.groupId ?? 0,
    rbacGroupName: device.groupName,
    riskScore: native(levels, device.risk),
    exposureLevel: native(levels, device.exposure),
    isAadJoined: device.directoryId !== null,
    aadDeviceId: device.directoryId,
    machineTags: device.tags,
    defenderAvStatus: native(antivirusStates, device.antivirus),
    onboardingStatus: native(onboardingStates, device.onboarding),
    osArchitecture: '64-bit',
    managedBy: 'Intune',
    managedByStatus: 'Unknown',
    ipAddresses: device.addresses.map(({ ip, mac }) => ({
      ipAddress: ip,
      macAddress: mac,
      type: 'Ethernet',
      operationalStatus: 'Up',
    })),
    vmMetadata:
      device.vm === null
        ? null
        : {
            vmId: device.vm.id,
            cloudProvider: 'Azure',
            resourceId: device.vm.resourceId,
            subscriptionId: device.vm.subscriptionId,
          },
  };
}

export function deviceOf(alert: Alert): Device | undefined {
  return subjectOf(alert.evidence, 'device')?.device;
}

function renderComment(comment: Comment): Json {
  return { comment: comment.text, createdBy: comment.author, createdTime: time(comment.at) };
}

function subjectOf<K extends Subject['kind']>(
  evidence: readonly Evidence[],
  kind: K,
): Extract<Subject, { kind: K }> | undefined {
  return evidence.map(({ subject }) => subject).find((subject) => subject.kind === kind) as
    Extract<Subject, { kind: K }> | undefined;
}
