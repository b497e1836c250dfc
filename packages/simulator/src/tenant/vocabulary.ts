/**
 * One closed set of words, in the three spellings in which the cloud writes it. Sources: the enumerations
 * of Graph's metadata (v1.0) and the tables of the pages of the two Defender APIs.
 */
export interface Vocabulary {
  native(word: string): string;
  graph(word: string, unknownMembers: boolean): string;
  /** The word for a spelling of the native APIs; undefined for a foreign one. */
  fromNative(text: string): string | undefined;
  fromGraph(text: string): string | undefined;
  /** As `fromNative`, but a foreign spelling is kept as it is. */
  readNative(text: string): string;
}

/** `late`: stands after `unknownFutureValue`, so Graph shows it only to those who ask for unknown members. */
type Row = readonly [word: string, native: string, graph: string, late?: 'late'];

const NEW_MEMBERS = 'unknownFutureValue';

/** @param synonyms other spellings that are understood, each with its word. */
function vocabulary(rows: readonly Row[], synonyms: Readonly<Record<string, string>> = {}): Vocabulary {
  const byWord = new Map(rows.map((row) => [row[0], row]));
  const foreign = (table: readonly (readonly [string, string])[]): ReadonlyMap<string, string> =>
    new Map([...table, ...Object.entries(synonyms)]);
  const fromNative = foreign(rows.map(([word, native]) => [native, word] as const));
  const fromGraph = foreign(rows.map(([word, , graph]) => [graph, word] as const));
  return {
    native: (word) => byWord.get(word)?.[1] ?? word,
    graph: (word, unknownMembers) => {
      const row = byWord.get(word);
      if (row !== undefined && (unknownMembers || row[3] === undefined)) return row[2];
      return unknownMembers ? lowerFirst(word) : NEW_MEMBERS;
    },
    fromNative: (text) => fromNative.get(text),
    fromGraph: (text) => fromGraph.get(text),
    readNative: (text) => fromNative.get(text) ?? text,
  };
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** Rows whose two spellings differ only in their first letter. */
function pascal(...names: readonly string[]): Row[] {
  return names.map((name) => [lowerFirst(name), name, lowerFirst(name)] as const);
}

export const severities = vocabulary(
  [['unspecified', 'UnSpecified', 'unknown'], ...pascal('Informational', 'Low', 'Medium', 'High')],
  { Unspecified: 'unspecified' },
);

export const incidentStatuses = vocabulary([
  ...pascal('Active', 'Resolved', 'InProgress', 'Redirected'),
  ['awaitingAction', 'AwaitingAction', 'awaitingAction', 'late'],
]);

export const alertStatuses = vocabulary(pascal('Unknown', 'New', 'InProgress', 'Resolved'));

export const classifications = vocabulary(
  pascal('Unknown', 'FalsePositive', 'TruePositive', 'InformationalExpectedActivity'),
);

const DETERMINATIONS: readonly Row[] = [
  ['unknown', 'NotAvailable', 'unknown'],
  ...pascal('Apt', 'Malware', 'SecurityPersonnel', 'SecurityTesting', 'UnwantedSoftware', 'Other'),
  ...pascal('MultiStagedAttack', 'CompromisedAccount', 'Phishing', 'MaliciousUserActivity', 'NotMalicious'),
  ['notEnoughData', 'NoEnoughDataToValidate', 'notEnoughDataToValidate'],
  ...pascal('ConfirmedActivity', 'LineOfBusinessApplication'),
];

/** Pages disagree about these names and warn that they may change: all of them are understood. */
const OLDER_DETERMINATIONS = {
  Clean: 'notMalicious',
  clean: 'notMalicious',
  CompromisedUser: 'compromisedAccount',
  compromisedUser: 'compromisedAccount',
  InsufficientData: 'notEnoughData',
  insufficientData: 'notEnoughData',
  NotEnoughDataToValidate: 'notEnoughData',
  ConfirmedUserActivity: 'confirmedActivity',
  confirmedUserActivity: 'confirmedActivity',
};

export const determinations = vocabulary(DETERMINATIONS, OLDER_DETERMINATIONS);

/** Which determinations each classification may carry, by the table of the page "Update incident". */
export const determinationsOf: Readonly<Record<string, readonly string[]>> = {
  truePositive: [
    'multiStagedAttack',
    'maliciousUserActivity',
    'compromisedAccount',
    'malware',
    'phishing',
    'unwantedSoftware',
    'other',
  ],
  informationalExpectedActivity: [
    'securityTesting',
    'lineOfBusinessApplication',
    'confirmedActivity',
    'other',
  ],
  falsePositive: ['notMalicious', 'notEnoughData', 'other'],
  unknown: ['unknown'],
};

export const products = vocabulary(
  [
    ...pascal('Unknown', 'MicrosoftDefenderForEndpoint', 'MicrosoftDefenderForIdentity'),
    ['microsoftDefenderForCloudApps', 'MicrosoftCloudAppSecurity', 'microsoftDefenderForCloudApps'],
    ...pascal('MicrosoftDefenderForOffice365', 'Microsoft365Defender'),
    ...pascal('AzureAdIdentityProtection', 'MicrosoftAppGovernance', 'DataLossPrevention'),
    ['microsoftDefenderForCloud', 'MicrosoftDefenderForCloud', 'microsoftDefenderForCloud', 'late'],
    ['microsoftSentinel', 'MicrosoftSentinel', 'microsoftSentinel', 'late'],
    [
      'microsoftInsiderRiskManagement',
      'MicrosoftInsiderRiskManagement',
      'microsoftInsiderRiskManagement',
      'late',
    ],
  ],
  // Names in the documentation's older samples.
  {
    MicrosoftDefenderATP: 'microsoftDefenderForEndpoint',
    OfficeATP: 'microsoftDefenderForOffice365',
  },
);

export const detections = vocabulary([
  ['unknown', 'Unknown', 'unknown'],
  ['microsoftDefenderForEndpoint', 'WindowsDefenderAtp', 'microsoftDefenderForEndpoint'],
  ['antivirus', 'WindowsDefenderAv', 'antivirus'],
  ['smartScreen', 'WindowsDefenderSmartScreen', 'smartScreen'],
  ['customTi', 'CustomerTI', 'customTi'],
  ['microsoftDefenderForOffice365', 'OfficeATP', 'microsoftDefenderForOffice365'],
  ['automatedInvestigation', 'AutomatedInvestigation', 'automatedInvestigation'],
  ['microsoftThreatExperts', 'ThreatExperts', 'microsoftThreatExperts'],
  ['customDetection', 'CustomDetection', 'customDetection'],
  ...pascal('MicrosoftDefenderForIdentity'),
  ['cloudAppSecurity', 'MCAS', 'cloudAppSecurity'],
  ['microsoft365Defender', 'MTP', 'microsoft365Defender'],
  ...pascal('AzureAdIdentityProtection', 'Manual', 'MicrosoftDataLossPrevention'),
  ...pascal('AppGovernancePolicy', 'AppGovernanceDetection'),
  ['microsoftDefenderForCloud', 'MicrosoftDefenderForCloud', 'microsoftDefenderForCloud', 'late'],
  ['nrtAlerts', 'NrtAlerts', 'nrtAlerts', 'late'],
  ['scheduledAlerts', 'ScheduledAlerts', 'scheduledAlerts', 'late'],
  ['builtInMl', 'BuiltInMl', 'builtInMl', 'late'],
  [
    'microsoftInsiderRiskManagement',
    'MicrosoftInsiderRiskManagement',
    'microsoftInsiderRiskManagement',
    'late',
  ],
]);

export const investigations = vocabulary(
  pascal(
    ...[
      'Unknown',
      'Terminated',
      'SuccessfullyRemediated',
      'Benign',
      'Failed',
      'PartiallyRemediated',
      'Running',
    ],
    ...['PendingApproval', 'PendingResource', 'Queued', 'InnerFailure', 'PreexistingAlert', 'UnsupportedOs'],
    ...[
      'UnsupportedAlertType',
      'SuppressedAlert',
      'PartiallyInvestigated',
      'TerminatedByUser',
      'TerminatedBySystem',
    ],
  ),
);

export const healthStates = vocabulary(
  pascal(
    'Active',
    'Inactive',
    'ImpairedCommunication',
    'NoSensorData',
    'NoSensorDataImpairedCommunication',
    'Unknown',
  ),
);

export const levels = vocabulary(pascal('None', 'Informational', 'Low', 'Medium', 'High'));

export const antivirusStates = vocabulary(
  pascal('NotReporting', 'Disabled', 'NotUpdated', 'Updated', 'Unknown', 'NotSupported'),
);

export const onboardingStates = vocabulary(
  pascal('InsufficientInfo', 'Onboarded', 'CanBeOnboarded', 'Unsupported'),
  {
    onboarded: 'onboarded',
  },
);

export const detectionStates = vocabulary(pascal('Detected', 'Blocked', 'Prevented'));

export const verdicts = vocabulary(pascal('Unknown', 'Suspicious', 'Malicious', 'NoThreatsFound'));

export const remediations = vocabulary([
  ...pascal('None', 'Remediated', 'Prevented', 'Blocked', 'NotFound'),
  ...pascal('Active', 'PendingApproval', 'Declined', 'Unremediated', 'Running', 'PartiallyRemediated').map(
    ([word, native, graph]) => [word, native, graph, 'late'] as const,
  ),
]);

export const machineValues = vocabulary(pascal('Normal', 'Low', 'High'));
