import { createHash } from 'node:crypto';
import type { Account, MessageFacts } from '../../tenant/model.ts';
import { MINUTE, type Tick } from '../../tenant/tick.ts';
import type { Row } from '../rows.ts';
import type { Write } from './device-log.ts';
import type { Scene } from './scene.ts';

const AGENT = 'python-requests/2.32.3';
const CITIES: Readonly<Record<string, readonly [city: string, latitude: string, longitude: string]>> = {
  NL: ['Amsterdam', '52.4', '4.9'],
  RO: ['Bucharest', '44.4', '26.1'],
  BR: ['Sao Paulo', '-23.5', '-46.6'],
  VN: ['Hanoi', '21.0', '105.8'],
  US: ['New York', '40.7', '-74.0'],
  TR: ['Istanbul', '41.0', '29.0'],
  ID: ['Jakarta', '-6.2', '106.8'],
  FR: ['Paris', '48.9', '2.4'],
  DE: ['Berlin', '52.5', '13.4'],
};

export function signIn(
  write: Write,
  { random, country }: Scene,
  at: Tick,
  account: Account,
  {
    address,
    error = 0,
    risk = 0,
    home = false,
  }: { address: string | undefined; error?: number; risk?: number; home?: boolean },
): void {
  const where = home ? 'DE' : (country ?? 'US');
  const [city, latitude, longitude] = CITIES[where] ?? [null, null, null];
  const id = random.guid();
  write('EntraIdSignInEvents', {
    Timestamp: at,
    Application: 'OfficeHome',
    ApplicationId: '4765445b-32c6-49b0-83e6-1d93765276ca',
    LogonType: '["interactiveUser"]',
    ErrorCode: error,
    CorrelationId: random.guid(),
    SessionId: random.guid(),
    AccountDisplayName: account.displayName,
    AccountObjectId: account.directoryId,
    AccountUpn: account.principal,
    IsExternalUser: 0,
    IsGuestUser: false,
    ResourceDisplayName: 'Office 365 Exchange Online',
    OSPlatform: home ? 'Windows' : 'Linux',
    IsManaged: home ? 1 : 0,
    IsCompliant: home ? 1 : 0,
    AuthenticationRequirement: 'singleFactorAuthentication',
    RiskLevelAggregated: risk,
    RiskState: risk === 0 ? 0 : 4,
    UserAgent: home ? 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/141.0.0.0' : AGENT,
    ClientAppUsed: 'Browser',
    ConditionalAccessStatus: 0,
    IPAddress: address,
    Country: where,
    City: city,
    Latitude: latitude,
    Longitude: longitude,
    RequestId: id,
    ReportId: id,
  });
}

/** A row of `IdentityLogonEvents` for the same sign-in, seen by the directory or by a cloud application. */
export function identityLogon(
  write: Write,
  { random, country }: Scene,
  at: Tick,
  account: Account,
  {
    address,
    failed = false,
    application = 'Microsoft 365',
    host,
  }: {
    address: string | undefined;
    failed?: boolean;
    application?: string;
    host?: string | null | undefined;
  },
): void {
  write('IdentityLogonEvents', {
    Timestamp: at,
    ActionType: failed ? 'LogonFailed' : 'LogonSuccess',
    Application: application,
    LogonType: application === 'Active Directory' ? 'Credentials validation' : 'OAuth2:Authorize',
    Protocol: application === 'Active Directory' ? 'Ntlm' : null,
    FailureReason: failed ? 'WrongPassword' : null,
    ...accountColumns(account),
    DeviceName: host,
    IPAddress: address,
    DestinationDeviceName: application === 'Active Directory' ? 'dc-01.northwind.example' : null,
    Location: country,
    ReportId: random.guid(),
  });
}

export function cloudActivity(
  write: Write,
  { random, country }: Scene,
  at: Tick,
  account: Account | undefined,
  activity: {
    readonly action: string;
    readonly application: string;
    readonly applicationId: number;
    readonly address: string | undefined;
    readonly object?: string | null;
    readonly objectType?: string;
    readonly raw?: object;
    readonly more?: Row;
    readonly admin?: boolean;
  },
): void {
  write('CloudAppEvents', {
    Timestamp: at,
    ActionType: activity.action,
    Application: activity.application,
    ApplicationId: activity.applicationId,
    AppInstanceId: 0,
    AccountObjectId: account?.directoryId,
    AccountId: account?.directoryId,
    AccountDisplayName: account?.displayName,
    AccountType: 'Regular',
    IsAdminOperation: activity.admin ?? false,
    IPAddress: activity.address,
    IsAnonymousProxy: false,
    CountryCode: country,
    City: CITIES[country ?? '']?.[0],
    UserAgent: AGENT,
    ActivityType: activity.admin === true ? 'Admin' : 'Basic',
    ActivityObjects: [
      { Type: activity.objectType ?? 'Task', Role: 'Target object', Name: activity.object ?? '' },
    ],
    ObjectName: activity.object,
    ObjectType: activity.objectType ?? 'Task',
    IsExternalUser: false,
    IsImpersonated: false,
    RawEventData: {
      Operation: activity.action,
      UserId: account?.principal ?? '',
      ClientIP: activity.address ?? '',
      ObjectId: activity.object ?? '',
      ...activity.raw,
    },
    ReportId: random.guid(),
    ...activity.more,
  });
}

/** A message with its links and attachments, and what was done about it later. */
export function mail(
  write: Write,
  { random, alert }: Scene,
  message: MessageFacts,
  recipient?: Account,
): void {
  const { networkMessageId, sender, subject } = message;
  const at = message.received ?? alert.created;
  const domain = sender?.split('@')[1];
  const ReportId = `${networkMessageId ?? ''}-${1 + random.below(90)}`;
  const shared = { NetworkMessageId: networkMessageId, ReportId };
  const threats = message.threats.join(', ');
  const methods = JSON.stringify(
    Object.fromEntries(message.threats.map((threat) => [threat, ['URL detonation reputation']])),
  );
  write('EmailEvents', {
    ...shared,
    Timestamp: at,
    InternetMessageId: message.internetMessageId,
    SenderMailFromAddress: sender,
    SenderFromAddress: sender,
    SenderDisplayName: 'Accounts payable',
    SenderMailFromDomain: domain,
    SenderFromDomain: domain,
    SenderIPv4: message.senderIp,
    RecipientEmailAddress: message.recipient,
    RecipientObjectId: recipient?.directoryId,
    Subject: subject,
    EmailDirection: 'Inbound',
    DeliveryAction: message.delivery,
    DeliveryLocation: message.location,
    LatestDeliveryAction: message.delivery,
    LatestDeliveryLocation: message.location,
    ThreatTypes: threats,
    DetectionMethods: methods,
    ConfidenceLevel: JSON.stringify({ Phish: 'High' }),
    AuthenticationDetails: JSON.stringify({ SPF: 'fail', DKIM: 'none', DMARC: 'fail', CompAuth: 'fail' }),
    EmailAction: message.delivery === 'Blocked' ? 'Send to quarantine' : 'No action taken',
    AttachmentCount: message.attachments,
    UrlCount: message.urls.length,
    EmailLanguage: 'en',
  });
  for (const url of message.urls)
    write('EmailUrlInfo', {
      ...shared,
      Timestamp: at,
      Url: url,
      UrlDomain: hostOf(url),
      UrlLocation: 'Body',
    });
  for (let number = 0; number < message.attachments; number += 1)
    write('EmailAttachmentInfo', {
      ...shared,
      Timestamp: at,
      SenderFromAddress: sender,
      RecipientEmailAddress: message.recipient,
      RecipientObjectId: recipient?.directoryId,
      FileName: `invoice ${number + 1}.html`,
      FileType: 'html',
      SHA256: createHash('sha256')
        .update(`${networkMessageId ?? ''} ${number}`)
        .digest('hex'),
      FileSize: 18_244,
      ThreatTypes: threats,
      DetectionMethods: methods,
    });
  if (message.delivery === 'Delivered')
    write('EmailPostDeliveryEvents', {
      ...shared,
      Timestamp: Math.min(at + 20 * MINUTE, alert.created),
      InternetMessageId: message.internetMessageId,
      Action: 'Moved to quarantine',
      ActionType: 'Phish ZAP',
      ActionTrigger: 'SpecialAction',
      ActionResult: 'Success',
      RecipientEmailAddress: message.recipient,
      DeliveryLocation: 'Quarantine',
      ThreatTypes: threats,
      DetectionMethods: methods,
    });
}

export function click(
  write: Write,
  { random }: Scene,
  at: Tick,
  account: Account,
  {
    url,
    networkMessageId,
    address,
    through,
  }: {
    url: string;
    networkMessageId: string | null;
    address: string | null | undefined;
    through: boolean;
  },
): void {
  write('UrlClickEvents', {
    Timestamp: at,
    Url: url,
    ActionType: through ? 'ClickAllowed' : 'ClickBlocked',
    AccountUpn: account.principal,
    Workload: 'Email',
    NetworkMessageId: networkMessageId,
    ThreatTypes: 'Phish',
    DetectionMethods: JSON.stringify({ Phish: ['URL detonation reputation'] }),
    IPAddress: address,
    IsClickedThrough: through,
    UrlChain: JSON.stringify([url]),
    ReportId: random.guid(),
  });
}

export function directoryEvent(
  write: Write,
  { random, address }: Scene,
  at: Tick,
  action: string,
  account: Account | undefined,
  more: object,
  columns: Row = {},
): void {
  write('IdentityDirectoryEvents', {
    Timestamp: at,
    ActionType: action,
    Application: 'Active Directory',
    ...(account === undefined ? {} : accountColumns(account)),
    DestinationDeviceName: 'dc-01.northwind.example',
    IPAddress: address,
    ReportId: random.guid(),
    AdditionalFields: more,
    ...columns,
  });
}

export function accountColumns(account: Account): Row {
  return {
    AccountName: account.account,
    AccountDomain: account.domain,
    AccountUpn: account.principal,
    AccountSid: account.sid,
    AccountObjectId: account.directoryId,
    AccountDisplayName: account.displayName,
  };
}

/** The host of a URL, or undefined for a text that is none. */
export function hostOf(url: string | null | undefined): string | undefined {
  return url === null || url === undefined || !URL.canParse(url) ? undefined : new URL(url).hostname;
}
