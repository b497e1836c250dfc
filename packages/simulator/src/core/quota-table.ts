/** Calls allowed in a window of this many seconds. */
export interface QuotaWindow {
  readonly seconds: number;
  readonly calls: number;
}

/** Run time of queries that may be spent in a window of this many seconds. */
export interface RunTimeWindow {
  readonly seconds: number;
  readonly runSeconds: number;
  /** The window does not roll: it begins anew at each multiple of its length. */
  readonly fixed?: boolean;
}

export interface QuotaRow {
  readonly bucket: string;
  readonly windows: readonly QuotaWindow[];
  readonly runTime?: readonly RunTimeWindow[];
  /** Who shares it. */
  readonly per: 'app+tenant' | 'tenant';
  /** Page that publishes the figures. */
  readonly source: string;
}

const learn = 'https://learn.microsoft.com/en-us';
const endpoint = `${learn}/defender-endpoint/api`;
const xdr = `${learn}/defender-xdr`;

function perMinuteAndHour(minute: number, hour: number): readonly QuotaWindow[] {
  return [
    { seconds: 60, calls: minute },
    { seconds: 3600, calls: hour },
  ];
}

/** Microsoft publishes that there is a share of the tenant's CPU in each quarter of an hour, and not how large it is. */
const CPU_SHARE: readonly RunTimeWindow[] = [{ seconds: 900, runSeconds: 600, fixed: true }];

/**
 * The simulator's own copy of the published limits: it must not share one with the client under test.
 * Graph publishes a figure for alerts only, so incidents carry its general one.
 */
export const QUOTAS: readonly QuotaRow[] = [
  {
    bucket: 'endpoint-default',
    windows: perMinuteAndHour(100, 1500),
    per: 'app+tenant',
    source: `${endpoint}/get-alerts`,
  },
  {
    bucket: 'endpoint-alert-batch',
    windows: perMinuteAndHour(10, 500),
    per: 'app+tenant',
    source: `${endpoint}/batch-update-alerts`,
  },
  {
    bucket: 'endpoint-hunting',
    windows: perMinuteAndHour(45, 1500),
    runTime: [
      { seconds: 3600, runSeconds: 600 },
      { seconds: 86_400, runSeconds: 10_800 },
    ],
    per: 'tenant',
    source: `${endpoint}/run-advanced-query-api`,
  },
  {
    bucket: 'xdr-incidents',
    windows: perMinuteAndHour(50, 1500),
    per: 'app+tenant',
    source: `${xdr}/api-list-incidents`,
  },
  {
    bucket: 'xdr-hunting',
    windows: [{ seconds: 60, calls: 45 }],
    runTime: CPU_SHARE,
    per: 'tenant',
    source: `${xdr}/api-advanced-hunting`,
  },
  {
    bucket: 'graph-alerts',
    windows: [{ seconds: 60, calls: 150 }],
    per: 'app+tenant',
    source: `${learn}/graph/throttling-limits#security-service-limits`,
  },
  {
    bucket: 'graph-incidents',
    windows: [{ seconds: 1, calls: 2000 }],
    per: 'app+tenant',
    source: `${learn}/graph/throttling-limits`,
  },
  {
    bucket: 'graph-hunting',
    windows: [{ seconds: 60, calls: 45 }],
    runTime: CPU_SHARE,
    per: 'tenant',
    source: `${learn}/graph/api/security-security-runhuntingquery`,
  },
];
