import type { Account, Evidence, Subject } from '../../tenant/model.ts';
import { MINUTE, SECOND, type Tick } from '../../tenant/tick.ts';
import { evidenceActor, fileColumns, houseActor, type Actor } from './actor.ts';
import { registryKey } from './alert.ts';
import { cloudActivity, click, directoryEvent, hostOf, identityLogon, mail, signIn } from './cloud-log.ts';
import { DeviceLog, type Write } from './device-log.ts';
import type { Scene } from './scene.ts';

type Writer<K extends Subject['kind']> = (
  subject: Extract<Subject, { kind: K }>,
  scene: Scene,
  write: Write,
  at: Tick,
) => void;

/** The rows that an alert's evidence stands for. */
export function writeEvidence(scene: Scene, write: Write): void {
  for (const evidence of scene.alert.evidence) writeOne(evidence, scene, write);
}

function writeOne({ subject, at }: Evidence, scene: Scene, write: Write): void {
  const moment = Math.min(at ?? scene.alert.created, scene.alert.created);
  const writer = WRITERS[subject.kind] as Writer<typeof subject.kind> | undefined;
  writer?.(subject as never, scene, write, moment);
}

const WRITERS: { readonly [K in Subject['kind']]?: Writer<K> } = {
  file: ({ file, deviceId }, scene, write, at) => {
    const log = logOf(scene, write, deviceId);
    const initiating = startedBy(scene, at);
    const downloaded = scene.alert.techniques.includes('T1204.002') || scene.url !== undefined;
    log?.file(at, 'FileCreated', initiating, fileColumns(file), {
      FileOriginUrl: downloaded ? (scene.url ?? 'https://files-share.example/download') : undefined,
      FileOriginReferrerUrl: downloaded ? 'https://mail.northwind.example/' : undefined,
      FileOriginIP: downloaded ? scene.address : undefined,
      AdditionalFields: JSON.stringify({ FileType: 'PortableExecutable' }),
    });
    if (file.sha1 !== null)
      write('DeviceFileCertificateInfo', {
        Timestamp: at,
        DeviceId: deviceId,
        DeviceName: nameOf(scene, deviceId),
        SHA1: file.sha1,
        IsSigned: file.signer !== null,
        SignatureType: file.signer === null ? null : 'Embedded',
        Signer: file.signer,
        Issuer: file.issuer,
        IsTrusted: false,
        IsRootSignerMicrosoft: false,
        ReportId: 1 + scene.random.below(900_000),
      });
  },
  process: ({ process, deviceId }, scene, write, at) => {
    const { actor, parent } = evidenceActor(process);
    logOf(scene, write, deviceId)?.process(Math.min(process.created ?? at, at), parent, actor);
  },
  ip: ({ address, country }, scene, write, at) => {
    if (address === null) return;
    const { user } = scene;
    const seen = { ...scene, country: country ?? undefined };
    const product = scene.alert.product ?? '';
    if (user !== undefined && /Entra|AzureAd|CloudApps|Identity/i.test(product)) {
      signIn(write, seen, at, user, { address, risk: 100 });
      identityLogon(write, seen, at, user, { address });
      return;
    }
    const inbound = scene.device === undefined;
    networkLog(scene, write)?.network(at, startedBy(scene, at), {
      address,
      port: 443,
      url: hostOf(scene.url),
      action: inbound ? 'InboundConnectionAccepted' : 'ConnectionSuccess',
    });
  },
  url: ({ url }, scene, write, at) => {
    if (url === null) return;
    if (scene.message === undefined || scene.device !== undefined) {
      const address = scene.address ?? '203.0.113.77';
      networkLog(scene, write)?.network(at, startedBy(scene, at), { address, port: 443, url });
    }
    if (scene.message === undefined) return;
    const { networkMessageId } = scene.message;
    write('EmailUrlInfo', {
      Timestamp: Math.min(scene.message.received ?? at, at),
      NetworkMessageId: networkMessageId,
      Url: url,
      UrlDomain: hostOf(url),
      UrlLocation: 'Body',
      ReportId: `${networkMessageId ?? ''}-91`,
    });
    if (scene.user !== undefined)
      click(write, scene, at, scene.user, { url, networkMessageId, address: homeOf(scene), through: true });
  },
  message: ({ message }, scene, write) => mail(write, scene, message, scene.user),
  mailbox: ({ account }, scene, write, at) => {
    if (account !== null && scene.message === undefined)
      cloudActivity(write, scene, at, account, {
        action: 'MailItemsAccessed',
        application: 'Microsoft Exchange Online',
        applicationId: 20893,
        address: scene.address,
      });
  },
  'mail-cluster': ({ messageIds, value }, scene, write, at) => {
    const [subject = null, domain = ''] = value?.split(';') ?? [];
    for (const [number, networkMessageId] of messageIds.entries()) {
      const recipient = scene.random.pick(scene.tenant.estate.users);
      mail(
        write,
        scene,
        {
          sender: scene.message?.sender ?? `billing@${domain}`,
          senderIp: scene.message?.senderIp ?? null,
          recipient: recipient.principal,
          subject,
          delivery: 'Delivered',
          location: 'Inbox/folder',
          networkMessageId,
          internetMessageId: `<${networkMessageId}@${domain}>`,
          received: at - (10 + number) * MINUTE,
          urls: scene.message?.urls ?? [],
          attachments: 0,
          threats: ['Phish'],
        },
        recipient,
      );
    }
  },
  'registry-key': ({ hive, key, deviceId }, scene, write, at) =>
    logOf(scene, write, deviceId)?.registry(at, 'RegistryKeyCreated', startedBy(scene, at), {
      key: registryKey(hive, key),
    }),
  'registry-value': ({ hive, key, name, value, type, deviceId }, scene, write, at) =>
    logOf(scene, write, deviceId)?.registry(at, 'RegistryValueSet', startedBy(scene, at), {
      key: registryKey(hive, key),
      name,
      data: value,
      type,
    }),
  'cloud-application': ({ appId, name }, scene, write, at) =>
    cloudActivity(write, scene, at, scene.user, {
      action: scene.alert.techniques.includes('T1530') ? 'FileDownloaded' : 'UserLoggedIn',
      application: name ?? '',
      applicationId: appId ?? 0,
      address: scene.address,
    }),
  'oauth-application': ({ appId, objectId, name, publisher }, scene, write, at) => {
    cloudActivity(write, scene, at, scene.user, {
      action: 'Consent to application.',
      application: 'Microsoft Entra ID',
      applicationId: 11161,
      address: scene.address,
      object: name,
      objectType: 'Service Principal',
      admin: true,
      more: { OAuthAppId: appId, ObjectId: objectId },
      raw: {
        ModifiedProperties: [
          { Name: 'ConsentAction.Permissions', NewValue: 'Mail.ReadWrite offline_access' },
        ],
      },
    });
    write('OAuthAppInfo', {
      Timestamp: at,
      ReportId: scene.random.guid(),
      OAuthAppId: appId,
      ServicePrincipalId: objectId,
      AppName: name,
      AddedOnTime: scene.when(0),
      AppStatus: 'Enabled',
      VerifiedPublisher: publisher === null ? {} : { displayName: publisher },
      PrivilegeLevel: 'High',
      Permissions: [
        {
          PermissionValue: 'Mail.ReadWrite',
          PermissionType: 'Delegated',
          TargetAppDisplayName: 'Microsoft Graph',
        },
      ],
      ConsentedUsersCount: 1,
      IsAdminConsented: false,
      AppOrigin: 'External',
    });
  },
  'security-group': ({ id, name }, scene, write, at) =>
    directoryEvent(
      write,
      scene,
      at,
      'Group Membership changed',
      scene.user,
      { 'TO.GROUP': name, GroupId: id },
      {
        TargetAccountDisplayName: scene.user?.displayName,
      },
    ),
  'mailbox-rule': ({ id, name, principal }, scene, write, at) =>
    cloudActivity(write, scene, at, scene.user, {
      action: 'New-InboxRule',
      application: 'Microsoft Exchange Online',
      applicationId: 20893,
      address: scene.address,
      object: name,
      raw: {
        MailboxOwnerUPN: principal,
        ObjectId: id,
        Parameters: [
          { Name: 'Name', Value: name },
          { Name: 'SubjectOrBodyContainsWords', Value: 'invoice;payment;bank' },
          { Name: 'MoveToFolder', Value: 'RSS Feeds' },
          { Name: 'MarkAsRead', Value: 'True' },
        ],
      },
    }),
  malware: ({ name }, scene, write, at) =>
    logOf(scene, write, null)?.event(
      at,
      'AntivirusDetection',
      houseActor('MsMpEng.exe', scene.random, at),
      { ThreatName: scene.alert.threat ?? name, WasRemediated: true, WasExecutingWhileDetected: false },
      { FileName: scene.file?.name, SHA1: scene.file?.sha1, SHA256: scene.file?.sha256 },
    ),
  user: (subject, scene, write, at) => writeUser(subject.account, scene, write, at),
};

/** A person of the alert was there: on the machine, or signed in from somewhere. */
function writeUser(account: Account, scene: Scene, write: Write, at: Tick): void {
  const { device } = scene;
  if (device === undefined) {
    signIn(write, scene, at - SECOND, account, { address: scene.address ?? homeOf(scene) ?? undefined });
    return;
  }
  new DeviceLog(write, device, scene.random).logon(
    scene.when(0),
    'LogonSuccess',
    houseActor('lsass.exe', scene.random, scene.when(0)),
    account,
    { type: 'Interactive', protocol: 'Negotiate' },
  );
}

/** The log of a named machine, or of the one the alert is about. */
function logOf(scene: Scene, write: Write, deviceId: string | null): DeviceLog | undefined {
  const device = (deviceId === null ? undefined : scene.tenant.machines.get(deviceId)) ?? scene.device;
  return device === undefined ? undefined : new DeviceLog(write, device, scene.random);
}

/** Without a machine in the alert it was the public server that saw the connection. */
function networkLog(scene: Scene, write: Write): DeviceLog | undefined {
  const seen =
    scene.device ?? scene.tenant.estate.devices.find(({ dnsName }) => dnsName?.startsWith('web-01'));
  return seen === undefined ? undefined : new DeviceLog(write, seen, scene.random);
}

function nameOf(scene: Scene, deviceId: string | null): string | null {
  return (
    ((deviceId === null ? undefined : scene.tenant.machines.get(deviceId)) ?? scene.device)?.dnsName ?? null
  );
}

function homeOf({ tenant, user }: Scene): string | null {
  const own = tenant.estate.devices.find(({ loggedOn }) =>
    loggedOn.some(({ account }) => account === user?.account),
  );
  return own?.externalAddress ?? null;
}

/** What did it: the process of the evidence, or else the program in which people meet such things. */
function startedBy(scene: Scene, at: Tick): Actor {
  if (scene.process !== undefined) return evidenceActor(scene.process).actor;
  if (scene.device === undefined) return houseActor('w3wp.exe', scene.random, at);
  return houseActor('msedge.exe', scene.random, at, { account: scene.user });
}
