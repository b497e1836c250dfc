import type { Alert, Evidence } from '@vedette/sdk';
import { canonicalWord } from './word.ts';

type Row = Readonly<Record<string, unknown>>;

/** What one kind of evidence is called in hunting, and where the values of its columns stand in Graph. */
interface Kind {
  readonly entity: string;
  readonly columns: Readonly<Record<string, string>>;
}

const DEVICE = { DeviceId: 'mdeDeviceId' };
const ACCOUNT = {
  AccountName: 'userAccount.accountName',
  AccountDomain: 'userAccount.domainName',
  AccountSid: 'userAccount.userSid',
  AccountObjectId: 'userAccount.azureAdUserId',
  AccountUpn: 'userAccount.userPrincipalName',
};
const file = (at: string): Readonly<Record<string, string>> => ({
  FileName: `${at}.fileName`,
  FolderPath: `${at}.filePath`,
  SHA1: `${at}.sha1`,
  SHA256: `${at}.sha256`,
  FileSize: `${at}.fileSize`,
});

/** @see https://learn.microsoft.com/graph/api/resources/security-alertevidence */
const KINDS: Readonly<Record<string, Kind>> = {
  deviceEvidence: {
    entity: 'Machine',
    columns: { ...DEVICE, DeviceName: 'deviceDnsName', LocalIP: 'lastIpAddress' },
  },
  userEvidence: { entity: 'User', columns: ACCOUNT },
  mailboxEvidence: { entity: 'Mailbox', columns: { ...ACCOUNT, AccountUpn: 'primaryAddress' } },
  processEvidence: {
    entity: 'Process',
    columns: { ...DEVICE, ...ACCOUNT, ...file('imageFile'), ProcessCommandLine: 'processCommandLine' },
  },
  fileEvidence: { entity: 'File', columns: { ...DEVICE, ...file('fileDetails') } },
  ipEvidence: { entity: 'Ip', columns: { RemoteIP: 'ipAddress' } },
  urlEvidence: { entity: 'Url', columns: { RemoteUrl: 'url' } },
  registryKeyEvidence: { entity: 'RegistryKey', columns: { ...DEVICE, RegistryKey: 'registryKey' } },
  registryValueEvidence: {
    entity: 'RegistryValue',
    columns: {
      ...DEVICE,
      RegistryKey: 'registryKey',
      RegistryValueName: 'registryValueName',
      RegistryValueData: 'registryValue',
    },
  },
  analyzedMessageEvidence: {
    entity: 'MailMessage',
    columns: {
      NetworkMessageId: 'networkMessageId',
      EmailSubject: 'subject',
      AccountUpn: 'recipientEmailAddress',
    },
  },
  cloudApplicationEvidence: {
    entity: 'CloudApplication',
    columns: { Application: 'displayName', ApplicationId: 'appId' },
  },
  oauthApplicationEvidence: {
    entity: 'OAuthApplication',
    columns: { Application: 'displayName', OAuthApplicationId: 'appId' },
  },
  azureResourceEvidence: {
    entity: 'CloudResource',
    columns: { CloudResource: 'resourceName', ResourceType: 'resourceType', ResourceID: 'resourceId' },
  },
};

const IMPACTED: ReadonlySet<string> = new Set(['compromised', 'attacked', 'impacted']);

export function alertInfoRow(alert: Alert): Row {
  return {
    Timestamp: alert.createdDateTime ?? alert.lastUpdateDateTime,
    AlertId: alert.id,
    Title: alert.title,
    Category: canonicalWord(alert.category),
    Severity: canonicalWord(alert.severity),
    ServiceSource: canonicalWord(alert.serviceSource),
    DetectionSource: sourceOf(alert),
    AttackTechniques: techniquesOf(alert),
  };
}

export function alertEvidenceRows(alert: Alert): Row[] {
  return (alert.evidence ?? []).map((evidence) => {
    const name = /(\w+)$/.exec(evidence['@odata.type'] ?? '')?.[1] ?? '';
    const kind: Kind | undefined = KINDS[name];
    const columns = Object.entries(kind?.columns ?? {}).map(([column, path]) => [column, at(evidence, path)]);
    return {
      Timestamp: evidence.createdDateTime ?? alert.createdDateTime,
      AlertId: alert.id,
      Title: alert.title,
      Categories: JSON.stringify(alert.category ? [canonicalWord(alert.category)] : []),
      AttackTechniques: techniquesOf(alert),
      ServiceSource: canonicalWord(alert.serviceSource),
      DetectionSource: sourceOf(alert),
      EntityType: kind?.entity ?? canonicalWord(name.replace(/Evidence$/, '')),
      EvidenceRole: roleOf(evidence),
      Severity: canonicalWord(alert.severity),
      ThreatFamily: alert['threatFamilyName'],
      ...Object.fromEntries(columns),
      // All of it, for what has no column of its own.
      AdditionalFields: JSON.stringify(evidence),
    };
  });
}

function roleOf({ roles }: Evidence): string {
  return roles?.some((role) => IMPACTED.has(role)) === true ? 'Impacted' : 'Related';
}

function techniquesOf(alert: Alert): string {
  const techniques = alert['mitreTechniques'];
  return Array.isArray(techniques) && techniques.length > 0 ? JSON.stringify(techniques) : '';
}

/** Graph calls EDR by the name of its product. */
function sourceOf({ detectionSource }: Alert): string {
  return detectionSource === 'microsoftDefenderForEndpoint' ? 'EDR' : canonicalWord(detectionSource);
}

function at(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}
