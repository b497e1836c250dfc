import type { Alert, Comment, Incident } from '../../tenant/model.ts';
import type { Json } from '../../tenant/recorded.ts';
import { PORTAL, seenAlert, seenIncident, type View } from '../../tenant/view.ts';
import {
  alertStatuses,
  classifications,
  detections,
  determinations,
  incidentStatuses,
  investigations,
  products,
  severities,
} from '../../tenant/vocabulary.ts';
import { time } from '../../tenant/written.ts';
import { renderEvidence } from './render-evidence.ts';

const PRODUCT_NAMES: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'Microsoft Defender for Endpoint',
  microsoftDefenderForOffice365: 'Microsoft Defender for Office 365',
  microsoftDefenderForCloudApps: 'Microsoft Defender for Cloud Apps',
  microsoftDefenderForIdentity: 'Microsoft Defender for Identity',
  azureAdIdentityProtection: 'Microsoft Entra ID Protection',
  dataLossPrevention: 'Microsoft Purview Data Loss Prevention',
  microsoftDefenderForCloud: 'Microsoft Defender for Cloud',
  microsoftSentinel: 'Microsoft Sentinel',
  microsoftInsiderRiskManagement: 'Microsoft Purview Insider Risk Management',
};

/** @see https://learn.microsoft.com/graph/api/resources/security-incident */
export function renderIncident(stored: Incident, view: View): Json {
  const incident = seenIncident(stored, view);
  const { unknownMembers, tenantId } = view;
  return {
    id: String(incident.id),
    tenantId,
    status: incidentStatuses.graph(incident.status ?? 'active', unknownMembers),
    incidentWebUrl: `${PORTAL}/incident2/${incident.id}/overview?tid=${tenantId}`,
    redirectIncidentId: incident.redirect === null ? null : String(incident.redirect),
    displayName: incident.name,
    createdDateTime: time(incident.created),
    lastUpdateDateTime: time(incident.updated),
    assignedTo: incident.assignee,
    classification: classifications.graph(incident.classification ?? 'unknown', unknownMembers),
    determination: determinations.graph(incident.determination ?? 'unknown', unknownMembers),
    severity: severities.graph(incident.severity ?? 'unspecified', unknownMembers),
    customTags: incident.tags,
    systemTags: incident.systemTags,
    description: incident.description,
    summary: incident.summary,
    lastModifiedBy: incident.modifiedBy,
    resolvingComment: incident.resolvingComment,
    priorityScore: incident.priority,
    comments: incident.comments.map(renderComment),
  };
}

/** @see https://learn.microsoft.com/graph/api/resources/security-alert */
export function renderAlert(stored: Alert, view: View): Json {
  const alert = seenAlert(stored, view);
  const { unknownMembers, tenantId } = view;
  const product = alert.product ?? 'unknown';
  return {
    id: alert.id,
    // Defender XDR puts two letters for the product before the id of all providers but its own.
    providerAlertId: /^(?!da)[a-z]{2}\d{18}_/.test(alert.id) ? alert.id.slice(2) : alert.id,
    incidentId: String(alert.incidentId),
    status: alertStatuses.graph(alert.status ?? 'unknown', unknownMembers),
    severity: severities.graph(alert.severity ?? 'unspecified', unknownMembers),
    classification: classifications.graph(alert.classification ?? 'unknown', unknownMembers),
    determination: determinations.graph(alert.determination ?? 'unknown', unknownMembers),
    serviceSource: products.graph(product, unknownMembers),
    detectionSource: detections.graph(alert.detection ?? 'unknown', unknownMembers),
    productName: PRODUCT_NAMES[product] ?? null,
    detectorId: alert.detector,
    tenantId,
    title: alert.title,
    description: alert.description,
    recommendedActions: alert.advice,
    category: alert.category,
    assignedTo: alert.assignee,
    alertWebUrl: `${PORTAL}/alerts/${encodeURIComponent(alert.id)}?tid=${tenantId}`,
    incidentWebUrl: `${PORTAL}/incident2/${alert.incidentId}/overview?tid=${tenantId}`,
    actorDisplayName: alert.actor,
    threatDisplayName: alert.threat,
    threatFamilyName: alert.family,
    mitreTechniques: alert.techniques,
    createdDateTime: time(alert.created),
    lastUpdateDateTime: time(alert.updated),
    resolvedDateTime: time(alert.resolved),
    firstActivityDateTime: time(alert.firstActivity),
    lastActivityDateTime: time(alert.lastActivity),
    investigationState: investigations.graph(alert.investigation ?? 'unknown', unknownMembers),
    alertPolicyId: null,
    systemTags: alert.systemTags,
    additionalData: null,
    customDetails: null,
    comments: alert.comments.map(renderComment),
    evidence: alert.evidence.flatMap((evidence) => renderEvidence(evidence, view) ?? []),
  };
}

export function renderComment(comment: Comment): Json {
  return { comment: comment.text, createdByDisplayName: comment.author, createdDateTime: time(comment.at) };
}
