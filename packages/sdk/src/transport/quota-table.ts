import type { CallPattern } from './call-pattern.ts';

/** A published quota. Calls of one row share one bucket. */
export interface QuotaRow extends CallPattern {
  /** Name of the bucket. Rows with the same name share it. */
  readonly bucket: string;
  readonly perMinute?: number | undefined;
  readonly perHour?: number | undefined;
  /** Calls of an hour that a back-fill leaves to others. */
  readonly reserve?: number | undefined;
  /** Who shares it: all calls of one application in a tenant, or the whole tenant. */
  readonly scope: 'application' | 'tenant';
  /** The page that publishes it. */
  readonly source: string;
  /** `assumed`: the page of this call gives no figure, so the one of its nearest kin is kept to. */
  readonly basis: 'published' | 'assumed';
}

const mde = 'https://learn.microsoft.com/defender-endpoint/api/';
const xdr = 'https://learn.microsoft.com/defender-xdr/';
const graph = 'https://learn.microsoft.com/graph/throttling-limits';

type Figures = Pick<QuotaRow, 'perMinute' | 'perHour'> &
  Partial<Pick<QuotaRow, 'bucket' | 'scope' | 'basis'>>;

/** 1.3 % of 1,500: enough for a containment, too little to slow a back-fill. */
const reserve = 20;

function row(
  audience: QuotaRow['audience'],
  method: string,
  path: string,
  figures: Figures,
  source: string,
): QuotaRow {
  return {
    bucket: `${audience} ${method} ${path}`,
    audience,
    method,
    path,
    scope: 'application',
    basis: 'published',
    source,
    ...((figures.perHour ?? 0) >= 1_000 && { reserve }),
    ...figures,
  };
}

// The page of the resource gives this for all its methods together, so they share; one method's page says more.
const incidents: Figures = { bucket: 'xdr incidents', perMinute: 50, perHour: 1_500 };
const usual: Figures = { perMinute: 100, perHour: 1_500 };
const exportJson: Figures = { perMinute: 30, perHour: 1_000 };
const exportFiles: Figures = { perMinute: 5, perHour: 20 };
const hunting: Figures = { perMinute: 45, scope: 'tenant' };

/** The special before the general: the first row that speaks of a call is the one that counts. */
export const quotaTable: readonly QuotaRow[] = [
  row('xdr', 'GET', '/api/incidents', incidents, `${xdr}api-list-incidents`),
  row('xdr', 'GET', '/api/incidents/*', incidents, `${xdr}api-incident`),
  row('xdr', 'PATCH', '/api/incidents/*', incidents, `${xdr}api-update-incidents`),
  row('xdr', 'POST', '/api/advancedhunting/run', hunting, `${xdr}api-advanced-hunting`),

  row(
    'endpoint',
    'POST',
    '/api/alerts/batchUpdate',
    { perMinute: 10, perHour: 500 },
    `${mde}batch-update-alerts`,
  ),
  row(
    'endpoint',
    'POST',
    '/api/alerts/CreateAlertByReference',
    { perMinute: 15 },
    `${mde}create-alert-by-reference`,
  ),
  row('endpoint', 'GET', '/api/alerts', usual, `${mde}get-alerts`),
  row('endpoint', 'GET', '/api/alerts/*', { ...usual, basis: 'assumed' }, `${mde}get-alert-info-by-id`),
  row('endpoint', 'PATCH', '/api/alerts/*', usual, `${mde}update-alert`),
  row(
    'endpoint',
    'POST',
    '/api/machines/*/startInvestigation',
    { perHour: 50 },
    `${mde}initiate-autoir-investigation`,
  ),
  row('endpoint', 'POST', '/api/machines/*/runliveresponse', { perMinute: 10 }, `${mde}run-live-response`),
  row(
    'endpoint',
    'GET',
    '/api/machineactions/*/getPackageUri',
    { perMinute: 2, perHour: 120 },
    `${mde}get-package-sas-uri`,
  ),
  row('endpoint', 'POST', '/api/indicators/import', { perMinute: 30 }, `${mde}import-ti-indicators`),
  row(
    'endpoint',
    'POST',
    '/api/indicators/BatchDelete',
    { perMinute: 30, perHour: 1_500 },
    `${mde}batch-delete-ti-indicators`,
  ),
  row(
    'endpoint',
    'POST',
    '/api/advancedqueries/run',
    { perMinute: 45, perHour: 1_500, scope: 'tenant' },
    `${mde}run-advanced-query-api`,
  ),
  row(
    'endpoint',
    'GET',
    '/api/machines/SoftwareVulnerabilitiesExport',
    exportFiles,
    `${mde}get-assessment-software-vulnerabilities`,
  ),
  row(
    'endpoint',
    'GET',
    '/api/machines/SoftwareInventoryExport',
    exportFiles,
    `${mde}get-assessment-software-inventory`,
  ),
  row(
    'endpoint',
    'GET',
    '/api/machines/SecureConfigurationsAssessmentExport',
    exportFiles,
    `${mde}get-assessment-secure-config`,
  ),
  row(
    'endpoint',
    'GET',
    '/api/machines/SoftwareVulnerabilitiesByMachine',
    exportJson,
    `${mde}get-assessment-software-vulnerabilities`,
  ),
  row(
    'endpoint',
    'GET',
    '/api/machines/SoftwareInventoryByMachine',
    exportJson,
    `${mde}get-assessment-software-inventory`,
  ),
  row(
    'endpoint',
    'GET',
    '/api/machines/SecureConfigurationsAssessmentByMachine',
    exportJson,
    `${mde}get-assessment-secure-config`,
  ),
  row(
    'endpoint',
    'GET',
    '/api/machines/SoftwareVulnerabilityChangesByMachine',
    exportJson,
    `${mde}get-assessment-software-vulnerabilities`,
  ),
  row('endpoint', 'GET', '/api/deviceavinfo', exportJson, `${mde}device-health-api-methods-properties`),
  ...[
    'alerts',
    'machines',
    'machineactions',
    'indicators',
    'investigations',
    'libraryfiles',
    'files',
    'domains',
    'ips',
    'users',
  ].map((noun) => row('endpoint', '*', `/api/${noun}/**`, usual, `${mde}exposed-apis-list`)),
  row('endpoint', '*', '/api/**', { ...usual, basis: 'assumed' }, `${mde}exposed-apis-list`),

  row(
    'graph',
    'POST',
    '/security/runHuntingQuery',
    hunting,
    'https://learn.microsoft.com/graph/api/security-security-runhuntingquery',
  ),
  // 150 a minute is published for the older alert resource. For incidents no figure is published: what the
  // service says in a 429 is kept to, and nothing is held back on a guess.
  row('graph', '*', '/security/alerts_v2/**', { perMinute: 150, basis: 'assumed' }, graph),
];
