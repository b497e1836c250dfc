import type { Alert, Comment, Device, Evidence, Incident } from '../model.ts';
import { recordedFrom, type Json } from '../recorded.ts';
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
  remediations,
  severities,
  verdicts,
} from '../vocabulary.ts';
import { Field } from './field.ts';
import { readSubject } from './read-subject.ts';

export interface RecordedIncident {
  readonly incident: Incident;
  readonly alerts: readonly Alert[];
}

/** An incident as the native API had it. */
export function readIncident(raw: Json): RecordedIncident {
  const field = new Field(raw);
  const id = field.number('incidentId') ?? 0;
  const updated = field.time('lastUpdateTime') ?? 0;
  const incident: Incident = {
    id,
    redirect: field.number('redirectIncidentId'),
    name: field.text('incidentName'),
    description: null,
    summary: null,
    resolvingComment: null,
    created: field.time('createdTime') ?? updated,
    updated,
    status: field.word('status', incidentStatuses),
    severity: field.word('severity', severities),
    classification: field.word('classification', classifications),
    determination: field.word('determination', determinations),
    assignee: field.text('assignedTo'),
    tags: field.texts('tags'),
    systemTags: [],
    comments: field.objects('comments').map(readComment),
    modifiedBy: null,
    priority: null,
    recorded: recordedFrom(raw),
  };
  return { incident, alerts: field.objects('alerts').map((alert) => readAlert(alert, id)) };
}

function readAlert(raw: Json, incidentId: number): Alert {
  const field = new Field(raw);
  const updated = field.time('lastUpdatedTime') ?? 0;
  return {
    id: field.text('alertId') ?? '',
    incidentId: field.number('incidentId') ?? incidentId,
    product: field.word('serviceSource', products),
    detection: field.word('detectionSource', detections),
    detector: field.text('detectorId'),
    created: field.time('creationTime') ?? updated,
    updated,
    resolved: field.time('resolvedTime'),
    firstActivity: field.time('firstActivity'),
    lastActivity: field.time('lastActivity'),
    title: field.text('title'),
    description: field.text('description'),
    advice: null,
    category: field.text('category'),
    status: field.word('status', alertStatuses),
    severity: field.word('severity', severities),
    investigationId: field.number('investigationId'),
    investigation: field.word('investigationState', investigations),
    classification: field.word('classification', classifications),
    determination: field.word('determination', determinations),
    assignee: field.text('assignedTo'),
    actor: field.text('actorName'),
    threat: null,
    family: field.text('threatFamilyName'),
    techniques: field.texts('mitreTechniques'),
    comments: field.objects('comments').map(readComment),
    evidence: [
      ...field.objects('devices').map(deviceEvidence),
      ...field.objects('entities').map(readEvidence),
    ],
    systemTags: [],
    recorded: recordedFrom(raw),
  };
}

export function readComment(raw: Json): Comment {
  const field = new Field(raw);
  return {
    text: field.text('comment') ?? '',
    author: field.text('createdBy') ?? '',
    at: field.time('createdTime') ?? 0,
  };
}

function deviceEvidence(raw: Json): Evidence {
  return {
    subject: { kind: 'device', device: readDevice(raw) },
    at: null,
    verdict: null,
    remediation: null,
    roles: [],
    detailedRoles: [],
    tags: [],
  };
}

function readEvidence(raw: Json): Evidence {
  const field = new Field(raw);
  return {
    subject: readSubject(field),
    at: field.time('evidenceCreationTime'),
    verdict: field.word('verdict', verdicts),
    remediation: field.word('remediationStatus', remediations),
    roles: [],
    detailedRoles: [],
    tags: [],
    recorded: recordedFrom(raw),
  };
}

function readDevice(raw: Json): Device {
  const field = new Field(raw);
  return {
    id: field.text('mdatpDeviceId'),
    directoryId: field.text('aadDeviceId'),
    dnsName: field.text('deviceDnsName'),
    platform: field.text('osPlatform'),
    version: field.text('version'),
    processor: field.text('osProcessor'),
    build: field.number('osBuild'),
    health: field.word('healthStatus', healthStates),
    risk: field.word('riskScore', levels),
    exposure: null,
    groupId: field.number('rbacGroupId'),
    groupName: field.text('rbacGroupName'),
    firstSeen: field.time('firstSeen'),
    lastSeen: field.time('firstSeen'),
    tags: field.texts('tags'),
    antivirus: field.word('defenderAvStatus', antivirusStates),
    onboarding: field.word('onboardingStatus', onboardingStates),
    value: null,
    addresses: [],
    externalAddress: null,
    loggedOn: field.objects('loggedOnUsers').map((user) => {
      const one = new Field(user);
      return { account: one.text('accountName') ?? '', domain: one.text('domainName') ?? '' };
    }),
    vm: readMachine(raw['vmMetadata']),
    recorded: recordedFrom(raw),
  };
}

function readMachine(raw: unknown): Device['vm'] {
  if (typeof raw !== 'object' || raw === null) return null;
  const field = new Field(raw as Json);
  return {
    id: field.text('vmId') ?? '',
    resourceId: field.text('resourceId') ?? '',
    subscriptionId: field.text('subscriptionId') ?? '',
  };
}
