/**
 * The shape in which Vedette gives incidents and alerts, whichever route answered: the one of Microsoft Graph
 * (`microsoft.graph.security`, v1.0). Every field may be absent or null, enum values are open, and fields that
 * are not listed here are kept: what Microsoft sends is never refused.
 *
 * @see https://learn.microsoft.com/graph/api/resources/security-incident
 * @see https://learn.microsoft.com/graph/api/resources/security-alert
 */
export type Open<T extends string> = T | (string & {});

export type IncidentStatus = Open<'active' | 'inProgress' | 'resolved' | 'redirected' | 'awaitingAction'>;
export type AlertStatus = Open<'new' | 'inProgress' | 'resolved'>;
export type Severity = Open<'unknown' | 'informational' | 'low' | 'medium' | 'high'>;
export type Classification = Open<
  'unknown' | 'falsePositive' | 'truePositive' | 'informationalExpectedActivity'
>;

export interface Comment {
  comment?: string | null;
  createdByDisplayName?: string | null;
  createdDateTime?: string | null;
  [field: string]: unknown;
}

/** One piece of evidence; `@odata.type` (`#microsoft.graph.security.deviceEvidence` …) tells which. */
export interface Evidence {
  '@odata.type'?: string;
  createdDateTime?: string | null;
  verdict?: string | null;
  remediationStatus?: string | null;
  roles?: string[] | null;
  tags?: string[] | null;
  [field: string]: unknown;
}

export interface Alert {
  id: string;
  incidentId?: string | null;
  title?: string | null;
  description?: string | null;
  category?: string | null;
  severity?: Severity | null;
  status?: AlertStatus | null;
  classification?: Classification | null;
  determination?: string | null;
  serviceSource?: string | null;
  detectionSource?: string | null;
  assignedTo?: string | null;
  createdDateTime?: string | null;
  lastUpdateDateTime?: string | null;
  firstActivityDateTime?: string | null;
  lastActivityDateTime?: string | null;
  resolvedDateTime?: string | null;
  comments?: Comment[] | null;
  evidence?: Evidence[] | null;
  [field: string]: unknown;
}

export interface Incident {
  id: string;
  displayName?: string | null;
  createdDateTime?: string | null;
  /** UTC, up to seven fractional digits. With `id` it names one version of the incident. */
  lastUpdateDateTime?: string | null;
  status?: IncidentStatus | null;
  severity?: Severity | null;
  classification?: Classification | null;
  determination?: string | null;
  assignedTo?: string | null;
  customTags?: string[] | null;
  systemTags?: string[] | null;
  comments?: Comment[] | null;
  /** Where this incident went when it was merged into another one. */
  redirectIncidentId?: string | null;
  /** Present only when asked for. */
  alerts?: Alert[] | null;
  [field: string]: unknown;
}
