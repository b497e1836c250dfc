import type { Account, Alert, Evidence, FileFacts } from '../../tenant/model.ts';
import { severities } from '../../tenant/vocabulary.ts';
import { native } from '../../tenant/written.ts';
import type { Row } from '../rows.ts';
import type { Write } from './device-log.ts';
import { TECHNIQUES } from './technique-names.ts';

/** As the two tables of alerts spell what the APIs have as enumerations. */
const SERVICES: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'Microsoft Defender for Endpoint',
  microsoftDefenderForOffice365: 'Microsoft Defender for Office 365',
  microsoftDefenderForCloudApps: 'Microsoft Defender for Cloud Apps',
  microsoftDefenderForIdentity: 'Microsoft Defender for Identity',
  azureAdIdentityProtection: 'Microsoft Entra ID Protection',
  microsoft365Defender: 'Microsoft Defender XDR',
  microsoftAppGovernance: 'App Governance',
  dataLossPrevention: 'Microsoft Data Loss Prevention',
  microsoftDefenderForCloud: 'Microsoft Defender for Cloud',
  microsoftSentinel: 'Microsoft Sentinel',
  microsoftInsiderRiskManagement: 'Microsoft Insider Risk Management',
};

const DETECTIONS: Readonly<Record<string, string>> = {
  microsoftDefenderForEndpoint: 'EDR',
  antivirus: 'Antivirus',
  smartScreen: 'SmartScreen',
  customTi: 'Custom TI',
  microsoftDefenderForOffice365: 'Microsoft Defender for Office 365',
  automatedInvestigation: 'Automated investigation',
  customDetection: 'Custom detection',
  microsoftDefenderForIdentity: 'Microsoft Defender for Identity',
  cloudAppSecurity: 'Microsoft Defender for Cloud Apps',
  azureAdIdentityProtection: 'Microsoft Entra ID Protection',
  microsoftDataLossPrevention: 'Microsoft Data Loss Prevention',
  microsoftDefenderForCloud: 'Microsoft Defender for Cloud',
  scheduledAlerts: 'Scheduled',
};

/** The rows of `AlertInfo` and `AlertEvidence`. */
export function writeAlert(alert: Alert, write: Write): void {
  const service = alert.product === null ? null : (SERVICES[alert.product] ?? alert.product);
  const shared = {
    Timestamp: alert.created,
    AlertId: alert.id,
    Title: alert.title,
    Severity: native(severities, alert.severity),
    ServiceSource: service,
    DetectionSource: alert.detection === null ? null : (DETECTIONS[alert.detection] ?? alert.detection),
    AttackTechniques:
      alert.techniques.length === 0
        ? null
        : JSON.stringify(alert.techniques.map((id) => `${TECHNIQUES[id] ?? id} (${id})`)),
  };
  write('AlertInfo', { ...shared, Category: alert.category });
  for (const evidence of alert.evidence) {
    const entity = entityOf(evidence);
    if (entity === undefined) continue;
    const [EntityType, columns] = entity;
    write('AlertEvidence', {
      ...shared,
      Categories: alert.category === null ? null : JSON.stringify([alert.category]),
      ThreatFamily: alert.family,
      EntityType,
      EvidenceRole: roleOf(evidence),
      EvidenceDirection: evidence.roles.includes('attacker') ? 'Source' : null,
      ...columns,
    });
  }
}

function roleOf({ roles }: Evidence): string {
  return roles.includes('compromised') ? 'Impacted' : 'Related';
}

function entityOf({ subject }: Evidence): readonly [type: string, columns: Row] | undefined {
  switch (subject.kind) {
    case 'device':
      return [
        'Machine',
        {
          DeviceId: subject.device.id,
          DeviceName: subject.device.dnsName,
          LocalIP: subject.device.addresses[0]?.ip,
        },
      ];
    case 'user':
      return ['User', accountOf(subject.account)];
    case 'file':
      return ['File', { ...fileOf(subject.file), DeviceId: subject.deviceId }];
    case 'process':
      return [
        'Process',
        {
          ...fileOf(subject.process.image),
          ...accountOf(subject.process.account),
          ProcessCommandLine: subject.process.commandLine,
          DeviceId: subject.deviceId,
          AdditionalFields: JSON.stringify({ ProcessId: subject.process.id, Type: 'process' }),
        },
      ];
    case 'ip':
      return ['Ip', { RemoteIP: subject.address }];
    case 'url':
      return ['Url', { RemoteUrl: subject.url }];
    case 'mailbox':
      return ['Mailbox', { ...accountOf(subject.account), AccountUpn: subject.address }];
    case 'message':
      return [
        'MailMessage',
        {
          NetworkMessageId: subject.message.networkMessageId,
          EmailSubject: subject.message.subject,
          AccountUpn: subject.message.recipient,
        },
      ];
    case 'mail-cluster':
      return [
        'MailCluster',
        {
          AdditionalFields: JSON.stringify({
            Query: subject.query,
            ClusterBy: subject.by,
            ClusterByValue: subject.value,
            NetworkMessageIds: subject.messageIds,
          }),
        },
      ];
    case 'registry-key':
      return [
        'RegistryKey',
        { RegistryKey: registryKey(subject.hive, subject.key), DeviceId: subject.deviceId },
      ];
    case 'registry-value':
      return [
        'RegistryValue',
        {
          RegistryKey: registryKey(subject.hive, subject.key),
          RegistryValueName: subject.name,
          RegistryValueData: subject.value,
          DeviceId: subject.deviceId,
        },
      ];
    case 'cloud-application':
      return ['CloudApplication', { Application: subject.name, ApplicationId: subject.appId }];
    case 'oauth-application':
      return ['OAuthApplication', { Application: subject.name, OAuthApplicationId: subject.appId }];
    case 'security-group':
      return [
        'SecurityGroup',
        { AdditionalFields: JSON.stringify({ Id: subject.id, DisplayName: subject.name }) },
      ];
    case 'mailbox-rule':
      return [
        'MailboxConfiguration',
        {
          AccountUpn: subject.principal,
          AdditionalFields: JSON.stringify({ ConfigId: subject.id, RuleName: subject.name }),
        },
      ];
    case 'malware':
      return ['Malware', { ThreatFamily: subject.name }];
    case 'other':
      return subject.type === null ? undefined : [subject.type, {}];
  }
}

export function registryKey(hive: string | null, key: string | null): string {
  return [hive, key].filter((part) => part !== null).join('\\');
}

function accountOf(account: Account | null): Row {
  return {
    AccountName: account?.account,
    AccountDomain: account?.domain,
    AccountSid: account?.sid,
    AccountObjectId: account?.directoryId,
    AccountUpn: account?.principal,
  };
}

function fileOf(file: FileFacts | null): Row {
  return {
    FileName: file?.name,
    FolderPath: file?.path,
    SHA1: file?.sha1,
    SHA256: file?.sha256,
    FileSize: file?.size,
  };
}
