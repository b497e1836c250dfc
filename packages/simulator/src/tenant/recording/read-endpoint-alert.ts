import type { Alert, Device } from '../model.ts';
import { recordedFrom, type Json } from '../recorded.ts';
import {
  alertStatuses,
  classifications,
  detections,
  determinations,
  investigations,
  severities,
} from '../vocabulary.ts';
import { Field } from './field.ts';
import { readComment } from './read-incident.ts';
import { readSubject } from './read-subject.ts';

/** An alert as Defender for Endpoint had it. */
export function readEndpointAlert(raw: Json): Alert {
  const field = new Field(raw);
  const updated = field.time('lastUpdateTime') ?? 0;
  const machineId = field.text('machineId');
  const device = machineId === null ? [] : [deviceOf(machineId, field)];
  const plain = { verdict: null, remediation: null, roles: [], detailedRoles: [], tags: [] };
  return {
    id: field.text('id') ?? '',
    incidentId: field.number('incidentId') ?? 0,
    product: 'microsoftDefenderForEndpoint',
    detection: field.word('detectionSource', detections),
    detector: field.text('detectorId'),
    created: field.time('alertCreationTime') ?? updated,
    updated,
    resolved: field.time('resolvedTime'),
    firstActivity: field.time('firstEventTime'),
    lastActivity: field.time('lastEventTime'),
    title: field.text('title'),
    description: field.text('description'),
    advice: field.text('recommendedAction'),
    category: field.text('category'),
    status: field.word('status', alertStatuses),
    severity: field.word('severity', severities),
    investigationId: field.number('investigationId'),
    investigation: field.word('investigationState', investigations),
    classification: field.word('classification', classifications),
    determination: field.word('determination', determinations),
    assignee: field.text('assignedTo'),
    actor: null,
    threat: field.text('threatName'),
    family: field.text('threatFamilyName'),
    techniques: field.texts('mitreTechniques'),
    comments: field.objects('comments').map(readComment),
    evidence: [
      ...device.map((one) => ({ ...plain, at: null, subject: { kind: 'device' as const, device: one } })),
      ...field.objects('evidence').map((entity) => {
        const one = new Field(entity);
        return { ...plain, at: one.time('evidenceCreationTime'), subject: readSubject(one) };
      }),
    ],
    systemTags: [],
    recordedByEndpoint: recordedFrom(raw),
  };
}

function deviceOf(id: string, field: Field): Device {
  return {
    id,
    directoryId: null,
    dnsName: field.text('computerDnsName'),
    platform: null,
    version: null,
    processor: null,
    build: null,
    health: null,
    risk: null,
    exposure: null,
    groupId: null,
    groupName: field.text('rbacGroupName'),
    firstSeen: field.time('firstEventTime'),
    lastSeen: field.time('lastEventTime'),
    tags: [],
    antivirus: null,
    onboarding: null,
    value: null,
    addresses: [],
    externalAddress: null,
    loggedOn: [],
    vm: null,
  };
}
