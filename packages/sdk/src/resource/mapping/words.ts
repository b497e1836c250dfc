/**
 * Closed sets of words as Graph and the native APIs write them. Where only the first letter differs
 * (`inProgress`, `InProgress`) no row is needed. A word no table knows is changed in its first letter only,
 * so that a new member passes.
 *
 * Sources: enumerations of Graph's v1.0 metadata; the tables and samples of
 * https://learn.microsoft.com/defender-xdr/api-list-incidents and
 * https://learn.microsoft.com/defender-endpoint/api/alerts.
 */
export interface Words {
  /** In Graph's spelling. */
  graph(word: string): string;
  /** In the spelling of a native API. */
  native(word: string, api?: NativeApi): string;
}

export type NativeApi = 'xdr' | 'endpoint';

interface WordRow {
  readonly graph: string;
  /** What Defender XDR writes, and Defender for Endpoint where it has no word of its own. */
  readonly native: string;
  readonly endpoint?: string;
  /** Older and other spellings that are read. */
  readonly also?: readonly string[];
}

function words(rows: readonly WordRow[] = []): Words {
  const byAny = new Map<string, WordRow>();
  for (const row of rows) {
    for (const name of [row.graph, row.native, row.endpoint, ...(row.also ?? [])]) {
      if (name !== undefined) byAny.set(name.toLowerCase(), row);
    }
  }
  return {
    graph: (word) => byAny.get(word.toLowerCase())?.graph ?? lowerFirst(word),
    native(word, api = 'xdr') {
      const row = byAny.get(word.toLowerCase());
      return (api === 'endpoint' ? row?.endpoint : undefined) ?? row?.native ?? upperFirst(word);
    },
  };
}

function lowerFirst(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Rows for words that differ in the first letter only, where they must be found in any case. */
function same(...names: readonly string[]): WordRow[] {
  return names.map((graph) => ({ graph, native: upperFirst(graph) }));
}

export const severity = words([
  { graph: 'unknown', native: 'UnSpecified' },
  ...same('informational', 'low', 'medium', 'high'),
]);

export const incidentStatus = words(same('active', 'inProgress', 'resolved', 'redirected', 'awaitingAction'));

export const alertStatus = words([
  // One page prints Active for an alert that is new.
  { graph: 'new', native: 'New', also: ['Active'] },
  ...same('unknown', 'inProgress', 'resolved'),
]);

export const classification = words([
  ...same('unknown', 'falsePositive', 'truePositive'),
  {
    graph: 'informationalExpectedActivity',
    native: 'InformationalExpectedActivity',
    also: ['Informational, expected activity', 'Informational'],
  },
]);

export const determination = words([
  { graph: 'unknown', native: 'NotAvailable', also: ['Unknown'] },
  ...same('apt', 'malware', 'securityPersonnel', 'securityTesting', 'unwantedSoftware', 'other'),
  ...same('multiStagedAttack', 'phishing', 'maliciousUserActivity', 'lineOfBusinessApplication'),
  { graph: 'compromisedAccount', native: 'CompromisedAccount', endpoint: 'CompromisedUser' },
  { graph: 'notMalicious', native: 'NotMalicious', also: ['Clean'] },
  {
    graph: 'notEnoughDataToValidate',
    native: 'NoEnoughDataToValidate',
    endpoint: 'InsufficientData',
    also: ['NotEnoughDataToValidate'],
  },
  { graph: 'confirmedActivity', native: 'ConfirmedActivity', also: ['ConfirmedUserActivity'] },
]);

export const serviceSource = words([
  {
    graph: 'microsoftDefenderForEndpoint',
    native: 'MicrosoftDefenderForEndpoint',
    also: ['MicrosoftDefenderATP', 'WindowsDefenderAtp'],
  },
  { graph: 'microsoftDefenderForIdentity', native: 'MicrosoftDefenderForIdentity', also: ['AzureATP'] },
  {
    graph: 'microsoftDefenderForCloudApps',
    native: 'MicrosoftCloudAppSecurity',
    also: ['MicrosoftDefenderForCloudApps', 'MCAS'],
  },
  { graph: 'microsoftDefenderForOffice365', native: 'MicrosoftDefenderForOffice365', also: ['OfficeATP'] },
  {
    graph: 'microsoft365Defender',
    native: 'Microsoft365Defender',
    also: ['MTP', 'MicrosoftThreatProtection'],
  },
  { graph: 'azureAdIdentityProtection', native: 'AzureAdIdentityProtection', also: ['AAD'] },
  { graph: 'microsoftAppGovernance', native: 'MicrosoftAppGovernance', also: ['AppGovernance'] },
  { graph: 'dataLossPrevention', native: 'DataLossPrevention', also: ['MicrosoftDataLossPrevention'] },
]);

export const detectionSource = words([
  {
    graph: 'microsoftDefenderForEndpoint',
    native: 'WindowsDefenderAtp',
    also: ['MicrosoftDefenderForEndpoint', 'MicrosoftDefenderATP', 'EDR'],
  },
  { graph: 'antivirus', native: 'WindowsDefenderAv' },
  { graph: 'smartScreen', native: 'WindowsDefenderSmartScreen' },
  { graph: 'customTi', native: 'CustomerTI' },
  { graph: 'microsoftDefenderForOffice365', native: 'OfficeATP' },
  { graph: 'microsoftThreatExperts', native: 'ThreatExperts' },
  { graph: 'microsoftDefenderForIdentity', native: 'MicrosoftDefenderForIdentity', also: ['AzureATP'] },
  { graph: 'cloudAppSecurity', native: 'MCAS', also: ['MicrosoftCloudAppSecurity'] },
  { graph: 'microsoft365Defender', native: 'MTP', also: ['MicrosoftThreatProtection'] },
]);

/** Sets whose words differ in the first letter only. */
export const plainWords = words();
