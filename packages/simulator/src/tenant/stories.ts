/** What a step of a story leaves behind; `evidence-maker.ts` knows how each is made. */
export type Trace =
  | 'device'
  | 'second-device'
  | 'user'
  | 'file'
  | 'process'
  | 'script'
  | 'ip'
  | 'url'
  | 'mailbox'
  | 'message'
  | 'mail-cluster'
  | 'registry-key'
  | 'registry-value'
  | 'cloud-application'
  | 'oauth-application'
  | 'security-group'
  | 'mailbox-rule'
  | 'malware';

export interface Step {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly product: string;
  readonly detection: string;
  readonly severity: 'informational' | 'low' | 'medium' | 'high';
  readonly techniques: readonly string[];
  readonly traces: readonly Trace[];
  readonly family?: string;
}

export interface Story {
  readonly name: string;
  readonly summary: string;
  /** How often it is told, against the others. */
  readonly weight: number;
  /** What it turns out to be, as classification and determination. */
  readonly outcome: readonly [classification: string, determination: string];
  readonly steps: readonly Step[];
}

const mde = { product: 'microsoftDefenderForEndpoint', detection: 'microsoftDefenderForEndpoint' };
const antivirus = { product: 'microsoftDefenderForEndpoint', detection: 'antivirus' };
const mdo = { product: 'microsoftDefenderForOffice365', detection: 'microsoftDefenderForOffice365' };
const mda = { product: 'microsoftDefenderForCloudApps', detection: 'cloudAppSecurity' };
const mdi = { product: 'microsoftDefenderForIdentity', detection: 'microsoftDefenderForIdentity' };
const entra = { product: 'azureAdIdentityProtection', detection: 'azureAdIdentityProtection' };

/** The attacks that happen in the pretended tenant, each told from its first alert to its last. */
export const STORIES: readonly Story[] = [
  {
    name: 'Phishing mail followed by a stolen session and a hidden inbox rule',
    summary: 'A lure led to a sign-in page in the middle; the stolen session was used to hide replies.',
    weight: 22,
    outcome: ['truePositive', 'phishing'],
    steps: [
      {
        ...mdo,
        title: 'A link in a delivered mail leads to a credential page',
        description: 'The verdict of a link changed to phishing after the mail had been delivered.',
        category: 'InitialAccess',
        severity: 'medium',
        techniques: ['T1566.002'],
        traces: ['message', 'mailbox', 'url', 'mail-cluster'],
      },
      {
        ...entra,
        title: 'Sign-in with unfamiliar properties',
        description: 'A session token was replayed from an address the user never used.',
        category: 'CredentialAccess',
        severity: 'high',
        techniques: ['T1539', 'T1078.004'],
        traces: ['user', 'ip'],
      },
      {
        ...mda,
        title: 'Suspicious inbox manipulation rule',
        description: 'A rule moves answers from the bank to a folder that nobody reads.',
        category: 'DefenseEvasion',
        severity: 'medium',
        techniques: ['T1564.008'],
        traces: ['user', 'mailbox-rule', 'cloud-application', 'ip'],
      },
      {
        ...mda,
        title: 'An application was granted access to all mail',
        description: 'Consent was given to an application that was published the day before.',
        category: 'Persistence',
        severity: 'medium',
        techniques: ['T1528'],
        traces: ['user', 'oauth-application'],
      },
    ],
  },
  {
    name: 'Hands-on intrusion that ends in ransomware',
    summary: 'A loader was run, credentials were dumped, and encryption began on the file server.',
    weight: 12,
    outcome: ['truePositive', 'multiStagedAttack'],
    steps: [
      {
        ...antivirus,
        title: "'Kestrelon' malware was detected",
        description: 'A loader was found in the download folder.',
        category: 'Malware',
        severity: 'medium',
        techniques: ['T1204.002'],
        traces: ['device', 'file', 'malware', 'user'],
        family: 'Kestrelon',
      },
      {
        ...mde,
        title: 'Encoded script started by an office program',
        description: 'A document started a shell with an encoded command.',
        category: 'Execution',
        severity: 'medium',
        techniques: ['T1059.001', 'T1027'],
        traces: ['device', 'script', 'file', 'user', 'url'],
      },
      {
        ...mde,
        title: 'Memory of the logon service was read',
        description: 'A tool opened the local security authority process for reading.',
        category: 'CredentialAccess',
        severity: 'high',
        techniques: ['T1003.001'],
        traces: ['device', 'process', 'user'],
      },
      {
        ...mdi,
        title: 'Remote code execution attempt on a domain controller',
        description: 'A service was installed from a workstation that never administers servers.',
        category: 'LateralMovement',
        severity: 'high',
        techniques: ['T1021.002', 'T1569.002'],
        traces: ['device', 'second-device', 'user', 'ip', 'security-group'],
      },
      {
        ...mde,
        title: 'Ransomware behaviour: many files are rewritten',
        description: 'Files were overwritten and renamed at a rate no program of the house has.',
        category: 'Ransomware',
        severity: 'high',
        techniques: ['T1486', 'T1490'],
        traces: ['second-device', 'process', 'file', 'registry-value'],
        family: 'Kestrelon',
      },
    ],
  },
  {
    name: 'Password spray against many accounts',
    summary: 'A few passwords were tried against many accounts from rented addresses.',
    weight: 18,
    outcome: ['truePositive', 'compromisedAccount'],
    steps: [
      {
        ...entra,
        title: 'Password spray',
        description: 'Several accounts were attacked with the same passwords.',
        category: 'CredentialAccess',
        severity: 'high',
        techniques: ['T1110.003'],
        traces: ['user', 'ip', 'ip'],
      },
      {
        ...mda,
        title: 'Impossible travel activity',
        description: 'Two sign-ins came from places too far apart for the time between them.',
        category: 'InitialAccess',
        severity: 'medium',
        techniques: ['T1078'],
        traces: ['user', 'ip', 'cloud-application'],
      },
    ],
  },
  {
    name: 'Data leaves with an employee who is leaving',
    summary: 'Files were gathered, packed and sent to a private store.',
    weight: 8,
    outcome: ['truePositive', 'maliciousUserActivity'],
    steps: [
      {
        product: 'dataLossPrevention',
        detection: 'microsoftDataLossPrevention',
        title: 'Customer records were shared outside the company',
        description: 'A policy for customer records matched a share link.',
        category: 'Exfiltration',
        severity: 'medium',
        techniques: ['T1567.002'],
        traces: ['user', 'file', 'cloud-application'],
      },
      {
        ...mda,
        title: 'Mass download by a single user',
        description: 'More files were downloaded in an hour than in the month before.',
        category: 'Collection',
        severity: 'medium',
        techniques: ['T1530'],
        traces: ['user', 'cloud-application', 'ip'],
      },
      {
        ...mde,
        title: 'Archive with password created and copied to a removable drive',
        description: 'A packer was run with a password on the command line.',
        category: 'Exfiltration',
        severity: 'low',
        techniques: ['T1560.001', 'T1052.001'],
        traces: ['device', 'process', 'file', 'user'],
      },
      {
        product: 'microsoftInsiderRiskManagement',
        detection: 'microsoftInsiderRiskManagement',
        title: 'Data theft by a departing user',
        description: 'A sequence of collection, obfuscation and exfiltration was seen.',
        category: 'Exfiltration',
        severity: 'high',
        techniques: ['T1048'],
        traces: ['user'],
      },
    ],
  },
  {
    name: 'Beacon to a command and control server',
    summary: 'A process speaks to the same server at even intervals.',
    weight: 14,
    outcome: ['truePositive', 'malware'],
    steps: [
      {
        ...mde,
        title: 'Connection to an address known from your indicators',
        description: 'An address of the custom list was contacted.',
        detection: 'customTi',
        category: 'CommandAndControl',
        severity: 'medium',
        techniques: ['T1071.001'],
        traces: ['device', 'process', 'ip', 'url'],
      },
      {
        ...mde,
        title: 'Process hides in the memory of another one',
        description: 'Code was written into a process and run there.',
        category: 'DefenseEvasion',
        severity: 'high',
        techniques: ['T1055'],
        traces: ['device', 'process', 'file', 'registry-key'],
      },
      {
        ...mde,
        title: 'A task was registered that starts a script at every logon',
        description: 'Persistence was set up for a script in a profile folder.',
        category: 'Persistence',
        severity: 'medium',
        techniques: ['T1053.005', 'T1547.001'],
        traces: ['device', 'script', 'registry-value', 'user'],
      },
    ],
  },
  {
    name: 'Web shell on a public server',
    summary: 'A page was dropped into the upload folder and used to run commands.',
    weight: 8,
    outcome: ['truePositive', 'multiStagedAttack'],
    steps: [
      {
        ...mde,
        title: 'Possible web shell installation',
        description: 'The web server wrote a page that can run commands.',
        category: 'Persistence',
        severity: 'high',
        techniques: ['T1505.003'],
        traces: ['device', 'file', 'process', 'ip'],
      },
      {
        ...mde,
        title: 'Discovery commands run by the web server',
        description: 'The account of the web server asked for users, groups and routes.',
        category: 'Discovery',
        severity: 'low',
        techniques: ['T1033', 'T1016', 'T1087'],
        traces: ['device', 'process', 'user'],
      },
    ],
  },
  {
    name: 'Unwanted software on one endpoint',
    summary: 'A bundle installer was stopped.',
    weight: 16,
    outcome: ['informationalExpectedActivity', 'confirmedActivity'],
    steps: [
      {
        ...antivirus,
        title: 'An unwanted application was prevented',
        description: 'The installer of a browser extension was stopped.',
        category: 'UnwantedSoftware',
        severity: 'informational',
        techniques: [],
        traces: ['device', 'file', 'url'],
        family: 'Bundlore',
      },
    ],
  },
  {
    name: 'Automated investigation started manually on one endpoint',
    summary: 'An analyst asked for an investigation.',
    weight: 10,
    outcome: ['falsePositive', 'notMalicious'],
    steps: [
      {
        product: 'microsoftDefenderForEndpoint',
        detection: 'automatedInvestigation',
        title: 'Automated investigation started manually',
        description: 'Somebody started an investigation of this device by hand.',
        category: 'SuspiciousActivity',
        severity: 'informational',
        techniques: [],
        traces: ['device'],
      },
    ],
  },
  {
    name: 'Exposed cloud workload was probed',
    summary: 'A server in the cloud was asked for its metadata from outside.',
    weight: 4,
    outcome: ['falsePositive', 'notEnoughData'],
    steps: [
      {
        product: 'microsoftDefenderForCloud',
        detection: 'microsoftDefenderForCloud',
        title: 'Unusual request to the metadata service',
        description: 'A web server was made to ask its own metadata service for a token.',
        category: 'CredentialAccess',
        severity: 'medium',
        techniques: ['T1552.005'],
        traces: ['device', 'ip'],
      },
      {
        product: 'microsoftSentinel',
        detection: 'scheduledAlerts',
        title: 'Many refused requests from one network',
        description: 'A scheduled rule counted refused requests.',
        category: 'Discovery',
        severity: 'low',
        techniques: ['T1595'],
        traces: ['ip', 'url'],
      },
    ],
  },
];
