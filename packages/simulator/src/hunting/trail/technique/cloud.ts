import { MINUTE } from '../../../tenant/tick.ts';
import { click, cloudActivity, signIn } from '../cloud-log.ts';
import type { Technique } from './technique.ts';

const EXCHANGE = { application: 'Microsoft Exchange Online', applicationId: 20893 };

/** The link in the mail is opened, and the page behind it asks for a password. */
const link: Technique = (scene, write) => {
  const { message, user } = scene;
  const [url] = message?.urls ?? [];
  if (message === undefined || user === undefined || url === undefined) return;
  const through = message.delivery === 'Delivered';
  const at = Math.min((message.received ?? scene.alert.created) + 4 * MINUTE, scene.alert.created);
  click(write, scene, at, user, {
    url,
    networkMessageId: message.networkMessageId,
    address: '198.51.100.10',
    through,
  });
};

/** Mail is read and answers are hidden, from the address of the attacker. */
const hiding: Technique = (scene, write) => {
  const { user, address } = scene;
  for (let part = 0; part < 8; part += 1)
    cloudActivity(write, scene, scene.when(part / 10), user, {
      ...EXCHANGE,
      action: 'MailItemsAccessed',
      address,
      object: 'Inbox',
    });
  cloudActivity(write, scene, scene.when(0.9), user, {
    ...EXCHANGE,
    action: 'Set-InboxRule',
    address,
    object: '.',
    raw: {
      Parameters: [
        { Name: 'DeleteMessage', Value: 'True' },
        { Name: 'From', Value: 'bank.example' },
      ],
    },
  });
};

/** A stranger's application is let in, and reads. */
const consent: Technique = (scene, write) => {
  const { user, address } = scene;
  cloudActivity(write, scene, scene.when(0.4), user, {
    application: 'Microsoft Entra ID',
    applicationId: 11161,
    action: 'Add service principal.',
    address,
    object: 'Mail Helper Pro',
    objectType: 'Service Principal',
    admin: true,
  });
  cloudActivity(write, scene, scene.when(0.5), user, {
    application: 'Microsoft Entra ID',
    applicationId: 11161,
    action: 'Add delegated permission grant.',
    address,
    object: 'Microsoft Graph',
    objectType: 'Service Principal',
    admin: true,
  });
  write('GraphAPIAuditEvents', {
    Timestamp: scene.when(0.8),
    TimeGenerated: scene.when(0.8),
    ApiVersion: 'v1.0',
    AccountObjectId: user?.directoryId,
    RequestMethod: 'GET',
    ResponseStatusCode: '200',
    Scopes: 'Mail.ReadWrite offline_access',
    RequestUri: 'https://graph.microsoft.com/v1.0/me/messages?$top=500',
    RequestId: scene.random.guid(),
    IpAddress: address,
    TargetWorkload: 'Microsoft.Exchange',
    EntityType: 'user',
    ReportId: scene.random.guid(),
    Type: 'GraphAPIAuditEvents',
  });
};

/** The session is used again from elsewhere. */
const session: Technique = (scene, write) => {
  if (scene.user !== undefined)
    signIn(write, scene, scene.when(0.5), scene.user, { address: scene.address, risk: 100 });
};

export const CLOUD_TECHNIQUES: Readonly<Record<string, Technique>> = {
  T1528: consent,
  'T1564.008': hiding,
  'T1566.002': link,
  'T1078.004': session,
};
